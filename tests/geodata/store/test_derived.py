from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.models import Claim, Decision, Reading, Report
from geodata.situations import intervals
from geodata.store.sqlite import SqliteStore
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import ALMATY, ALMATY_AIRPORT, LEARNT, SHYMKENT, january

TEXTS = ("Shots were heard in Almaty.", "All is quiet in Shymkent today.", "The airport is closed.")

days = st.one_of(st.none(), st.integers(1, 31).map(january))


@st.composite
def claims(draw) -> Claim:
    day, length = draw(days), draw(st.integers(-2, 9))
    start = draw(st.integers(0, 12))
    return Claim(
        toponym="there",
        place=draw(st.sampled_from([ALMATY, ALMATY, SHYMKENT, ALMATY_AIRPORT])),
        status=draw(st.sampled_from([*load_taxonomy(), "flooded"])),
        date=day,
        date_end=day + timedelta(days=length) if day and draw(st.booleans()) else None,
        quote="…",
        quote_start=start,
        quote_end=start + draw(st.integers(1, 5)),
        hedged=draw(st.booleans()),
    )


@st.composite
def readings(draw) -> Reading:
    published = draw(st.one_of(st.none(), st.integers(1, 31)))
    report = Report(
        text=draw(st.sampled_from(TEXTS)),
        source=draw(st.sampled_from(["", "Tengri", "Orda", " Orda "])),
        published=published and datetime(2022, 1, published, tzinfo=UTC),
        published_day=published and january(published),
        published_precision="day" if published else "none",
    )
    return Reading(report, "en", claims=tuple(draw(st.lists(claims(), max_size=5))))


additions = st.tuples(
    st.lists(readings(), min_size=1, max_size=6), st.sampled_from(["1", "2", "3"])
)
decisions = st.tuples(
    st.integers(0, 99), st.sampled_from(["accept", "reject", "edit", "undo"]), claims()
)
redactions = st.tuples(st.integers(0, 99))
steps = st.lists(st.one_of(additions, additions, decisions, redactions), min_size=1, max_size=8)


def redact(store, number: int, at: datetime) -> None:
    found = sorted(set(store.claims()["report_id"]))
    if found:
        report_id = found[number % len(found)]
        store.redact(report_id, author="a reader", reason="order", at=at)


def decide(store, number: int, verdict: str, claim: Claim, at: datetime) -> None:
    found = store.claims()
    found = found[found["reviewed"] == ""]
    if found.empty:
        return
    row = found.iloc[number % len(found)]
    edited = verdict == "edit"
    store.decide(
        Decision(
            report_id=row["report_id"],
            quote_start=row["quote_start"].item(),
            quote_end=row["quote_end"].item(),
            place_id=row["place_id"],
            status=row["status"],
            verdict=verdict,
            author="a reader",
            decided_at=at,
            place=claim.place if edited else None,
            new_status=claim.status if edited else "",
            date=claim.date if edited else None,
        )
    )


def from_scratch(store):
    found = store.claims()
    return intervals(found[found["status"].isin(load_taxonomy())], taxonomy=load_taxonomy())


@given(steps=steps)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_stored_spans_are_those_derived_from_the_claims(tmp_path_factory, steps):
    check(tmp_path_factory, steps)


@pytest.mark.slow
@given(steps=steps)
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_stored_spans_are_those_derived_from_the_claims_after_much(tmp_path_factory, steps):
    check(tmp_path_factory, steps)


def check(tmp_path_factory, steps) -> None:
    with SqliteStore(tmp_path_factory.mktemp("any") / "map.db") as store:
        for number, step in enumerate(steps):
            at = LEARNT + timedelta(hours=number)
            if isinstance(step[0], list):
                store.add(step[0], reader_version=step[1], recorded_at=at)
            elif len(step) == 1:
                redact(store, *step, at)
            else:
                decide(store, *step, at)

            assert_frame_equal(store.intervals(), from_scratch(store))
            counted = store.claims().dropna(subset="date").groupby(["date", "status"]).size()
            counts = store.counts().set_index(["day", "status"])["claims"]
            assert counts.to_dict() == counted.to_dict()
