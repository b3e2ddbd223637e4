"""Fits how sure a place is in the end to names that were recognised in news."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve import LEAST_CONFIDENCE
from geodata.toponyms.resolve_calibration import SURE, Calibration, held_back, log_odds
from geodata.toponyms.resolve_confidence import Picks
from geodata.toponyms.training.resolve_headlines import HEADLINES

if TYPE_CHECKING:
    from geodata.toponyms.training.resolve_model import Rows

    Array = np.ndarray[Any, Any]

RIGHT_SHARE = 0.955
"""Of the places from `SURE` on; a little more than is promised, for news that is harder."""
MOST_HELD_BACK = 0.02
"""By which confidences may be too low in the mean, so that those from `SURE` on hold."""
STEP = 0.005
_ROUNDS, _HELD = 50, 1e-3


def fitted_calibration(
    rows: Rows, scores: Array, likely: Array, given: tuple[Array, Array]
) -> Calibration:
    """
    Fit to what trees say of reports that they have not seen.

    Parameters
    ----------
    rows
        The candidates; those of recognised names among them are fitted to.
    scores
        By candidate: what the second stage says.
    likely
        By name: how likely its pick is right.
    given
        By name: whether its pick is right, and how many mentions with a given span it has.
    """
    measured, right, corpus = _mentions(rows, scores, likely)
    weight = np.array([1.0 / (corpus == one).sum() for one in corpus])
    weights = _logistic(measured, right, weight)
    against = weights < 0
    against[0] = False
    # What is likelier must never be less sure; own and best are so alike that one may turn.
    measured = np.where(against, 0.0, measured)
    weights = _logistic(measured, right, weight)
    together = 1.0 / (1.0 + np.exp(-measured @ weights))
    real = np.repeat([one.corpus != HEADLINES for one in rows.examples], _names_of(rows))
    offset, own, best, place = weights.tolist()
    return Calibration(
        offset,
        own,
        best,
        place,
        sure_given=_sure_from(likely, given[0], given[1] * real),
        sure_recognised=_sure_from(together, right, np.ones(len(right))),
    )


def _mentions(rows: Rows, scores: Array, likely: Array) -> tuple[Array, Array, Array]:
    """Recognised mentions: what is weighed, whether the pick is right, and the corpus."""
    measured, right, corpora = [], [], []
    first = first_name = 0
    for one in rows.examples:
        own = slice(first, first := first + len(one.rows))
        if one.recognised:
            picks = Picks.of(one.group, scores[own]).picks - one.group.starts
            for mention in one.recognised:
                place = float(likely[first_name + mention.name])
                chances = (mention.own, mention.best, place)
                measured.append([1.0, *map(log_odds, chances)])
                near = mention.near
                right.append(near is not None and bool(near[picks[mention.name]]))
                corpora.append(one.corpus)
        first_name += len(one.group.names)
    return np.array(measured), np.array(right, float), np.array(corpora)


def _names_of(rows: Rows) -> list[int]:
    return [len(one.group.names) for one in rows.examples]


def _logistic(columns: Array, right: Array, weight: Array) -> Array:
    weight = weight * len(weight) / weight.sum()
    fitted = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        likely = 1.0 / (1.0 + np.exp(-columns @ fitted))
        slope = columns.T @ (weight * (right - likely)) - _HELD * fitted
        bend = (columns * (weight * likely * (1.0 - likely))[:, None]).T @ columns
        fitted += np.linalg.solve(bend + _HELD * np.eye(len(fitted)), slope)
    return fitted


def _sure_from(likely: Array, right: Array, weight: Array) -> float:
    """
    Least confidence from which on `RIGHT_SHARE` of the places are right, or the one from which
    on what is held back would be too much.
    """
    given_out = likely >= LEAST_CONFIDENCE
    bounds = np.arange(SURE, 1.0, STEP).tolist()
    for bound, following in pairwise(bounds):
        sure = (likely >= bound) & (weight > 0)
        if sure.any() and np.average(right[sure], weights=weight[sure]) >= RIGHT_SHARE:
            return float(bound)
        held = np.array([held_back(one, following) for one in likely.tolist()])
        if np.average((likely - held)[given_out], weights=weight[given_out]) > MOST_HELD_BACK:
            return float(bound)
    return float(bounds[-1])
