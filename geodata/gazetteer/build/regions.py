"""Reviewed places that no source has: conflict regions, seas, and news abbreviations."""

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
ABBREVIATIONS_FILE = Path(__file__).parents[1] / "abbreviations.toml"


def add_regions(pack: PackWriter, exonyms: Exonyms) -> None:
    """
    Add what ``regions.toml`` and ``abbreviations.toml`` hold.

    A region that is a country or a first-order division, or names its ``place``, gives its names
    to the place that the pack already has; any other becomes a place of its own.
    """
    rows = {place.place_id: row for row, place in enumerate(pack.places)}
    for region in _read(REGIONS_FILE, "region"):
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
                    rank=MOST_WIDELY_KNOWN,
                )
            )
        for language, names in region["names"].items():
            for name in names:
                exonyms.name(pack, place, name, canonical=True, language=language)
    for short in _read(ABBREVIATIONS_FILE, "abbreviation"):
        if not short["needs_comma"]:
            row = rows[short["place"]]
            pack.name(row, short["text"], canonical=True, language=short["language"])


def _known(pack: PackWriter, region: dict[str, Any]) -> int | None:
    if region["kind"] not in ("admin-1", "country"):
        return None
    for name in region["names"]["en"]:
        place = pack.find(name, kind=region["kind"], country=region["country"])
        if place is not None:
            return place
    return None


def _read(path: Path, table: str) -> list[dict[str, Any]]:
    return list(tomllib.loads(path.read_text(encoding="utf-8"))[table])
