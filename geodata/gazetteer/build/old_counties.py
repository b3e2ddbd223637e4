"""Counties of the United Kingdom that are no division of today, but that news names."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.gazetteer.pack import PlaceRow

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

COUNTIES_FILE = Path(__file__).with_name("old_counties.toml")


def add_old_counties(pack: PackWriter, exonyms: Exonyms) -> None:
    """Add as regions the counties that the pack has no second-order division for."""
    for county in tomllib.loads(COUNTIES_FILE.read_text(encoding="utf-8"))["county"]:
        name = county["name"]
        if pack.find(name, kind="admin-2", country="GB") is not None:
            continue
        code = f"county:{name.casefold().replace(' ', '-')}"
        place = pack.add(
            PlaceRow(name, "region", county["lat"], county["lon"], country="GB", code=code)
        )
        for written in (name, *county.get("others", ())):
            exonyms.name(pack, place, written, canonical=True, language="en")
