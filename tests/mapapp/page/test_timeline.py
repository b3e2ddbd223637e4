from __future__ import annotations

import datetime as dt

import pytest

from mapapp.page.timeline import MOST_BARS, bar_width, bars
from mapapp.palette import MARKS

FIRST = dt.date(2021, 12, 20)


@pytest.mark.parametrize(
    ("days", "width"), [(1, 1), (MOST_BARS, 1), (MOST_BARS + 1, 7), (3 * 365, 7), (10 * 365, 21)]
)
def test_a_bar_is_a_day_or_whole_weeks_so_that_there_are_not_too_many(days, width):
    last = FIRST + dt.timedelta(days=days - 1)

    assert bar_width(FIRST, last) == width
    assert days / width <= MOST_BARS


@pytest.mark.parametrize("width", [1, 7, 14])
def test_every_dated_claim_stands_in_the_bar_of_its_day_and_status(data, width):
    first, last = data.days

    found = bars(data.counts, first=first, last=last, width=width)

    expected = [[0] * len(MARKS) for _ in range((last - first).days // width + 1)]
    for claim in data.claims_until(last).itertuples():
        expected[(claim.date.date() - first).days // width][list(MARKS).index(claim.status)] += 1
    assert found == expected
