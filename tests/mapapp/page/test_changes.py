from __future__ import annotations

import datetime as dt

import pytest

from mapapp.page.changes import changed_since, recent_changes
from mapapp.palette import MARKS
from mapapp.view import View
from tests.mapapp.world import LAST_DAY


def told(data, since, until=LAST_DAY, statuses=tuple(MARKS)):
    found = recent_changes(data, since=since, until=until, statuses=statuses)
    return [(change.name, change.day, change.words) for change in found]


def test_changes_of_the_newest_day_are_told_in_words(data):
    found = told(data, LAST_DAY - dt.timedelta(days=1))

    assert ("Aktau, KZ", LAST_DAY, "● Calm, was ▲ Unrest") in found
    assert ("Astana, KZ", LAST_DAY, "● Calm") in found
    assert ("Aktau Airport, KZ", LAST_DAY, "◇ Airport reopened, was ■ Airport closed") in found
    assert not [name for name, *_ in found if name.startswith("Shymkent")]


def test_the_newest_changes_come_first(data):
    days = [day for _, day, _ in told(data, dt.date(2021, 12, 1))]

    assert days == sorted(days, reverse=True)
    assert len(days) > 8


def test_what_goes_stale_is_told(data):
    stale = told(data, dt.date(2021, 12, 30), dt.date(2022, 1, 4))

    assert ("Bishkek, KG", dt.date(2022, 1, 3), "● Calm: nothing new, now stale") in stale


def test_changes_of_statuses_not_chosen_are_left_out(data):
    found = told(data, LAST_DAY - dt.timedelta(days=1), statuses=("airport_open",))

    assert [name for name, *_ in found] == ["Aktau Airport, KZ"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (LAST_DAY, LAST_DAY, dt.date(2022, 1, 8)),
        (dt.date(2022, 1, 5), LAST_DAY, dt.date(2022, 1, 5)),
    ],
)
def test_one_day_is_compared_with_the_day_before(since, until, expected):
    assert changed_since(View(since, until, tuple(MARKS))) == expected
