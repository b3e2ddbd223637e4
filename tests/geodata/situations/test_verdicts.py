from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from geodata.situations import intervals, situations
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    claims_of,
    january,
    reading,
    said,
)
from tests.geodata.situations.world import (
    TAXONOMY,
    status_on,
)


def test_independent_sources_that_say_the_opposite_on_one_day_are_a_dispute():
    rows = intervals(
        claims_of(
            reading("a", said(ALMATY, "calm", january(5)), source="KazTAG"),
            reading("b", said(ALMATY, "unrest", january(6)), source="Tengrinews"),
            reading("c", said(ALMATY, "unrest", january(6)), source="Vlast"),
            reading("d", said(ALMATY, "calm", january(6)), source="KazTAG"),
            reading("e", said(ALMATY, "unrest", january(8)), source="Vlast"),
        ),
        taxonomy=TAXONOMY,
    )

    assert rows["status"].tolist() == ["calm", "unrest"]
    assert rows["disputed"].tolist() == [False, True]
    assert rows["disputed_days"].tolist() == [(), (january(6),)]
    assert rows["reports"].tolist() == [1, 3]
    assert [len(ids) for ids in rows["claim_ids"]] == [1, 4]
    assert situations(rows, on=january(7))["disputed"].tolist() == [True]
    assert situations(rows, on=january(8))["disputed"].tolist() == [False]


NOON = datetime(2022, 1, 6, 12, tzinfo=UTC)
EVENING = datetime(2022, 1, 6, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("calm", "unrest", "winner"),
    [
        pytest.param({"hedged": True}, {}, "unrest", id="plain over hedged"),
        pytest.param({}, {"hedged": True}, "calm", id="plain over hedged, the other way"),
        pytest.param({"published": EVENING}, {"published": NOON}, "calm", id="later report"),
        pytest.param({"published": NOON}, {"published": EVENING}, "unrest", id="later, reversed"),
        pytest.param({}, {}, "unrest", id="first of the taxonomy"),
    ],
)
def test_of_as_many_voices_one_status_wins_by_a_fixed_order(calm, unrest, winner):
    rows = intervals(
        claims_of(
            reading(
                "a",
                said(ALMATY, "calm", january(6), hedged=calm.get("hedged", False)),
                source="KazTAG",
                published=calm.get("published"),
            ),
            reading(
                "b",
                said(ALMATY, "unrest", january(6), hedged=unrest.get("hedged", False)),
                source="Vlast",
                published=unrest.get("published"),
            ),
        ),
        taxonomy=TAXONOMY,
    )

    assert rows["status"].tolist() == [winner]
    assert rows["disputed"].tolist() == [True]


@pytest.mark.parametrize("last", ["airport_closed", "airport_open"])
def test_the_later_words_of_one_report_hold_and_are_no_dispute(last):
    first = "airport_open" if last == "airport_closed" else "airport_closed"
    both = reading(
        "First one, then the other.",
        said(ALMATY_AIRPORT, last, january(13), at=40),
        replace(said(ALMATY_AIRPORT, first, january(13), at=3), quote_end=60),
    )

    [row] = intervals(claims_of(both), taxonomy=TAXONOMY).itertuples()

    assert (row.status, row.disputed, len(row.claim_ids)) == (last, False, 2)


def test_a_source_that_corrects_itself_is_no_dispute():
    noon = said(ALMATY, "calm", january(6))
    evening = said(ALMATY, "unrest", january(6), hedged=True)

    [row] = intervals(
        claims_of(
            reading("b", evening, source="KazTAG", published=EVENING),
            reading("a", noon, source="KazTAG", published=NOON),
        ),
        taxonomy=TAXONOMY,
    ).itertuples()

    assert (row.status, row.disputed) == ("unrest", False)


def test_many_reports_of_one_source_are_one_vote():
    repeated = [
        reading(f"calm {i}", said(ALMATY, "calm", january(6)), source="KazTAG") for i in range(3)
    ]
    others = [
        reading("b", said(ALMATY, "unrest", january(6)), source="Vlast"),
        reading("c", said(ALMATY, "unrest", january(6)), source="Tengrinews"),
    ]

    assert status_on(january(6), *repeated, *others) == ["unrest"]


def test_one_plain_voice_outweighs_any_number_that_hedge():
    hedged = [
        reading(source, said(ALMATY, "calm", january(6), hedged=True), source=source)
        for source in ("KazTAG", "Tengrinews")
    ]
    plain = reading("Unrest.", said(ALMATY, "unrest", january(6)), source="Vlast")

    assert status_on(january(6), *hedged, plain) == ["unrest"]


def test_of_voices_that_all_hedge_the_greater_number_wins():
    hedged = [
        reading(source, said(ALMATY, "calm", january(6), hedged=True), source=source)
        for source in ("KazTAG", "Tengrinews")
    ]
    other = reading("Unrest.", said(ALMATY, "unrest", january(6), hedged=True), source="Vlast")

    assert status_on(january(6), *hedged, other) == ["calm"]
