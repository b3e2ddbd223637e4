"""Many reports into a store: what is known is skipped, the rest is read, and stored as it comes."""

from __future__ import annotations

import os
import time
from contextlib import closing
from functools import partial
from itertools import chain, islice
from threading import Event
from typing import TYPE_CHECKING

from geodata.ingest.outcome import Failure, Given
from geodata.ingest.pool import Pool
from geodata.ingest.reading import SettingsReader, read_one
from geodata.ingest.summary import Ingested
from geodata.models import Reading
from geodata.pipeline import reader_version
from geodata.settings import Settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Iterable, Iterator

    from geodata.ingest.reading import ReaderMaker, ReportReader
    from geodata.reports.record import Record
    from geodata.store import Store

DEFAULT_SECONDS = 60
"""Processor time that a report may take: a text of a million characters takes a tenth of it."""

FEW_REPORTS = 32
"""Reports that are read sooner by this process than others are started."""

_ASKED = 200
_ASKED_CHARACTERS = 2_000_000
"""Reports, or characters of them, that the store is asked about at a time."""

_STORED = 100
_STORED_SECONDS = 2.0
"""Readings after which, or time after which, what was read is stored."""


def ingest(
    records: Iterable[Record],
    store: Store,
    *,
    clock: Callable[[], dt.datetime],
    workers: int | None = None,
    seconds: float = DEFAULT_SECONDS,
    make_reader: ReaderMaker = SettingsReader,
    stop: Event | None = None,
    watch: Callable[[Given, Ingested], None] | None = None,
) -> Ingested:
    """
    Read reports into a store; those that it has already are not read again.

    The store holds the same in the end, however many workers read and however often they were
    interrupted. Whatever was read is stored before this returns or raises.

    Parameters
    ----------
    records
        Taken one after the other, never all at once; those with an error count as failed.
    store
        Where the readings go, in the order of the records.
    clock
        Asked when readings are stored: when their claims became known, with a time zone.
    workers
        Processes that read; None means one for each processor, one that this process reads.
    seconds
        Processor time that one report may take before it fails.
    make_reader
        Called once in each process that reads, with the settings and the store's naming rules.
    stop
        Set by another thread or a signal handler: no more reports are begun.
    watch
        Called with each report that is through, and what all came to so far.

    Returns
    -------
    ingested
        What the reports came to.

    Raises
    ------
    IngestError
        If no process that reads can be started.
    StoreError
        If the store cannot be read or written.
    """
    began = time.monotonic()
    stop = stop or Event()
    rules = tuple(store.rules())
    version = reader_version(rules)
    ingested = Ingested()
    batch = _Batch(store, version, clock, ingested)
    try:
        through = _read(
            _unknown(records, store, version),
            partial(make_reader, Settings(), rules),
            workers=workers or processors(),
            seconds=seconds,
            stop=stop,
            ingested=ingested,
        )
        with closing(through):
            for given in through:
                batch.take(given)
                ingested.seconds = time.monotonic() - began
                if watch:
                    watch(given, ingested)
    finally:
        batch.store()
        ingested.seconds = time.monotonic() - began
        ingested.interrupted = stop.is_set()
    return ingested


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Batch:
    """Readings that wait to be stored together, because each time the disk is waited for once."""

    def __init__(
        self, store: Store, version: str, clock: Callable[[], dt.datetime], ingested: Ingested
    ) -> None:
        self._store = store
        self._version = version
        self._clock = clock
        self._ingested = ingested
        self._readings: list[Reading] = []
        self._stored = time.monotonic()

    def take(self, given: Given) -> None:
        """Count what became of a report, and store it in time if it was read."""
        if isinstance(given.outcome, Reading):
            self._readings.append(given.outcome)
        else:
            self._ingested.count(given)
        late = time.monotonic() - self._stored > _STORED_SECONDS
        if late or len(self._readings) >= _STORED:
            self.store()

    def store(self) -> None:
        """Store all that waits."""
        # The same report may have come twice before it was stored once.
        readings = {one.report.report_id: one for one in reversed(self._readings)}
        twice = len(self._readings) - len(readings)
        known = self._store.known(list(readings), self._version) if readings else set()
        fresh = [one for key, one in reversed(readings.items()) if key not in known]
        self._readings = []
        if fresh:
            added = self._store.add(fresh, reader_version=self._version, recorded_at=self._clock())
            self._ingested.count_stored(fresh, added)
        self._ingested.known += twice + len(known)
        self._stored = time.monotonic()


def _unknown(records: Iterable[Record], store: Store, version: str) -> Iterator[Given]:
    """Mark the records that failed, and the reports that the store has as this version reads."""
    for part in _parts(records):
        asked = [record.report.report_id for record in part if record.report]
        known = store.known(asked, version) if asked else set()
        for record in part:
            given = Given(record)
            if record.report is None:
                given.outcome = Failure("no report", record.error)
            elif record.report.report_id in known:
                given.outcome = "known"
            yield given


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    part: list[Record] = []
    characters = 0
    for record in records:
        part.append(record)
        characters += len(record.report.text) if record.report else 0
        if len(part) >= _ASKED or characters >= _ASKED_CHARACTERS:
            yield part
            part, characters = [], 0
    yield part


def _read(
    givens: Iterator[Given],
    make_reader: Callable[[], ReportReader],
    *,
    workers: int,
    seconds: float,
    stop: Event,
    ingested: Ingested,
) -> Generator[Given]:
    """Reports with what became of them; a few are read by this process, many by others."""
    read = make_reader()
    first: list[Given] = []
    for given in givens:
        if stop.is_set():
            return
        if given.outcome is None:
            first = [given, *islice(givens, FEW_REPORTS - 1)]
            break
        yield given
    left = chain(first, givens)
    if workers > 1 and len(first) == FEW_REPORTS:
        pool = Pool(make_reader, workers=workers, seconds=seconds, stop=stop)
        with closing(pool.read(left)) as through:
            for given in through:
                ingested.unasked = pool.unasked
                yield given
        return
    for given in left:
        if stop.is_set():
            return
        if given.outcome is None and given.record.report:
            given.outcome = read_one(read, given.record.report, seconds=seconds)
            ingested.unasked = read.unasked
        yield given
