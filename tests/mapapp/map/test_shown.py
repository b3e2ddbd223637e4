from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from geodata.situations import situations_between
from mapapp.map.interval_columns import held, place_code
from mapapp.map.shown import shown
from mapapp.palette import MARKS
from mapapp.view import View
from tests.mapapp.map.packed import unpacked
from tests.mapapp.world import LAST_DAY

VIEW = View(LAST_DAY, LAST_DAY, tuple(MARKS))


@pytest.fixture
def newest(data):
    return held(data.columns, since=LAST_DAY, until=LAST_DAY)


def told(data, holding, view=VIEW, *, routed=True, home=None):
    return shown(data.columns, holding, view, revision=3, routed=routed, home=home)


def test_the_query_names_days_statuses_and_revision(data, newest):
    view = replace(VIEW, statuses=("unrest", "calm"))

    assert told(data, newest, view).query == (
        "from=2022-01-09&to=2022-01-09&status=unrest,calm&revision=3"
    )
    assert "status=none" in told(data, newest, replace(VIEW, statuses=())).query


def test_everything_is_sent_along_only_where_there_is_no_route(data, newest):
    assert told(data, newest).packed == ""

    header, rows = unpacked(base64.b64decode(told(data, newest, routed=False).packed))
    assert sum(header["counts"]) == len(rows["code"]) == len(newest.rows)


def test_home_encloses_every_situation_south_west_first(data, newest):
    (south, west), (north, east) = told(data, newest).home

    points = situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY).geometry
    assert (south, north) == pytest.approx((points.y.min(), points.y.max()), abs=1e-4)
    assert (west, east) == pytest.approx((points.x.min(), points.x.max()), abs=1e-4)


def test_home_may_enclose_more_than_is_shown(data, newest):
    unrest = held(data.columns, since=LAST_DAY, until=LAST_DAY, statuses=["unrest"])

    assert told(data, unrest, home=newest).home == told(data, newest).home
    assert told(data, unrest).home != told(data, newest).home


def test_nothing_shown_has_no_home(data, newest):
    nothing = held(data.columns, since=LAST_DAY, until=LAST_DAY, statuses=[])

    assert told(data, nothing).home is None


def test_the_selected_place_is_told_by_its_code_and_where_it_is(data, newest):
    selected = told(data, newest, replace(VIEW, place_id="icao:UAAA")).selected

    assert selected["code"] == place_code("icao:UAAA")
    assert selected["x"] == pytest.approx((77.0405 + 180) / 360, abs=1e-6)


@pytest.mark.parametrize("place_id", ["", "geonames:0"])
def test_no_place_or_an_unknown_one_is_not_selected(data, newest, place_id):
    assert told(data, newest, replace(VIEW, place_id=place_id)).selected is None
