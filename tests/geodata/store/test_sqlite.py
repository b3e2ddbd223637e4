from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import ReadOnlyStoreError, StoreError, StoreVersionError
from geodata.models import Candidate, Claim, Reading, Report, Toponym
from geodata.schema import CLAIM_COLUMNS, claim_rows, claims_frame, validate
from geodata.store import Added, Summary, open_store
from geodata.store.sqlite import SqliteStore
from tests.geodata.examples import ALMATY, ASTANA, LEARNT, SHYMKENT, january, reading, said

UNREST = reading("Unrest in Almaty on 5 January.", said(ALMATY, "unrest", january(5)))
CALM = reading(
    "Astana was calm. Nothing from Zhetigen.",
    said(ASTANA, "calm", None),
    toponyms=(
        Toponym(0, 6, "Astana", ASTANA, 0.9, (Candidate(ASTANA, 0.9), Candidate(SHYMKENT, 0.1))),
        Toponym(30, 38, "Zhetigen"),
    ),
)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "map.db"


@pytest.fixture
def store(path):
    with SqliteStore(path, busy_seconds=0.2) as opened:
        yield opened


def add(store, *readings: Reading, version: str = "1", at: datetime = LEARNT) -> Added:
    return store.add(readings, reader_version=version, recorded_at=at)


def reports_of(store) -> set[str]:
    return set(store.claims()["report_id"])


def test_claims_come_back_as_they_were_read(store):
    added = add(store, UNREST, CALM)

    expected = claims_frame(
        row
        for one in (UNREST, CALM)
        for row in claim_rows(one, reader_version="1", recorded_at=LEARNT)
    )
    expected = expected.sort_values("claim_id", ignore_index=True)
    assert added == Added(reports=2, known=0, claims=2)
    assert validate(store.claims(), CLAIM_COLUMNS).equals(expected)


def test_an_empty_store_answers_with_empty_frames(store):
    assert len(validate(store.claims(), CLAIM_COLUMNS)) == 0
    assert len(validate(store.undated(), CLAIM_COLUMNS)) == 0
    assert store.unresolved().columns.tolist() == ["toponym", "reports"]
    assert store.summary() == Summary(0, 0, 0, 0, None, None)
    assert store.report("unknown") is None


def test_the_same_reading_twice_adds_nothing(store):
    add(store, UNREST)
    before, revision = store.claims(), store.revision()

    again = add(store, UNREST, at=LEARNT + timedelta(days=1))

    assert again == Added(reports=0, known=1, claims=0)
    assert store.claims().equals(before)
    assert store.revision() == revision


def test_a_report_without_claims_is_known_too(store):
    silent = reading("The weather was fine.")

    assert add(store, silent) == Added(reports=1, known=0, claims=0)
    assert add(store, silent) == Added(reports=0, known=1, claims=0)


def test_claims_are_in_the_order_of_their_ids(store):
    for day in range(1, 20):
        add(store, reading(f"Day {day}.", said(ALMATY, "unrest", january(day))))

    ids = store.claims()["claim_id"].tolist()

    assert ids == sorted(ids)


def test_two_claims_of_one_id_are_stored_once(store):
    claim = said(ALMATY, "unrest", january(5))

    added = add(store, reading("Unrest.", claim, replace(claim, quote_end=9)))

    assert added.claims == 1
    assert store.claims()["quote_end"].tolist() == [claim.quote_end]


def test_a_newer_reading_retires_the_claims_of_the_older(store, path):
    add(store, UNREST)
    calmer = replace(UNREST, claims=(said(ALMATY, "calm", january(6)),), toponyms=CALM.toponyms)

    added = add(store, calmer, version="2")

    assert added == Added(reports=0, known=1, claims=1)
    assert store.claims()[["status", "reader_version"]].to_numpy().tolist() == [["calm", "2"]]
    assert store.summary() == Summary(1, 1, 0, 1, january(6), january(6))
    assert store.claims(known_by=LEARNT)["status"].tolist() == ["calm"]
    before = store.changes(0).groupby("change")["status"].agg(list)
    assert before.to_dict() == {"added": ["unrest", "calm"], "retired": ["unrest"]}


def test_an_older_version_that_comes_again_does_not_come_back(store):
    add(store, UNREST, version="1")
    add(store, UNREST, version="2")

    add(store, UNREST, version="1")

    assert store.claims()["reader_version"].tolist() == ["2"]


def test_a_claim_keeps_the_time_of_its_first_recording_through_a_new_reading(store):
    later = LEARNT + timedelta(days=30)
    add(store, UNREST)
    more = replace(UNREST, claims=(*UNREST.claims, said(ALMATY, "calm", january(7), at=9)))

    add(store, more, version="2", at=later)

    recorded = store.claims().set_index("status")["recorded_at"]
    assert recorded["unrest"] == LEARNT
    assert recorded["calm"] == later


def test_the_text_is_the_one_in_which_the_current_quotes_count(store):
    spaced = replace(UNREST, report=replace(UNREST.report, text="Unrest  in Almaty on 5 January."))
    assert spaced.report.report_id == UNREST.report.report_id
    add(store, UNREST)

    add(store, spaced, version="2")

    found = store.report(UNREST.report.report_id)
    assert found is not None
    assert found.text == "Unrest  in Almaty on 5 January."


def test_undated_claims_and_unresolved_names_are_listed(store):
    twice = reading(
        "Zhetigen, Zhetigen aul.",
        toponyms=(Toponym(0, 8, "Zhetigen"), Toponym(10, 18, "Zhetigen"), Toponym(19, 22, "aul")),
    )
    add(store, UNREST, CALM, twice)

    assert store.undated()["place"].tolist() == ["Astana"]
    assert store.unresolved().to_numpy().tolist() == [["Zhetigen", 2], ["aul", 1]]
    assert store.summary() == Summary(
        reports=3, claims=2, undated=1, unresolved=2, first_day=january(5), last_day=january(5)
    )


def test_a_report_comes_back_whole(store):
    report = Report(
        text="Beben in Tiflis",
        title="Beben",
        source="KazTAG",
        url="https://example.org/1",
        language="de",
        published=datetime(2022, 1, 5, 23, 30, 0, 7, tzinfo=UTC),
        published_day=january(6),
        published_precision="day",
        spans=((9, 15),),
    )

    add(store, Reading(report, "de"), reading("Another."))

    assert store.report(report.report_id) == report


HOSTILE = [
    "lone \ud800 surrogate \udfff",
    "NUL \x00 inside\x00",
    "'); DROP TABLE claims; --",
    "{{cycler.__init__.__globals__.os.environ}} {% if 1 %} ${7*7} `x`",
    "<script>alert(1)</script>\u2028\u202e=cmd|' /C calc'!A0",
    "😀 👩‍👩‍👧 Алматы 阿拉木图 ألماتي",
    "",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(store, text):
    report = Report(text=text + "!", title=text, source=text, url=text, language=text)
    claim = replace(said(ALMATY, "unrest", january(5)), toponym=text, quote=text)
    hostile = Reading(report, "en", toponyms=(Toponym(0, 1, text),), claims=(claim,))

    add(store, hostile, version=text)

    shown = text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert store.report(report.report_id) == report
    assert store.claims()[["toponym", "quote", "title"]].to_numpy().tolist() == [[shown] * 3]
    assert store.unresolved()["toponym"].tolist() == [shown]
    assert add(store, hostile, version=text).known == 1


@given(text=st.text(st.characters(), max_size=40), quote=st.text(st.characters(), max_size=9))
@settings(deadline=None, max_examples=30)
def test_any_text_comes_back_as_it_was(tmp_path_factory, text, quote):
    report = Report(text=text, source=quote)
    claim = replace(said(ALMATY, "unrest", january(5)), quote=quote)

    with SqliteStore(tmp_path_factory.mktemp("any") / "map.db") as store:
        add(store, Reading(report, "", claims=(claim,)))

        assert store.report(report.report_id) == report
        assert [len(shown) for shown in store.claims()["quote"]] == [len(quote)]


def test_what_was_read_before_the_readings_failed_is_stored(store):
    def failing():
        yield UNREST
        yield CALM
        raise OSError("The feed broke off.")

    with pytest.raises(OSError, match="broke off"):
        store.add(failing(), reader_version="1", recorded_at=LEARNT)

    assert store.summary().reports == 2


def test_a_place_off_the_globe_is_refused_and_leaves_the_store_whole(store):
    add(store, UNREST)
    nowhere = replace(ALMATY, lat=float("nan"))

    with pytest.raises(StoreError, match=r"claims\.lat"):
        add(store, CALM, reading("Lost.", said(nowhere, "unrest", january(5))))

    assert reports_of(store) == {UNREST.report.report_id}
    assert add(store, CALM).reports == 1


def test_a_time_of_recording_without_a_zone_is_refused(store):
    with pytest.raises(StoreError, match="time zone"):
        add(store, UNREST, at=LEARNT.replace(tzinfo=None))


def test_the_revision_changes_with_every_write_and_is_seen_by_others(store, path):
    revisions = [store.revision()]
    with open_store(f"sqlite:///{path}", read_only=True) as other:
        for one in (UNREST, CALM):
            add(store, one)
            revisions.append(other.revision())

    assert len(set(revisions)) == 3
    assert revisions == sorted(revisions)


def test_a_store_is_found_again_with_what_it_held(path):
    with open_store(f"sqlite:///{path}") as store:
        add(store, UNREST)

    with open_store(f"sqlite:///{path}") as store:
        assert reports_of(store) == {UNREST.report.report_id}


@pytest.mark.parametrize("name", ["a b", "per%20cent", "what?mode=ro", "hash#1", "Қала", "'quote'"])
def test_the_path_is_taken_literally(tmp_path, name):
    path = tmp_path / "new" / name / "map.db"

    with open_store(f"sqlite:///{path}") as store:
        add(store, UNREST)

    assert path.is_file()
    with open_store(f"sqlite:///{path}", read_only=True) as store:
        assert store.summary().reports == 1


def test_a_relative_path_counts_from_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    open_store("sqlite:///data/map.db").close()

    assert (tmp_path / "data" / "map.db").is_file()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://localhost/map",
        "map.db",
        "",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///\0",
    ],
)
def test_an_address_of_another_kind_is_refused(url):
    with pytest.raises(StoreError, match="must be sqlite:///"):
        open_store(url)


def test_a_missing_store_is_not_created_for_reading(path):
    with pytest.raises(StoreError, match="There is no store at"):
        open_store(f"sqlite:///{path}", read_only=True)

    assert not path.exists()


def test_a_store_that_is_only_read_refuses_to_write(store, path):
    add(store, UNREST)

    with SqliteStore(path, read_only=True) as reader:
        with pytest.raises(ReadOnlyStoreError, match="reading only"):
            add(reader, CALM)
        with pytest.raises(ReadOnlyStoreError):
            reader.seal()
        assert reports_of(reader) == {UNREST.report.report_id}


def test_a_sealed_store_is_one_file_and_reading_leaves_no_other(path):
    with SqliteStore(path) as store:
        add(store, UNREST)
        store.seal()
    before = path.read_bytes()

    with SqliteStore(path, read_only=True) as store:
        assert reports_of(store) == {UNREST.report.report_id}
        beside = list(path.parent.iterdir())

    assert beside == [path]
    assert path.read_bytes() == before
    # Bytes 18 and 19 of the header are 2 in WAL mode, which needs a folder that can be written.
    assert before[18:20] == b"\x01\x01"


def test_a_sealed_store_can_be_written_again(path):
    with SqliteStore(path) as store:
        store.seal()
        add(store, UNREST)

    with SqliteStore(path) as store:
        add(store, CALM)
        assert store.summary().reports == 2


def test_a_store_in_use_is_not_sealed(store, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM reports").fetchone()

        with pytest.raises(StoreError, match="locked"):
            store.seal()


@pytest.mark.parametrize("content", [b"Not a database, " * 100, b"SQLite format 3\0garbage" * 50])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path, content, read_only):
    path.write_bytes(content)

    with pytest.raises(StoreError):
        SqliteStore(path, read_only=read_only)

    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [True, False])
def test_the_database_of_another_program_is_refused_and_left_alone(path, read_only):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE claims (id INTEGER)")
        other.commit()
    before = path.read_bytes()

    with pytest.raises(StoreError, match="not a store of this program"):
        SqliteStore(path, read_only=read_only)

    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_only_when_written(path):
    path.touch()

    with pytest.raises(StoreError, match="not a store"):
        SqliteStore(path, read_only=True)
    with SqliteStore(path) as store:
        assert add(store, UNREST).reports == 1


@pytest.mark.parametrize("read_only", [True, False])
def test_the_store_of_a_newer_program_is_refused(path, read_only):
    SqliteStore(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 3")

    with pytest.raises(StoreVersionError, match="got 3"):
        SqliteStore(path, read_only=read_only)


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match="cannot be made"):
        open_store(f"sqlite:///{tmp_path}/file/map.db")


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="unable to open"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_closed_store_says_so(path):
    store = SqliteStore(path)
    store.close()

    with pytest.raises(StoreError, match="is closed"):
        store.claims()


def test_a_locked_store_is_an_error_for_the_writer_and_none_for_readers(store, path):
    add(store, UNREST)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="locked"):
            add(store, CALM)

        assert reports_of(store) == {UNREST.report.report_id}
        other.execute("ROLLBACK")
    assert add(store, CALM).reports == 1


def test_threads_read_while_one_writes(store):
    done = threading.Event()

    def read() -> int:
        seen = 0
        while not done.is_set():
            counted = store.summary().claims
            assert seen <= counted <= len(store.claims())
            seen = counted
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for number in range(20):
            add(store, reading(f"Unrest {number}.", said(ALMATY, "unrest", january(5))))
        done.set()

    assert max(reader.result() for reader in readers) > 0
    assert store.summary().claims == 20


def test_many_threads_leave_few_connections_behind(store, path):
    add(store, UNREST)

    for _ in range(50):
        thread = threading.Thread(target=store.summary)
        thread.start()
        thread.join()

    opened = [link for link in Path("/proc/self/fd").iterdir() if str(path) == _target(link)]
    assert len(opened) == 1


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def test_claims_of_unknown_statuses_are_kept_as_they_are(store):
    flooded = Claim("Almaty", ALMATY, "flooded", january(5), "…", 0, 1)

    add(store, reading("Floods.", flooded))

    assert store.claims()["status"].tolist() == ["flooded"]
