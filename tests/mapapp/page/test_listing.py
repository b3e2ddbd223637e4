from __future__ import annotations

import pytest

from mapapp.map.interval_columns import held
from mapapp.page.listing import ORDERS, ordered, places_of, situations_of, within
from mapapp.palette import MARKS
from mapapp.view import View
from tests.mapapp.world import BISHKEK, LAST_DAY

VIEW = View(LAST_DAY, LAST_DAY, tuple(MARKS))


@pytest.fixture
def newest(data):
    return held(data.columns, since=LAST_DAY, until=LAST_DAY)


def names(data, holding):
    return situations_of(data, holding, VIEW)["place"].tolist()


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_keeps_what_there_is(data, newest, order):
    assert sorted(names(data, ordered(data, newest, order))) == sorted(names(data, newest))


def test_the_orders_do_what_they_say(data, newest):
    def rows(order):
        return situations_of(data, ordered(data, newest, order), VIEW)

    assert rows("news")["age_days"].is_monotonic_increasing
    assert rows("since")["since"].is_monotonic_decreasing
    assert rows("voices")["confirmations"].is_monotonic_decreasing
    assert rows("place")["place"].is_monotonic_increasing
    assert rows("status")["status"].iloc[0] == "unrest"


def test_within_keeps_what_lies_in_the_area(data, newest):
    row = data.columns.place_ids.index(BISHKEK.place_id)
    x, y = ((axis[data.columns.place == row])[0] for axis in (data.columns.x, data.columns.y))

    area = (x - 0.001, y - 0.001, x + 0.001, y + 0.001)
    assert names(data, within(data.columns, newest, area)) == ["Bishkek"]
    another_world = (x - 1.001, y - 0.001, x - 0.999, y + 0.001)
    assert names(data, within(data.columns, newest, another_world)) == ["Bishkek"]
    assert names(data, within(data.columns, newest, (0.0, 0.0, 0.1, 0.1))) == []
    assert len(within(data.columns, newest, (-2.0, -1.0, 3.0, 2.0)).rows) == len(newest.rows)


def test_the_places_that_hold_something_are_named_once(data, newest):
    assert len(places_of(data.columns, newest)) == 8
