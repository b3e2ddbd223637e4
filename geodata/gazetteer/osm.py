"""Places of OpenStreetMap as Nominatim gives them: which answers are sound, what a place is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from geopy.exc import GeocoderParseError

from geodata.gazetteer.transport import GuardedAdapter
from geodata.models import Place

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder
    from geopy.location import Location

    from geodata.models import Kind

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (https://www.openstreetmap.org/copyright)"
"""To be shown wherever a place whose id begins with ``osm:`` is shown."""
NAME_LANGUAGE = "en"
"""The language in which names are asked for: that of most names of the shipped index."""
LONGEST_NAME = 200
"""Code points; a name that is longer is none."""

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("continent", "region", "island", "islet", "archipelago"), "region"),
    "country": "country",
    **dict.fromkeys(("state", "province"), "admin-1"),
    **dict.fromkeys(("state_district", "county", "district"), "admin-2"),
    **dict.fromkeys(("municipality", "city", "town", "village", "hamlet"), "settlement"),
    **dict.fromkeys(("city_district", "borough", "suburb", "quarter"), "settlement"),
    **dict.fromkeys(("neighbourhood", "isolated_dwelling", "locality"), "settlement"),
    **dict.fromkeys(("sea", "ocean", "water", "bay", "strait", "river", "canal"), "water"),
    **dict.fromkeys(("reservoir", "lake", "gulf"), "water"),
    **dict.fromkeys(("aeroway", "aerodrome"), "airport"),
    **dict.fromkeys(("park", "national_park", "protected_area", "nature_reserve"), "site"),
    "university": "site",
}
"""By Nominatim's ``addresstype`` or ``type``."""
_KINDS_OF_CLASS: dict[str, Kind] = {
    "waterway": "water",
    "natural": "region",
    "aeroway": "airport",
    "leisure": "site",
    "tourism": "site",
    "historic": "site",
}
"""By Nominatim's ``class``, where the type says nothing; roads, shops and the like are missing."""
_OSM_TYPES = ("node", "way", "relation")


class NominatimAdapter(GuardedAdapter):
    """A guarded adapter that lets only answers of Nominatim's search and reverse pass."""

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """Return the answer; `geopy.exc.GeocoderParseError` if it is not Nominatim's."""
        answer = super().get_json(url, timeout=timeout, headers=headers)
        results = answer if isinstance(answer, list) else [answer]
        if not (isinstance(answer, dict) and answer.get("error")):
            for result in results:
                _check(result)
        return answer


OSM_WORDS = {
    "country": ("boundary", "country"),
    "admin-1": ("boundary", "state"),
    "admin-2": ("boundary", "county"),
    "settlement": ("place", "city"),
    "capital": ("place", "city"),
    "region": ("place", "region"),
    "water": ("natural", "water"),
    "airport": ("aeroway", "aerodrome"),
    "site": ("leisure", "site"),
}
"""Nominatim's ``class`` and ``addresstype`` for the kinds of place."""


def places_named(name: str, geocoder: Geocoder, *, limit: int = 10) -> list[Place]:
    """
    Places that a Nominatim geocoder gives for a name, best first.

    Roads, shops, houses and the like are left out: news that names them names no place of ours.

    Raises
    ------
    geopy.exc.GeopyError
        If the geocoder could not look.
    """
    found = geocoder.geocode(
        name, exactly_one=False, limit=limit, language=NAME_LANGUAGE, addressdetails=True
    )
    return [place for location in found or () if (place := place_of(location))]


def place_of(location: Location) -> Place | None:
    """Place of a result of Nominatim; None if it has no id, no name, or is of no kind of ours."""
    raw = location.raw
    kind = _kind(raw)
    osm_type, osm_id = raw.get("osm_type"), raw.get("osm_id")
    name = _text(raw.get("name")) or _text(location.address.partition(",")[0])
    if kind is None or not name or osm_type not in _OSM_TYPES or type(osm_id) is not int:
        return None
    address = raw.get("address")
    address = address if isinstance(address, Mapping) else {}
    country = _text(address.get("country_code")).upper()
    return Place(
        place_id=f"osm:{osm_type}/{osm_id}",
        name=name,
        kind=kind,
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        admin1=_text(address.get("state")),
        lat=round(location.latitude, 5),
        lon=round(location.longitude, 5),
    )


def _kind(raw: Mapping[str, Any]) -> Kind | None:
    for key in ("addresstype", "type"):
        if kind := _KINDS.get(_text(raw.get(key))):
            return kind
    # The format jsonv2 calls the class a category.
    return _KINDS_OF_CLASS.get(_text(raw.get("class") or raw.get("category")))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) and len(value) <= LONGEST_NAME else ""


def _check(result: Any) -> None:
    if not isinstance(result, dict) or not isinstance(result.get("display_name"), str):
        raise GeocoderParseError(
            f"A result must be an object with a display_name, got {str(result)[:80]!r}."
        )
    for key, most in (("lat", 90.0), ("lon", 180.0)):
        value = result.get(key)
        try:
            degrees = float(cast("str", value))
        except (TypeError, ValueError, OverflowError):
            degrees = math.nan
        if isinstance(value, bool) or not abs(degrees) <= most:
            raise GeocoderParseError(
                f"{key} must be a number of degrees up to {most:g}, got {str(value)[:80]!r}."
            )
