from __future__ import annotations

import itertools

import numpy as np
import pytest

from geodata.errors import LexiconError
from geodata.toponyms.resolve import shipped_weights
from geodata.toponyms.resolve_calibration import (
    ANSWER_FEATURES,
    ARTICLE_LETTERS,
    HEADLINE_LETTERS,
    SURE,
    Calibration,
    answer_features,
    held_back,
    read_calibration,
    write_calibration,
)
from geodata.toponyms.resolve_confidence import CONFIDENCE_FEATURES

CALIBRATION = Calibration(sure_given=0.8, sure_recognised=0.85)


def test_in_a_headline_the_product_stands():
    assert CALIBRATION.recognised(0.9, 0.8, 0.5, HEADLINE_LETTERS) == pytest.approx(0.4)


def test_in_an_article_what_the_trees_say_stands():
    assert CALIBRATION.recognised(0.9, 0.8, 0.5, ARTICLE_LETTERS) == pytest.approx(0.9)
    assert CALIBRATION.recognised(0.3, 0.8, 0.5, ARTICLE_LETTERS) == pytest.approx(0.3)


def test_an_article_is_not_sure_where_too_few_such_places_were_right():
    assert CALIBRATION.recognised(0.84, 0.99, 0.99, ARTICLE_LETTERS) < SURE


def test_a_mention_is_told_beside_what_told_the_place_of_its_name():
    sure = np.arange(2.0 * len(CONFIDENCE_FEATURES)).reshape(2, -1)

    found = answer_features([(1, 0.6, 0.8), (0, 0.9, 0.9)], np.array([0.3, 0.4]), sure)

    assert found.shape == (2, len(ANSWER_FEATURES))
    assert found[0].tolist() == [0.6, 0.8, 0.4, *sure[1]]
    assert found[1].tolist() == [0.9, 0.9, 0.3, *sure[0]]


def test_a_likelier_mention_is_surer():
    answer = shipped_weights().answer
    row = np.tile(np.r_[0.0, 0.0, 0.9, np.zeros(len(CONFIDENCE_FEATURES))], (4, 1))
    row[:, 0] = row[:, 1] = (0.45, 0.6, 0.8, 0.99)

    found = answer.scores(row).tolist()

    assert found == sorted(found)
    assert found[0] < found[-1]


def test_what_is_held_back_keeps_its_order_and_stays_below_sure():
    steps = [step / 100 for step in range(101)]

    held = [held_back(step, 0.85) for step in steps]

    assert all(one <= other for one, other in itertools.pairwise(held))
    assert all(one < SURE for one, step in zip(held, steps, strict=True) if step < 0.85)
    assert all(one == step for one, step in zip(held, steps, strict=True) if step >= 0.85)


def test_a_calibration_is_read_as_it_was_written(tmp_path):
    write_calibration(CALIBRATION, tmp_path / "calibration.toml")

    assert read_calibration(tmp_path / "calibration.toml") == CALIBRATION


@pytest.mark.parametrize("content", ["", "sure_given = 1", "sure_given = [", 'sure_given = "x"'])
def test_a_damaged_calibration_is_an_error(tmp_path, content):
    path = tmp_path / "calibration.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError, match=r"calibration\.toml cannot be read"):
        read_calibration(path)
