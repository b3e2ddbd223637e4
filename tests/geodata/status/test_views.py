from __future__ import annotations

import datetime as dt
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.date_mention import DateMention
from geodata.models import Report
from geodata.pipeline import read_report
from geodata.status.dating import day_of
from geodata.status.views import ClauseView, SentenceView

DAY = dt.date(2022, 1, 10)


class Match:
    def __init__(self, start: int, end: int) -> None:
        self._span = start, end

    def start(self) -> int:
        return self._span[0]

    def end(self) -> int:
        return self._span[1]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(0, 60), st.integers(0, 30))
def test_a_claim_takes_the_nearest_of_many_days(gaps, start, length):
    clause, days, at = ClauseView(0, 200, relative=False), [], 0
    for index, gap in enumerate(gaps):
        days.append(DateMention(at + gap, at + gap + 3, DAY + dt.timedelta(days=index)))
        at += gap + 3
    clause.days = days
    match = Match(start, start + length)

    found = day_of(match, clause, SentenceView(0, 200, [clause]), earlier=None, anchor=DAY)

    distances = [max(day.start - match.end(), match.start() - day.end) for day in days]
    assert found.date == days[distances.index(min(distances))].date


def calls(text: str, language: str) -> int:
    """Calls of Python functions of the project and of built-in ones while reading a text."""
    counted: Counter[str] = Counter()
    report = Report(text, language=language, published_day=DAY, published_precision="day")
    sys.setprofile(lambda _frame, kind, _argument: counted.update([kind]))
    try:
        read_report(report)
    finally:
        sys.setprofile(None)
    return counted["call"] + counted["c_call"]


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("en", "riots broke out in Almaty, "),
        ("en", "Riots broke out in Almaty on Sunday. "),
        ("en", "riots on Sunday "),
        ("en", "riots; clashes in Almaty and Tripoli, while "),
        ("en", "the airport was closed and "),
        ("zh", "阿拉木图机场骚乱"),
        ("ru", "беспорядки в Алма-Ате, "),
        ("de", "in Karatschi und Lahore Krawalle, wo "),
    ],
)
def test_a_text_twice_as_long_takes_about_twice_the_work(language, piece):
    calls(piece, language)

    once, twice = calls(piece * 150, language), calls(piece * 300, language)

    assert twice < 2.5 * once
