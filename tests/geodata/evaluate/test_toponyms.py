from __future__ import annotations

import math

import pytest

from geodata.evaluate.counting import Counts
from geodata.evaluate.toponyms import FARTHEST_KM, Scored, score_corpora, toponym_figures
from tests.geodata.evaluate.corpora import ALMATY_GOLD, document, write

RIGHT, WRONG = (0.9, True), (0.8, False)


def scored(recognised=None, *, corpus="own", **given):
    return Scored(corpus, "en", Counts(**given), recognised)


def test_figures_of_two_documents_worked_out_by_hand():
    # One: 3 gold, all with places; found 4 spans, 2 exact, 3 overlap, 2 right, 1 too far, and one
    # place where there is no toponym. Two: 1 gold, nothing found.
    one = Counts(
        gold=3, found=4, exact=2, overlap=3, located=3,
        errors_km=(0.0, 100.0, 900.0), answers=(RIGHT, RIGHT, WRONG, WRONG),
    )  # fmt: skip
    two = Counts(gold=1, located=1)
    documents = [scored(one, gold=3, located=3), scored(two, gold=1, located=1)]

    figures = toponym_figures(documents)

    exact, overlap = figures["recognition"]["exact"], figures["recognition"]["overlap"]
    assert [exact[key].value for key in ("precision", "recall", "f1")] == [0.5, 0.5, 0.5]
    assert [overlap[key].value for key in ("precision", "recall", "f1")] == [0.75, 0.75, 0.75]
    both = figures["end_to_end"]
    assert [both[key].value for key in ("precision", "recall", "f1")] == [0.5, 0.5, 0.5]
    resolution = figures["resolution"]["recognised"]
    assert resolution["of_gold"].value == 2 / 4
    assert resolution["of_answered"].value == 2 / 3
    assert resolution["median_km"] == 100
    assert resolution["mean_km"] == pytest.approx(1000 / 3)


def test_the_area_under_the_curve_is_that_of_the_trapezoids():
    heights = [0.0, math.log(101), math.log(901)]
    area = (heights[0] / 2 + heights[1] + heights[2] / 2) / 2 / math.log(FARTHEST_KM + 1)

    figures = toponym_figures([scored(gold=3, located=3, errors_km=(900.0, 0.0, 100.0))])

    assert figures["resolution"]["given"]["auc"] == pytest.approx(area)


def test_the_area_under_the_curve_is_one_where_every_place_is_at_the_antipodes():
    figures = toponym_figures([scored(gold=2, located=2, errors_km=(FARTHEST_KM,) * 2)])

    assert figures["resolution"]["given"]["auc"] == pytest.approx(1.0)


def test_sure_answers_are_those_from_seven_tenths():
    answers = ((0.7, True), (0.69, False), (0.9, False), (0.71, True))

    figures = toponym_figures([scored(gold=4, located=4, answers=answers)])

    assert figures["reliability"]["given"]["sure"].value == 2 / 3
    assert figures["reliability"]["given"]["right"] == 2


def test_a_corpus_without_places_counts_for_recognition_only():
    found = Counts(gold=2, found=2, exact=2, overlap=2, answers=(WRONG,))
    placed = Counts(gold=1, found=1, exact=1, overlap=1, located=1, answers=(RIGHT,))

    figures = toponym_figures(
        [scored(found, corpus="spans", gold=2), scored(placed, gold=1, located=1)]
    )

    assert figures["recognition"]["exact"]["recall"].items == 3
    assert figures["end_to_end"]["precision"].value == 1.0


def test_with_spans_given_recognition_is_not_measured():
    figures = toponym_figures([scored(gold=1, located=1, answers=(RIGHT,))])

    assert figures["recognition"] is None
    assert figures["end_to_end"] is None
    assert figures["resolution"]["recognised"] is None
    assert figures["resolution"]["given"]["of_gold"].value == 1.0


def test_documents_are_read_and_compared(tmp_path):
    path = write(tmp_path / "own.jsonl", document("Riots in Almaty.", ALMATY_GOLD))

    (one,) = score_corpora([path])

    assert (one.corpus, one.language) == ("own", "en")
    assert (one.given.right, one.given.located) == (1, 1)
    assert one.recognised is not None
    assert one.recognised.gold == 1


def test_several_processes_read_the_same_in_the_same_order(tmp_path):
    texts = [f"Riots in Almaty.{' Smoke.' * n}" for n in range(5)]
    path = write(tmp_path / "own.jsonl", *(document(text, ALMATY_GOLD) for text in texts))

    alone = score_corpora([path], given_only=True)

    assert score_corpora([path], given_only=True, jobs=2) == alone


def test_a_limit_holds_for_each_file(tmp_path):
    lines = [document("Riots in Almaty.", ALMATY_GOLD)] * 3
    paths = [write(tmp_path / name, *lines) for name in ("one.jsonl", "two.jsonl")]

    read = score_corpora(paths, given_only=True, limit=2)

    assert [one.corpus for one in read] == ["one", "one", "two", "two"]
