"""Learns the ranker's trees, and predicts each report with trees that have not seen it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from catboost import CatBoost, Pool

from geodata.toponyms.resolve_features import FEATURES, features, given, prior_shares, shares_of
from geodata.toponyms.training.resolve_headlines import HEADLINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.toponyms.training.resolve_corpora import Example

    Array = np.ndarray[Any, Any]

TREES, DEPTH, LEARNING_RATE = 80, 5, 0.12
EXACT_SHARE = 0.6
"""How much of a candidate's target is being the very place, not only near it."""
GENERATED_WEIGHT = 0.3
MORE_IS_LIKELIER = (
    *("near_40", "near_150", "near_500", "inside_any", "kind_said"),
    *("country_named", "country_spoken", "country_written", "country_share", "home"),
    *("division_named", "division_spoken", "division_written", "division_share"),
    *("holds_preceding", "prior", "canonical", "exact"),
)
"""Features that never make a candidate less likely; so do the distances not make it likelier."""
LESS_IS_LIKELIER = ("nearest", "second_nearest", "mean_distance", "beside", "foreign")
SEED = 1
FOLDS = 5
GENERATED = frozenset({"generated", HEADLINES})
"""Corpora that are always learned from."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """All candidates of all examples, one below the other."""

    examples: Sequence[Example]
    owner: Array
    """By candidate: the number of its name among all names."""
    starts: Array
    """By name: its first candidate."""
    example: Array
    near: Array
    exact: Array
    mentions: Array
    fold: Array
    """-1 for generated ones: they are always learned from."""

    def matrix(self, shares: Sequence[Array]) -> Array:
        """Features beside the other names' places, as likely as the shares say."""
        pairs = zip(self.examples, shares, strict=True)
        return np.concatenate([features(one.group, share) for one, share in pairs])

    def shares(self, scores: Array) -> list[Array]:
        """By example: shares of the candidates by their scores."""
        ends = np.cumsum([len(one.rows) for one in self.examples])[:-1]
        pieces = np.split(scores, ends)
        return [
            shares_of(one.group, piece) for one, piece in zip(self.examples, pieces, strict=True)
        ]

    @property
    def priors(self) -> list[Array]:
        """By example: shares of the candidates when nothing of the report is known."""
        return [prior_shares(one.group) for one in self.examples]


def rows_of(examples: Sequence[Example], fold_of: dict[str, int]) -> Rows:
    """Return the candidates of examples; ``fold_of`` is by report."""
    names = np.cumsum([0, *(len(one.group.names) for one in examples)])
    owner = np.concatenate(
        [one.group.owner + first for one, first in zip(examples, names, strict=False)]
    )
    counts = [len(one.rows) for one in examples]
    folds = [fold_of.get(one.report_id, -1) for one in examples]
    return Rows(
        examples,
        owner,
        np.flatnonzero(np.diff(owner, prepend=-1)),
        np.repeat(np.arange(len(examples)), counts),
        np.concatenate([one.near for one in examples]),
        np.concatenate([one.exact for one in examples]),
        np.concatenate([one.mentions for one in examples]),
        np.repeat(folds, counts),
    )


def fitted(matrix: Array, rows: Rows, chosen: Array, *, columns: Array | None = None) -> Any:
    """Model of how likely a candidate is the right one, learned from the chosen candidates."""
    known = chosen & (rows.near >= 0)
    has_exact = np.maximum.reduceat(rows.exact, rows.starts)[rows.owner] > 0
    blended = (1 - EXACT_SHARE) * rows.near + EXACT_SHARE * rows.exact
    target = np.clip(np.where(has_exact, blended, rows.near), 0, 1)
    weight = np.sqrt(rows.mentions) * np.where(rows.fold < 0, GENERATED_WEIGHT, 1.0)
    model = CatBoost(
        {
            "loss_function": "CrossEntropy",
            "iterations": TREES,
            "depth": DEPTH,
            "learning_rate": LEARNING_RATE,
            "l2_leaf_reg": 5,
            "border_count": 64,
            "rsm": 0.5,
            "bootstrap_type": "Bernoulli",
            "subsample": 0.8,
            "model_shrink_rate": 0,
            "random_seed": SEED,
            "thread_count": 2,
            "verbose": False,
            "allow_writing_files": False,
            "monotone_constraints": [
                _direction(name.removesuffix("_behind"), name) for name in FEATURES
            ],
            "ignored_features": [] if columns is None else list(map(int, columns)),
        }
    )
    model.fit(
        Pool(
            matrix[known],
            target[known],
            weight=weight[known],
            baseline=given(matrix[known]),
            feature_names=list(FEATURES),
        )
    )
    return model


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """What trees say of candidates whose reports they have not seen."""

    scores: Array
    """Of the second stage."""
    matrix: Array
    """The features that the second stage sees."""


def _direction(name: str, written: str) -> int:
    # What a name is behind its best candidate is turned so that more is better.
    if name in LESS_IS_LIKELIER:
        return 1 if written.endswith("_behind") else -1
    return int(name in MORE_IS_LIKELIER)


def crossed(rows: Rows, *, without: Array | None = None) -> Crossed:
    """
    Scores of all candidates, each fold by what is learned from all others.

    Parameters
    ----------
    rows
        The candidates.
    without
        Numbers of features that are left out.
    """
    first = _crossed(rows.matrix(rows.priors), rows, without)
    matrix = rows.matrix(rows.shares(first))
    return Crossed(_crossed(matrix, rows, without), matrix)


def _crossed(matrix: Array, rows: Rows, without: Array | None) -> Array:
    scores = np.zeros(len(matrix))
    for fold in sorted(set(rows.fold.tolist()) - {-1}):
        held = rows.fold == fold
        scores[held] = fitted(matrix, rows, ~held, columns=without).predict(matrix[held]) + given(
            matrix[held]
        )
    generated = rows.fold < 0
    for half in (0, 1):
        held = generated & (rows.example % 2 == half)
        if held.any():
            scores[held] = fitted(matrix, rows, ~held, columns=without).predict(
                matrix[held]
            ) + given(matrix[held])
    return scores


def folds_of(examples: Sequence[Example], *, by_corpus: bool = False) -> dict[str, int]:
    """Fold of each report but the generated ones: one of `FOLDS`, or one for each corpus."""
    reports = {one.report_id: one.corpus for one in examples if one.corpus not in GENERATED}
    if by_corpus:
        corpora = sorted(set(reports.values()))
        return {report: corpora.index(corpus) for report, corpus in reports.items()}
    order = np.random.default_rng(SEED).permutation(len(reports)).tolist()
    return {report: place % FOLDS for report, place in zip(reports, order, strict=True)}
