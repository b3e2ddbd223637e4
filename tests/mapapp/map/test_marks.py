from __future__ import annotations

import base64
import datetime as dt

import numpy as np
import pytest

from geodata.situations import situations_between
from mapapp.map.marks import AREA, DISPUTED, STALE, place_code, shown_marks
from mapapp.palette import MARKS
from tests.mapapp.world import ALMATY, BISHKEK, KAZAKHSTAN, LAST_DAY


@pytest.fixture
def situations(data):
    return situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY)


def unpacked(shown):
    """What situation.js reads, column after column."""
    raw, n = base64.b64decode(shown.packed), shown.rows
    return {
        "code": np.frombuffer(raw, "<f8", n).astype(int).tolist(),
        "lat": np.frombuffer(raw, "<f4", n, 8 * n),
        "lon": np.frombuffer(raw, "<f4", n, 12 * n),
        "status": np.frombuffer(raw, "u1", n, 16 * n),
        "flags": np.frombuffer(raw, "u1", n, 17 * n),
    }


def test_positions_reach_the_browser_within_ten_metres(situations):
    columns = unpacked(shown_marks(situations))

    assert columns["lat"] == pytest.approx(situations.geometry.y, abs=1e-4)
    assert columns["lon"] == pytest.approx(situations.geometry.x, abs=1e-4)


def test_statuses_reach_the_browser_by_their_place_in_the_palette(situations):
    columns = unpacked(shown_marks(situations))

    assert [list(MARKS)[i] for i in columns["status"]] == situations["status"].tolist()


@pytest.mark.parametrize(
    ("bit", "place"), [(AREA, KAZAKHSTAN), (STALE, BISHKEK), (DISPUTED, ALMATY)]
)
def test_a_flag_is_raised_for_the_one_place_it_is_true_of(situations, bit, place):
    columns = unpacked(shown_marks(situations))

    flagged = [
        code for code, flags in zip(columns["code"], columns["flags"], strict=True) if flags & bit
    ]
    assert flagged == [place_code(place.place_id)]


def test_counts_are_those_of_what_is_shown(situations):
    shown = shown_marks(situations)

    assert dict(zip(MARKS, shown.counts, strict=True)) == {
        "unrest": 2,
        "airport_closed": 1,
        "calm": 4,
        "airport_open": 1,
    }


def test_home_encloses_every_situation_south_west_first(situations):
    (south, west), (north, east) = shown_marks(situations).home

    assert (south, north) == (situations.geometry.y.min(), situations.geometry.y.max())
    assert (west, east) == (situations.geometry.x.min(), situations.geometry.x.max())


def test_home_may_enclose_more_than_is_shown(situations):
    unrest = situations[situations["status"] == "unrest"]

    assert shown_marks(unrest, home=situations).home == shown_marks(situations).home


def test_nothing_shown_is_no_error(situations):
    shown = shown_marks(situations.iloc[:0])

    assert (shown.rows, shown.packed, shown.home) == (0, "", None)
    assert shown.counts == [0] * len(MARKS)


def test_a_place_code_is_the_same_for_ever_and_exact_in_javascript():
    assert place_code("geonames:1526384") == 126_206_786_446_580 < 2**53
    assert place_code("geonames:1526385") != place_code("geonames:1526384")


def test_the_selected_place_is_told_by_its_code(situations):
    assert shown_marks(situations).selected == -1
    assert shown_marks(situations, place_id="icao:UAAA").selected == place_code("icao:UAAA")


def test_an_empty_day_has_no_marks(data):
    early = dt.date(2021, 12, 19)

    assert shown_marks(situations_between(data.intervals, since=early, until=early)).rows == 0
