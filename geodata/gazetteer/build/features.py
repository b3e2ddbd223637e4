"""Places that are not settlements: how they are added, and when two sources mean the same one."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.build.regions import REGIONS_FILE
from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

SAME_PLACE_KM = 300.0
"""Features of one kind and name are one place up to this distance, unless one says it is larger."""

_KINDS = ("region", "water", "site")
_BIG_PLACES = ("country", "capital", "admin-1")


@dataclass(frozen=True, slots=True)
class Feature:
    """A place of the kinds region, water or site, as one source describes it."""

    name: str
    kind: str
    lat: float
    lon: float
    code: str
    names: Iterable[tuple[str, str]]
    """Language ("" for any) and name; the feature is found by these only."""
    country: str = ""
    rank: int = 0
    radius_km: float = SAME_PLACE_KM


@dataclass(slots=True)
class _Known:
    """A feature that the pack has already, and how far it reaches."""

    row: int
    radius_km: float


class Features:
    """Adds features to a pack; one that the pack has under a name of it only gets more names."""

    def __init__(self, pack: PackWriter, exonyms: Exonyms) -> None:
        self._pack = pack
        self._exonyms = exonyms
        self._known: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._codes = {place.place_id for place in pack.places}
        self._settled = {normalise(place.name) for place in pack.places if place.kind not in _KINDS}
        self._countries = sorted({place.country for place in pack.places if place.country})
        self._learn_places()
        self._learn_regions()

    def add(self, feature: Feature) -> int:
        """Add a feature, or its names to the place it is, and return the row."""
        names = {normalise(name) for _, name in feature.names}
        row = self._find(feature, names)
        if row is None:
            row = self._pack.add(
                PlaceRow(
                    name=feature.name,
                    kind=feature.kind,
                    country=feature.country,
                    lat=feature.lat,
                    lon=feature.lon,
                    code=self._new_code(feature.code),
                    rank=feature.rank,
                )
            )
        place = self._pack.places[row]
        place.rank = max(place.rank, feature.rank)
        known = _Known(row, feature.radius_km)
        for name in sorted(names):
            if all(other.row != row for other in self._known[feature.kind, name]):
                self._known[feature.kind, name].append(known)
        for language, name in feature.names:
            self._exonyms.name(self._pack, row, name, canonical=True, language=language)
        return row

    def stands_alone(self, name: str) -> bool:
        """
        Whether a name may be used without its generic word.

        Not where a settlement, division or country has it for its own name: "Jordan" is first
        the country, and the river only as "River Jordan".
        """
        if normalise(name) in self._settled:
            return False
        return not any(
            self._pack.find(name, kind=kind, country=country) is not None
            for country in self._countries
            for kind in _BIG_PLACES
        )

    def _find(self, feature: Feature, names: set[str]) -> int | None:
        for name in sorted(names):
            for known in self._known[feature.kind, name]:
                place = self._pack.places[known.row]
                apart = great_circle_km(place.lat, place.lon, feature.lat, feature.lon)
                if apart <= max(known.radius_km, feature.radius_km):
                    return known.row
        return None

    def _learn_places(self) -> None:
        for row, place in enumerate(self._pack.places):
            if place.kind in _KINDS:
                self._known[place.kind, normalise(place.name)].append(_Known(row, 0.0))

    def _learn_regions(self) -> None:
        """Also learn the other names of the reviewed regions, and how large they are."""
        rows = {place.place_id: row for row, place in enumerate(self._pack.places)}
        for region in read_rows(REGIONS_FILE, "region"):
            row = rows.get(f"region:{region['name'].casefold().replace(' ', '-')}")
            if row is None:
                continue
            known = _Known(row, max(SAME_PLACE_KM, region["radius_km"]))
            for name in {normalise(name) for names in region["names"].values() for name in names}:
                self._known[self._pack.places[row].kind, name].append(known)

    def _new_code(self, code: str) -> str:
        number, new = 1, code
        while new in self._codes:
            number += 1
            new = f"{code}-{number}"
        self._codes.add(new)
        return new


def read_rows(path: Path, table: str) -> list[dict[str, Any]]:
    """Return the tables of one name in a reviewed TOML file."""
    return list(tomllib.loads(path.read_text(encoding="utf-8"))[table])


def listed_names(features: Features, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Language and name of a reviewed row: its ``names``, and its name if it may stand alone."""
    for language, written in row["names"].items():
        for name in written:
            yield language, name
    if features.stands_alone(row["name"]):
        yield "", row["name"]


def code_of(prefix: str, name: str) -> str:
    """Return an id made of a name, such as ``site:eiffel-tower``."""
    words = re.findall(r"[^\W_]+", normalise(name))
    return f"{prefix}:{'-'.join(words)}"
