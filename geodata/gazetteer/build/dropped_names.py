"""Reviewed names that sources give to places and news never means them by."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GazetteerError

if TYPE_CHECKING:
    from geodata.gazetteer.pack import PackWriter

DROPPED_FILE = Path(__file__).parents[1] / "dropped_names.toml"


def drop_names(pack: PackWriter) -> None:
    """
    Take the names of ``dropped_names.toml`` off their places; the last step of a build.

    Raises
    ------
    GazetteerError
        If a place is not in the pack or does not bear the name: the file is out of date then.
    """
    rows = {place.place_id: row for row, place in enumerate(pack.places)}
    for dropped in tomllib.loads(DROPPED_FILE.read_text(encoding="utf-8"))["drop"]:
        place = rows.get(dropped["place"])
        for name in dropped["names"]:
            if place is None or not pack.drop(place, name):
                raise GazetteerError(
                    f"{DROPPED_FILE.name} drops {name!r} of {dropped['place']}, "
                    "which the sources do not give it."
                )
