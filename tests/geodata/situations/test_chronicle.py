"""The airport of Almaty in January 2022, as it came to be known: facts retold in our own claims."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from geodata.situations import changes, intervals, situations, timeline
from tests.geodata.examples import ALMATY_AIRPORT, claims_of, january, reading, said
from tests.geodata.situations.world import TAXONOMY


def told(day, hour, source, *claims):
    """Claims of a report that was published and recorded on a day of January."""
    instant = datetime(2022, 1, day, hour, tzinfo=UTC)
    report = reading(f"{source}, {day} January.", *claims, source=source, published=instant)
    return claims_of(report, recorded_at=instant)


def closed(day, **more):
    return said(ALMATY_AIRPORT, "airport_closed", january(day), **more)


def opened(day, until=None, **more):
    date_end = january(until) if until else None
    return said(ALMATY_AIRPORT, "airport_open", january(day), date_end=date_end, **more)


CHRONICLE = pd.concat(
    [
        told(5, 18, "KazTAG", closed(5)),
        # The other source has flights still leaving on the 5th, and the airport closed on the 6th.
        told(6, 9, "Vlast", opened(5), closed(6, at=40)),
        told(12, 10, "KazTAG", closed(5), opened(13, until=19, at=40)),
        # Open from 08:00 to 21:00 only, until the 19th.
        told(13, 8, "Vlast", opened(13, until=19)),
        told(20, 9, "Tengrinews", opened(20)),
    ]
)


def known_on(day):
    end_of_day = datetime(2022, 1, day, 23, 59, tzinfo=UTC)
    return intervals(CHRONICLE, taxonomy=TAXONOMY, known_by=end_of_day)


@pytest.mark.parametrize(
    ("known", "day", "expected"),
    [
        (4, 5, None),
        (5, 4, None),
        (5, 5, ("airport_closed", 5, "")),
        (5, 12, ("airport_closed", 5, "")),
        (5, 13, ("airport_closed", 5, "")),
        (5, 19, ("airport_closed", 5, "stale")),
        (6, 5, ("airport_open", 5, "disputed")),
        (6, 6, ("airport_closed", 6, "")),
        (6, 13, ("airport_closed", 6, "")),
        (12, 5, ("airport_closed", 5, "disputed")),
        (12, 6, ("airport_closed", 5, "")),
        (12, 12, ("airport_closed", 5, "")),
        (12, 13, ("airport_open", 13, "")),
        (12, 19, ("airport_open", 13, "")),
        (12, 20, None),
        (20, 5, ("airport_closed", 5, "disputed")),
        (20, 12, ("airport_closed", 5, "")),
        (20, 13, ("airport_open", 13, "")),
        (20, 19, ("airport_open", 13, "")),
        (20, 20, ("airport_open", 20, "")),
    ],
)
def test_the_airport_had_this_status_on_a_day_as_known_on_another(known, day, expected):
    shown = situations(known_on(known), on=january(day))

    found = [
        (row.status, row.since.day, "disputed" * row.disputed + "stale" * row.stale)
        for row in shown.itertuples()
    ]
    assert found == ([expected] if expected else [])


def test_the_dispute_is_about_the_first_day_and_nothing_else():
    [first, *others] = known_on(20).itertuples()

    assert (first.status, first.disputed, first.disputed_days) == (
        "airport_closed",
        True,
        (january(5),),
    )
    assert (first.sources, first.confirmations, len(first.claim_ids)) == (2, 2, 4)
    assert [row.disputed for row in others] == [False, False]


def test_the_timeline_tells_how_each_span_ended():
    spans = timeline(known_on(20), ALMATY_AIRPORT.place_id)

    assert [
        (row.status, row.start.day, row.last_day.day, row.ended, row.followed_by)
        for row in spans.itertuples()
    ] == [
        ("airport_closed", 5, 6, "status", "airport_open"),
        ("airport_open", 13, 13, "date", ""),
        ("airport_open", 20, 20, "open", ""),
    ]


def test_the_reopening_is_what_changed_from_the_12th_to_the_13th():
    [change] = changes(known_on(12), since=january(12), until=january(13)).itertuples()

    assert (change.change, change.from_status, change.to_status, change.day.day) == (
        "changed",
        "airport_closed",
        "airport_open",
        13,
    )
