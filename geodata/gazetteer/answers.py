"""What geocoding services answered, and whose turn it is to ask them: one SQLite file."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geopy.exc import GeocoderServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

DAYS_FOUND = 90.0
"""How long an answer is remembered; map data changes slowly."""
DAYS_NOT_FOUND = 7.0
"""How long it is remembered that there is no such place; it may be mapped meanwhile."""
MOST_ANSWERS = 200_000
"""The oldest answers beyond so many are forgotten; about 200 MB."""
LONGEST_PAUSE_SECONDS = 3600.0
"""However long a service asks to be left alone, or however often it failed."""
BUSY_SECONDS = 30.0

_VERSION = 1
_TABLES = """
DROP TABLE IF EXISTS answers;
DROP TABLE IF EXISTS servers;
CREATE TABLE answers (
    number INTEGER PRIMARY KEY,
    question TEXT NOT NULL UNIQUE,
    answer TEXT NOT NULL,
    attribution TEXT NOT NULL,
    answered_at REAL NOT NULL,
    expires_at REAL NOT NULL
);
CREATE INDEX expiring ON answers (expires_at);
CREATE TABLE servers (
    server TEXT PRIMARY KEY,
    turn INTEGER NOT NULL DEFAULT 0,
    taken_until REAL NOT NULL DEFAULT 0,
    free_at REAL NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    limited INTEGER NOT NULL DEFAULT 0
);
"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer as it was kept."""

    answer: str
    """JSON."""
    attribution: str
    answered_at: float
    """Seconds since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to ask a server once, or how long to wait for it."""

    number: int
    wait_seconds: float
    """0: ask now."""
    failures: int = 0
    """How often the server failed since it last answered."""
    limited: bool = False
    """Whether it said that it was asked too much."""


class Answers:
    """
    Remembered answers and the turns to ask, shared by threads and processes.

    One asks a server at a time, and the next one may not before a pause after the end of it. A
    process that dies while it is asking loses its turn when its time is over.

    Parameters
    ----------
    path
        The file; made if missing, emptied if another version of this program made it.
    clock
        Seconds since 1970.

    Raises
    ------
    geopy.exc.GeocoderServiceError
        By every method, if the file cannot be used: without it a server cannot be spared.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock

    def find(self, question: str) -> Remembered | None:
        """Return the remembered answer; None if there is none, or it is too old."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT answer, attribution, answered_at FROM answers"
                " WHERE question = ? AND answered_at <= ? AND expires_at > ?",
                (question, (now := self._clock()), now),
            ).fetchone()
        return None if row is None else Remembered(*row)

    def take_turn(self, server: str, *, seconds: float) -> Turn:
        """Take the turn to ask a server for so many seconds at most, if it is free."""
        with self._writing() as connection:
            now = self._clock()
            connection.execute("INSERT OR IGNORE INTO servers (server) VALUES (?)", (server,))
            number, taken_until, free_at, failures, limited = connection.execute(
                "SELECT turn, taken_until, free_at, failures, limited FROM servers"
                " WHERE server = ?",
                (server,),
            ).fetchone()
            # What lies further ahead than any pause was written before the clock was put back.
            wait = max(
                (until - now for until in (taken_until, free_at) if until - now <= _FURTHEST),
                default=0.0,
            )
            if wait > 0.0:
                pausing = free_at >= taken_until
                return Turn(number, wait, failures if pausing else 0, pausing and bool(limited))
            connection.execute(
                "UPDATE servers SET turn = turn + 1, taken_until = ? WHERE server = ?",
                (now + min(seconds, LONGEST_PAUSE_SECONDS), server),
            )
            return Turn(number + 1, 0.0)

    def keep(self, question: str, answer: str, *, found: bool, attribution: str) -> None:
        """Remember an answer, found or confirmed not to be there; never for a failure."""
        with self._writing() as connection:
            now = self._clock()
            days = DAYS_FOUND if found else DAYS_NOT_FOUND
            connection.execute("DELETE FROM answers WHERE expires_at <= ?", (now,))
            connection.execute(
                "INSERT OR REPLACE INTO answers"
                " (question, answer, attribution, answered_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                (question, answer, attribution, now, now + days * 86_400.0),
            )
            connection.execute(
                "DELETE FROM answers WHERE number <= (SELECT max(number) FROM answers) - ?",
                (MOST_ANSWERS,),
            )

    def forget(self, names: Iterable[str]) -> int:
        """Erase what was asked about any of the names, for good; how many answers there were."""
        if not self._path.exists():
            return 0
        with self._connected() as connection:
            connection.execute("PRAGMA secure_delete = ON")
            found = connection.execute(
                "DELETE FROM answers WHERE EXISTS (SELECT 1 FROM json_tree(question) AS part"
                " WHERE part.atom IN (SELECT value FROM json_each(?)))",
                (json.dumps([" ".join(name.split()) for name in names]),),
            )
            return found.rowcount

    def end_turn(self, server: str, turn: Turn, *, pause_seconds: float) -> None:
        """Give the turn back after the server did its work; the next may ask after the pause."""
        self._end(server, turn, pause_seconds, failures=0, limited=False)

    def end_failed_turn(
        self, server: str, turn: Turn, *, pause_seconds: float | None, least_seconds: float
    ) -> float:
        """
        Give the turn back after the server failed, and return the seconds it is left alone.

        Parameters
        ----------
        pause_seconds
            What the server asked for; None if it did not say, then the pause doubles with
            every failure in a row.
        least_seconds
            The pause that is kept in any case.
        """
        with self._connected() as connection:
            row = connection.execute(
                "SELECT failures FROM servers WHERE server = ?", (server,)
            ).fetchone()
        failures = 1 + (row[0] if row else 0)
        growing = least_seconds * 2.0 ** min(failures, 30)
        wished = growing if pause_seconds is None else pause_seconds
        pause = min(max(wished, least_seconds), LONGEST_PAUSE_SECONDS)
        self._end(server, turn, pause, failures=failures, limited=pause_seconds is not None)
        return pause

    def _end(
        self, server: str, turn: Turn, pause_seconds: float, *, failures: int, limited: bool
    ) -> None:
        with self._writing() as connection:
            # A turn that took too long may be another's by now.
            connection.execute(
                "UPDATE servers SET taken_until = 0, free_at = ?, failures = ?, limited = ?"
                " WHERE server = ? AND turn = ?",
                (self._clock() + pause_seconds, failures, limited, server, turn.number),
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection of one's own; closing it rolls back what was not finished."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(
                sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
            ) as connection:
                _make_tables(connection)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise GeocoderServiceError(
                f"The memory of the web geocoder, {self._path}, cannot be used: {error}."
            ) from error


_FURTHEST = LONGEST_PAUSE_SECONDS + 1.0


def _make_tables(connection: sqlite3.Connection) -> None:
    if _version(connection) == _VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection) != _VERSION:
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
