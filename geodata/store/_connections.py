"""Connections to one SQLite file: one for each thread that is at work, errors explained."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.errors import ReadOnlyStoreError, StoreError
from geodata.store._queries import says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CACHE_KIB = 32 * 1024
"""Pages that each connection keeps: as many as a transaction changes, or a query reads."""

_LOG_PAGES = 4_000
"""Pages in the write-ahead log after which they are moved into the file: 16 MB."""


class Connections:
    """
    Connections to the file, lent to one thread at a time and then kept for the next.

    They are not bound to threads, because a page server starts a thread for every rerun and
    would leave a connection behind with each.

    Parameters
    ----------
    path
        The file, absolute.
    read_only
        Open it in such a way that SQLite itself refuses to write.
    busy_seconds
        How long to wait for another writer.
    """

    def __init__(self, path: Path, *, read_only: bool, busy_seconds: float) -> None:
        self._path = path
        self._read_only = read_only
        self._busy_seconds = busy_seconds
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False

    @contextmanager
    def borrow(self) -> Iterator[sqlite3.Connection]:
        """
        Lend a connection in autocommit mode; after an error its transaction is rolled back.

        Raises
        ------
        ReadOnlyStoreError
            If a write was tried on a file that cannot be written.
        StoreError
            If SQLite failed in any other way, or the connections were closed.
        """
        if self._closed:
            raise StoreError(f"The store {self._path} is closed.")
        try:
            connection = self._open_or_reuse()
            try:
                yield connection
            except BaseException:
                # Closing rolls back; after a failing disk the connection is not to be trusted.
                connection.close()
                raise
        except sqlite3.Error as error:
            raise self._explained(error) from error
        self._idle.append(connection)
        if self._closed:
            self.close_idle()

    def close(self) -> None:
        """Close the connections, those that are lent as soon as they come back."""
        self._closed = True
        self.close_idle()

    def close_idle(self) -> None:
        """Close the connections that no thread is using."""
        while self._idle:
            self._idle.pop().close()

    def _open_or_reuse(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._open()

    def _open(self) -> sqlite3.Connection:
        mode = "ro" if self._read_only else "rwc"
        connection = sqlite3.connect(
            f"{self._path.as_uri()}?mode={mode}",
            uri=True,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted is overwritten: redaction depends on it.
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}").fetchall()
        connection.create_function("says", -1, says, deterministic=True)
        return connection

    def _explained(self, error: sqlite3.Error) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if self._read_only and code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return StoreError(
                f"The store {self._path} cannot be opened: {error}. In a read-only folder it must "
                "have been sealed."
            )
        if code == sqlite3.SQLITE_READONLY:
            return ReadOnlyStoreError(f"The store {self._path} cannot be written: {error}.")
        if code == sqlite3.SQLITE_NOTADB:
            return StoreError(f"The file {self._path} is not a store: {error}.")
        return StoreError(f"The store {self._path} failed: {error}.")
