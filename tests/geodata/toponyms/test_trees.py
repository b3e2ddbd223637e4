from __future__ import annotations

import numpy as np
import pytest

from geodata.errors import LexiconError
from geodata.toponyms.trees import Trees, probabilities, read_trees

TREES = Trees(
    names=("people", "capital"),
    asked=np.array([[0, 1], [0, 0]]),
    thresholds=np.array([[5.0, 0.5], [3.0, np.inf]], np.float32),
    leaves=np.array([[0.0, 1.0, 10.0, 11.0], [100.0, 200.0, 0.0, 0.0]], np.float32),
    bias=0.5,
)


def test_a_row_scores_the_leaves_it_falls_into():
    rows = np.array([[2.0, 0.0], [4.0, 0.0], [6.0, 0.0], [6.0, 1.0]])

    assert TREES.scores(rows).tolist() == [100.5, 200.5, 201.5, 211.5]


def test_what_equals_a_threshold_does_not_exceed_it():
    assert TREES.scores(np.array([[3.0, 0.5]])).tolist() == [100.5]


def test_no_rows_have_no_scores():
    assert TREES.scores(np.empty((0, 2))).tolist() == []


def test_many_rows_score_as_each_alone():
    rows = np.random.default_rng(1).uniform(0, 8, (9000, 2))

    together = TREES.scores(rows)

    assert together[[0, 4095, 4096, 8999]].tolist() == [
        TREES.scores(rows[[i]])[0] for i in (0, 4095, 4096, 8999)
    ]


def test_trees_score_the_same_after_writing_and_reading(tmp_path):
    rows = np.random.default_rng(2).uniform(0, 8, (50, 2))
    TREES.write(tmp_path / "trees.npz")

    read = read_trees(tmp_path / "trees.npz", TREES.names)

    assert read.scores(rows).tolist() == TREES.scores(rows).tolist()


def test_trees_over_other_features_are_refused(tmp_path):
    TREES.write(tmp_path / "trees.npz")

    with pytest.raises(LexiconError, match="train it anew"):
        read_trees(tmp_path / "trees.npz", ("people", "kind"))


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "trees.npz").write_bytes(b"PK\x03\x04 no archive")

    with pytest.raises(LexiconError, match="cannot be read"):
        read_trees(tmp_path / "trees.npz", TREES.names)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="cannot be read"):
        read_trees(tmp_path / "none.npz", TREES.names)


def test_odds_become_probabilities():
    assert probabilities(np.array([0.0, 500.0, -500.0])) == pytest.approx([0.5, 1.0, 0.0])
