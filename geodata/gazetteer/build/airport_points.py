"""Points of airports that airportsdata writes in minutes and seconds instead of decimals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import airportsdata

from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

MISREAD_COUNTRIES = frozenset({"BE", "LU"})
"""Where airportsdata has points such as 50.5405 for 50°54'05"."""
FAR_KM = 12.0
"""An airport that lies further from its town may be misread."""
TIMES_NEARER = 2.5
"""By how much the other reading must be nearer to the town to be taken."""

_DIGITS = 4
"""Two of minutes, two of seconds."""


def listed_airports(towns: Iterable[tuple[str, str, float, float]]) -> dict[str, dict[str, Any]]:
    """
    Airports of airportsdata by its code for them, their points read as they were meant.

    Parameters
    ----------
    towns
        Country (ISO 3166-1 alpha-2), name, latitude and longitude of settlements.

    Returns
    -------
    airports
        A point is read as degrees, minutes and seconds in `MISREAD_COUNTRIES` only, and only if
        the decimals lie over `FAR_KM` from the airport's town and the other reading lies at least
        `TIMES_NEARER` times nearer to it.
    """
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for country, name, lat, lon in towns:
        if country in MISREAD_COUNTRIES:
            points.setdefault((country, fold(normalise(name))), []).append((lat, lon))
    airports = {}
    for code, airport in airportsdata.load("ICAO").items():
        town = (airport["country"], fold(normalise(airport["city"])))
        lat, lon = _meant(airport["lat"], airport["lon"], points.get(town, []))
        airports[code] = {**airport, "lat": lat, "lon": lon}
    return airports


def sexagesimal(written: float) -> float | None:
    """
    Return degrees of what stands for degrees, minutes and seconds: 50.9014 for 50.5405.

    None if it cannot, having more than four decimals, or more than 59 minutes or seconds.
    """
    whole, _, digits = f"{abs(written):.9f}".rstrip("0").partition(".")
    if len(digits) > _DIGITS:
        return None
    padded = digits.ljust(_DIGITS, "0")
    minutes, seconds = int(padded[:2]), int(padded[2:])
    if minutes > 59 or seconds > 59:
        return None
    return math.copysign(int(whole) + minutes / 60 + seconds / 3600, written)


def _meant(lat: float, lon: float, towns: list[tuple[float, float]]) -> tuple[float, float]:
    other = sexagesimal(lat), sexagesimal(lon)
    if not towns or other[0] is None or other[1] is None:
        return lat, lon
    read_km = min(great_circle_km(*town, lat, lon) for town in towns)
    other_km = min(great_circle_km(*town, other[0], other[1]) for town in towns)
    misread = read_km > FAR_KM and read_km >= TIMES_NEARER * other_km
    return (other[0], other[1]) if misread else (lat, lon)
