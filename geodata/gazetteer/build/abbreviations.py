"""Reviewed abbreviations that news writes for places: "Calif.", "ОАЭ", "NSW"."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GazetteerError
from geodata.gazetteer.names import Form

if TYPE_CHECKING:
    from geodata.gazetteer.pack import PackWriter

ABBREVIATIONS_FILE = Path(__file__).parents[1] / "abbreviations.toml"


def add_abbreviations(pack: PackWriter, path: Path = ABBREVIATIONS_FILE) -> None:
    """
    Add what ``abbreviations.toml`` holds; the file says in its head what its fields mean.

    One that needs a comma before it is no name but a form of its own, so that "Mass." in the
    middle of a sentence is not Massachusetts.

    Raises
    ------
    GazetteerError
        If the file names a place that the pack does not have.
    """
    rows = {place.place_id: row for row, place in enumerate(pack.places)}
    for short in tomllib.loads(path.read_text(encoding="utf-8"))["abbreviation"]:
        place = rows.get(short["place"])
        if place is None:
            raise GazetteerError(
                f"{path.name} names the place {short['place']}, which the index does not have."
            )
        pack.form(
            place,
            short["text"],
            Form.AFTER_COMMA if short["needs_comma"] else Form.CANONICAL,
            language=short["language"],
        )
