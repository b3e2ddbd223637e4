"""A process that reads reports, and what this process holds of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.ingest.reading import read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geodata.ingest.outcome import Failure, Given
    from geodata.ingest.reading import ReportReader
    from geodata.models import Reading, Report

STOPPING = (signal.SIGINT, signal.SIGTERM)
"""Signals that ask to stop cleanly."""

_reader: ContextVar[ReportReader] = ContextVar("_reader")
_seconds: ContextVar[float] = ContextVar("_seconds")


@dataclass(frozen=True, slots=True)
class Job:
    """Reports that a worker reads in one go."""

    givens: tuple[Given, ...]
    alone: bool = False
    """Whether it is the one report of a job of which a process died or did not come back."""

    def reports(self) -> list[Report]:
        """Return the reports themselves."""
        return [given.record.report for given in self.givens if given.record.report]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker made of a job."""

    outcomes: list[Reading | Failure]
    unasked: int
    """Names that could not be looked up online meanwhile."""


class Worker:
    """
    One process that reads jobs in the order in which it is given them.

    It is the only process of its pool, so that whose death it was, and over what, is certain.

    Parameters
    ----------
    make_reader
        Called once in the process; it must be picklable.
    seconds
        Processor time that a report may take.
    patience_seconds
        Time after which a process that has not answered a job is given up.
    """

    def __init__(
        self, make_reader: Callable[[], ReportReader], *, seconds: float, patience_seconds: float
    ) -> None:
        self._patience_seconds = patience_seconds
        self._jobs: deque[tuple[Job, Future[Answer]]] = deque()
        self._heard = time.monotonic()
        self._died = False
        self.given_up = False
        # A process that is copied with its threads may hang; one that starts anew cannot.
        self._pool = ProcessPoolExecutor(
            1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_prepare,
            initargs=(make_reader, seconds),
        )
        with _signals_held():
            self._pid = self._pool.submit(os.getpid)
        self._pid.add_done_callback(self._hear)

    def __len__(self) -> int:
        return len(self._jobs)

    @property
    def never_started(self) -> bool:
        """Whether it died before it was ready."""
        return self.dead and _broken(self._pid)

    @property
    def dead(self) -> bool:
        """Whether the process has died."""
        return self._died or _broken(self._jobs[0][1] if self._jobs else self._pid)

    @property
    def next_answer(self) -> Future[Answer] | None:
        """The answer to the job that it is at."""
        return self._jobs[0][1] if self._jobs else None

    def give(self, job: Job) -> None:
        """Give it a job; if it has died, that is seen later."""
        try:
            future = self._pool.submit(_read, job.reports())
        except BrokenProcessPool as error:
            self._died = True
            future = Future[Answer]()
            future.set_exception(error)
        if not self._jobs:
            self._heard = max(self._heard, time.monotonic())
        future.add_done_callback(self._hear)
        self._jobs.append((job, future))

    def finished(self) -> Iterator[tuple[Job, Answer]]:
        """Take the jobs that are done; an error that ends all reading is raised."""
        while self._jobs and self._jobs[0][1].done() and not self.dead:
            job, future = self._jobs.popleft()
            yield job, future.result()

    def unfinished(self) -> list[Job]:
        """Jobs that were not answered, the one that the process was at first."""
        return [job for job, _ in self._jobs]

    def give_up_if_late(self) -> None:
        """End the process if it has been at one job for too long."""
        late = time.monotonic() - self._heard > self._patience_seconds
        if self._jobs and late and not self._jobs[0][1].done() and self._pid.done():
            self.given_up = True
            self.kill()

    def kill(self) -> None:
        """End the process at once."""
        if self._pid.done() and self._pid.exception() is None:
            try:
                os.kill(self._pid.result(), getattr(signal, "SIGKILL", signal.SIGTERM))
            except ProcessLookupError:
                self._died = True

    def close(self) -> None:
        """Let the process end when it has done what it was given."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _hear(self, _: Future[Answer] | Future[int]) -> None:
        self._heard = time.monotonic()


def _broken(future: Future[Answer] | Future[int]) -> bool:
    """Whether there is no answer because the process died."""
    return future.done() and isinstance(future.exception(), BrokenProcessPool)


def _prepare(make_reader: Callable[[], ReportReader], seconds: float) -> None:
    """Make this fresh process ready to read, and see that it never outlives its parent."""
    # Ctrl-C at a terminal reaches all processes; the parent says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader.set(make_reader())
    _seconds.set(seconds)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(reports: Sequence[Report]) -> Answer:
    read = _reader.get()
    before = read.unasked
    outcomes = read_all(read, reports, seconds=_seconds.get())
    return Answer(outcomes, read.unasked - before)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Start a process in here, so that no Ctrl-C ends it before it is ready to ignore that."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
