from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.errors import SchemaError
from geodata.schema import CLAIM_COLUMNS, INTERVAL_COLUMNS, SITUATION_COLUMNS, validate
from geodata.situations import intervals, situations, situations_between
from geodata.taxonomy import Status
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    ASTANA,
    LEARNT,
    SHYMKENT,
    claims_of,
    january,
    reading,
    said,
)

if TYPE_CHECKING:
    from geodata.models import Reading

TAXONOMY = {
    "unrest": Status("unrest", "security", 7),
    "calm": Status("calm", "security", 14),
    "airport_closed": Status("airport_closed", "airport", 14),
    "airport_open": Status("airport_open", "airport", 30),
}


def spans_of(*readings: Reading) -> list[tuple[str, date, date | None]]:
    """Status, start and end of every interval, in the order of the frame."""
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)
    return [
        (row.status, row.start.date(), None if pd.isna(row.end) else row.end.date())
        for row in rows.itertuples()
    ]


def status_on(day: date, *readings: Reading) -> list[str]:
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)
    return situations(rows, on=day)["status"].tolist()


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


def test_a_situation_grows_old_and_then_stale():
    rows = intervals(claims_of(reading("a", said(ALMATY, "unrest", january(5)))), taxonomy=TAXONOMY)

    at = {day: situations(rows, on=january(day)).iloc[0] for day in (5, 11, 12)}

    assert [at[day]["age_days"] for day in at] == [0, 6, 7]
    assert [at[day]["stale"] for day in at] == [False, False, True]


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


def test_a_claim_without_a_date_never_appears():
    undated = reading("a", said(ALMATY, "unrest", None))

    assert spans_of(undated) == []
    assert len(spans_of(undated, CLOSED)) == 1


def test_no_claims_give_no_situations():
    rows = intervals(claims_of(), taxonomy=TAXONOMY)

    validate(rows, INTERVAL_COLUMNS)
    assert len(validate(situations(rows, on=january(5)), SITUATION_COLUMNS)) == 0
    between = situations_between(rows, since=january(1), until=january(5))
    assert len(validate(between, SITUATION_COLUMNS)) == 0


def test_a_status_that_the_taxonomy_lacks_is_named():
    with pytest.raises(SchemaError, match="'flooded'"):
        spans_of(reading("a", said(ALMATY, "flooded", january(5))))


def test_known_by_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        intervals(claims_of(CLOSED), taxonomy=TAXONOMY, known_by=datetime(2022, 1, 9))  # noqa: DTZ001


def test_known_by_leaves_out_what_was_recorded_later():
    claims = pd.concat(
        [claims_of(CLOSED), claims_of(REOPENED, recorded_at=LEARNT + timedelta(days=1))]
    )

    then = intervals(claims, taxonomy=TAXONOMY, known_by=LEARNT)
    before = intervals(claims, taxonomy=TAXONOMY, known_by=LEARNT - timedelta(microseconds=1))

    assert then["status"].tolist() == ["airport_closed"]
    assert situations(then, on=january(20))["status"].tolist() == ["airport_closed"]
    assert len(before) == 0


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


def test_the_frames_given_are_not_changed():
    claims = claims_of(CLOSED, REOPENED)
    before = claims.copy(deep=True)
    rows = intervals(claims, taxonomy=TAXONOMY)
    rows_before = rows.copy(deep=True)

    situations(rows, on=january(9))
    situations_between(rows, since=january(1), until=january(31))

    assert_frame_equal(claims, before)
    assert_frame_equal(rows, rows_before)


days = st.dates(january(1), date(2022, 2, 10))
claims_st = st.builds(
    lambda place, status, day, length, at, hedged: said(
        place,
        status,
        day,
        at=at,
        hedged=hedged,
        date_end=day + timedelta(days=length) if day and length is not None else None,
    ),
    st.sampled_from([ALMATY, ALMATY_AIRPORT, ASTANA]),
    st.sampled_from(list(TAXONOMY)),
    st.none() | days,
    st.none() | st.integers(-1, 20),
    st.integers(0, 5),
    st.booleans(),
)
readings_st = st.lists(
    st.builds(
        lambda text, claims, source, hour: reading(
            text,
            *claims,
            source=source,
            published=None if hour is None else datetime(2022, 1, 6, hour, tzinfo=UTC),
        ),
        st.text("ab", min_size=1, max_size=2),
        st.lists(claims_st, max_size=5, unique_by=lambda claim: claim.claim_id("")),
        st.sampled_from(["", "KazTAG", "Vlast", "Tengrinews"]),
        st.none() | st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda one: one.report.report_id,
)


@settings(deadline=None, max_examples=30)
@given(readings_st, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(readings, random):
    claims = claims_of(*readings)
    order = list(range(len(claims)))
    random.shuffle(order)

    shuffled = intervals(claims.iloc[order], taxonomy=TAXONOMY)

    assert_frame_equal(shuffled, intervals(claims, taxonomy=TAXONOMY))


@settings(deadline=None, max_examples=30)
@given(readings_st)
def test_claims_about_one_place_change_no_other_place(readings):
    of_almaty = [
        replace(one, claims=tuple(c for c in one.claims if c.place == ALMATY)) for one in readings
    ]

    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)

    alone = intervals(claims_of(*of_almaty), taxonomy=TAXONOMY)
    in_company = rows[rows["place_id"] == ALMATY.place_id].reset_index(drop=True)
    assert_frame_equal(alone, in_company)


@settings(deadline=None, max_examples=30)
@given(readings_st)
def test_every_dated_claim_is_explained_by_one_interval_and_no_undated_one(readings):
    claims = claims_of(*readings)

    rows = intervals(claims, taxonomy=TAXONOMY)

    explained = [claim_id for ids in rows["claim_ids"] for claim_id in ids]
    dated = claims.loc[claims["date"].notna(), "claim_id"]
    assert sorted(explained) == sorted(dated)


@settings(deadline=None, max_examples=30)
@given(readings_st)
def test_spans_of_a_place_and_aspect_never_overlap_or_run_backwards(readings):
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)

    assert not (rows["end"] < rows["start"]).any()
    assert (rows["stale_from"] > rows["start"]).all()
    for _, spans in rows.groupby(["place_id", "aspect"]):
        following = spans["start"].shift(-1).iloc[:-1]
        assert (spans["end"].iloc[:-1] < following).all()


@given(readings_st, days, st.integers(0, 12))
@settings(deadline=None, max_examples=15)
def test_a_range_shows_the_newest_situation_of_its_days(readings, since, length):
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)
    until = since + timedelta(days=length)

    shown = situations_between(rows, since=since, until=until)

    last: dict[tuple[str, str], tuple[str, date]] = {}
    for offset in range(length + 1):
        for row in situations(rows, on=since + timedelta(days=offset)).itertuples():
            last[row.place_id, row.aspect] = (row.status, row.since)
    assert last == {
        (row.place_id, row.aspect): (row.status, row.since) for row in shown.itertuples()
    }


@settings(deadline=None, max_examples=30)
@given(readings_st)
def test_what_is_recorded_later_is_not_known_yet(readings):
    later = LEARNT + timedelta(days=1)
    claims = pd.concat(
        [
            claims_of(*readings[::2]),
            claims_of(*readings[1::2], recorded_at=later),
        ]
    )

    known = intervals(validate(claims, CLAIM_COLUMNS), taxonomy=TAXONOMY, known_by=LEARNT)

    assert_frame_equal(known, intervals(claims_of(*readings[::2]), taxonomy=TAXONOMY))
