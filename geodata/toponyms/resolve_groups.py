"""Names of a text that are weighed together, with what does not change while they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve_candidates import COUNTRY, EARTH_KM

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from geodata.toponyms.surroundings import Name, Surroundings

    Array = np.ndarray[Any, Any]

MOST_NEIGHBOURS = 150
"""Names that are weighed together; those of a longer text in so many at a time, in order."""
MOST_PLACES = 400
"""Candidates of other names to which distances are measured, the likeliest of each name."""
LEAST_PLACES = 3
"""Of each name, if it has so many."""
MOST_COUNTED = 5
"""Mentions of an area; more say no more."""
REACHES_KM = (40.0, 150.0, 500.0)

CONTEXT_FEATURES = (
    *("names", "mentions", "place_in_text", "closing", "dateline"),
    *("country_named", "country_spoken", "country_written"),
    *("division_named", "division_spoken", "division_written"),
    *("country_share", "division_share"),
    *("near_40", "near_150", "near_500"),
    *("nearest", "second_nearest", "mean_distance", "beside", "dateline_distance"),
    *("inside_following", "inside_any", "holds_preceding", "inside_closing"),
    *("has_following", "has_preceding"),
)
OF_NAME = slice(0, 5)
SPOKEN = [
    CONTEXT_FEATURES.index(f"{area}_{how}")
    for area in ("country", "division")
    for how in ("spoken", "written")
]
HAS = [CONTEXT_FEATURES.index(name) for name in ("has_following", "has_preceding")]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Names weighed together, with their candidates one below the other."""

    names: Sequence[Name]
    letters: int
    """Code points of the text."""
    starts: Array
    """By name: its first candidate."""
    owner: Array
    """By candidate: its name."""
    static: Array
    units: Array
    kinds: Array
    countries: Array
    """By candidate: consecutive numbers of its country, 0 for none."""
    divisions: Array
    fixed: Array
    """By candidate and `CONTEXT_FEATURES`: what no other name's place changes, 0 else."""
    weights: Array
    """By candidate and name: whether it is another one, with its weight."""
    total: Array
    """By candidate: the weight of all other names."""
    following: Array
    """By candidate and name: whether it lies in the name's place, as it is written."""
    preceding: Array
    """By candidate and name: whether the name's place lies in it, as it is written."""
    beside: Array
    """By candidate and name: whether the two stand side by side."""
    measured: Array
    """Numbers of the candidates to which distances are measured."""
    pulls: list[Array]
    """By reach: how near each candidate lies to each that is measured, from 0 to 1, and weighed."""


def group_of(around: Surroundings, first: int) -> Group:
    """Return the names of a text from a place on, as many as are weighed together."""
    names = around.names[first : first + MOST_NEIGHBOURS]
    counts = np.array([len(name.candidates.rows) for name in names])
    owner = np.repeat(np.arange(len(names)), counts)
    countries = np.concatenate([name.candidates.countries for name in names])
    divisions = np.concatenate([name.candidates.divisions for name in names])
    spoken = np.column_stack(
        [
            _counts(countries, around.spoken.countries),
            _counts(countries, around.spoken.written_countries),
            _counts(divisions, around.spoken.divisions),
            _counts(divisions, around.spoken.written_divisions),
        ]
    )
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    units = np.concatenate([name.candidates.units for name in names])
    kinds = np.concatenate([name.candidates.kinds for name in names])
    weights, following, beside = _between(around, names, first)
    kept = max(LEAST_PLACES, MOST_PLACES // len(names))
    measured = np.flatnonzero((np.arange(len(owner)) - starts[owner] < kept) & (kinds != COUNTRY))
    fixed = np.zeros((len(owner), len(CONTEXT_FEATURES)), np.float32)
    fixed[:, OF_NAME] = np.array(
        [
            (len(names), len(name.mentions), place / len(names), name.closing, name.dateline)
            for place, name in enumerate(names)
        ],
        np.float32,
    )[owner]
    fixed[:, SPOKEN] = spoken
    fixed[:, HAS] = np.column_stack([following.any(1), following.any(0)])[owner]
    of_candidates = weights[owner]
    return Group(
        names,
        around.letters,
        starts,
        owner,
        np.concatenate([name.candidates.features for name in names]),
        units,
        kinds,
        _numbered(countries),
        _numbered(divisions),
        fixed,
        of_candidates,
        np.maximum(weights.sum(1), 1e-6)[owner],
        following[owner],
        following.T[owner],
        beside[owner],
        measured,
        _pulls(units, units[measured], of_candidates[:, owner[measured]]),
    )


def _between(around: Surroundings, names: Sequence[Name], first: int) -> tuple[Array, Array, Array]:
    """
    By name and name: whether the second is another one, with its weight; whether the first lies
    in it, as it is written; whether the two stand side by side.
    """
    keys = {key: number for number, key in enumerate(dict.fromkeys(name.key for name in names))}
    key = np.array([keys[name.key] for name in names])
    weight = np.array([name.probability for name in names], np.float32)
    others = np.where(key[:, None] != key[None, :], weight[None, :], np.float32(0))
    following = np.zeros((len(names), len(names)), np.float32)
    beside = np.zeros((len(names), len(names)), bool)
    last = first + len(names)
    for one, other in around.lies_in:
        if first <= one < last and first <= other < last:
            following[one - first, other - first] = 1
    for one, other in around.follows:
        if first <= one < last and first <= other < last:
            beside[one - first, other - first] = beside[other - first, one - first] = True
    return others, following * (others > 0), beside & (others > 0)


def _numbered(codes: Array) -> Array:
    """Consecutive numbers for codes, 0 for none."""
    _, numbers = np.unique(np.concatenate([[0], codes]), return_inverse=True)
    return np.asarray(numbers[1:])


def _counts(codes: Array, counts: Counter[int]) -> Array:
    if not counts:
        return np.zeros(len(codes), np.float32)
    found = [min(counts.get(code, 0), MOST_COUNTED) for code in codes.tolist()]
    return np.array(found, np.float32)


def _pulls(units: Array, places: Array, weights: Array) -> list[Array]:
    """By reach: from 1 where a candidate lies at a place to 0 where it is far, by its weight."""
    squared = np.maximum(2.0 - 2.0 * (units @ places.T), 0.0)
    return [
        weights * np.square(1.0 / (1.0 + squared * np.float32((EARTH_KM / reach) ** 2)))
        for reach in REACHES_KM
    ]
