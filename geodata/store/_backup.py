"""Copies of a SQLite store, and a store put back from a copy."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp

from geodata.errors import StoreError
from geodata.store import _tables

_BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of the files that SQLite keeps beside its own."""


def back_up(connection: sqlite3.Connection, path: Path) -> None:
    """
    Copy what the connection sees into a file, which is there whole or not at all.

    The copy is one file that can be read from a read-only folder. Others may read and write the
    store in the meantime.

    Raises
    ------
    StoreError
        If the file cannot be written.
    """
    goal = path.absolute()
    beside = _unique_file(goal)
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _rename(beside, goal)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The backup {goal} cannot be written: {error}.") from error
    finally:
        beside.unlink(missing_ok=True)


def put_back(backup: Path, goal: Path) -> Path | None:
    """
    Put a copy in the place of a store, which nobody may be using.

    Returns
    -------
    aside
        Where the file now is that was there before; None if there was none.

    Raises
    ------
    StoreError
        If the copy is damaged or no store, or the store is in use or cannot be written.
    """
    if not backup.is_file():
        raise StoreError(f"There is no backup at {backup}.")
    goal = goal.absolute()
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        with closing(_opened(backup.absolute(), "ro")) as source:
            _check(source, backup)
            back_up(source, goal.with_name(f"{goal.name}.restored"))
        aside = _set_aside(goal)
        _rename(goal.with_name(f"{goal.name}.restored"), goal)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"The store {goal} cannot be restored: {error}.") from error
    finally:
        goal.with_name(f"{goal.name}.restored").unlink(missing_ok=True)
    return aside


def _check(backup: sqlite3.Connection, path: Path) -> None:
    try:
        [application_id] = backup.execute("PRAGMA application_id").fetchone()
        [version] = backup.execute("PRAGMA user_version").fetchone()
        damages = backup.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"The file {path} is not a store: {error}.") from error
    if application_id != _tables.APPLICATION_ID:
        raise StoreError(f"The file {path} is not a store of this program.")
    if version > _tables.VERSION:
        raise StoreError(f"The backup {path} must have version {_tables.VERSION} or lower.")
    if damages != [("ok",)]:
        raise StoreError(f"The backup {path} is damaged: {damages[0][0]}.")


def _set_aside(goal: Path) -> Path | None:
    """Rename the store that is there; what its log holds is moved into it first."""
    if not goal.exists():
        return None
    try:
        with closing(_opened(goal, "rw")) as old:
            # Fails if another connection is open: whoever has it would go on with the old file.
            old.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreError(f"The store {goal} is in use: {error}.") from error
        # Whatever else is wrong with it is no reason not to replace it.
    except sqlite3.DatabaseError:
        pass
    aside = _unique_file(goal.with_name(f"{goal.name}.replaced"))
    goal.replace(aside)
    for end in _BESIDE:
        beside = goal.with_name(goal.name + end)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + end))
    return aside


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None)


def _unique_file(path: Path) -> Path:
    """An empty file in the folder of the path that nobody else has."""
    try:
        number, name = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    except OSError as error:
        raise StoreError(f"No file can be made in {path.parent}: {error}.") from error
    os.close(number)
    return Path(name)


def _rename(path: Path, goal: Path) -> None:
    """Rename, so that it stays renamed even if the power fails."""
    path.replace(goal)
    folder = os.open(goal.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
