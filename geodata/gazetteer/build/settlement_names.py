"""Reviewed names that news uses of settlements and divisions, where the other sources lack them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GazetteerError

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

SETTLEMENT_NAMES_FILE = Path(__file__).parents[1] / "settlement_names.toml"


def add_settlement_names(
    pack: PackWriter, exonyms: Exonyms, path: Path = SETTLEMENT_NAMES_FILE
) -> None:
    """
    Add what ``settlement_names.toml`` holds; the file says in its head what its fields mean.

    Raises
    ------
    GazetteerError
        If the file names a place that the pack does not have.
    """
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = {place.place_id: row for row, place in enumerate(pack.places)}
    for settlement in read["settlement"]:
        place = rows.get(settlement["place"])
        if place is None:
            raise GazetteerError(
                f"{path.name} names the place {settlement['place']}, which the index does not have."
            )
        for language, names in settlement["names"].items():
            for name in names:
                exonyms.name(pack, place, name, canonical=True, language=language)
