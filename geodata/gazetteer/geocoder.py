"""The place index as a geopy geocoder: code written for geopy's Nominatim works offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer.index import default_gazetteer, great_circle_km
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from geodata.gazetteer.index import Entry, Gazetteer

MOST_RESULTS = 50
"""As many results as Nominatim gives at most."""
DEFAULT_RESULTS = 10
REACH_KM = 100.0
"""A point further than this from every settlement is nowhere: at sea, or in a desert."""

_QUERY_PARTS = ("city", "county", "state", "country")
_FEATURE_KINDS = {
    "country": {"country"},
    "state": {"admin-1"},
    "city": {"settlement", "capital"},
    "settlement": {"settlement", "capital", "admin-2", "admin-1", "country", "region"},
}


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """
    A geopy geocoder that asks the shipped place index and never the network.

    Results are `geopy.location.Location`; ``raw`` holds ``place_id``, ``geonameid``, ``name``,
    ``display_name``, ``type`` (the kind), ``lat`` and ``lon`` (strings, as Nominatim gives them),
    ``importance`` and ``address``.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._gazetteer = gazetteer or default_gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (nothing is waited for)
        limit: int | None = None,
        language: str | bool = False,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
        featuretype: str | None = None,
        geometry: str | None = None,
        addressdetails: bool = True,  # noqa: ARG002 (raw always has the address)
        namedetails: bool = False,  # noqa: ARG002
        extratags: bool = False,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """
        Find the places that bear a name.

        Parameters
        ----------
        query
            A name, a name and what it lies in (``"Paris, Texas"``), or a mapping with the keys
            ``city``, ``county``, ``state``, ``country``.
        exactly_one
            One result, or a list of them, most prominent first.
        limit
            Results at most, `MOST_RESULTS` at most.
        language
            ISO 639-1 code of the query's language, if known.
        country_codes
            ISO 3166-1 alpha-2 codes to which results are limited.
        viewbox, bounded
            Two corners; only results within them if ``bounded``.
        featuretype
            ``country``, ``state``, ``city`` or ``settlement``.

        Returns
        -------
        location
            None if nothing bears the name.

        Raises
        ------
        geopy.exc.GeocoderQueryError
            If geometries are asked for, which this index does not hold, or a feature type that
            does not exist.
        ValueError
            If ``limit`` is less than 1.
        """
        if geometry is not None:
            raise GeocoderQueryError("The place index holds points only, no geometries.")
        if limit is not None and limit < 1:
            raise ValueError("Limit cannot be less than 1")
        rows = self._rows(query, str(language or "")[:2])
        if country_codes:
            codes = [country_codes] if isinstance(country_codes, str) else country_codes
            wanted = {code.upper() for code in codes}
            rows = [row for row in rows if self._gazetteer.country(row) in wanted]
        if featuretype:
            kinds = _feature_kinds(featuretype)
            rows = [row for row in rows if self._gazetteer.kind(row) in kinds]
        if viewbox and bounded:
            rows = [row for row in rows if self._within(row, viewbox)]
        return self._answer(rows[: min(limit or DEFAULT_RESULTS, MOST_RESULTS)], exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (nothing is waited for)
        language: str | bool = False,  # noqa: ARG002 (names stand in one language)
        addressdetails: bool = True,  # noqa: ARG002
        zoom: int | None = None,  # noqa: ARG002
        namedetails: bool = False,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """
        Find the settlements nearest to a point.

        Parameters
        ----------
        query
            A `geopy.point.Point`, a pair of latitude and longitude, or "lat, lon".
        exactly_one
            The nearest, or a list of the nearest `DEFAULT_RESULTS`.

        Returns
        -------
        location
            None if no settlement lies within `REACH_KM`.

        Raises
        ------
        ValueError
            If the query is no point.
        """
        point = query if isinstance(query, Point) else Point(query)
        index = self._gazetteer
        distances = great_circle_km(point.latitude, point.longitude, index.lat, index.lon)
        nearest = [int(row) for row in np.argsort(distances, kind="stable")[:500]]
        rows = [
            row
            for row in nearest
            if distances[row] <= REACH_KM and index.kind(row) in _FEATURE_KINDS["city"]
        ]
        return self._answer(rows[:DEFAULT_RESULTS], exactly_one)

    def _rows(self, query: str | Mapping[str, str], language: str) -> list[int]:
        if isinstance(query, Mapping):
            parts = [query[key] for key in _QUERY_PARTS if query.get(key)]
        else:
            parts = [part for part in query.split(",") if part.strip()]
        if not parts:
            return []
        entries = sorted(
            self._entries(parts[0], language),
            key=lambda entry: (-self._gazetteer.standing(entry), entry.row),
        )
        parents = [[entry.row for entry in self._entries(part, language)] for part in parts[1:]]
        return [
            entry.row
            for entry in entries
            if all(any(self._lies_in(entry.row, row) for row in rows) for rows in parents)
        ]

    def _entries(self, name: str, language: str) -> list[Entry]:
        key = normalise(name)
        return self._gazetteer.entries(key, language) or self._gazetteer.entries(
            fold(key), language
        )

    def _lies_in(self, row: int, parent: int) -> bool:
        index = self._gazetteer
        if index.country(row) != index.country(parent) or row == parent:
            return False
        kind = index.kind(parent)
        if kind == "admin-1":
            return index.admin1_code(row) == index.admin1_code(parent)
        return kind == "country"

    def _within(self, row: int, viewbox: Sequence[Any]) -> bool:
        one, other = (corner if isinstance(corner, Point) else Point(corner) for corner in viewbox)
        lat, lon = self._gazetteer.lat[row], self._gazetteer.lon[row]
        return bool(
            min(one.latitude, other.latitude) <= lat <= max(one.latitude, other.latitude)
            and min(one.longitude, other.longitude) <= lon <= max(one.longitude, other.longitude)
        )

    def _answer(self, rows: list[int], exactly_one: bool) -> Location | list[Location] | None:
        if not rows:
            return None
        if exactly_one:
            return self._location(rows[0])
        return [self._location(row) for row in rows]

    def _location(self, row: int) -> Location:
        place = self._gazetteer.place(row)
        parts = (place.name, place.admin1 if place.admin1 != place.name else "", place.country)
        raw = {
            "place_id": place.place_id,
            "geonameid": place.geonameid,
            "name": place.name,
            "display_name": ", ".join(filter(None, parts)),
            "type": place.kind,
            "lat": str(place.lat),
            "lon": str(place.lon),
            "importance": round(self._gazetteer.prominence(row) / 15, 3),
            "address": {"state": place.admin1, "country_code": place.country.lower()},
        }
        return Location(raw["display_name"], (place.lat, place.lon), raw)


def _feature_kinds(featuretype: str) -> set[str]:
    if featuretype not in _FEATURE_KINDS:
        raise GeocoderQueryError(
            f"featuretype must be one of {', '.join(_FEATURE_KINDS)}, got {featuretype!r}."
        )
    return _FEATURE_KINDS[featuretype]
