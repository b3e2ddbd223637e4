"""Features that the rest of a report gives a match: repetition, and where its other places lie."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import great_circle_km
from geodata.toponyms.traits import BIT, CASELESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.features_beside import Neighbours
    from geodata.toponyms.features_place import Prior
    from geodata.toponyms.matching import Match

NAMES = (
    "times",
    "times_alone",
    "times_after_cue",
    "times_in_person",
    "times_in_longer_name",
    "times_first",
    "written_small",
    "country_named",
    "country_shared",
    "nearest",
    "others",
    "lies_in_next",
)

MOST_OTHERS = 60
"""Names of a report whose places are compared, the first so many."""
SURE_FROM, SURE_AT = 4.5, 8.5
"""Standing from which a name counts as a place of the report, and at which it counts fully."""
FARTHEST_KM = 20_000.0
LONGEST_LINK = 8
"""Characters between a place and what it lies in."""

_REMEMBERED = 20_000
"""Names whose places' countries are kept at hand."""

_COUNTRY = frozenset({"country"})
_PARENTS = frozenset({"country", "admin-1"})
_LIES_IN = re.compile(r"\s*[,(]\s*|,?\s+[^\W\d_]{1,4}\s+")
"""What stands between a town and what it lies in: "Paris, Texas", "Tripoli in Libya"."""


def of_report(
    text: str,
    matches: Sequence[Match],
    priors: Sequence[Prior],
    near: Sequence[Neighbours],
    gazetteer: Gazetteer,
) -> np.ndarray[Any, Any]:
    """Features of matches, one row each, in the order of `NAMES`."""
    together: defaultdict[str, list[int]] = defaultdict(list)
    for i, match in enumerate(matches):
        together[match.key].append(i)
    repeated = {key: _repeated([near[i] for i in same]) for key, same in together.items()}
    small = _written_small(text, matches, near)
    keys = list(together)[:MOST_OTHERS]
    heads = [priors[together[key][0]] for key in keys]
    alike = _places_alike(heads, [repeated[key] for key in keys], gazetteer)
    shared = dict(zip(keys, alike, strict=True))
    nowhere = (0.0, 0.0, np.log1p(FARTHEST_KM), float(len(keys)))
    inside = _lies_in_next(text, matches, priors, gazetteer)
    rows = [
        (*repeated[match.key], match.key in small, *shared.get(match.key, nowhere), lies_in)
        for match, lies_in in zip(matches, inside, strict=True)
    ]
    return np.array(rows, np.float32)


def _repeated(same: Sequence[Neighbours]) -> tuple[float, ...]:
    """How often a name stands in the report, and the shares that stand in certain company."""
    times = len(same)
    cue = person = longer = first = 0
    for one in same:
        if one.before & BIT["place_before"] or one.after & BIT["place_after"]:
            cue += 1
        if one.run_before or one.run_after:
            longer += 1
        if (
            one.before & BIT["person_before"]
            or one.after & BIT["person_after"]
            or one.run_given_name
        ):
            person += 1
        first += one.first
    alone = times - longer
    counts = (alone, cue, person, longer, first)
    return (float(min(times, 20)), *[count / times for count in counts])


def _written_small(text: str, matches: Sequence[Match], near: Sequence[Neighbours]) -> set[str]:
    """Names of one word that the report also writes with a small letter."""
    small = set(text.split())
    return {
        match.key
        for match, one in zip(matches, near, strict=True)
        if match.words == 1 and one.cased != CASELESS and match.key in small
    }


def _lies_in_next(
    text: str, matches: Sequence[Match], priors: Sequence[Prior], gazetteer: Gazetteer
) -> list[bool]:
    """Whether the next match is the country or division that a place of each match lies in."""
    found = [False] * len(matches)
    for i, (one, other) in enumerate(pairwise(matches)):
        parent = priors[i + 1].rows[0]
        if (
            other.start - one.end <= LONGEST_LINK
            and gazetteer.kind(parent) in _PARENTS
            and _LIES_IN.fullmatch(text, one.end, other.start)
        ):
            country = gazetteer.country(parent)
            found[i] = any(gazetteer.country(row) == country for row in priors[i].rows)
    return found


def _places_alike(
    heads: Sequence[Prior], repeated: Sequence[tuple[float, ...]], gazetteer: Gazetteer
) -> list[tuple[float, float, float, float]]:
    """
    Compare the places of each name with those of all others.

    For each name: whether a country it may lie in is named, the share of other names whose
    likeliest place lies in such a country, the logarithm of the kilometres to the nearest
    other place, the number of names.
    """
    standing = np.array([head.standing for head in heads])
    weights = np.clip((standing - SURE_FROM) / (SURE_AT - SURE_FROM), 0.0, 1.0)
    weights *= [1.0 - one[3] for one in repeated]
    countries = [gazetteer.country(head.rows[0]) for head in heads]
    area = [gazetteer.kind(head.rows[0]) in _COUNTRY for head in heads]
    named: defaultdict[str, float] = defaultdict(float)
    lying: defaultdict[str, float] = defaultdict(float)
    for country, weight, is_area in zip(countries, weights.tolist(), area, strict=True):
        (named if is_area else lying)[country] += weight
    total = float(weights.sum())
    nearest = _nearest(heads, weights * ~np.array(area), gazetteer).tolist()
    found = []
    for head, mine, weight, is_area, km in zip(
        heads, countries, weights.tolist(), area, nearest, strict=True
    ):
        others = total - weight
        best_named = best_shared = 0.0
        for country in _countries(head.rows, gazetteer):
            of_named, of_lying = named[country], lying[country]
            if country == mine and is_area:
                of_named -= weight
            elif country == mine:
                of_lying -= weight
            best_named = max(best_named, of_named)
            if others > 0:
                best_shared = max(best_shared, (of_named + of_lying) / others)
        found.append((min(best_named, 1.0), best_shared, km, float(len(heads))))
    return found


@lru_cache(_REMEMBERED)
def _countries(rows: tuple[int, ...], gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(map(gazetteer.country, rows))


def _nearest(
    heads: Sequence[Prior], weights: np.ndarray[Any, Any], gazetteer: Gazetteer
) -> np.ndarray[Any, Any]:
    """Logarithm of the kilometres from each name's places to the nearest that counts half."""
    far = np.full(len(heads), np.log1p(FARTHEST_KM))
    targets = np.flatnonzero(weights >= 0.5)
    if len(targets) == 0:
        return far
    rows = np.array([row for head in heads for row in head.rows])
    owner = np.repeat(np.arange(len(heads)), [len(head.rows) for head in heads])
    others = np.array([heads[i].rows[0] for i in targets.tolist()])
    distances = great_circle_km(
        gazetteer.lat[rows][:, None],
        gazetteer.lon[rows][:, None],
        gazetteer.lat[others][None, :],
        gazetteer.lon[others][None, :],
    )
    distances[owner[:, None] == targets[None, :]] = FARTHEST_KM
    nearest = np.full(len(heads), FARTHEST_KM)
    np.minimum.at(nearest, owner, distances.min(axis=1))
    return np.asarray(np.log1p(nearest))
