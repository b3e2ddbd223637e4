"""What an exported file says of whose data it holds, and on which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd

QUOTES = "Quotes and titles: the words of the named sources, to whom they belong"
"""Nobody but their publishers can give a licence for these."""

PLACES = (
    "Places: GeoNames (geonames.org), CC BY 4.0, changed; made with Natural Earth; Unicode CLDR, "
    "Unicode License V3; airportsdata, MIT License; iso3166-2, MIT License"
)
"""The sources of the place index whose names and points a row may hold; NOTICE says more."""

NOMINATIM = "© OpenStreetMap contributors (openstreetmap.org/copyright), ODbL 1.0"
"""For places that a geocoder on the network found."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the places; the strictest among those that a file without OpenStreetMap's places rests on."""

OSM_LICENCE = "https://opendatacommons.org/licenses/odbl/1-0/"


def attribution(frame: gpd.GeoDataFrame) -> str:
    """Line to be shown wherever the rows of a frame of claims or situations are shown."""
    parts = [PLACES, NOMINATIM] if _has_osm(frame) else [PLACES]
    return ". ".join([*parts, QUOTES] if "quote" in frame.columns else parts) + "."


def licence(frame: gpd.GeoDataFrame) -> str:
    """Address of the licence that the places of a frame come under."""
    return OSM_LICENCE if _has_osm(frame) else LICENCE


def _has_osm(frame: gpd.GeoDataFrame) -> bool:
    return bool(frame["place_id"].str.startswith("osm:").any())
