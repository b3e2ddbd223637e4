"""Outlines of first-order divisions, put together from Natural Earth's by their settlements."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geodata.gazetteer.build.division_names import likeness, name_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

WHOLE_SHARE = 0.8
"""Part of a feature's settlements from which on all of it belongs to one division."""
PIECE_SHARE = 0.1
"""Part of a feature's settlements, at least two, from which on a division gets a piece of it."""
LEAST_OVERLAP = 0.25
"""Part of the settlements of a feature and a division that both must have to be the same."""
MOST_OVERLAP = 0.5
"""The same where their own names do not agree, but similar ones or linked ones do."""
HOME_SHARE = 0.5
"""Part of a division's own settlements from which on it gets a piece of a feature in any case."""

_NAME_FIELDS = ("name", "name_en", "name_local")
_LINKED_FIELDS = ("woe_name", "gn_name")
"""Names of records that Natural Earth links to, at times those of the division around."""


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division as GeoNames lists it."""

    code: str
    """Of GeoNames, such as ``FR.11``."""
    geonameid: str
    iso_code: str
    keys: frozenset[str]
    """Of all its names, as `name_keys` spells them."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement and the first-order division that it belongs to; degrees, WGS 84."""

    lat: float
    lon: float
    division: str


@dataclass(slots=True, eq=False)
class Feature:
    """One of Natural Earth's outlines with its attributes."""

    properties: dict[str, Any]
    outline: BaseGeometry
    """Longitude before latitude, WGS 84."""
    settlements: list[Settlement] = field(default_factory=list)
    country: str = ""
    """ISO 3166-1 alpha-2, of most of its settlements."""
    division: str = ""
    """Code of the division that lies around it; empty if several do."""
    bears_name: bool = False
    """Whether it is the division itself, as it was when the outline was drawn."""

    @property
    def keys(self) -> frozenset[str]:
        """Keys of its own names."""
        return self._keys(_NAME_FIELDS)

    @property
    def linked_keys(self) -> frozenset[str]:
        """Keys of the names of the records that it is linked to."""
        return self._keys(_LINKED_FIELDS)

    def _keys(self, fields: tuple[str, ...]) -> frozenset[str]:
        named = (self.properties.get(name) or "" for name in fields)
        return name_keys(part for value in named for part in value.split("|"))

    def votes(self) -> Counter[str]:
        """Count its settlements by division, those of its own country only."""
        codes = (settlement.division for settlement in self.settlements)
        own = f"{self.country}."
        # ".00" and nothing after the full stop: GeoNames does not know the division.
        return Counter(
            code for code in codes if code.startswith(own) and code not in (own, f"{own}00")
        )


def read_features(path: Path, settlements: Sequence[Settlement]) -> list[Feature]:
    """Natural Earth's features, each with the settlements that lie within."""
    features = [
        Feature(
            feature["properties"],
            shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))),
        )
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
    ]
    # Longitude is the x of a point.
    points = shapely.points(np.array([[one.lon, one.lat] for one in settlements]).reshape(-1, 2))
    tree = shapely.STRtree([feature.outline for feature in features])
    for number, hit in zip(*tree.query(points, predicate="within"), strict=True):
        features[hit].settlements.append(settlements[number])
    for feature in features:
        countries = Counter(one.division.split(".")[0] for one in feature.settlements)
        own = str(feature.properties.get("iso_a2") or "")
        if countries[own]:
            feature.country = own
        else:
            feature.country = countries.most_common(1)[0][0] if countries else own
    return features


def assign(
    features: Sequence[Feature], divisions: Iterable[Division], parents: dict[str, str]
) -> None:
    """
    Say of each feature which division it is or is part of.

    A feature is a division where their names agree and settlements do not speak against it;
    Natural Earth's ids alone are often those of another division. It is part of one where at
    least `WHOLE_SHARE` of its settlements are.

    Parameters
    ----------
    features
        Of Natural Earth; `Feature.division` and `Feature.bears_name` are set.
    divisions
        Of GeoNames.
    parents
        ISO 3166-2 code of the division around each, such as ``FR-IDF`` for ``FR-75``.
    """
    by_country: dict[str, list[Division]] = defaultdict(list)
    codes = {}
    for division in divisions:
        by_country[division.code.split(".")[0]].append(division)
        if division.iso_code:
            codes[division.iso_code] = division.code
    totals = Counter(code for feature in features for code in feature.votes().elements())
    scored: list[tuple[float, int, str]] = []
    for number, feature in enumerate(features):
        votes = feature.votes()
        scored.extend(
            (score, -number, division.code)
            for division in by_country[feature.country]
            if (score := _sameness(feature, division, votes, totals[division.code]))
        )
    taken: set[str] = set()
    for _, number, code in sorted(scored, reverse=True):
        feature = features[-number]
        if not feature.bears_name and code not in taken:
            feature.division, feature.bears_name = code, True
            taken.add(code)
    for feature in features:
        if feature.bears_name:
            continue
        votes = feature.votes()
        iso = str(feature.properties.get("iso_3166_2"))
        if not votes:
            feature.division = codes.get(parents.get(iso, ""), "")
        elif votes.most_common(1)[0][1] >= WHOLE_SHARE * votes.total():
            feature.division = votes.most_common(1)[0][0]


def division_outlines(features: Sequence[Feature]) -> dict[str, BaseGeometry]:
    """
    Outlines of divisions by code: unions of features and of pieces of them.

    Where a feature lies in several divisions of today, or a younger one has none of its own, each
    gets the piece that is nearer to its settlements than to those of the others.
    """
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    totals = Counter(code for feature in features for code in feature.votes().elements())
    drawn = {feature.division for feature in features if feature.bears_name}
    for feature in features:
        votes = feature.votes()
        least = max(2.0, PIECE_SHARE * votes.total())
        homes = {code for code, count in votes.items() if count >= HOME_SHARE * totals[code]}
        young = homes - drawn - {feature.division}
        pure = votes.total() == 0 or votes[feature.division] >= WHOLE_SHARE * votes.total()
        if feature.division and pure and not young:
            pieces[feature.division].append(feature.outline)
            continue
        large = {code for code, count in votes.items() if count >= least}
        own = {feature.division} & set(votes)
        for code, piece in _split(feature, own | young if pure else own | homes | large):
            pieces[code].append(piece)
    return {code: shapely.union_all(parts) for code, parts in pieces.items()}


def _sameness(feature: Feature, division: Division, votes: Counter[str], total: int) -> float:
    """How surely a feature is a division; 0 if it is not."""
    common = votes[division.code]
    union = votes.total() + total - common
    overlap = common / union if union else 1.0
    keys = feature.keys
    if keys & division.keys:
        settled = overlap >= LEAST_OVERLAP or not votes or not total
        return 1.0 + overlap if settled else 0.0
    if overlap < MOST_OVERLAP:
        return 0.0
    properties = feature.properties
    by_id = division.geonameid == str(properties.get("gn_id")) or (
        bool(division.iso_code) and division.iso_code == properties.get("iso_3166_2")
    )
    alike = likeness(keys | feature.linked_keys, division.keys)
    same = alike >= 0.8 if overlap >= WHOLE_SHARE or feature.linked_keys & division.keys else False
    return alike + overlap if same or (by_id and alike >= 0.6) else 0.0


def _split(feature: Feature, codes: set[str]) -> list[tuple[str, BaseGeometry]]:
    """Pieces of a feature by division, along the lines half-way between settlements."""
    points = {
        (one.lon, one.lat): one.division for one in feature.settlements if one.division in codes
    }
    if len(codes) < 2:
        return [(code, feature.outline) for code in codes]
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.MultiPoint(list(points)), extend_to=feature.outline, ordered=True
        )
    )
    by_code = defaultdict(list)
    for code, cell in zip(points.values(), cells, strict=True):
        by_code[code].append(cell)
    return [
        (code, shapely.intersection(shapely.union_all(found), feature.outline))
        for code, found in sorted(by_code.items())
    ]
