"""What is done with a file when it is opened as a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import StoreError, StoreVersionError
from geodata.store import _tables
from geodata.store._migrations import create, migrate
from geodata.store._rebuild import is_current, rebuild
from geodata.store._stories import fingerprint_texts
from geodata.store._work import Work

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.taxonomy import Status


def prepare(
    connection: sqlite3.Connection, path: Path, taxonomy: Mapping[str, Status], *, read_only: bool
) -> None:
    """
    Check that the file is a store; for writing, lay it out or bring it up to date.

    Raises
    ------
    StoreVersionError
        If a newer version of this program wrote it, or an older one and it is to be read only.
    StoreError
        If it is no store.
    """
    if not read_only and _is_empty(connection):
        _create(connection, taxonomy)
    version = _checked_version(connection, path)
    if read_only:
        if version < _tables.VERSION:
            raise StoreVersionError(
                f"The store {path} must have version {_tables.VERSION}, got {version}: an older "
                "version of this program wrote it. Open it for writing once to bring it up to date."
            )
        return
    if version < _tables.VERSION or not is_current(connection, taxonomy):
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        version = _checked_version(connection, path)
        if version < _tables.VERSION:
            migrate(connection, version)
            fingerprint_texts(Work(connection, taxonomy, 0))
        if not is_current(connection, taxonomy):
            rebuild(connection, taxonomy)
            connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")


def _create(connection: sqlite3.Connection, taxonomy: Mapping[str, Status]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have been faster.
    if _is_empty(connection):
        create(connection)
        rebuild(connection, taxonomy)
    connection.execute("COMMIT")


def _is_empty(connection: sqlite3.Connection) -> bool:
    [tables] = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return not tables


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """Version of the store; other programs' databases and newer stores are refused."""
    [application_id] = connection.execute("PRAGMA application_id").fetchone()
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if application_id != _tables.APPLICATION_ID:
        raise StoreError(f"The file {path} is not a store of this program.")
    if version > _tables.VERSION:
        raise StoreVersionError(
            f"The store {path} must have version {_tables.VERSION} or lower, got {version}: "
            "a newer version of this program wrote it."
        )
    return int(version)
