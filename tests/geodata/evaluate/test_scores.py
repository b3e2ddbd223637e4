from __future__ import annotations

import pytest

from geodata.evaluate.scores import (
    calibration_error,
    confidence_bins,
    draw,
    precision_recall,
    share,
)


def test_a_share_is_that_of_the_sums():
    found = share([1, 0, 3], [2, 1, 5], draw(3))

    assert found.value == 4 / 8
    assert found.items == 8


def test_the_interval_is_that_of_documents_and_not_of_items():
    # Two documents of 100 items each, all right and all wrong: a draw has 0, 1 or 2 of the first.
    found = share([100, 0], [100, 100], draw(2))

    assert (found.low, found.value, found.high) == (0.0, 0.5, 1.0)


def test_like_documents_have_a_narrow_interval():
    found = share([9] * 50, [10] * 50, draw(50))

    assert found.low == pytest.approx(0.9)
    assert found.high == pytest.approx(0.9)


def test_the_same_documents_have_the_same_interval():
    part, whole = [3, 1, 4, 1, 5], [9, 2, 6, 5, 8]

    assert share(part, whole, draw(5)) == share(part, whole, draw(5))
    assert share(part, whole, draw(5)) != share(part, whole, draw(5, seed=1))


def test_what_never_went_wrong_may_still_do_so():
    # Of 20 right items the exact 95 % interval begins at 0.025 ** (1 / 20).
    right, wrong = share([20], [20], draw(1)), share([0], [20], draw(1))

    assert (right.low, right.high) == (pytest.approx(0.8316, abs=1e-4), 1.0)
    assert (wrong.low, wrong.high) == (0.0, pytest.approx(0.1684, abs=1e-4))


def test_a_share_of_nothing_is_none():
    found = share([0, 0], [0, 0], draw(2))

    assert (found.value, found.low, found.high, found.items) == (None, None, None, 0)


def test_no_documents_have_no_share():
    assert share([], [], draw(0)).value is None


def test_precision_recall_and_f1():
    scores = precision_recall([1, 2], [2, 2], [1, 5], draw(2))

    assert scores["precision"].value == 3 / 4
    assert scores["recall"].value == 3 / 6
    assert scores["f1"].value == pytest.approx(0.6)
    assert scores["f1"].items == 6


def test_a_confidence_on_the_bound_of_bins_belongs_to_the_upper_one():
    bins = confidence_bins([(0.7, True), (0.69, False), (1.0, True), (0.0, False)])

    assert [one.answers for one in bins] == [1, 0, 0, 0, 0, 0, 1, 1, 0, 1]
    assert bins[7].right == 1
    assert bins[7].low == pytest.approx(0.7)


def test_the_calibration_error_weighs_bins_by_their_answers():
    # Bin .9: mean .95, 2 of 3 right, off by .2833; bin .5: .55, none of 1 right, off by .55.
    bins = confidence_bins([(0.95, True), (0.95, True), (0.95, False), (0.55, False)])

    assert calibration_error(bins) == pytest.approx((3 * (0.95 - 2 / 3) + 0.55) / 4)


def test_without_answers_there_is_no_calibration_error():
    assert calibration_error(confidence_bins([])) is None
