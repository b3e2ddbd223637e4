"""``version_1.sql`` is the dump of a store that version 1 wrote, with four readings in it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from geodata.errors import StoreError, StoreVersionError
from geodata.models import Candidate, Report, Toponym
from geodata.situations import intervals
from geodata.store import Summary
from geodata.store.sqlite import SqliteStore
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import ALMATY, LEARNT, SHYMKENT, january, reading, said

LATER = LEARNT + dt.timedelta(days=3, microseconds=5)
REPORT = Report(
    text="Unrest in Almaty.",
    title="T",
    source="Tengri",
    url="https://example.org/1",
    language="en",
    published=dt.datetime(2022, 1, 5, 9, 30, 0, 7, tzinfo=dt.UTC),
    published_day=january(5),
    published_precision="day",
)


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "map.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(Path(__file__).with_name("version_1.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def store(path):
    with SqliteStore(path) as opened:
        yield opened


def test_a_migrated_store_holds_what_it_held(store):
    claims = store.claims().sort_values(["place", "status", "source"])

    assert store.summary() == Summary(3, 5, 1, 1, january(3), january(7))
    assert claims[["place", "status", "reader_version", "source"]].to_numpy().tolist() == [
        ["Almaty", "calm", "2", "Tengri"],
        ["Almaty", "unrest", "1", "Orda"],
        ["Almaty", "unrest", "2", "Tengri"],
        ["Astana", "calm", "1", ""],
        ["Shymkent", "flooded", "1", ""],
    ]
    assert claims["date"].dt.day.tolist()[:3] == [7, 6, 5]
    assert claims["hedged"].tolist() == [False, True, False, False, False]
    assert claims["published"].iloc[0] == REPORT.published
    assert store.report(REPORT.report_id) == REPORT
    assert store.toponyms(REPORT.report_id) == [
        Toponym(10, 16, "Almaty", ALMATY, 0.9, (Candidate(ALMATY, 0.9), Candidate(SHYMKENT, 0.1))),
        Toponym(20, 28, "Zhetigen"),
    ]


def test_it_is_told_when_claims_were_known_and_when_they_were_retired(store):
    before = store.claims(known_by=LATER - dt.timedelta(microseconds=1))
    closed = before[before["status"] == "airport_closed"].iloc[0]

    assert before["place"].value_counts()["Almaty"] == 2
    assert (closed["recorded_at"], closed["retired_at"]) == (LEARNT, LATER)
    assert closed["date_end"].day == 9
    assert "airport_closed" not in set(store.claims(known_by=LATER)["status"])
    recorded = store.claims().set_index("status")["recorded_at"]
    assert (recorded["calm"].max(), recorded["flooded"]) == (LATER, LEARNT)


def test_spans_and_stories_of_a_migrated_store_are_those_of_its_claims(store):
    claims = store.claims()
    known = claims[claims["status"].isin(load_taxonomy())]
    almaty = claims[(claims["place"] == "Almaty")]

    assert_frame_equal(store.intervals(), intervals(known, taxonomy=load_taxonomy()))
    assert almaty["story"].nunique() == 1
    assert store.intervals()["confirmations"].max() == 1
    assert store.counts()["claims"].sum() == 4


def test_odd_text_survives(store):
    titles = [store.report(one).title for one in set(store.claims()["report_id"])]

    assert "lone \ud800" in titles


def test_a_migrated_store_goes_on_as_a_new_one(store, path):
    before = store.revision()

    store.add([reading("More.", said(ALMATY, "unrest", january(8)))], reader_version="2",
              recorded_at=LATER)  # fmt: skip

    assert store.revision() > before
    assert len(store.claims()) == 6
    store.close()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_schema")}
    assert not [name for name in tables if name.startswith("old_")]


def test_an_old_store_is_not_touched_by_a_reader(path):
    before = path.read_bytes()

    with pytest.raises(StoreVersionError, match="Open it for writing once"):
        SqliteStore(path, read_only=True)

    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_store(path, monkeypatch):
    with closing(sqlite3.connect(path)) as old:
        old.execute("UPDATE claims SET recorded_at = 'some day'")
        old.commit()
        before = list(old.iterdump())

    with pytest.raises(StoreError, match="recorded_at"):
        SqliteStore(path)

    with closing(sqlite3.connect(path)) as old:
        assert list(old.iterdump()) == before
