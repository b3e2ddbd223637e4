"""Learns how sure a place is in the end from names that were recognised in news."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from catboost import CatBoost, Pool

from geodata.toponyms.resolve import LEAST_CONFIDENCE
from geodata.toponyms.resolve_calibration import (
    ANSWER_FEATURES,
    SURE,
    Calibration,
    answer_features,
    held_back,
)
from geodata.toponyms.resolve_confidence import Picks
from geodata.toponyms.training.resolve_headlines import HEADLINES
from geodata.toponyms.training.resolve_model import SEED
from geodata.toponyms.trees import probabilities

if TYPE_CHECKING:
    from geodata.toponyms.training.resolve_model import Rows

    Array = np.ndarray[Any, Any]

RIGHT_SHARE = 0.955
"""Of the places from `SURE` on; a little more than is promised, for news that is harder."""
MOST_HELD_BACK = 0.02
"""By which confidences may be too low in the mean, so that those from `SURE` on hold."""
STEP = 0.005
TREES, DEPTH, LEARNING_RATE = 150, 3, 0.08
NEVER_LESS = ("own", "best", "place")
"""Features that never make an answer less sure."""


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Mentions that were recognised in reports, with what the ranker says of them."""

    features: Array
    """By mention and `ANSWER_FEATURES`."""
    right: Array
    """By mention: whether it is a toponym and its name's pick is near enough."""
    fold: Array


def answers_of(rows: Rows, scores: Array, likely: Array, sure: Array) -> Answers:
    """
    Return the recognised mentions among examples.

    Parameters
    ----------
    rows
        The candidates.
    scores
        By candidate: what the second stage says.
    likely
        By name: how likely its pick is right.
    sure
        By name: the confidence's features.
    """
    features, right, folds = [np.empty((0, len(ANSWER_FEATURES)))], [], []
    first = first_name = 0
    for one in rows.examples:
        own = slice(first, first := first + len(one.rows))
        names = slice(first_name, first_name := first_name + len(one.group.names))
        if not one.recognised:
            continue
        picks = Picks.of(one.group, scores[own]).picks - one.group.starts
        told = [(mention.name, mention.own, mention.best) for mention in one.recognised]
        features.append(answer_features(told, likely[names], sure[names]))
        folds += [rows.fold[own.start]] * len(told)
        for mention in one.recognised:
            near = mention.near
            right.append(near is not None and bool(near[picks[mention.name]]))
    return Answers(np.vstack(features), np.array(right, float), np.array(folds))


def fitted_answers(answers: Answers, chosen: Array) -> Any:
    """Model of how likely an answer is right, learned from the chosen ones."""
    model = CatBoost(
        {
            "loss_function": "CrossEntropy",
            "iterations": TREES,
            "depth": DEPTH,
            "learning_rate": LEARNING_RATE,
            "l2_leaf_reg": 20,
            "border_count": 32,
            "rsm": 0.5,
            "random_seed": SEED,
            "thread_count": 2,
            "verbose": False,
            "allow_writing_files": False,
            "monotone_constraints": [int(name in NEVER_LESS) for name in ANSWER_FEATURES],
        }
    )
    names = list(ANSWER_FEATURES)
    model.fit(Pool(answers.features[chosen], answers.right[chosen], feature_names=names))
    return model


def fitted_calibration(
    rows: Rows, answers: Answers, likely: Array, given: tuple[Array, Array]
) -> Calibration:
    """
    Fit to what trees say of reports that they have not seen.

    Parameters
    ----------
    rows
        The candidates.
    answers
        The recognised mentions among them.
    likely
        By name: how likely its pick is right.
    given
        By name: whether its pick is right, and how many mentions with a given span it has.
    """
    together = np.zeros(len(answers.right))
    for one in sorted(set(answers.fold.tolist())):
        held = answers.fold == one
        model = fitted_answers(answers, ~held)
        together[held] = probabilities(model.predict(answers.features[held]))
    names = [len(one.group.names) for one in rows.examples]
    real = np.repeat([one.corpus != HEADLINES for one in rows.examples], names)
    return Calibration(
        sure_given=_sure_from(likely, given[0], given[1] * real),
        sure_recognised=_sure_from(together, answers.right, np.ones(len(together))),
    )


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
