from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.decisions import Decided, apply, copy_of
from geodata.models import Claim, Decision, Place, Reading, Report
from geodata.schema import CLAIM_COLUMNS, claim_rows, claims_frame, validate
from tests.geodata.examples import ALMATY, SHYMKENT, january

START = datetime(2022, 2, 1, tzinfo=UTC)
SATURDAY = january(8)
REPORT = Report("Unrest in Almaty on Saturday and Sunday.", source="KazTAG")

Row = dict[str, Any]


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def unrest(
    day: date | None = SATURDAY,
    words: tuple[int, int] = (0, 10),
    *,
    place: Place = ALMATY,
    status: str = "unrest",
) -> Claim:
    return Claim(place.name, place, status, day, "…", *words)


def rows_of(*readings: tuple[int, list[Claim]]) -> list[Row]:
    """Rows as a store keeps them: each reading retires the one before, first recordings stay."""
    rows: list[Row] = []
    first: dict[str, datetime] = {}
    for number, (hour, claims) in enumerate(readings):
        read = claim_rows(
            Reading(REPORT, "en", claims=tuple(claims)),
            reader_version=str(number),
            recorded_at=at(hour),
        )
        retired = at(readings[number + 1][0]) if number + 1 < len(readings) else None
        for row in {row["claim_id"]: row for row in read}.values():
            recorded = first.setdefault(row["claim_id"], row["recorded_at"])
            rows.append({**row, "recorded_at": recorded, "retired_at": retired})
    return rows


def decided(row: Row, verdict: Any, hour: int, *, number: int = 0, **more: Any) -> Decided:
    decision = Decision(
        row["report_id"],
        row["quote_start"],
        row["quote_end"],
        row["place_id"],
        row["status"],
        verdict,
        "Ann",
        at(hour),
        claim_id=row["claim_id"],
        **more,
    )
    return Decided(decision, row, number)


def known(rows: list[Row], hour: float) -> list[Row]:
    moment = START + timedelta(hours=hour)
    return [
        row
        for row in rows
        if row["recorded_at"] <= moment
        and (row["retired_at"] is None or row["retired_at"] > moment)
    ]


def seen(rows: list[Row], hour: float) -> set[tuple[str, str]]:
    """What is shown at an hour: ids, and whether a person reviewed them."""
    return {(row["claim_id"], row["reviewed"]) for row in known(rows, hour)}


claims = st.builds(
    unrest,
    st.sampled_from([january(8), january(9), None]),
    st.sampled_from([(0, 10), (5, 15), (20, 30)]),
    place=st.sampled_from([ALMATY, SHYMKENT]),
    status=st.sampled_from(["unrest", "calm"]),
)
histories = st.lists(st.lists(claims, max_size=4), min_size=1, max_size=3).map(
    lambda readings: rows_of(*((2 * number, one) for number, one in enumerate(readings)))
)
edits = st.fixed_dictionaries(
    {},
    optional={
        "place": st.sampled_from([ALMATY, SHYMKENT]),
        "new_status": st.sampled_from(["unrest", "calm"]),
        "date": st.sampled_from([january(8), january(9)]),
    },
)


@st.composite
def decided_histories(draw: st.DrawFn) -> tuple[list[Row], list[Decided]]:
    rows = draw(histories.filter(bool))
    decisions = []
    for number in range(draw(st.integers(0, 5))):
        row = draw(st.sampled_from(rows))
        verdict = draw(st.sampled_from(["accept", "reject", "edit", "undo"]))
        more = draw(edits) if verdict == "edit" else {}
        decisions.append(decided(row, verdict, draw(st.integers(0, 6)), number=number, **more))
    return rows, decisions


EVERY_HALF_HOUR = [hour / 2 for hour in range(-1, 16)]


@given(histories)
def test_without_decisions_the_rows_stay_as_they_were_read(rows):
    assert apply(rows, []) == rows


@given(decided_histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_are_given_does_not_matter(history, random):
    rows, decisions = history
    shuffled = decisions.copy()
    random.shuffle(shuffled)

    assert apply(rows, shuffled) == apply(rows, decisions)


@given(decided_histories())
def test_a_decision_given_twice_counts_once(history):
    rows, decisions = history

    assert apply(rows, decisions * 2) == apply(rows, decisions)


@given(decided_histories())
def test_deciding_of_what_was_decided_already_shows_the_same(history):
    rows, decisions = history
    once = apply(rows, decisions)

    twice = apply(once, decisions)

    assert [seen(twice, hour) for hour in EVERY_HALF_HOUR] == [
        seen(once, hour) for hour in EVERY_HALF_HOUR
    ]


@given(decided_histories())
def test_rows_as_read_change_only_in_when_they_are_retired(history):
    rows, decisions = history

    kept = apply(rows, decisions)[: len(rows)]

    assert [{**row, "retired_at": None} for row in kept] == [
        {**row, "retired_at": None} for row in rows
    ]
    for row, old in zip(kept, rows, strict=True):
        assert old["retired_at"] is None or row["retired_at"] <= old["retired_at"]


@given(decided_histories())
def test_what_was_known_before_a_decision_stays_known_as_of_then(history):
    rows, decisions = history
    answer = apply(rows, decisions)

    for hour in EVERY_HALF_HOUR:
        until_then = [one for one in decisions if one.decision.decided_at <= at(0) + hours(hour)]
        assert seen(answer, hour) == seen(apply(rows, until_then), hour)


@given(decided_histories())
def test_no_decided_claim_is_ever_shown_twice(history):
    rows, decisions = history
    answer = apply(rows, decisions)

    for hour in EVERY_HALF_HOUR:
        shown = known(answer, hour)
        reviewed = [row["claim_id"] for row in shown if row["reviewed"]]
        as_read = {row["claim_id"] for row in shown if not row["reviewed"]}
        assert len(reviewed) == len(set(reviewed))
        assert as_read.isdisjoint(reviewed)
    for number, row in enumerate(answer[len(rows) :], start=len(rows)):
        others = [o for o in answer[:number] if o["claim_id"] == row["claim_id"]]
        assert not any(overlap(row, other) for other in others)


@given(decided_histories())
def test_undoing_every_decision_shows_the_claims_as_they_were_read(history):
    rows, decisions = history
    undone = [replace(one, decision=replace(one.decision, **UNDO)) for one in decisions]

    answer = apply(rows, [*decisions, *undone])

    assert seen(answer, 20) == seen(rows, 20)


@given(decided_histories())
def test_a_newer_reading_that_finds_the_same_changes_nothing(history):
    rows, decisions = history
    again = [{**row, "reader_version": "new"} for row in rows if row["retired_at"] is None]
    retired = [{**row, "retired_at": row["retired_at"] or at(9)} for row in rows]

    answer = apply([*retired, *again], decisions)

    before = apply(rows, decisions)
    assert [seen(answer, hour) for hour in (*EVERY_HALF_HOUR, 9, 12)] == [
        seen(before, hour) for hour in (*EVERY_HALF_HOUR, 9, 12)
    ]


@given(decided_histories())
def test_what_people_put_in_place_survives_a_reading_that_loses_everything(history):
    rows, decisions = history
    lost = [{**row, "retired_at": row["retired_at"] or at(9)} for row in rows]

    answer = apply(lost, decisions)

    reviewed = {one for one in seen(apply(rows, decisions), 12) if one[1]}
    assert seen(answer, 12) == reviewed


@given(decided_histories())
def test_the_rows_keep_the_contract_of_the_claims_frame(history):
    rows, decisions = history

    answer = apply(rows, decisions)

    validate(claims_frame(answer), CLAIM_COLUMNS)
    for row in answer:
        place = Place(row["place_id"], row["place"], row["kind"], "", "", row["lat"], row["lon"])
        claim = unrest(row["date"], (row["quote_start"], row["quote_end"]), place=place)
        assert row["claim_id"] == replace(claim, status=row["status"]).claim_id(row["report_id"])


def test_a_rejected_claim_is_retired_when_it_was_rejected():
    rows = rows_of((0, [unrest()]))

    [row] = apply(rows, [decided(rows[0], "reject", 3)])

    assert row == {**rows[0], "retired_at": at(3)}


def test_an_accepted_claim_says_so_from_then_on():
    rows = rows_of((0, [unrest()]))

    answer = apply(rows, [decided(rows[0], "accept", 3)])

    identity = rows[0]["claim_id"]
    assert seen(answer, 2) == {(identity, "")}
    assert seen(answer, 3) == {(identity, "accepted")}


def test_an_edited_claim_says_what_the_person_said():
    rows = rows_of((0, [unrest()]))
    edit = decided(
        rows[0], "edit", 3, place=SHYMKENT, new_status="calm", date=january(9), reason="Wrong town"
    )

    [shown] = known(apply(rows, [edit]), 3)

    expected = unrest(january(9), place=SHYMKENT, status="calm")
    assert shown["claim_id"] == expected.claim_id(REPORT.report_id)
    assert (shown["place"], shown["lat"], shown["lon"]) == ("Shymkent", 42.3, 69.6)
    assert (shown["status"], shown["date"], shown["date_precision"]) == (
        "calm",
        january(9),
        "day",
    )
    assert (shown["quote"], shown["toponym"]) == (rows[0]["quote"], "Almaty")
    assert (shown["reviewed"], shown["recorded_at"]) == ("edited", at(3))


def test_an_edit_that_names_no_day_leaves_the_day_and_its_end():
    [row] = rows_of((0, [replace(unrest(), date_end=january(10), date_precision="day")]))

    copy = copy_of(decided(row, "edit", 3, new_status="calm"))

    assert (copy["date"], copy["date_end"], copy["date_precision"]) == (
        january(8),
        january(10),
        "day",
    )


def test_a_rejection_holds_for_the_same_words_read_in_another_way():
    rows = rows_of((0, [unrest()]), (5, [unrest(january(9), (4, 18))]))

    answer = apply(rows, [decided(rows[0], "reject", 3)])

    assert seen(answer, 2) == {(rows[0]["claim_id"], "")}
    assert seen(answer, 6) == set()


@pytest.mark.parametrize(
    "other",
    [
        unrest(words=(10, 20)),
        unrest(place=SHYMKENT),
        unrest(status="calm"),
    ],
    ids=["other words", "other place", "other status"],
)
def test_a_rejection_does_not_reach_other_statements_of_a_newer_reading(other):
    rows = rows_of((0, [unrest()]), (5, [other]))

    answer = apply(rows, [decided(rows[0], "reject", 3)])

    assert seen(answer, 6) == {(rows[1]["claim_id"], "")}


def test_of_two_days_that_the_same_words_name_only_the_rejected_goes():
    saturday, sunday = rows_of((0, [unrest(january(8)), unrest(january(9))]))

    answer = apply([saturday, sunday], [decided(saturday, "reject", 3)])

    assert seen(answer, 3) == {(sunday["claim_id"], "")}


def test_a_reading_that_rightly_drops_the_rejected_day_keeps_the_other():
    rows = rows_of((0, [unrest(january(8)), unrest(january(9))]), (5, [unrest(january(9))]))

    answer = apply(rows, [decided(rows[0], "reject", 3)])

    assert seen(answer, 6) == {(rows[1]["claim_id"], "")}


def test_an_accepted_claim_stands_for_the_same_words_read_in_another_way():
    rows = rows_of((0, [unrest()]), (5, [unrest(january(9))]))

    answer = apply(rows, [decided(rows[0], "accept", 3)])

    assert seen(answer, 6) == {(rows[0]["claim_id"], "accepted")}


def test_a_rejection_of_an_accepted_claim_is_final_for_newer_readings_too():
    rows = rows_of((0, [unrest()]), (5, [unrest(january(9))]))

    answer = apply(rows, [decided(rows[0], "accept", 3), decided(rows[0], "reject", 6)])

    assert seen(answer, 5) == {(rows[0]["claim_id"], "accepted")}
    assert seen(answer, 6) == set()


def test_a_claim_edited_into_one_that_was_read_is_shown_once():
    wrong, right = rows_of((0, [unrest(january(8)), unrest(january(9))]))

    answer = apply([wrong, right], [decided(wrong, "edit", 3, date=january(9))])

    assert [(row["claim_id"], row["reviewed"]) for row in known(answer, 3)] == [
        (right["claim_id"], "edited")
    ]


def test_undo_brings_back_the_claim_of_the_newest_reading():
    rows = rows_of((0, [unrest()]), (5, [unrest()]))

    answer = apply(rows, [decided(rows[0], "reject", 3), decided(rows[0], "undo", 7)])

    assert seen(answer, 4) == set()
    [back] = known(answer, 7)
    assert (back["reader_version"], back["recorded_at"], back["retired_at"]) == ("1", at(7), None)


def test_of_decisions_of_one_instant_the_later_number_is_in_force():
    [row] = rows_of((0, [unrest()]))
    rejected, accepted = (
        decided(row, "reject", 3, number=1),
        decided(row, "accept", 3, number=2),
    )

    assert seen(apply([row], [accepted, rejected]), 3) == {(row["claim_id"], "accepted")}


def test_rows_from_a_frame_with_nat_and_timestamps_are_understood():
    frame = claims_frame(rows_of((0, [unrest(), unrest(None, (20, 30))])))
    rows = [
        {**row, "lat": row["geometry"].y, "lon": row["geometry"].x}
        for row in frame.to_dict("records")
    ]
    dated, undated = rows

    answer = apply(
        rows, [decided(dated, "edit", 3, new_status="calm"), decided(undated, "accept", 3)]
    )

    assert undated["date"] is pd.NaT
    assert seen(answer, 3) == {
        (unrest(status="calm").claim_id(REPORT.report_id), "edited"),
        (undated["claim_id"], "accepted"),
    }


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def overlap(one: Row, other: Row) -> bool:
    end = min(one["retired_at"] or at(99), other["retired_at"] or at(99))
    return max(one["recorded_at"], other["recorded_at"]) < end


UNDO = {
    "verdict": "undo",
    "decided_at": at(10),
    "place": None,
    "new_status": "",
    "date": None,
    "date_end": None,
}
