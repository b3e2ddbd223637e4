"""Reviewed quarters, camps, squares and crossings inside and beside towns."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.build.reviewed import row_finder
from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

SAME_PLACE_KM = 6.0
QUARTERS_FILE = Path(__file__).parents[1] / "quarters.toml"

ANY = "any"
"""In the file stands for all languages."""


def add_quarters(pack: PackWriter, exonyms: Exonyms, path: Path = QUARTERS_FILE) -> None:
    """
    Add what ``quarters.toml`` holds; the file says in its head what its fields mean.

    A quarter that names its ``place``, or lies where the pack has a place of that name, gives its
    names to it; any other becomes a place of its own. So it comes after all other sources.

    Raises
    ------
    GazetteerError
        If the file names a place that the pack does not have.
    """
    row_of = row_finder(pack, path)
    for quarter in tomllib.loads(path.read_text(encoding="utf-8"))["quarter"]:
        row = row_of(quarter["place"]) if "place" in quarter else _known(pack, quarter)
        if row is None:
            row = pack.add(
                PlaceRow(
                    name=quarter["name"],
                    kind=quarter["kind"],
                    country=quarter["country"],
                    lat=quarter["lat"],
                    lon=quarter["lon"],
                    population=quarter.get("population", 0),
                    code=quarter_id(quarter["name"]),
                )
            )
            exonyms.name(pack, row, quarter["name"], canonical=True, language="en")
        for language, names in quarter["names"].items():
            for name in names:
                exonyms.name(
                    pack, row, name, canonical=True, language="" if language == ANY else language
                )
        if "note" in quarter:
            pack.dispute(row, claims=quarter["claims"], note=quarter["note"])


def quarter_id(name: str) -> str:
    """Id of a quarter, such as ``quarter:tahrir-square``."""
    return f"quarter:{normalise(name).replace(' ', '-')}"


def _known(pack: PackWriter, quarter: dict[str, Any]) -> int | None:
    """Row of the place that is the quarter, from another source that wrote its name alike."""
    names = quarter["names"]
    for name in (quarter["name"], *names.get(ANY, ()), *names.get("en", ())):
        for kind in ("settlement", "site", "region"):
            for country in (quarter["country"], ""):
                row = pack.find(name, kind=kind, country=country)
                if row is None:
                    continue
                place = pack.places[row]
                apart_km = great_circle_km(place.lat, place.lon, quarter["lat"], quarter["lon"])
                if apart_km <= SAME_PLACE_KM:
                    return row
    return None
