"""The features by which candidates are ranked: each beside the other places of its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve_candidates import (
    ADMIN_1,
    COUNTRY,
    EARTH_KM,
    STATIC_FEATURES,
    chord_km,
)

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
FAR = np.float32(np.log1p(2 * EARTH_KM))

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
RELATIVE_FEATURES = (
    *("country_named", "country_spoken", "country_written"),
    *("division_named", "division_spoken", "division_written"),
    *("country_share", "division_share", "near_40", "near_150", "near_500"),
    *("nearest", "mean_distance", "beside", "inside_following", "holds_preceding"),
)
FEATURES = (*STATIC_FEATURES, *CONTEXT_FEATURES, *(f"{name}_behind" for name in RELATIVE_FEATURES))
_RELATIVE = [CONTEXT_FEATURES.index(name) for name in RELATIVE_FEATURES]
LIES_IN_SCORE = 2.0
"""Taken off candidates that do not lie there, if another one does."""
_LIES_IN = FEATURES.index("inside_following_behind")
_NEARER_IS_BETTER = np.array(
    [-1.0 if name in ("nearest", "mean_distance", "beside") else 1.0 for name in RELATIVE_FEATURES],
    np.float32,
)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Names weighed together, with their candidates one below the other."""

    names: Sequence[Name]
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
    spoken: Array
    """By candidate: how much the text speaks of its country and its division otherwise."""
    others: Array
    """By name and name: whether the second is another one, with its weight."""
    following: Array
    """By name and name: whether the first lies in the second, as it is written."""
    beside: Array
    measured: Array
    """By candidate: whether distances to it are measured."""
    kernels: list[Array]
    """By reach: how near each candidate lies to each that is measured, from 0 to 1."""


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
    keys = {key: number for number, key in enumerate(dict.fromkeys(name.key for name in names))}
    key = np.array([keys[name.key] for name in names])
    weight = np.array([name.probability for name in names], np.float32)
    others = np.where(key[:, None] != key[None, :], weight[None, :], np.float32(0))
    following = np.zeros((len(names), len(names)), np.float32)
    beside = np.zeros((len(names), len(names)), bool)
    last = first + len(names)
    for pairs, into in ((around.lies_in, following), (around.follows, beside)):
        for one, other in pairs:
            if first <= one < last and first <= other < last:
                into[one - first, other - first] = 1
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    units = np.concatenate([name.candidates.units for name in names])
    kinds = np.concatenate([name.candidates.kinds for name in names])
    kept = max(LEAST_PLACES, MOST_PLACES // len(names))
    measured = (np.arange(len(owner)) - starts[owner] < kept) & (kinds != COUNTRY)
    return Group(
        names,
        starts,
        owner,
        np.concatenate([name.candidates.features for name in names]),
        units,
        kinds,
        _numbered(countries),
        _numbered(divisions),
        spoken,
        others,
        following * (others > 0),
        (beside | beside.T) & (others > 0),
        measured,
        _kernels(units, units[measured]),
    )


def features(group: Group, shares: Array) -> Array:
    """
    Features of all candidates of a group.

    Parameters
    ----------
    group
        The names.
    shares
        By candidate: how likely it is its name's place, as far as known; 1 in all by name.

    Returns
    -------
    features
        By candidate and `FEATURES`.
    """
    names, owner, others = group.names, group.owner, group.others
    shares = shares.astype(np.float32)
    count = len(names)
    weights = others[owner]
    total = np.maximum(others.sum(1), 1e-6)[owner]
    named, lying = _masses(group.countries, group, shares, COUNTRY)
    parts_named, parts_lying = _masses(group.divisions, group, shares, ADMIN_1)
    is_country, is_division = group.kinds == COUNTRY, group.kinds == ADMIN_1
    # By candidate and name: how likely the name's place holds the candidate, or lies in it.
    held = np.where(is_country[:, None], 0, named[:, group.countries].T) + np.where(
        (is_country | is_division)[:, None], 0, parts_named[:, group.divisions].T
    )
    holds = np.where(is_country[:, None], lying[:, group.countries].T, 0) + np.where(
        is_division[:, None], parts_lying[:, group.divisions].T, 0
    )
    following, preceding = group.following[owner], group.following.T[owner]
    picks = _picks(group, shares)
    chords = chord_km(group.units, group.units[picks])
    logs = np.log1p(chords)
    elsewhere = np.where(weights > 0, logs, FAR)
    areas = is_country[picks]
    nearest = np.where((weights > 0) & ~areas[None, :], logs, FAR)
    two = np.partition(nearest, 1, axis=1)[:, :2] if count > 1 else np.repeat(nearest, 2, axis=1)
    dateline = np.array([name.dateline for name in names])
    lines = np.where(dateline[None, :], elsewhere, FAR).min(1)
    context = np.empty((len(owner), len(CONTEXT_FEATURES)), np.float32)
    of_names = np.array(
        [
            (count, len(name.mentions), place / count, name.closing, name.dateline)
            for place, name in enumerate(names)
        ],
        np.float32,
    )
    context[:, :5] = of_names[owner]
    columns = (
        np.minimum((weights * named[:, group.countries].T).sum(1), 3),
        *group.spoken.T[:2],
        (weights * parts_named[:, group.divisions].T).sum(1),
        *group.spoken.T[2:],
        (weights * lying[:, group.countries].T).sum(1) / total,
        (weights * parts_lying[:, group.divisions].T).sum(1) / total,
        *_supports(group, shares, weights),
        two[:, 0],
        two[:, 1],
        (weights * logs).sum(1) / total,
        np.where(group.beside[owner], logs, FAR).min(1),
        lines,
        (following * held).sum(1),
        (weights * held).max(1),
        (preceding * holds).sum(1),
        (weights * held * np.array([name.closing for name in names])[None, :]).max(1),
        following.any(1),
        preceding.any(1),
    )
    for index, column in enumerate(columns, start=5):
        context[:, index] = column
    signed = context[:, _RELATIVE] * _NEARER_IS_BETTER
    behind = signed - np.maximum.reduceat(signed, group.starts, axis=0)[owner]
    return np.concatenate([group.static, context, behind], axis=1)


def given(matrix: Array) -> Array:
    """Scores that the trees start from: a place lies in what stands right behind it."""
    return np.asarray(LIES_IN_SCORE * matrix[:, _LIES_IN])


def prior_shares(group: Group) -> Array:
    """By candidate: how likely it is its name's place when nothing of the text is known."""
    return np.concatenate([name.candidates.prior for name in group.names])


def shares_of(group: Group, scores: Array) -> Array:
    """By candidate: its share among its name's candidates, larger for larger scores."""
    raised = np.exp(scores - np.maximum.reduceat(scores, group.starts)[group.owner])
    return np.asarray(raised / np.add.reduceat(raised, group.starts)[group.owner])


def _numbered(codes: Array) -> Array:
    """Consecutive numbers for codes, 0 for none."""
    _, numbers = np.unique(np.concatenate([[0], codes]), return_inverse=True)
    return np.asarray(numbers[1:])


def _counts(codes: Array, counts: Counter[int]) -> Array:
    if not counts:
        return np.zeros(len(codes), np.float32)
    found = [min(counts.get(code, 0), MOST_COUNTED) for code in codes.tolist()]
    return np.array(found, np.float32)


def _masses(numbers: Array, group: Group, shares: Array, kind: int) -> tuple[Array, Array]:
    """By name and area: how likely it names the area itself, and a place that lies in it."""
    areas = int(numbers.max()) + 1
    cells = group.owner * areas + numbers
    size, shape = len(group.names) * areas, (len(group.names), areas)
    itself = shares * (group.kinds == kind)
    inside = shares * (group.kinds != COUNTRY) if kind == COUNTRY else shares - itself
    found = [np.bincount(cells, mass, size).reshape(shape) for mass in (itself, inside)]
    for mass in found:
        mass[:, 0] = 0
    return found[0].astype(np.float32), found[1].astype(np.float32)


def _picks(group: Group, shares: Array) -> Array:
    """By name: its likeliest candidate, the first of equals."""
    best = np.maximum.reduceat(shares, group.starts)[group.owner]
    first = np.flatnonzero(shares == best)
    _, at = np.unique(group.owner[first], return_index=True)
    return np.asarray(first[at])


def _supports(group: Group, shares: Array, weights: Array) -> list[Array]:
    """By reach: how many other names have a likely place so near, by candidate."""
    of_name = np.zeros((int(group.measured.sum()), len(group.names)), np.float32)
    of_name[np.arange(len(of_name)), group.owner[group.measured]] = shares[group.measured]
    return [(weights * (kernel @ of_name)).sum(1) for kernel in group.kernels]


def _kernels(units: Array, places: Array) -> list[Array]:
    """By reach: from 1 where a candidate lies at a place to 0 where it is far from it."""
    squared = np.maximum(2.0 - 2.0 * (units @ places.T), 0.0)
    return [
        np.square(1.0 / (1.0 + squared * np.float32((EARTH_KM / reach) ** 2)))
        for reach in REACHES_KM
    ]
