from __future__ import annotations

import itertools

import pytest

from geodata.errors import LexiconError
from geodata.toponyms.resolve_calibration import (
    ARTICLE_LETTERS,
    HEADLINE_LETTERS,
    SURE,
    Calibration,
    held_back,
    read_calibration,
    write_calibration,
)

CALIBRATION = Calibration(-2.5, 0.1, 0.6, 0.8, sure_given=0.8, sure_recognised=0.85)


def test_in_a_headline_the_product_stands():
    assert CALIBRATION.recognised(0.8, 0.9, 0.5, HEADLINE_LETTERS) == pytest.approx(0.4)


def test_in_an_article_a_doubtful_name_is_doubted_twice():
    assert CALIBRATION.recognised(0.5, 0.5, 0.6, ARTICLE_LETTERS) < 0.5 * 0.6


def test_a_likelier_mention_is_surer_in_texts_of_every_length():
    for letters in (50, 300, 500, 5000):
        found = [CALIBRATION.recognised(p, p, 0.9, letters) for p in (0.45, 0.6, 0.8, 0.99)]

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


@pytest.mark.parametrize("content", ["", "offset = 1", "offset = [", 'offset = "x"'])
def test_a_damaged_calibration_is_an_error(tmp_path, content):
    path = tmp_path / "calibration.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError, match=r"calibration\.toml cannot be read"):
        read_calibration(path)
