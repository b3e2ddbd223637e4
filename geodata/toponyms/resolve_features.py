"""The features by which candidates are ranked: each beside the other places of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve_candidates import (
    ADMIN_1,
    COUNTRY,
    EARTH_KM,
    STATIC_FEATURES,
    chord_km,
)
from geodata.toponyms.resolve_groups import CONTEXT_FEATURES, HAS, SPOKEN

if TYPE_CHECKING:
    from geodata.toponyms.resolve_groups import Group

    Array = np.ndarray[Any, Any]

FAR = np.float32(np.log1p(2 * EARTH_KM))
RELATIVE_FEATURES = (
    *("country_named", "country_spoken", "country_written"),
    *("division_named", "division_spoken", "division_written"),
    *("country_share", "division_share", "near_40", "near_150", "near_500"),
    *("nearest", "mean_distance", "beside", "inside_following", "holds_preceding"),
)
FEATURES = (*STATIC_FEATURES, *CONTEXT_FEATURES, *(f"{name}_behind" for name in RELATIVE_FEATURES))
_VARYING = [index for index in range(5, len(CONTEXT_FEATURES)) if index not in {*SPOKEN, *HAS}]
_RELATIVE = [CONTEXT_FEATURES.index(name) for name in RELATIVE_FEATURES]
LIES_IN_SCORE = 2.0
"""Taken off candidates that do not lie there, if another one does."""
_LIES_IN = FEATURES.index("inside_following_behind")
_NEARER_IS_BETTER = np.array(
    [-1.0 if name in ("nearest", "mean_distance", "beside") else 1.0 for name in RELATIVE_FEATURES],
    np.float32,
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
    shares = shares.astype(np.float32)
    weights, count = group.weights, len(group.names)
    # By candidate and name: how likely the name's place is an area of the candidate, or lies there.
    named, lying = _masses(group.countries, group, shares, COUNTRY)
    parts_named, parts_lying = _masses(group.divisions, group, shares, ADMIN_1)
    is_country, is_division = group.kinds == COUNTRY, group.kinds == ADMIN_1
    # The same of the area itself: how likely the name's place holds the candidate, or lies in it.
    held = named * ~is_country[:, None] + parts_named * ~(is_country | is_division)[:, None]
    holds = lying * is_country[:, None] + parts_lying * is_division[:, None]
    picks = likeliest(group, shares)
    logs = np.log1p(chord_km(group.units, group.units[picks]))
    away = np.where(weights > 0, logs, FAR)
    nearest = np.where(is_country[picks], FAR, away)
    two = np.partition(nearest, 1, axis=1)[:, :2] if count > 1 else np.repeat(nearest, 2, axis=1)
    dateline = np.array([name.dateline for name in group.names])
    closing = np.array([name.closing for name in group.names])
    weighed = weights * held
    varying = (
        np.minimum(_summed(weights, named), 3),
        _summed(weights, parts_named),
        _summed(weights, lying) / group.total,
        _summed(weights, parts_lying) / group.total,
        *(pull @ shares[group.measured] for pull in group.pulls),
        two[:, 0],
        two[:, 1],
        _summed(weights, logs) / group.total,
        np.where(group.beside, logs, FAR).min(1),
        away[:, dateline].min(1, initial=FAR),
        _summed(group.following, held),
        weighed.max(1),
        _summed(group.preceding, holds),
        weighed[:, closing].max(1, initial=0.0),
    )
    found = np.empty((len(shares), len(FEATURES)), np.float32)
    found[:, : len(STATIC_FEATURES)] = group.static
    context = found[:, len(STATIC_FEATURES) : -len(RELATIVE_FEATURES)]
    context[:] = group.fixed
    for column, values in zip(_VARYING, varying, strict=True):
        context[:, column] = values
    signed = context[:, _RELATIVE] * _NEARER_IS_BETTER
    best = np.maximum.reduceat(signed, group.starts, axis=0)[group.owner]
    np.subtract(signed, best, out=found[:, -len(RELATIVE_FEATURES) :])
    return found


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


def _summed(one: Array, other: Array) -> Array:
    """By row: the sum of the products."""
    return np.asarray(np.einsum("ij,ij->i", one, other))


def _masses(numbers: Array, group: Group, shares: Array, kind: int) -> tuple[Array, Array]:
    """By candidate and name: how likely it names the candidate's area, and what lies in that."""
    areas, names = int(numbers.max()) + 1, len(group.names)
    cells = numbers * names + group.owner
    itself = shares * (group.kinds == kind)
    inside = shares * (group.kinds != COUNTRY) if kind == COUNTRY else shares - itself
    both = []
    for mass in (itself, inside):
        found = np.bincount(cells, mass, areas * names).reshape(areas, names).astype(np.float32)
        found[0] = 0
        both.append(found[numbers])
    return both[0], both[1]


def likeliest(group: Group, shares: Array) -> Array:
    """By name: its likeliest candidate, the first of equals."""
    best = np.maximum.reduceat(shares, group.starts)[group.owner]
    best_at = np.flatnonzero(shares == best)
    owner = group.owner[best_at]
    first = np.ones(len(owner), bool)
    np.not_equal(owner[1:], owner[:-1], out=first[1:])
    return np.asarray(best_at[first])
