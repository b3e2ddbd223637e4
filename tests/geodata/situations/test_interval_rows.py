from __future__ import annotations

from pandas.testing import assert_frame_equal

from geodata.schema import (
    INTERVAL_COLUMNS,
    SITUATION_COLUMNS,
    validate,
)
from geodata.situations import intervals, situations, situations_between
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
)

CLOSED = reading("Closed.", said(ALMATY_AIRPORT, "airport_closed", january(5)), source="KazTAG")
REOPENED = reading("Open.", said(ALMATY_AIRPORT, "airport_open", january(13)), source="KazTAG")


def test_claims_of_one_status_make_one_span_that_counts_reports_and_sources():
    rows = intervals(
        claims_of(
            reading("a", said(ALMATY, "unrest", january(5)), source="KazTAG"),
            reading("b", said(ALMATY, "unrest", january(6)), source="KazTAG"),
            reading("c", said(ALMATY, "unrest", january(6), hedged=True), source=""),
            reading("d", said(ALMATY, "unrest", january(7)), source=""),
        ),
        taxonomy=TAXONOMY,
    )

    [row] = rows.itertuples()
    assert (row.reports, row.sources, row.hedged, row.disputed) == (4, 3, False, False)
    assert row.claim_days == (january(5), january(6), january(6), january(7))
    assert len(set(row.claim_ids)) == 4


def test_a_span_is_hedged_if_nobody_said_it_plainly():
    hedged = reading("a", said(ALMATY, "unrest", january(5), hedged=True))

    [row] = intervals(claims_of(hedged), taxonomy=TAXONOMY).itertuples()

    assert row.hedged


def test_no_claims_give_no_situations():
    rows = intervals(claims_of(), taxonomy=TAXONOMY)

    validate(rows, INTERVAL_COLUMNS)
    assert len(validate(situations(rows, on=january(5)), SITUATION_COLUMNS)) == 0
    between = situations_between(rows, since=january(1), until=january(5))
    assert len(validate(between, SITUATION_COLUMNS)) == 0


def test_the_frames_given_are_not_changed():
    claims = claims_of(CLOSED, REOPENED)
    before = claims.copy(deep=True)
    rows = intervals(claims, taxonomy=TAXONOMY)
    rows_before = rows.copy(deep=True)

    situations(rows, on=january(9))
    situations_between(rows, since=january(1), until=january(31))

    assert_frame_equal(claims, before)
    assert_frame_equal(rows, rows_before)
