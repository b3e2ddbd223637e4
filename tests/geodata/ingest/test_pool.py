from __future__ import annotations

import multiprocessing
import os
import signal
import time
from functools import partial
from threading import Event

import pytest

from geodata.errors import IngestError
from geodata.ingest import pool as pool_module
from geodata.ingest.outcome import Failure, Given
from geodata.ingest.pool import Pool
from geodata.models import Reading
from geodata.settings import Settings
from tests.geodata.ingest.readers import DIES, HANGS, LateReader, UnluckyReader, UnmakeableReader
from tests.geodata.ingest.records import records


@pytest.fixture
def make_pool():
    def make(maker=UnluckyReader, *, workers=2, seconds=30.0, stop=None):
        return Pool(
            partial(maker, Settings(), ()), workers=workers, seconds=seconds, stop=stop or Event()
        )

    yield make
    for _ in range(100):
        if not multiprocessing.active_children():
            break
        time.sleep(0.1)
    assert multiprocessing.active_children() == []


def read(pool, count, texts=None):
    return list(pool.read(map(Given, records(count, texts=texts))))


def failures(givens):
    return {
        given.record.id: given.outcome for given in givens if isinstance(given.outcome, Failure)
    }


@pytest.mark.slow
@pytest.mark.small
def test_a_report_that_kills_its_process_fails_alone(make_pool):
    givens = read(make_pool(), 60, texts={7: DIES, 30: DIES})

    assert [given.record.id for given in givens] == list(range(60))
    assert {key: one.reason for key, one in failures(givens).items()} == {
        7: "process died",
        30: "process died",
    }
    assert sum(isinstance(given.outcome, Reading) for given in givens) == 58


@pytest.mark.slow
def test_a_report_whose_process_does_not_answer_fails_alone(make_pool, monkeypatch):
    monkeypatch.setattr(pool_module, "PATIENCE", 2)

    givens = read(make_pool(seconds=2.0), 40, texts={3: HANGS})

    assert {key: one.reason for key, one in failures(givens).items()} == {3: "too slow"}
    assert len(givens) == 40


@pytest.mark.slow
@pytest.mark.small
def test_a_killed_process_costs_no_report(make_pool):
    killed = []
    through = []
    for given in make_pool(LateReader).read(map(Given, records(120))):
        through.append(given)
        if len(through) in (20, 60):
            victim = multiprocessing.active_children()[0]
            os.kill(victim.pid, signal.SIGKILL)
            killed.append(victim.pid)

    assert len(set(killed)) == 2
    assert [given.record.id for given in through] == list(range(120))
    assert failures(through) == {}


def test_processes_that_cannot_be_started_are_an_error_and_no_report_is_blamed(
    make_pool, monkeypatch
):
    monkeypatch.setenv("TESTS_PROCESS", str(os.getpid()))
    givens = list(map(Given, records(20)))

    with pytest.raises(IngestError, match="could be started"):
        list(make_pool(UnmakeableReader).read(givens))

    assert {given.outcome for given in givens} == {None}


@pytest.mark.slow
def test_who_leaves_early_leaves_no_process_behind(make_pool):
    reading = make_pool(LateReader).read(map(Given, records(500)))

    next(reading)
    reading.close()
    # The fixture looks for processes.


@pytest.mark.slow
def test_one_slow_report_does_not_stop_the_others_from_being_read(make_pool, monkeypatch):
    monkeypatch.setattr(pool_module, "PATIENCE", 2)
    givens = list(map(Given, records(100, texts={0: HANGS})))

    next(make_pool(seconds=2.0).read(givens))

    # All fit into the window; a few may wait behind the first for the process that it holds.
    assert sum(given.outcome is not None for given in givens) > 90
