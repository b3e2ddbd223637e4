"""Reviewed places that no source has, such as conflict regions and seas, and who claims them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.pack import PlaceRow

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

MOST_WIDELY_KNOWN = 10
REGIONS_FILE = Path(__file__).parents[1] / "regions.toml"


def add_regions(pack: PackWriter, exonyms: Exonyms) -> None:
    """
    Add what ``regions.toml`` holds; the file says in its head what its fields mean.

    A region that is a country or a first-order division, or names its ``place``, gives its names
    to the place that the pack already has; any other becomes a place of its own.
    """
    rows = {place.place_id: row for row, place in enumerate(pack.places)}
    for region in tomllib.loads(REGIONS_FILE.read_text(encoding="utf-8"))["region"]:
        place = rows.get(region.get("place", ""))
        if place is None:
            place = _known(pack, region)
        if place is None:
            place = pack.add(
                PlaceRow(
                    name=region["name"],
                    kind="water" if region["kind"] == "sea" else "region",
                    country=region["country"],
                    lat=region["lat"],
                    lon=region["lon"],
                    code=f"region:{region['name'].casefold().replace(' ', '-')}",
                    rank=region.get("rank", MOST_WIDELY_KNOWN),
                )
            )
        for language, names in region["names"].items():
            for name in names:
                exonyms.name(pack, place, name, canonical=True, language=language)
        if "note" in region:
            pack.dispute(place, claims=region.get("claims", ()), note=region["note"])


def _known(pack: PackWriter, region: dict[str, Any]) -> int | None:
    if region["kind"] not in ("admin-1", "country"):
        return None
    for name in region["names"]["en"]:
        place = pack.find(name, kind=region["kind"], country=region["country"])
        if place is not None:
            return place
    return None
