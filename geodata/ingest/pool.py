"""Reading by several processes: in order, a bounded number at a time, whatever befalls one."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING

from geodata.errors import IngestError
from geodata.ingest.outcome import Failure
from geodata.ingest.worker import Job, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from threading import Event

    from geodata.ingest.outcome import Given
    from geodata.ingest.reading import ReportReader

JOB_REPORTS = 8
JOB_CHARACTERS = 50_000
"""A job ends with the report that reaches one of the two."""

JOBS_A_WORKER = 3
"""Jobs that wait with a worker, so that it has work while this process writes to the disk."""

WINDOW_REPORTS = 64
WINDOW_CHARACTERS = 4_000_000
"""
Reports under way for each worker, and characters for all together.

Who is done waits for those before: one slow report must not keep the other workers waiting soon.
"""

PATIENCE = 10
"""How much longer, by the clock, a job may take than one report may by the processor."""

_TICK_SECONDS = 0.2
_LAST_SECONDS = 5.0
"""How long those at work when a stop is asked for may take to finish."""
_MOST_FALSE_STARTS = 3


class Pool:
    """
    Worker processes that read reports; one that dies fails its report alone.

    Parameters
    ----------
    make_reader
        Called once in each process; it must be picklable.
    workers
        Processes at most; they are started when there is work for them.
    seconds
        Processor time that a report may take.
    stop
        When set, no more reports are begun.
    """

    def __init__(
        self,
        make_reader: Callable[[], ReportReader],
        *,
        workers: int,
        seconds: float,
        stop: Event,
    ) -> None:
        self._make_reader = make_reader
        self._most_workers = workers
        self._seconds = seconds
        self._stop = stop
        self._workers: list[Worker] = []
        self._window: deque[Given] = deque()
        self._jobs: deque[Job] = deque()
        self._false_starts = 0
        self.unasked = 0

    def read(self, givens: Iterable[Given]) -> Generator[Given]:
        """
        Reports with what became of them, in the order in which they are given.

        After a stop those that were not read any more are left out.

        Raises
        ------
        IngestError
            If no process can be started.
        """
        left = iter(givens)
        try:
            while not self._stop.is_set():
                self._fill(left)
                if not self._window:
                    return
                self._hand_out()
                self._listen(_TICK_SECONDS)
                while self._window and self._window[0].outcome:
                    yield self._window.popleft()
            self._finish()
            yield from (given for given in self._window if given.outcome)
        finally:
            self._close()

    def _fill(self, left: Iterator[Given]) -> None:
        """Take reports, if there are any left, until enough are under way."""
        most = WINDOW_REPORTS * self._most_workers
        characters = sum(given.characters for given in self._window)
        job: list[Given] = []
        while len(self._window) < most and characters < WINDOW_CHARACTERS:
            given = next(left, None)
            if given is None:
                break
            self._window.append(given)
            if given.outcome is None:
                job.append(given)
                characters += given.characters
            if len(job) == JOB_REPORTS or sum(one.characters for one in job) >= JOB_CHARACTERS:
                self._jobs.append(Job(tuple(job)))
                job = []
        if job:
            self._jobs.append(Job(tuple(job)))

    def _hand_out(self) -> None:
        while self._jobs:
            idlest = min(self._workers, key=len, default=None)
            if (idlest is None or len(idlest)) and len(self._workers) < self._most_workers:
                idlest = Worker(
                    self._make_reader,
                    seconds=self._seconds,
                    patience_seconds=PATIENCE * self._seconds,
                )
                self._workers.append(idlest)
            if idlest is None or len(idlest) >= JOBS_A_WORKER:
                return
            idlest.give(self._jobs.popleft())

    def _listen(self, seconds: float) -> None:
        """Wait for an answer, and see what became of every worker."""
        answers = [worker.next_answer for worker in self._workers]
        wait([one for one in answers if one], timeout=seconds, return_when=FIRST_COMPLETED)
        for worker in list(self._workers):
            for job, answer in worker.finished():
                self.unasked += answer.unasked
                self._false_starts = 0
                for given, outcome in zip(job.givens, answer.outcomes, strict=True):
                    given.outcome = outcome
            if worker.dead:
                self._workers.remove(worker)
                self._bury(worker)
            else:
                worker.give_up_if_late()

    def _bury(self, worker: Worker) -> None:
        """Take back the work of a dead process; the reports that it was at are tried alone."""
        worker.close()
        jobs = worker.unfinished()
        if worker.never_started:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise IngestError("No process that reads could be started; try one worker.")
        elif jobs:
            blamed = jobs.pop(0)
            if blamed.alone or (worker.given_up and len(blamed.givens) == 1):
                blamed.givens[0].outcome = self._death(worker)
            else:
                jobs = [*(Job((given,), alone=True) for given in blamed.givens), *jobs]
        self._jobs.extendleft(reversed(jobs))

    def _death(self, worker: Worker) -> Failure:
        if worker.given_up:
            waited = PATIENCE * self._seconds
            return Failure("too slow", f"The process that read it did not answer in {waited:g} s.")
        return Failure("process died", "The process that read it was killed or ran out of memory.")

    def _finish(self) -> None:
        """Let the workers finish what they are at, but not for long."""
        self._jobs.clear()
        until = time.monotonic() + _LAST_SECONDS
        while any(map(len, self._workers)) and time.monotonic() < until:
            self._listen(_TICK_SECONDS)
            self._jobs.clear()

    def _close(self) -> None:
        for worker in self._workers:
            if len(worker):
                worker.kill()
            worker.close()
