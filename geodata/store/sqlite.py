"""The store in one SQLite file, which several processes and threads may read and write."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.errors import ReadOnlyStoreError, StoreError
from geodata.store import _adding, _decisions, _intervals, _ledger, _queries
from geodata.store._connections import Connections
from geodata.store._finishing import finish
from geodata.store._importing import add_claims
from geodata.store._opening import prepare
from geodata.store._work import Work, revision_of
from geodata.store.counts import Added, Export, Summary
from geodata.stories import fingerprint
from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import geopandas as gpd
    import pandas as pd

    from geodata.decisions import Decided
    from geodata.models import Decision, NamingRule, Reading, Report, Toponym
    from geodata.store._queries import Box
    from geodata.taxonomy import Status

_BATCH = 500
"""Readings written in one transaction: each transaction waits for the disk once."""


class SqliteStore:
    """
    A `Store` in one SQLite file in WAL mode: one writes while any number read.

    Parameters
    ----------
    path
        The file, taken literally.
    read_only
        Refuse every write, and never create or change the file.
    busy_seconds
        How long a write waits for another writer to finish.
    taxonomy
        Statuses by name; those of the settings by default. A store that was written with other
        statuses brings its spans up to date when it is opened for writing.

    Raises
    ------
    StoreVersionError
        If a newer version of this program wrote the file, or an older one and it is to be read
        only.
    StoreError
        If the file cannot be opened, or is not a store.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool = False,
        busy_seconds: float = 10.0,
        taxonomy: Mapping[str, Status] | None = None,
    ) -> None:
        self._path = path.absolute()
        self._read_only = read_only
        self._taxonomy = load_taxonomy() if taxonomy is None else taxonomy
        self._connections = Connections(self._path, read_only=read_only, busy_seconds=busy_seconds)
        if not read_only:
            self._make_folder()
        elif not self._path.exists():
            raise StoreError(f"There is no store at {self._path}.")
        with self._connections.borrow() as connection:
            prepare(connection, self._path, self._taxonomy, read_only=read_only)

    def add(
        self, readings: Iterable[Reading], *, reader_version: str, recorded_at: datetime
    ) -> Added:
        """Store what was read; see `Store.add`."""
        self._refuse_if_read_only()
        if recorded_at.tzinfo is None:
            raise StoreError(f"recorded_at must have a time zone, got {recorded_at.isoformat()}.")
        added = Added()
        batch: list[Reading] = []
        try:
            for reading in readings:
                batch.append(reading)
                if len(batch) == _BATCH:
                    full, batch = batch, []
                    added += self._add_batch(full, reader_version, recorded_at)
        finally:
            # What was read before the iterable failed is not lost.
            if batch:
                added += self._add_batch(batch, reader_version, recorded_at)
        return added

    def add_claims(self, claims: gpd.GeoDataFrame, *, recorded_at: datetime) -> int:
        """Store claims that another store gave; see `Store.add_claims`."""
        with self._writing() as work:
            return add_claims(work, claims, recorded_at=recorded_at)

    def known(self, report_ids: Iterable[str], reader_version: str) -> set[str]:
        """Reports that need not be read with this version; see `Store.known`."""
        with self._connections.borrow() as connection:
            return _adding.known(connection, report_ids, reader_version)

    def claims(self, *, known_by: datetime | None = None) -> gpd.GeoDataFrame:
        """Claims that are current, or were at an instant; see `Store.claims`."""
        if known_by is not None and known_by.tzinfo is None:
            raise StoreError(f"known_by must have a time zone, got {known_by.isoformat()}.")
        with self._connections.borrow() as connection:
            return _queries.claims(connection, known_by=known_by)

    def find(self, digits: str) -> gpd.GeoDataFrame:
        """Claims of which an id begins so; see `Store.find`."""
        with self._connections.borrow() as connection:
            return _queries.find(connection, digits)

    def query(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        bbox: Box | None = None,
        statuses: Collection[str] | None = None,
        place_id: str | None = None,
        text: str | None = None,
        source: str | None = None,
        limit: int = 5000,
    ) -> gpd.GeoDataFrame:
        """Current claims that pass every filter, the newest first; see `Store.query`."""
        with self._connections.borrow() as connection:
            return _queries.query(
                connection,
                since=since,
                until=until,
                bbox=bbox,
                statuses=statuses,
                place_id=place_id,
                text=text,
                source=source,
                limit=limit,
            )

    def intervals(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        bbox: Box | None = None,
        place_id: str | None = None,
    ) -> gpd.GeoDataFrame:
        """Spans of statuses that overlap a range of days; see `Store.intervals`."""
        with self._reading() as connection:
            return _intervals.intervals(
                connection,
                self._taxonomy,
                since=since,
                until=until,
                bbox=bbox,
                place_id=place_id,
            )

    def counts(self, since: date | None = None, until: date | None = None) -> pd.DataFrame:
        """How many current claims of each status the days have; see `Store.counts`."""
        with self._connections.borrow() as connection:
            return _queries.counts(connection, since, until)

    def changes(self, after: int) -> gpd.GeoDataFrame:
        """Claims that were added or retired after a revision; see `Store.changes`."""
        with self._connections.borrow() as connection:
            return _queries.changes(connection, after)

    def undated(self) -> gpd.GeoDataFrame:
        """Return the current claims without a date; see `Store.undated`."""
        with self._connections.borrow() as connection:
            return _queries.claims(connection, undated=True)

    def unresolved(self) -> pd.DataFrame:
        """Return the names that could not be resolved; see `Store.unresolved`."""
        with self._connections.borrow() as connection:
            return _queries.unresolved(connection)

    def summary(self) -> Summary:
        """Return how much the store holds; see `Store.summary`."""
        with self._connections.borrow() as connection:
            return _queries.summary(connection)

    def report(self, report_id: str) -> Report | None:
        """Return the report with its text; None if the store does not have it."""
        with self._connections.borrow() as connection:
            return _queries.report(connection, report_id)

    def toponyms(self, report_id: str) -> list[Toponym]:
        """Toponyms of the report's current reading; see `Store.toponyms`."""
        with self._connections.borrow() as connection:
            return _queries.toponyms(connection, report_id)

    def revision(self) -> int:
        """Return a number that grows with every change of what is stored."""
        with self._connections.borrow() as connection:
            return revision_of(connection)

    def decide(self, decision: Decision) -> None:
        """Keep a decision and do as it says; see `Store.decide`."""
        with self._writing() as work:
            _decisions.decide(work, decision)

    def decisions(self, report_id: str | None = None) -> list[Decided]:
        """Decisions on a report, or all of them, the oldest first."""
        with self._connections.borrow() as connection:
            return _decisions.decisions_of(connection, report_id)

    def add_rule(self, rule: NamingRule) -> None:
        """Keep a naming rule; see `Store.add_rule`."""
        with self._writing() as work:
            _ledger.add_rule(work, rule)

    def rules(self) -> list[NamingRule]:
        """Return the naming rules, the oldest first."""
        with self._connections.borrow() as connection:
            return _ledger.rules_of(connection)

    def record_export(self, export: Export) -> None:
        """Keep where claims were exported to; see `Store.record_export`."""
        with self._writing() as work:
            _ledger.record_export(work, export)

    def exports(self) -> list[Export]:
        """Return where claims were exported to, the oldest first."""
        with self._connections.borrow() as connection:
            return _ledger.exports_of(connection)

    def seal(self) -> None:
        """
        Leave WAL mode, so that the file alone can be read, even from a read-only folder.

        No other connection may be open. The next opening for writing brings WAL mode back.

        Raises
        ------
        ReadOnlyStoreError
            If the store can only be read.
        StoreError
            If it is in use elsewhere.
        """
        self._refuse_if_read_only()
        self._connections.close_idle()
        with self._connections.borrow() as connection:
            connection.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Let go of the file; the store cannot be used any more."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _add_batch(self, batch: list[Reading], reader_version: str, recorded_at: datetime) -> Added:
        readings = {reading.report.report_id: reading for reading in reversed(batch)}
        in_order = dict(reversed(readings.items()))
        # Before the transaction, so that others can write in the meantime.
        with self._connections.borrow() as connection:
            new = in_order.keys() - _adding.stored_reports(connection, in_order)
        fingerprints = {key: fingerprint(in_order[key].report.text) for key in new}
        with self._writing() as work:
            added = _adding.add_batch(
                work, in_order, fingerprints, reader_version=reader_version, recorded_at=recorded_at
            )
        return added + Added(known=len(batch) - len(in_order))

    @contextmanager
    def _writing(self) -> Iterator[Work]:
        """Lend a transaction; what follows from its changes is written at its end."""
        self._refuse_if_read_only()
        with self._connections.borrow() as connection:
            connection.execute("BEGIN IMMEDIATE")
            work = Work(connection, self._taxonomy, revision_of(connection) + 1)
            before = connection.total_changes
            yield work
            if connection.total_changes > before:
                finish(work)
            connection.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to which the store stays as it is."""
        with self._connections.borrow() as connection:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")

    def _make_folder(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder of {self._path} cannot be made: {error}.") from error

    def _refuse_if_read_only(self) -> None:
        if self._read_only:
            raise ReadOnlyStoreError(f"The store {self._path} was opened for reading only.")
