"""The store in one SQLite file, which several processes and threads may read and write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.errors import ReadOnlyStoreError, StoreError, StoreVersionError
from geodata.store import _rows, _tables
from geodata.store._connections import Connections
from geodata.store.counts import Added, Summary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import geopandas as gpd
    import pandas as pd

    from geodata.models import Reading, Report

_BATCH = 100
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

    Raises
    ------
    StoreVersionError
        If a newer version of this program wrote the file.
    StoreError
        If the file cannot be opened, or is not a store.
    """

    def __init__(self, path: Path, *, read_only: bool = False, busy_seconds: float = 10.0) -> None:
        self._path = path.absolute()
        self._read_only = read_only
        self._connections = Connections(self._path, read_only=read_only, busy_seconds=busy_seconds)
        if not read_only:
            self._make_folder()
        elif not self._path.exists():
            raise StoreError(f"There is no store at {self._path}.")
        with self._connections.borrow() as connection:
            if not read_only:
                _create(connection)
            self._check(connection)
            if not read_only:
                connection.execute("PRAGMA journal_mode = WAL")

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

    def claims(self) -> gpd.GeoDataFrame:
        """Return the current claims; see `Store.claims`."""
        return _rows.claims_of(self._select(_tables.SELECT_CLAIMS, {"undated_only": False}))

    def undated(self) -> gpd.GeoDataFrame:
        """Return the current claims without a date; see `Store.undated`."""
        return _rows.claims_of(self._select(_tables.SELECT_CLAIMS, {"undated_only": True}))

    def unresolved(self) -> pd.DataFrame:
        """Return the names that could not be resolved; see `Store.unresolved`."""
        return _rows.names_of(self._select(_tables.SELECT_UNRESOLVED))

    def summary(self) -> Summary:
        """Return how much the store holds; see `Store.summary`."""
        [row] = self._select(_tables.SELECT_SUMMARY)
        return _rows.summary_of(row)

    def report(self, report_id: str) -> Report | None:
        """Return the report with its text; None if the store does not have it."""
        rows = self._select(_tables.SELECT_REPORT, {"report_id": report_id})
        return _rows.report_of(rows[0]) if rows else None

    def revision(self) -> int:
        """Return a number that grows with every change of what is stored."""
        [(revision,)] = self._select(_tables.SELECT_REVISION)
        return int(revision)

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
        added = Added()
        with self._connections.borrow() as connection:
            connection.execute("BEGIN IMMEDIATE")
            before = connection.total_changes
            for reading in batch:
                added += _add_reading(connection, reading, reader_version, recorded_at)
            if connection.total_changes > before:
                connection.execute(_tables.ADVANCE_REVISION)
            connection.execute("COMMIT")
        return added

    def _select(self, query: str, values: dict[str, Any] | None = None) -> list[Any]:
        with self._connections.borrow() as connection:
            return connection.execute(query, values or {}).fetchall()

    def _make_folder(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder of {self._path} cannot be made: {error}.") from error

    def _check(self, connection: sqlite3.Connection) -> None:
        """Refuse other programs' databases and those of a newer version of this one."""
        [application_id] = connection.execute("PRAGMA application_id").fetchone()
        [version] = connection.execute("PRAGMA user_version").fetchone()
        if application_id != _tables.APPLICATION_ID:
            raise StoreError(f"The file {self._path} is not a store of this program.")
        if version > _tables.VERSION:
            raise StoreVersionError(
                f"The store {self._path} must have version {_tables.VERSION} or lower, "
                f"got {version}: a newer version of this program wrote it."
            )

    def _refuse_if_read_only(self) -> None:
        if self._read_only:
            raise ReadOnlyStoreError(f"The store {self._path} was opened for reading only.")


def _create(connection: sqlite3.Connection) -> None:
    """Lay out an empty database; leave any other as it is."""
    if not _is_empty(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have been faster.
    if _is_empty(connection):
        for statement in _tables.TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_tables.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_tables.VERSION}")
    connection.execute("COMMIT")


def _is_empty(connection: sqlite3.Connection) -> bool:
    [tables] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return not tables


def _add_reading(
    connection: sqlite3.Connection, reading: Reading, reader_version: str, recorded_at: datetime
) -> Added:
    """Write one reading inside the open transaction, unless its version is already there."""
    row = _rows.reading_row(reading, reader_version=reader_version, recorded_at=recorded_at)
    if connection.execute(_tables.SELECT_READING, row).fetchone():
        return Added(known=1)
    new = not connection.execute(_tables.SELECT_REPORT, row).fetchone()
    connection.execute(_tables.INSERT_REPORT, _rows.report_row(reading.report))
    for statement in _tables.RETIRE:
        connection.execute(statement, row)
    [(reading_id,)] = connection.execute(_tables.INSERT_READING, row).fetchall()
    connection.executemany(_tables.INSERT_TOPONYM, _rows.toponym_rows(reading, reading_id))
    claims = _rows.reading_claim_rows(
        reading, reading_id, reader_version=reader_version, recorded_at=recorded_at
    )
    inserted = connection.executemany(_tables.INSERT_CLAIM, claims).rowcount
    return Added(reports=int(new), known=int(not new), claims=max(inserted, 0))
