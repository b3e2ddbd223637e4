"""One transaction that changes a SQLite store: its number, and what it has touched so far."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from geodata.store._values import stored_texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from geodata.taxonomy import Status

_SELECT_REVISION = "SELECT value FROM meta WHERE key = 'revision'"

_CLAIM_COLUMNS = (
    "row_id",
    "reading_id",
    "report_number",
    "claim_id",
    "toponym",
    "place_id",
    "place",
    "kind",
    "country",
    "admin1",
    "lat",
    "lon",
    "status",
    "aspect_id",
    "date",
    "date_end",
    "date_precision",
    "quote",
    "quote_start",
    "quote_end",
    "hedged",
    "attributed",
    "confidence",
    "reviewed",
    "decided",
    "source_key",
    "voice",
    "recorded_at",
    "superseded_at",
    "retired_at",
    "revision",
    "retired_revision",
)
"""Columns of the table, in its order."""

_INSERT_CLAIM = f"INSERT INTO claims VALUES ({', '.join('?' * len(_CLAIM_COLUMNS))})"  # noqa: S608 - no foreign text

_SELECT_ASPECTS = """
SELECT place_id, aspect, aspect_id FROM aspects
WHERE place_id IN (SELECT value FROM json_each(?)) OR place_id = ?
"""

_COUNT = """
INSERT INTO daily_counts VALUES (?, ?, ?)
ON CONFLICT (day, status) DO UPDATE SET claims = claims + excluded.claims
"""


@dataclass(slots=True)
class Work:
    """What a transaction is about; `touched` and so on tell what follows from it."""

    connection: sqlite3.Connection
    taxonomy: Mapping[str, Status]
    revision: int
    touched: set[tuple[int, int]] = field(default_factory=set)
    """Aspect and day of every dated claim that became or ceased to be current."""
    reports: set[int] = field(default_factory=set)
    """Numbers of the reports whose claims or stories have changed."""
    counted: Counter[tuple[int, str | bytes]] = field(default_factory=Counter)
    """How many more claims of a status a day has."""
    aspects: dict[tuple[str | bytes, str], int] = field(default_factory=dict)

    def insert(self, rows: Iterable[dict[str, Any]]) -> int:
        """
        Insert claims; how many there were.

        Parameters
        ----------
        rows
            As `claim_row` makes them, with ``reading_id``, ``report_number``, ``decided`` and
            ``superseded_at``.
        """
        row_id = next_number(self.connection, "claims", "row_id")
        stored = stored_texts(list(rows))
        self._find_aspects({row["place_id"] for row in stored})
        filled = []
        for number, row in enumerate(stored, row_id):
            aspect_id = self._aspect_of(row["place_id"], row["status"])
            retired = None if row["retired_at"] is None else self.revision
            numbers = {"row_id": number, "aspect_id": aspect_id, "retired_revision": retired}
            filled.append({**row, **numbers, "revision": self.revision})
            if retired is None:
                self.note(aspect_id, row["date"], row["status"], row["report_number"], 1)
        # By position: to look up 32 names for each row takes longer than to hand it over.
        self.connection.executemany(_INSERT_CLAIM, map(itemgetter(*_CLAIM_COLUMNS), filled))
        return len(filled)

    def note(
        self, aspect_id: int, day: int | None, status: str | bytes, report_number: int, more: int
    ) -> None:
        """Note that a claim became current (``more`` is 1) or ceased to be (-1)."""
        self.reports.add(report_number)
        if day is not None:
            self.touched.add((aspect_id, day))
            self.counted[day, status] += more

    def _aspect_of(self, place_id: str | bytes, status: str | bytes) -> int:
        """Number of the place's aspect that the status speaks of."""
        known = self.taxonomy.get(status) if isinstance(status, str) else None
        key = (place_id, known.aspect if known else "")
        if key not in self.aspects:
            insert = "INSERT INTO aspects (place_id, aspect) VALUES (?, ?) RETURNING aspect_id"
            [(self.aspects[key],)] = self.connection.execute(insert, key).fetchall()
        return self.aspects[key]

    def _find_aspects(self, place_ids: set[str | bytes]) -> None:
        """Look up what aspects the places already have."""
        odd = [place_id for place_id in place_ids if isinstance(place_id, bytes)]
        plain = json.dumps([place_id for place_id in place_ids if isinstance(place_id, str)])
        rows = self.connection.execute(_SELECT_ASPECTS, [plain, None]).fetchall()
        for place_id in odd:
            rows += self.connection.execute(_SELECT_ASPECTS, ["[]", place_id]).fetchall()
        self.aspects |= {(place_id, aspect): aspect_id for place_id, aspect, aspect_id in rows}

    def count(self) -> None:
        """Bring the counts of the days up to date."""
        changed = [(*key, more) for key, more in self.counted.items() if more]
        self.connection.executemany(_COUNT, changed)
        self.connection.executemany(
            "DELETE FROM daily_counts WHERE day = ? AND status = ? AND claims = 0",
            [row[:2] for row in changed],
        )
        self.counted.clear()


def revision_of(connection: sqlite3.Connection) -> int:
    """Number of the latest transaction that changed the store."""
    [(revision,)] = connection.execute(_SELECT_REVISION)
    return int(revision)


def next_number(connection: sqlite3.Connection, table: str, column: str) -> int:
    """The number after the highest of a table of ours."""
    query = f"SELECT coalesce(max({column}), 0) + 1 FROM {table}"  # noqa: S608 - no foreign text
    [(number,)] = connection.execute(query)
    return int(number)
