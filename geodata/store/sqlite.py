"""The store in one SQLite file, which several processes and threads may read and write."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.errors import ReadOnlyStoreError, StoreError
from geodata.store import _adding, _decisions, _ledger
from geodata.store._backup import back_up
from geodata.store._finishing import finish
from geodata.store._importing import add_claims
from geodata.store._opening import prepare
from geodata.store._reader import SqliteReader
from geodata.store._redaction import empty_log, redact
from geodata.store._work import Work, revision_of
from geodata.store.counts import Added, Export
from geodata.stories import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    import geopandas as gpd

    from geodata.models import Decision, NamingRule, Reading
    from geodata.taxonomy import Status

_BATCH = 500
"""Readings written in one transaction: each transaction waits for the disk once."""


class SqliteStore(SqliteReader):
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
        super().__init__(path, read_only=read_only, busy_seconds=busy_seconds, taxonomy=taxonomy)
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

    def decide(self, decision: Decision) -> None:
        """Keep a decision and do as it says; see `Store.decide`."""
        with self._writing() as work:
            _decisions.decide(work, decision)

    def add_rule(self, rule: NamingRule) -> None:
        """Keep a naming rule; see `Store.add_rule`."""
        with self._writing() as work:
            _ledger.add_rule(work, rule)

    def record_export(self, export: Export) -> None:
        """Keep where claims were exported to; see `Store.record_export`."""
        with self._writing() as work:
            _ledger.record_export(work, export)

    def redact(self, report_id: str, *, author: str, reason: str, at: datetime) -> None:
        """Erase what a report says; see `Store.redact`."""
        with self._writing() as work:
            redact(work, report_id, author=author, reason=reason, at=at)
        with self._connections.borrow() as connection:
            empty_log(connection, self._path)

    def backup(self, path: Path) -> None:
        """Copy the store into a file; see `Store.backup`."""
        with self._connections.borrow() as connection:
            back_up(connection, path)

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

    def _make_folder(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"The folder of {self._path} cannot be made: {error}.") from error

    def _refuse_if_read_only(self) -> None:
        if self._read_only:
            raise ReadOnlyStoreError(f"The store {self._path} was opened for reading only.")
