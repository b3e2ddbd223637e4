from __future__ import annotations

import multiprocessing
from threading import Event

import pytest

from geodata.errors import StoreError
from geodata.ingest import Ingested, ingest
from geodata.ingest.storing import FEW_REPORTS
from geodata.reports.record import Record
from geodata.store import open_store
from tests.geodata.ingest.readers import FAULTY, LOOPS, UnluckyReader
from tests.geodata.ingest.records import clock, contents, records

MANY = 3 * FEW_REPORTS


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'own.db'}") as opened:
        yield opened


def test_reports_are_read_stored_and_counted(store):
    ingested = ingest(records(3), store, clock=clock, workers=1)

    assert (ingested.read, ingested.new, ingested.known, ingested.failed) == (3, 3, 0, 0)
    assert ingested.claims == len(store.claims()) > 0
    assert set(store.claims()["recorded_at"]) == {clock()}


def test_nothing_given_is_nothing_read(store):
    ingested = ingest([], store, clock=clock)

    assert (ingested.reports, ingested.interrupted) == (0, False)


def test_known_reports_are_not_read_again(store):
    class Unread:
        unasked = 0

        def __init__(self, *_):
            pass

        def __call__(self, report):
            raise AssertionError("This report was known.")

    ingest(records(5), store, clock=clock, workers=1)
    revision = store.revision()

    again = ingest(records(5), store, clock=clock, workers=1, make_reader=Unread)

    assert (again.read, again.known, again.failed) == (0, 5, 0)
    assert store.revision() == revision


def test_a_report_given_twice_is_read_once_into_the_store(store):
    ingested = ingest([*records(2), *records(2)], store, clock=clock, workers=1)

    assert (ingested.read, ingested.new, ingested.renewed, ingested.known) == (2, 2, 0, 2)


def test_another_version_reads_anew(store, monkeypatch):
    ingest(records(2), store, clock=clock, workers=1)
    monkeypatch.setattr("geodata.ingest.storing.reader_version", lambda rules: "other")

    again = ingest(records(2), store, clock=clock, workers=1)

    assert (again.read, again.new, again.renewed, again.known) == (2, 0, 2, 0)


def test_reports_without_a_place_and_without_a_claim_are_counted(store):
    texts = {0: "Nobody said anything of note.", 1: "The weather in Almaty is fine."}

    ingested = ingest(records(3, texts=texts), store, clock=clock, workers=1)

    assert (ingested.without_place, ingested.without_claim) == (1, 2)


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_bad_report_fails_alone_and_is_named(store, workers):
    texts = {5: "x" * 1_000_001, 40: FAULTY, 50: LOOPS}
    given = records(MANY, texts=texts)
    given[7] = Record(None, error="file, line 8: The line is not JSON.", origin="file, line 8")

    ingested = ingest(
        given, store, clock=clock, workers=workers, seconds=2.0, make_reader=UnluckyReader
    )

    assert (ingested.read, ingested.failed) == (MANY - 4, 4)
    assert [(one["report"], one["reason"]) for one in ingested.failures] == [
        ("reports.jsonl, line 6, report 5", "too large"),
        ("file, line 8", "no report"),
        ("reports.jsonl, line 41, report 40", "program fault"),
        ("reports.jsonl, line 51, report 50", "too slow"),
    ]
    assert "IndexError in readers.py" in ingested.failures[2]["message"]
    assert ingested.failures[3]["message"] == "Reading it took more than 2 s of processor time."
    assert ingested.reasons.total() == 4


@pytest.mark.slow
@pytest.mark.small
def test_the_store_holds_the_same_whatever_the_number_of_workers(tmp_path):
    held = []
    for workers in (1, 2):
        with open_store(f"sqlite:///{tmp_path / str(workers)}.db") as store:
            ingested = ingest(records(MANY), store, clock=clock, workers=workers)
            held.append((contents(store), ingested.as_dict()["claims"], ingested.read))

    assert held[0] == held[1]
    assert held[0][2] == MANY


@pytest.mark.slow
def test_reports_come_through_in_the_order_given(store):
    through = []

    ingest(
        records(MANY),
        store,
        clock=clock,
        workers=2,
        watch=lambda given, _: through.append(given.record.id),
    )

    assert through == list(range(MANY))


@pytest.mark.slow
def test_records_are_taken_as_they_are_needed(store):
    taken, ahead = [], []

    def taking():
        for record in records(500):
            taken.append(record.id)
            yield record

    def watch(given, _):
        ahead.append(len(taken) - given.record.id)

    ingest(taking(), store, clock=clock, workers=2, watch=watch)

    assert len(ahead) == 500
    # Those that the store is asked about together, and those under way.
    assert max(ahead) <= 200 + 2 * 64 + 1


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_stop_keeps_what_was_read_and_the_next_run_reads_the_rest(tmp_path, workers):
    stop = Event()

    def watch(given, ingested: Ingested):
        if given.record.id == 50:
            stop.set()

    with open_store(f"sqlite:///{tmp_path / 'own.db'}") as store:
        first = ingest(records(400), store, clock=clock, workers=workers, stop=stop, watch=watch)
        second = ingest(records(400), store, clock=clock, workers=1)

        assert first.interrupted
        assert 50 < first.read == first.new < 400
        assert (second.known, second.read) == (first.read, 400 - first.read)
        assert store.summary().reports == 400


@pytest.mark.slow
def test_an_error_of_the_store_ends_the_run_and_the_processes(store, monkeypatch):
    def fail(*arguments, **options):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(store, "add", fail)

    with pytest.raises(StoreError, match="disk is full"):
        ingest(records(MANY), store, clock=clock, workers=2)
    for process in multiprocessing.active_children():
        process.join(timeout=10)

    assert multiprocessing.active_children() == []
