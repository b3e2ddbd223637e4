from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from geodata.situations import intervals, situations, situations_between
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    ASTANA,
    SHYMKENT,
    claims_of,
    january,
    reading,
    said,
)
from tests.geodata.situations.world import (
    TAXONOMY,
)

CLOSED = reading("Closed.", said(ALMATY_AIRPORT, "airport_closed", january(5)), source="KazTAG")
REOPENED = reading("Open.", said(ALMATY_AIRPORT, "airport_open", january(13)), source="KazTAG")


def test_a_situation_grows_old_and_then_stale():
    rows = intervals(claims_of(reading("a", said(ALMATY, "unrest", january(5)))), taxonomy=TAXONOMY)

    at = {day: situations(rows, on=january(day)).iloc[0] for day in (5, 11, 12)}

    assert [at[day]["age_days"] for day in at] == [0, 6, 7]
    assert [at[day]["stale"] for day in at] == [False, False, True]


def test_age_counts_from_the_newest_claim_of_or_before_the_day():
    rows = intervals(
        claims_of(
            reading("a", said(ALMATY, "unrest", january(5))),
            reading("b", said(ALMATY, "unrest", january(10))),
        ),
        taxonomy=TAXONOMY,
    )

    assert situations(rows, on=january(8))["age_days"].tolist() == [3]
    assert situations(rows, on=january(11))["age_days"].tolist() == [1]


def test_a_range_of_days_shows_each_place_as_it_stood_at_the_end():
    rows = intervals(
        claims_of(
            CLOSED,
            REOPENED,
            reading("u", said(SHYMKENT, "unrest", january(5), date_end=january(7))),
            reading("c", said(ASTANA, "calm", january(20))),
        ),
        taxonomy=TAXONOMY,
    )

    shown = situations_between(rows, since=january(7), until=january(15))

    assert shown["place_id"].tolist() == [SHYMKENT.place_id, ALMATY_AIRPORT.place_id]
    assert shown["status"].tolist() == ["unrest", "airport_open"]
    assert shown["until"].dt.date.tolist() == [january(7), pd.NaT]
    assert shown["stale"].tolist() == [True, False]
    assert shown["age_days"].tolist() == [10, 2]


def test_a_range_leaves_out_what_ended_the_day_before_it_or_begins_the_day_after():
    rows = intervals(
        claims_of(
            reading("u", said(SHYMKENT, "unrest", january(5), date_end=january(7))),
            reading("c", said(ASTANA, "calm", january(12))),
        ),
        taxonomy=TAXONOMY,
    )

    assert len(situations_between(rows, since=january(8), until=january(11))) == 0
    assert len(situations_between(rows, since=january(7), until=january(12))) == 2


def test_a_range_of_one_day_shows_the_situations_of_that_day():
    rows = intervals(claims_of(CLOSED, REOPENED), taxonomy=TAXONOMY)

    assert_frame_equal(
        situations_between(rows, since=january(9), until=january(9)),
        situations(rows, on=january(9)),
    )


def test_a_range_that_ends_before_it_starts_is_refused():
    rows = intervals(claims_of(CLOSED), taxonomy=TAXONOMY)

    with pytest.raises(ValueError, match="got 2022-01-09 to 2022-01-08"):
        situations_between(rows, since=january(9), until=january(8))
