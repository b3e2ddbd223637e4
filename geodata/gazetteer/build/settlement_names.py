"""Reviewed names that news uses of settlements and divisions, where the other sources lack them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.gazetteer.build.reviewed import row_finder

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
    row_of = row_finder(pack, path)
    for settlement in read["settlement"]:
        place = row_of(settlement["place"])
        for language, names in settlement["names"].items():
            for name in names:
                exonyms.name(pack, place, name, canonical=True, language=language)
