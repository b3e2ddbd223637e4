"""Places that are outlines of Natural Earth: parts of divisions, and divisions of the past."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING

from geodata.gazetteer.build.division_names import is_vague, likeness, name_key, name_keys
from geodata.gazetteer.build.divisions import plain
from geodata.gazetteer.build.label_points import inside
from geodata.gazetteer.build.regions import REGIONS_FILE
from geodata.gazetteer.pack import PlaceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geodata.gazetteer.build.divisions import Listed
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.build.outlines import Feature
    from geodata.gazetteer.pack import PackWriter

ALIKE = 0.7
"""How alike Natural Earth's English name must be to one of another source to be believed."""
OLD_SETTLEMENTS = 4
"""Settlements that a division of the past has at least; smaller ones are towns."""

_NAME_FIELD = re.compile(r"name_(?!alt|len|local)([a-z]{2,3})")
_TOWN_KINDS = re.compile(
    r"city|urban|municip|town|commune|corporation|kingdom|principality|capital|council", re.I
)
"""Kinds of outlines that are a town's, which is a settlement already, or a country's."""
_DIRECTION = re.compile(r"(?:(?:north|south|east|west)[- ]?(?:ern)?|central|coast)+", re.I)


class Parts:
    """Natural Earth's features that are second-order divisions, found by id or by name."""

    def __init__(self, features: Iterable[Feature]) -> None:
        self._left = [one for one in features if one.division and not one.bears_name]
        self._by_id = {str(one.properties.get("gn_id")): one for one in self._left}
        self._by_name: dict[tuple[str, str], list[Feature]] = defaultdict(list)
        for one in self._left:
            for key in one.keys:
                self._by_name[one.division, key].append(one)

    def take(self, division: Listed) -> Feature | None:
        """Return the feature that is a second-order division, at most once each."""
        keys = division.division().keys
        found = [self._by_id.get(division.geonameid)]
        found += [one for key in sorted(keys) for one in self._by_name[division.parent, key]]
        for one in found:
            if one is not None and one in self._left and one.keys & keys:
                self._left.remove(one)
                return one
        return None

    def left(self) -> list[Feature]:
        """Return the features that no division took and that tell their names."""
        return [
            one
            for one in self._left
            if one.properties.get("name")
            and not _TOWN_KINDS.search(one.properties.get("type_en") or "")
        ]


def add_part(pack: PackWriter, feature: Feature, admin1: str, exonyms: Exonyms) -> None:
    """Add an outline that lies in a division as a second-order one."""
    properties = feature.properties
    country, _, code = feature.division.partition(".")
    lat, lon = inside(feature.outline, properties["latitude"], properties["longitude"])
    place = pack.add(
        PlaceRow(
            name=plain(english_name(feature) or properties["name"]),
            kind="admin-2",
            country=country,
            admin1=admin1,
            admin1_code=code,
            lat=lat,
            lon=lon,
            code=f"ne:{properties['adm1_code']}",
        )
    )
    exonyms.name(pack, place, pack.places[place].name, canonical=True)
    exonyms.name(pack, place, properties["name"], canonical=True)
    name_by_feature(pack, place, feature, exonyms)


def add_old_divisions(
    pack: PackWriter,
    features: Iterable[Feature],
    divisions: Mapping[str, frozenset[str]],
    exonyms: Exonyms,
) -> None:
    """
    Add as regions the divisions that were parted since their outlines were drawn.

    Parameters
    ----------
    pack
        Gets the places and their names.
    features
        All outlines; those that lie in several divisions of today are taken.
    divisions
        Keys of the names of the divisions of today by code; what is called like one of its
        country, or like a reviewed region, is left out.
    exonyms
        Spells the names.
    """
    reviewed = name_keys(
        name
        for region in tomllib.loads(REGIONS_FILE.read_text(encoding="utf-8"))["region"]
        for names in region["names"].values()
        for name in names
    )
    today: dict[str, set[str]] = defaultdict(set)
    for code, keys in divisions.items():
        today[code.split(".")[0]] |= keys
    for feature in features:
        properties = feature.properties
        votes = feature.votes()
        if feature.division or len(votes) < 2 or votes.total() < OLD_SETTLEMENTS:
            continue
        name = plain(english_name(feature) or properties["name"])
        if name_key(name) in reviewed | today[feature.country] or properties["admin"] == name:
            continue
        kind = str(properties.get("type_en") or "")
        if _TOWN_KINDS.search(kind) or pack.find(name, kind="country", country=feature.country):
            continue
        vague = bool(_DIRECTION.fullmatch(name))
        long = f"{name} Province" if vague or kind == "Province" else name
        name = long if vague else name
        lat, lon = inside(feature.outline, properties["latitude"], properties["longitude"])
        code = f"ne:{properties['adm1_code']}"
        place = pack.add(PlaceRow(name, "region", lat, lon, feature.country, code=code))
        exonyms.name(pack, place, name, canonical=True)
        exonyms.name(pack, place, long, canonical=True, language="en")
        if not vague:
            name_by_feature(pack, place, feature, exonyms)


def english_name(feature: Feature, keys: frozenset[str] = frozenset()) -> str:
    """
    Natural Earth's English name, or nothing if it is that of something else.

    Parameters
    ----------
    feature
        Its English and other translated names come from one linked record, at times a wrong one.
    keys
        Of the names that other sources give the division; it must be like one of these. The
        feature's own first name counts only if it is one of these, too, or there are none.
    """
    properties = feature.properties
    english = properties.get("name_en") or ""
    first = (properties.get(field) or "" for field in ("name", "name_local"))
    own = name_keys(part for value in first for part in value.split("|"))
    known = keys | own if not keys or own & keys else keys
    words = set(name_key(english).split())
    if any(words <= set(key.split()) for key in known):
        return english
    return english if likeness(name_keys([english]), known) >= ALIKE else ""


def name_by_feature(
    pack: PackWriter,
    place: int,
    feature: Feature,
    exonyms: Exonyms,
    *,
    known: frozenset[str] = frozenset(),
    foreign: frozenset[str] = frozenset(),
) -> None:
    """
    Give a place Natural Earth's names of a feature, unless they are those of something else.

    Parameters
    ----------
    pack, place
        The place and what it is in.
    feature
        Whose names they are.
    exonyms
        Spells the names.
    known
        Keys of names that other sources give the place.
    foreign
        Keys of names that are another place's.
    """
    properties = feature.properties
    for other in (properties.get("name_alt") or "").split("|"):
        if name_key(other) not in foreign and not is_vague(other):
            exonyms.name(pack, place, other.strip(), canonical=False)
    if not english_name(feature, known):
        return  # all translations come from one record, here that of something else
    for field, value in properties.items():
        if isinstance(value, str) and (found := _NAME_FIELD.fullmatch(field)):
            language = found[1].replace("zht", "zh")
            if name_key(value) not in foreign and not (language == "en" and is_vague(value)):
                exonyms.name(pack, place, value, canonical=True, language=language)
