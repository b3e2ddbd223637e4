"""
Learn the weights of the ranker: ``python -m geodata.toponyms.training.resolve_train``.

`geodata.toponyms.training.corpora.CORPORA_VARIABLE` names the folder of the corpora. Writes
``weights/resolve_*.npz`` and prints how good they are on reports they have not seen.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
from catboost import CatBoost, Pool

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.resolve import WEIGHTS_FOLDER
from geodata.toponyms.resolve_calibration import ANSWER_FEATURES, write_calibration
from geodata.toponyms.resolve_confidence import CONFIDENCE_FEATURES, Picks, confidence_features
from geodata.toponyms.resolve_features import FEATURES
from geodata.toponyms.training.boosting import exported
from geodata.toponyms.training.corpora import corpora_folder
from geodata.toponyms.training.resolve_calibrating import (
    answers_of,
    fitted_answers,
    fitted_calibration,
)
from geodata.toponyms.training.resolve_corpora import (
    examples,
    read_placed,
    recognised_examples,
    rows_by_id,
)
from geodata.toponyms.training.resolve_generated import generated_reports
from geodata.toponyms.training.resolve_headlines import HEADLINES, headlines
from geodata.toponyms.training.resolve_model import SEED, crossed, fitted, folds_of, rows_of
from geodata.toponyms.training.resolve_names import read_spellings
from geodata.toponyms.trees import probabilities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.training.resolve_corpora import Example
    from geodata.toponyms.training.resolve_model import Rows

    Array = np.ndarray[Any, Any]

CORPORA = ("lgl", "trnews", "geowebnews")
GENERATED_REPORTS, HEADLINE_COUNT = 2000, 3000

CONFIDENCE_WEIGHTS = {**dict.fromkeys(CORPORA, 1.0), HEADLINES: 1.0}
"""What a name of a corpus counts when the confidence is learned."""

SURER = (
    *("score", "share_near", "lead", "points", "people", "prior", "near_prior", "canonical"),
    *("country_share", "division_share", "near_150", "inside_any"),
    *("country_spoken", "country_written", "country_named"),
)
"""Features that never make a pick less sure, wherever a corpus happens to have odd cases."""
LESS_SURE = ("candidates", "foreign", "nearest", "mean_distance")


def read_examples(folder: Path, gazetteer: Gazetteer) -> list[Example]:
    """Return what there is to learn from: the corpora's reports and generated ones."""
    reports = [
        report
        for corpus in CORPORA
        for report in read_placed(folder / "toponyms" / f"{corpus}.jsonl")
    ]
    spellings = read_spellings(gazetteer)
    reports += generated_reports(gazetteer, spellings, GENERATED_REPORTS, seed=SEED)
    reports += headlines(gazetteer, spellings, HEADLINE_COUNT, seed=SEED)
    rows = rows_by_id(gazetteer)
    found = [one for report in reports for one in examples(report, gazetteer, rows)]
    recognised = (report for report in reports if report.corpus in CORPORA)
    found += [one for report in recognised for one in recognised_examples(report, gazetteer, rows)]
    return found


def learn(found: Sequence[Example], folder: Path) -> None:
    """
    Learn the trees of both stages and what says how sure they are, and write it into a folder.

    How sure they are is learned on corpora of which the trees have seen nothing: so it holds for
    news from elsewhere, too.
    """
    rows = rows_of(found, folds_of(found, by_corpus=True))
    every = np.ones(len(rows.near), bool)
    alone = rows.matrix(rows.priors)
    crossed_rows = crossed(rows)
    folder.mkdir(exist_ok=True)
    for name, matrix in (("first", alone), ("second", crossed_rows.matrix)):
        model = fitted(matrix, rows, every)
        exported(model, FEATURES, matrix[:1000]).write(folder / f"resolve_{name}.npz")
    sure, right, weight = confidence_rows(rows, crossed_rows.scores, crossed_rows.matrix)
    known = weight > 0
    model = fitted_confidence(sure[known], right[known], weight[known])
    exported(model, CONFIDENCE_FEATURES, sure[:1000]).write(folder / "resolve_confidence.npz")
    likely = crossed_confidence(rows, sure, right, weight)
    answers = answers_of(rows, crossed_rows.scores, likely, sure)
    model = fitted_answers(answers, np.ones(len(answers.right), bool))
    trees = exported(model, ANSWER_FEATURES, answers.features[:1000])
    trees.write(folder / "resolve_answer.npz")
    calibration = fitted_calibration(rows, answers, likely, (right, weight))
    write_calibration(calibration, folder / "resolve_calibration.toml")


def confidence_rows(rows: Rows, scores: Array, matrix: Array) -> tuple[Array, Array, Array]:
    """By name: the confidence's features, whether its pick is right, and its mentions."""
    found: list[tuple[Array, Array, Array]] = []
    first = 0
    for one in rows.examples:
        own = slice(first, first := first + len(one.rows))
        picked = Picks.of(one.group, scores[own])
        sure = confidence_features(one.group, picked, scores[own], matrix[own])
        counts = CONFIDENCE_WEIGHTS.get(one.corpus, 0.0)
        found.append((sure, one.near[picked.picks], counts * one.mentions[picked.picks]))
    sure, right, weight = (np.concatenate(column) for column in zip(*found, strict=True))
    return sure, np.maximum(right, 0.0), weight


def crossed_confidence(rows: Rows, sure: Array, right: Array, weight: Array) -> Array:
    """By name: how likely its pick is right, as said by trees that have not seen its fold."""
    fold = rows.fold[rows.starts]
    likely = np.zeros(len(sure))
    for one in sorted(set(fold.tolist())):
        others = (fold != one) & (weight > 0)
        model = fitted_confidence(sure[others], right[others], weight[others])
        likely[fold == one] = probabilities(model.predict(sure[fold == one]))
    return likely


def fitted_confidence(sure: Array, right: Array, weight: Array) -> Any:
    """Model of how likely a pick is right."""
    model = CatBoost(
        {
            "loss_function": "CrossEntropy",
            "iterations": 60,
            "depth": 3,
            "learning_rate": 0.08,
            "l2_leaf_reg": 20,
            "border_count": 32,
            "rsm": 0.5,
            "random_seed": SEED,
            "thread_count": 2,
            "verbose": False,
            "allow_writing_files": False,
            "monotone_constraints": [
                (name in SURER) - (name in LESS_SURE) for name in CONFIDENCE_FEATURES
            ],
        }
    )
    names = list(CONFIDENCE_FEATURES)
    model.fit(Pool(sure, right, weight=weight, feature_names=names))
    return model


def main() -> None:
    """Learn, write, and say how much was learned from."""
    found = read_examples(corpora_folder(), default_gazetteer())
    learn(found, WEIGHTS_FOLDER)
    names = sum(len(one.group.names) for one in found)
    sys.stdout.write(f"Learned from {names:,} names of {len(found):,} reports.\n")


if __name__ == "__main__":
    main()
