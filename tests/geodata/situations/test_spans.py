from __future__ import annotations

import pytest

from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    january,
    reading,
    said,
)
from tests.geodata.situations.world import (
    spans_of,
    status_on,
)

CLOSED = reading("Closed.", said(ALMATY_AIRPORT, "airport_closed", january(5)), source="KazTAG")
REOPENED = reading("Open.", said(ALMATY_AIRPORT, "airport_open", january(13)), source="KazTAG")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (4, []),
        (5, ["airport_closed"]),
        (12, ["airport_closed"]),
        (13, ["airport_open"]),
        (31, ["airport_open"]),
    ],
)
def test_an_airport_is_closed_until_the_day_before_it_opens(day, expected):
    assert status_on(january(day), CLOSED, REOPENED) == expected


def test_a_text_that_names_the_last_day_ends_the_span():
    closed = reading(
        "Closed until Sunday.",
        said(ALMATY_AIRPORT, "airport_closed", january(5), date_end=january(9)),
    )

    assert spans_of(closed) == [("airport_closed", january(5), january(9))]
    assert status_on(january(9), closed) == ["airport_closed"]
    assert status_on(january(10), closed) == []


def test_another_status_ends_a_span_before_the_day_that_the_text_named():
    closed = reading(
        "Closed until Thursday.",
        said(ALMATY_AIRPORT, "airport_closed", january(5), date_end=january(20)),
    )

    assert spans_of(closed, REOPENED)[0] == ("airport_closed", january(5), january(12))


def test_the_newest_claim_that_names_a_last_day_moves_it():
    first = said(ALMATY_AIRPORT, "airport_closed", january(5), date_end=january(9))
    bare = said(ALMATY_AIRPORT, "airport_closed", january(6))
    longer = said(ALMATY_AIRPORT, "airport_closed", january(7), date_end=january(12))

    assert spans_of(reading("a", first), reading("b", bare)) == [
        ("airport_closed", january(5), january(9))
    ]
    assert spans_of(reading("a", first), reading("b", bare), reading("c", longer)) == [
        ("airport_closed", january(5), january(12))
    ]


def test_a_claim_after_the_named_last_day_opens_a_span_of_its_own():
    first = said(ALMATY_AIRPORT, "airport_closed", january(5), date_end=january(7))
    later = said(ALMATY_AIRPORT, "airport_closed", january(9))

    assert spans_of(reading("a", first), reading("b", later)) == [
        ("airport_closed", january(5), january(7)),
        ("airport_closed", january(9), None),
    ]


def test_a_last_day_before_the_first_is_not_believed():
    wrong = said(ALMATY, "unrest", january(5), date_end=january(2))

    right = said(ALMATY, "unrest", january(4), date_end=january(9))

    assert spans_of(reading("a", wrong)) == [("unrest", january(5), None)]
    assert spans_of(reading("a", wrong), reading("b", right)) == [
        ("unrest", january(4), january(9))
    ]


def test_calm_ends_unrest_but_leaves_the_airport_alone():
    unrest = reading("Unrest.", said(ALMATY, "unrest", january(5)))
    calm = reading("Calm.", said(ALMATY, "calm", january(8)))
    closed = reading("Closed.", said(ALMATY, "airport_closed", january(6)))

    assert spans_of(unrest, calm, closed) == [
        ("airport_closed", january(6), None),
        ("unrest", january(5), january(7)),
        ("calm", january(8), None),
    ]


def test_a_claim_on_the_day_a_span_goes_stale_still_belongs_to_it():
    first = reading("a", said(ALMATY, "unrest", january(5)))
    second = reading("b", said(ALMATY, "unrest", january(12)))

    assert spans_of(first, second) == [("unrest", january(5), None)]


def test_a_claim_after_a_span_went_stale_opens_a_new_one():
    first = reading("a", said(ALMATY, "unrest", january(5)))
    second = reading("b", said(ALMATY, "unrest", january(13)))

    assert spans_of(first, second) == [
        ("unrest", january(5), january(12)),
        ("unrest", january(13), None),
    ]
