"""Claims of one store in another: nothing lost, nothing twice, nothing brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.errors import ReadOnlyStoreError, SchemaError, StoreError
from geodata.models import Decision
from geodata.situations import intervals
from geodata.store.sqlite import SqliteStore
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    ASTANA,
    LEARNT,
    SHYMKENT,
    january,
    reading,
    said,
)

if TYPE_CHECKING:
    from geodata.models import Claim, Reading
    from geodata.store import Store

LATER = LEARNT + timedelta(days=1)
IMPORTED = LEARNT + timedelta(days=30)

UNREST = reading(
    "Unrest in Almaty on 5 January, and its airport is closed.",
    said(ALMATY, "unrest", january(5)),
    said(ALMATY_AIRPORT, "airport_closed", january(5), at=31),
    source="Herald",
    published=datetime(2022, 1, 6, tzinfo=UTC),
)
CALM = reading("Astana was calm.", said(ASTANA, "calm", None), source="Tribune")
OPEN = reading("Almaty's airport is open.", said(ALMATY_AIRPORT, "airport_open", january(13)))


@pytest.fixture
def there(tmp_path):
    with SqliteStore(tmp_path / "there.db") as store:
        yield store


@pytest.fixture
def here(tmp_path):
    with SqliteStore(tmp_path / "here.db") as store:
        yield store


def add(store: Store, *readings: Reading, version: str = "1", at: datetime = LEARNT) -> None:
    store.add(readings, reader_version=version, recorded_at=at)


def take(store: Store, claims: gpd.GeoDataFrame, at: datetime = IMPORTED) -> int:
    return store.add_claims(claims, recorded_at=at)


def other(one: Reading, *claims: Claim) -> Reading:
    return replace(one, claims=claims)


def decide(store: Store, verdict: str, at: datetime) -> None:
    """Decide of the claim that Almaty is in unrest."""
    claims = store.claims()
    [row] = claims[claims["place_id"] == ALMATY.place_id].itertuples()
    decision = Decision(
        row.report_id, row.quote_start, row.quote_end, row.place_id, row.status, verdict, "eve", at
    )
    store.decide(replace(decision, place=SHYMKENT) if verdict == "edit" else decision)


def assert_derived(store: Store) -> None:
    expected = intervals(store.claims(), taxonomy=load_taxonomy())
    found = store.intervals()
    assert found[["place_id", "status", "start", "end", "claim_ids"]].equals(
        expected[["place_id", "status", "start", "end", "claim_ids"]]
    )


def test_the_claims_of_one_store_come_to_another_as_they_were(there, here):
    add(there, UNREST, CALM)
    add(there, OPEN, at=LATER)

    added = take(here, there.claims())

    assert added == 4
    assert_frame_equal(here.claims(), there.claims())
    assert_frame_equal(here.intervals(), there.intervals())
    assert here.counts().equals(there.counts())


def test_claims_that_are_known_are_not_added_again(there, here):
    add(there, UNREST, CALM)
    take(here, there.claims())
    revision = here.revision()

    assert take(here, there.claims(), at=IMPORTED + timedelta(days=1)) == 0
    assert here.revision() == revision
    assert_frame_equal(here.claims(), there.claims())


def test_a_claim_twice_in_the_frame_is_one_claim(there, here):
    add(there, UNREST)
    claims = there.claims()

    assert take(here, claims.iloc[[0, 1, 0, 1]]) == 2


def test_what_was_known_once_stays_known_as_of_then(there, here):
    add(there, UNREST)
    add(there, other(UNREST, said(ALMATY, "calm", january(6))), version="2", at=LATER)

    take(here, there.claims(known_by=LEARNT))
    take(here, there.claims())

    for instant in (None, LEARNT, LATER, LATER - timedelta(seconds=1)):
        assert_frame_equal(here.claims(known_by=instant), there.claims(known_by=instant))


def test_a_report_that_was_read_here_keeps_its_own_claims(there, here):
    add(there, other(UNREST, said(ALMATY, "calm", january(5))), version="2", at=LATER)
    add(here, UNREST)
    before = here.claims()

    assert take(here, there.claims()) == 0
    assert_frame_equal(here.claims(), before)


def test_a_report_whose_claims_were_imported_can_be_read(there, here):
    add(there, UNREST)
    take(here, there.claims())

    add(here, other(UNREST, said(ALMATY, "calm", january(6))), version="2", at=IMPORTED)

    assert here.claims()["status"].tolist() == ["calm"]
    assert here.report(UNREST.report.report_id).text == UNREST.report.text
    assert len(here.claims(known_by=LATER)) == 2
    assert_derived(here)


def test_a_newer_reading_takes_the_place_of_the_one_imported_before(there, here):
    add(there, UNREST)
    take(here, there.claims())
    newer = other(UNREST, UNREST.claims[0], said(ALMATY_AIRPORT, "airport_open", january(5)))
    add(there, newer, version="2", at=LATER)

    assert take(here, there.claims()) == 2
    assert_frame_equal(here.claims(), there.claims())
    assert len(here.claims(known_by=IMPORTED - timedelta(seconds=1))) == 3
    assert_derived(here)


def test_an_older_reading_does_not_come_back(there, here):
    add(there, UNREST)
    old = there.claims()
    add(there, other(UNREST, said(ALMATY, "calm", january(5))), version="2", at=LATER)
    take(here, there.claims())

    assert take(here, old) == 0
    assert_frame_equal(here.claims(), there.claims())


def test_a_claim_that_was_rejected_here_does_not_come_back(there, here):
    add(there, UNREST)
    take(here, there.claims())
    decide(here, "reject", IMPORTED)

    assert take(here, there.claims()) == 0
    assert here.claims()["place"].tolist() == ["Almaty International Airport"]
    assert_derived(here)


def test_a_decision_here_speaks_of_a_newer_reading_that_is_imported(there, here):
    add(there, UNREST)
    take(here, there.claims())
    decide(here, "reject", IMPORTED)
    add(there, UNREST, version="2", at=LATER)

    take(here, there.claims(), at=IMPORTED + timedelta(days=1))

    assert here.claims()["place"].tolist() == ["Almaty International Airport"]
    assert_derived(here)


@pytest.mark.parametrize("verdict", ["accept", "edit", "reject"])
def test_what_was_decided_there_comes_with_the_claims(there, here, verdict):
    add(there, UNREST)
    decide(there, verdict, LATER)

    take(here, there.claims())

    assert_frame_equal(here.claims(), there.claims())
    assert_derived(here)


def test_what_was_accepted_there_of_an_older_reading_comes_too(there, here):
    add(there, UNREST)
    decide(there, "accept", LATER)
    add(there, other(UNREST, UNREST.claims[1]), version="2", at=LATER + timedelta(days=1))
    assert sorted(there.claims()["reader_version"]) == ["1", "2"]

    take(here, there.claims())

    assert_frame_equal(here.claims(), there.claims())


def test_the_rest_of_a_reading_comes_after_a_claim_that_was_rejected_there(there, here):
    add(there, UNREST)
    decide(there, "reject", LATER)
    then = there.claims(known_by=LEARNT)
    take(here, gpd.GeoDataFrame(then[then["place_id"] == ALMATY.place_id]))
    assert here.claims().empty

    take(here, there.claims())

    assert_frame_equal(here.claims(), there.claims())
    assert_frame_equal(here.claims(known_by=LEARNT), there.claims(known_by=LEARNT))


def test_what_was_accepted_of_an_older_reading_may_come_after_the_newer_one(there, here):
    add(there, UNREST)
    decide(there, "accept", LATER)
    add(there, other(UNREST, UNREST.claims[1]), version="2", at=LATER + timedelta(days=1))
    by_version = there.claims().sort_values("reader_version", ascending=False)

    for number in range(2):
        take(here, gpd.GeoDataFrame(by_version.iloc[[number]]))

    assert_frame_equal(here.claims(), there.claims())


@pytest.mark.parametrize("name", ["source", "title", "url", "story", "published_precision"])
def test_claims_that_disagree_on_their_report_are_refused_all(there, here, name):
    add(there, UNREST, CALM)
    claims = there.claims()
    claims[name] = [f"value {number}" for number in range(len(claims))]

    with pytest.raises(SchemaError, match=f"disagree on its {name}"):
        take(here, claims)

    assert here.claims().empty
    assert here.summary().reports == 0


def test_a_read_only_store_takes_no_claims(there, here, tmp_path):
    add(there, UNREST)

    with (
        SqliteStore(tmp_path / "here.db", read_only=True) as reading_only,
        pytest.raises(ReadOnlyStoreError),
    ):
        take(reading_only, there.claims())


def test_the_time_of_the_import_must_have_a_time_zone(there, here):
    with pytest.raises(StoreError, match="recorded_at must have a time zone"):
        take(here, there.claims(), at=datetime(2022, 1, 1))  # noqa: DTZ001 - that is the test


@settings(max_examples=25, deadline=None)
@given(
    first=st.sets(st.integers(0, 4)),
    second=st.sets(st.integers(0, 4)),
    backwards=st.booleans(),
)
def test_parts_that_overlap_come_to_the_same_in_any_order(
    tmp_path_factory, first, second, backwards
):
    folder = tmp_path_factory.mktemp("stores")
    with SqliteStore(folder / "there.db") as there, SqliteStore(folder / "here.db") as here:
        add(there, UNREST, CALM)
        add(there, OPEN, at=LATER)
        everything = there.claims()
        parts = [
            everything.iloc[sorted(part & set(range(len(everything))))] for part in (first, second)
        ]

        for part in [*(parts[::-1] if backwards else parts), everything]:
            take(here, gpd.GeoDataFrame(part))

        assert_frame_equal(here.claims(), everything)
        assert_derived(here)


def test_a_reprint_of_a_report_that_was_imported_first_is_one_story_with_it(there, here):
    text = " ".join(f"Word {number} of a text that two sources print alike." for number in range(9))
    mine = reading(text, said(ALMATY, "unrest", january(5)), source="Herald")
    theirs = reading(text, said(ALMATY, "unrest", january(5)), source="Tribune")
    add(there, mine)
    take(here, there.claims())

    add(here, theirs, mine, version="2")

    add(there, theirs, mine, version="2")
    assert here.claims()["story"].nunique() == 1
    assert here.claims()["story"].tolist() == there.claims()["story"].tolist()
    assert here.intervals()["confirmations"].tolist() == [1]
