"""Places by what names them for certain: their id, or a point on the map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow.compute as pc
from shapely.geometry import Point

from geodata.gazetteer.columns import read_table
from geodata.models import Place

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer

_CODE = re.compile("[^\\s\ud800-\udfff]+")
_NUMBER = re.compile(r"(?:geonames:)?([1-9][0-9]{0,8})")


def place_of_id(place_id: str, gazetteer: Gazetteer) -> Place | None:
    """
    Place with an id; None if the place index has none.

    Parameters
    ----------
    place_id
        Such as ``geonames:1526384``, the same without "geonames:", ``icao:UAAA``.
    gazetteer
        The place index.
    """
    table = read_table(gazetteer.folder / "places.arrow")
    number = _NUMBER.fullmatch(place_id)
    if number:
        row = pc.index(table["geonameid"], int(number[1])).as_py()
    elif _CODE.fullmatch(place_id):
        row = pc.index(table["code"], place_id).as_py()
    else:
        row = -1
    return None if row < 0 else gazetteer.place(row)


def place_at(lat: float, lon: float, name: str, gazetteer: Gazetteer) -> Place:
    """
    Place at a point that the index need not know.

    Parameters
    ----------
    lat, lon
        Degrees, WGS 84.
    name
        What the place is called.
    gazetteer
        Its outlines tell the country; where no country's covers the point, the place has none.

    Raises
    ------
    ValueError
        If there is no such point, or the name is empty.
    """
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise ValueError(
            "A point must lie within 90 degrees north and 180 degrees east, "
            f"got lat {lat:g}, lon {lon:g}."
        )
    called = " ".join(name.split())
    if not called:
        raise ValueError(f"A place must have a name, got {name!r}.")
    # To five digits, as the index has them: about a metre.
    lat, lon = round(lat, 5) + 0.0, round(lon, 5) + 0.0
    country = country_at(lat, lon, gazetteer)
    return Place(f"point:{lat:.5f},{lon:.5f}", called, "site", country, "", lat, lon)


def country_at(lat: float, lon: float, gazetteer: Gazetteer) -> str:
    """ISO 3166-1 alpha-2 code of the country whose simplified outline covers a point, or empty."""
    # Shapely wants x before y.
    point = Point(lon, lat)
    for row in gazetteer.rows_of_kind("country").tolist():
        area = gazetteer.area(gazetteer.place(row))
        if area is not None and area.covers(point):
            return gazetteer.country(row)
    return ""
