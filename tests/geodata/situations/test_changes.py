from __future__ import annotations

import pytest

from geodata.schema import CHANGE_COLUMNS, validate
from geodata.situations import changes, intervals
from tests.geodata.examples import ALMATY, ASTANA, claims_of, january, reading, said
from tests.geodata.situations.world import TAXONOMY

UNREST = reading("Unrest.", said(ALMATY, "unrest", january(5)))


def told(*readings, since=1, until=31):
    """Day, change, status before and status after of what changed in January."""
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)
    return [
        (row.day.day, row.change, row.from_status, row.to_status)
        for row in changes(rows, since=january(since), until=january(until)).itertuples()
    ]


def test_a_status_begins_where_none_held():
    assert told(UNREST, until=6) == [(5, "new", "", "unrest")]


def test_what_differs_on_the_first_day_is_left_out_and_on_the_last_is_not():
    assert told(UNREST, since=5, until=6) == []
    assert told(UNREST, since=4, until=5) == [(5, "new", "", "unrest")]


def test_another_status_takes_over():
    calm = reading("Calm.", said(ALMATY, "calm", january(8)))

    assert told(UNREST, calm, since=5, until=10) == [(8, "changed", "unrest", "calm")]


def test_a_status_that_nobody_repeats_goes_stale_on_its_day():
    assert told(UNREST, since=5) == [(12, "stale", "unrest", "unrest")]


def test_a_status_told_again_after_it_went_stale_is_renewed():
    again = reading("Unrest again.", said(ALMATY, "unrest", january(14)))

    assert told(UNREST, again, since=5, until=20) == [
        (12, "stale", "unrest", "unrest"),
        (14, "renewed", "unrest", "unrest"),
    ]


def test_a_status_that_a_report_gave_an_end_to_ends_on_the_day_after():
    until_friday = reading("Until.", said(ALMATY, "unrest", january(5), date_end=january(7)))
    again = reading("Again.", said(ALMATY, "unrest", january(10)))
    calm = reading("Calm.", said(ALMATY, "calm", january(10)))

    assert told(until_friday, since=5) == [(8, "ended", "unrest", "")]
    assert told(until_friday, again, since=5, until=12) == [
        (8, "ended", "unrest", ""),
        (10, "renewed", "", "unrest"),
    ]
    assert told(until_friday, calm, since=5, until=12) == [
        (8, "ended", "unrest", ""),
        (10, "new", "", "calm"),
    ]


def test_what_came_and_went_in_between_is_told_too():
    calm = reading("Calm.", said(ALMATY, "calm", january(6)))
    again = reading("Again.", said(ALMATY, "unrest", january(7)))

    assert [change for _, change, *_ in told(UNREST, calm, again, since=5, until=7)] == [
        "changed",
        "changed",
    ]


def test_changes_are_sorted_by_day_and_place_and_name_their_claims():
    elsewhere = reading("Calm.", said(ASTANA, "calm", january(5)))
    claims = claims_of(UNREST, elsewhere)

    found = changes(intervals(claims, taxonomy=TAXONOMY), since=january(1), until=january(6))

    assert found["place_id"].tolist() == sorted([ALMATY.place_id, ASTANA.place_id])
    by_id = claims.set_index("claim_id")["place_id"]
    assert [by_id[ids[0]] for ids in found["claim_ids"]] == found["place_id"].tolist()


def test_without_intervals_nothing_changes():
    found = changes(intervals(claims_of(), taxonomy=TAXONOMY), since=january(1), until=january(2))

    assert len(validate(found, CHANGE_COLUMNS)) == 0


def test_a_range_that_ends_before_it_starts_is_refused():
    rows = intervals(claims_of(UNREST), taxonomy=TAXONOMY)

    with pytest.raises(ValueError, match="got 2022-01-09 to 2022-01-08"):
        changes(rows, since=january(9), until=january(8))
