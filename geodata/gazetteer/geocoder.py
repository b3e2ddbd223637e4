"""The place index as a geopy geocoder: code written for geopy's Nominatim works offline."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder, options
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer.airport_names import airports_asked_for
from geodata.gazetteer.candidates import candidates, ranked
from geodata.gazetteer.index import default_gazetteer, great_circle_km
from geodata.gazetteer.osm import OSM_WORDS
from geodata.gazetteer.transport import OfflineAdapter

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.gazetteer.index import Entry, Gazetteer

LICENCE = "Data from GeoNames (CC BY 4.0), Natural Earth and others; see NOTICE"
MOST_RESULTS = 50
"""As many results as Nominatim gives at most."""
DEFAULT_RESULTS = 10
REACH_KM = 100.0
"""A point further than this from every settlement is nowhere: at sea, or in a desert."""
WITHIN_KM = {"admin-2": 100.0, "settlement": 30.0, "capital": 30.0}
"""What lies so near to the point of a county or town is taken to lie in it."""

_SETTLEMENTS = frozenset({"settlement", "capital"})
_QUERY_KINDS = {
    "city": _SETTLEMENTS,
    "county": frozenset({"admin-2", "admin-1"}),
    "state": frozenset({"admin-1"}),
    "country": frozenset({"country"}),
}
"""The parts of a structured query, from the smallest, and what each can be."""
_UNKNOWN_PARTS = ("street", "postalcode")
_FEATURE_KINDS = {
    "country": frozenset({"country"}),
    "state": frozenset({"admin-1"}),
    "city": _SETTLEMENTS,
    "settlement": _SETTLEMENTS | {"admin-2", "admin-1", "country", "region"},
}
_COMMA = re.compile("[,،、，]")


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """
    A geopy geocoder that asks the shipped place index and never the network.

    It takes every option of `geopy.geocoders.Nominatim` and gives `geopy.location.Location`,
    whose ``raw`` has ``place_id``, ``geonameid``, ``licence``, ``name``, ``display_name``,
    ``class``, ``type`` (the kind), ``addresstype``, ``lat`` and ``lon`` (strings, as Nominatim
    gives them), ``importance``, ``address``, and ``dispute`` where a territory has one. With an
    asynchronous adapter its methods are to be awaited, as geopy's own are.

    Parameters
    ----------
    gazetteer
        The place index; the shipped one by default.
    domain
        Taken for the sake of code that was written for Nominatim, and not used.
    geopy_options
        ``user_agent``, ``timeout``, ``adapter_factory`` and the others of geopy's geocoders.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        domain: str = "",  # noqa: ARG002 (nobody is asked)
        adapter_factory: Callable[..., Any] | None = None,
        **geopy_options: Any,
    ) -> None:
        usual = options.default_adapter_factory
        if (
            adapter_factory is None
            and inspect.isclass(usual)
            and issubclass(usual, BaseSyncAdapter)
        ):
            adapter_factory = OfflineAdapter
        super().__init__(adapter_factory=adapter_factory, **geopy_options)
        self._gazetteer = gazetteer or default_gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (nothing is waited for)
        limit: int | None = None,
        addressdetails: bool = False,  # noqa: ARG002 (raw always has the address)
        language: str | bool = False,
        geometry: str | None = None,
        extratags: bool = False,  # noqa: ARG002 (there are none)
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
        featuretype: str | None = None,
        namedetails: bool = False,  # noqa: ARG002 (the index keeps no names by place)
    ) -> Location | list[Location] | None:
        """
        Find the places that bear a name.

        Parameters
        ----------
        query
            A name in any language, a name and what it lies in (``"Paris, Texas"``), or a mapping
            with the keys ``city``, ``county``, ``state``, ``country``. The index has no streets
            and no postal codes: a mapping with one of these finds nothing.
        exactly_one
            One result, or a list of them, most prominent first.
        limit
            Results at most, `MOST_RESULTS` at most; only counts for a list.
        language
            ISO 639-1 code of the language that the query is in, if known: it tells namesakes
            apart and helps with inflected names. The answer's names stay those of the index.
        country_codes
            ISO 3166-1 alpha-2 codes to which results are limited.
        viewbox, bounded
            Two corners; results within them come first, and are the only ones if ``bounded``.
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
            does not exist, or the viewbox has not two corners.
        ValueError
            If ``limit`` is less than 1, or a corner is no point.
        """
        if geometry is not None:
            raise GeocoderQueryError("The place index holds points only, no geometries.")
        most = 1 if exactly_one else DEFAULT_RESULTS if limit is None else int(limit)
        if most < 1:
            raise ValueError("Limit cannot be less than 1")
        rows = self._rows(query, str(language or "")[:2].lower())
        if country_codes:
            codes = country_codes if isinstance(country_codes, str) else ",".join(country_codes)
            wanted = {code.strip() for code in codes.upper().split(",")}
            rows = [row for row in rows if self._gazetteer.country(row) in wanted]
        if featuretype:
            if featuretype not in _FEATURE_KINDS:
                known = ", ".join(_FEATURE_KINDS)
                raise GeocoderQueryError(f"featuretype must be of {known}, got {featuretype!r}.")
            kinds = _FEATURE_KINDS[featuretype]
            rows = [row for row in rows if self._gazetteer.kind(row) in kinds]
        if viewbox:
            inside = self._within(rows, viewbox)
            rows = inside if bounded else inside + [row for row in rows if row not in inside]
        return self._answer(rows[: min(most, MOST_RESULTS)], exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 (nothing is waited for)
        language: str | bool = False,  # noqa: ARG002 (names stand in one language)
        addressdetails: bool = True,  # noqa: ARG002 (raw always has the address)
        zoom: int | None = None,  # noqa: ARG002
        namedetails: bool = False,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """
        Find the settlements nearest to a point, whatever ``zoom`` says.

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
        near = np.flatnonzero(distances <= REACH_KM)
        nearest = [int(row) for row in near[np.argsort(distances[near], kind="stable")]]
        rows = [row for row in nearest if index.kind(row) in _SETTLEMENTS]
        return self._answer(rows[: 1 if exactly_one else DEFAULT_RESULTS], exactly_one)

    def _rows(self, query: str | Mapping[str, str], language: str) -> list[int]:
        """Rows of what is asked for, the likeliest first."""
        if airports := airports_asked_for(query, language, self._gazetteer):
            return airports
        if not isinstance(query, Mapping):
            parts = [part for part in _COMMA.split(str(query)) if part.strip()]
            named = [self._entries(part, language) for part in parts]
        elif any(query.get(key) for key in _UNKNOWN_PARTS):
            return []
        else:
            asked = {kinds: query.get(key) for key, kinds in _QUERY_KINDS.items()}
            named = [self._entries(name, language, kinds) for kinds, name in asked.items() if name]
        entries, *parents = named or [[]]
        rows = dict.fromkeys(row for _, row in ranked(entries, self._gazetteer))
        return [
            row
            for row in rows
            if all(any(self._lies_in(row, one.row) for one in among) for among in parents)
        ]

    def _entries(
        self, name: str, language: str, kinds: frozenset[str] | None = None
    ) -> list[Entry]:
        named = candidates(name, language, self._gazetteer)
        if named is None:
            return []
        wanted = kinds or named.kinds
        of_kind = [entry for entry in named.entries if self._gazetteer.kind(entry.row) in wanted]
        return of_kind if kinds or of_kind else list(named.entries)

    def _lies_in(self, row: int, parent: int) -> bool:
        index = self._gazetteer
        kind = index.kind(parent)
        if row == parent or index.country(row) != index.country(parent):
            return False
        if kind == "country":
            return True
        if kind == "admin-1":
            return index.admin1_code(row) == index.admin1_code(parent)
        return index.distance_km(row, parent) <= WITHIN_KM.get(kind, -1.0)

    def _within(self, rows: list[int], viewbox: Sequence[Any]) -> list[int]:
        corners = self._format_bounding_box(viewbox, "%(lat1)r %(lat2)r %(lon1)r %(lon2)r")
        south, north, west, east = map(float, corners.split())
        lat, lon = self._gazetteer.lat, self._gazetteer.lon
        return [row for row in rows if south <= lat[row] <= north and west <= lon[row] <= east]

    def _answer(self, rows: list[int], exactly_one: bool) -> Any:
        locations = [self._location(row) for row in rows]
        found = (locations[0] if exactly_one else locations) if locations else None
        return _awaitable(found) if isinstance(self.adapter, BaseAsyncAdapter) else found

    def _location(self, row: int) -> Location:
        place = self._gazetteer.place(row)
        osm_class, address_type = OSM_WORDS[place.kind]
        country = self._country_names.get(place.country, place.country)
        parts = dict.fromkeys(filter(None, (place.name, place.admin1, country)))
        raw: dict[str, Any] = {
            "place_id": place.place_id,
            "geonameid": place.geonameid,
            "licence": LICENCE,
            "name": place.name,
            "display_name": ", ".join(parts),
            "class": osm_class,
            "type": place.kind,
            "addresstype": address_type,
            "lat": str(place.lat),
            "lon": str(place.lon),
            "importance": round(self._gazetteer.prominence(row) / 15, 3),
            "address": {
                address_type: place.name,
                "state": place.admin1,
                "country": country,
                "country_code": place.country.lower(),
            },
        }
        if dispute := self._gazetteer.dispute(place):
            raw["dispute"] = {"claims": list(dispute.claims), "note": dispute.note}
        return Location(raw["display_name"], (place.lat, place.lon), raw)

    @cached_property
    def _country_names(self) -> dict[str, str]:
        places = map(self._gazetteer.place, self._gazetteer.rows_of_kind("country").tolist())
        return {place.country: place.name for place in places}


async def _awaitable(found: Location | list[Location] | None) -> Location | list[Location] | None:
    return found
