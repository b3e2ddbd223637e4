"""What follows from the claims, built anew: after the statuses or the rules have changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import geodata.situations
from geodata.store._derived import refresh
from geodata.store._voices import revoice
from geodata.store._work import Work

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from geodata.taxonomy import Status

_CLAIMS_AT_ONCE = 50_000
"""Bounds the memory that it takes."""

_SELECT_STATUSES = """
SELECT DISTINCT c.status, a.aspect FROM claims c JOIN aspects a ON a.aspect_id = c.aspect_id
"""

_ADD_ASPECTS = """
INSERT OR IGNORE INTO aspects (place_id, aspect)
SELECT DISTINCT place_id, :aspect FROM claims WHERE status = :status
"""

_MOVE_CLAIMS = """
UPDATE claims SET aspect_id = (
    SELECT a.aspect_id FROM aspects a WHERE a.place_id = claims.place_id AND a.aspect = :aspect
)
WHERE status = :status
"""

_COUNT_DAYS = """
INSERT INTO daily_counts
SELECT date, status, count(*) FROM claims
WHERE retired_at IS NULL AND date IS NOT NULL GROUP BY date, status
"""

_SELECT_DAYS = """
SELECT aspect_id, date, count(*) FROM claims INDEXED BY claims_of_aspect
WHERE retired_at IS NULL AND date IS NOT NULL GROUP BY aspect_id, date
"""


def rules_digest(taxonomy: Mapping[str, Status]) -> str:
    """Hash of the statuses and of the rules that make days and spans of claims."""
    hashed = hashlib.blake2b(_code(), digest_size=8)
    for status in taxonomy.values():
        hashed.update(repr((status.name, status.aspect, status.stale_after_days)).encode())
    return hashed.hexdigest()


def is_current(connection: sqlite3.Connection, taxonomy: Mapping[str, Status]) -> bool:
    """Whether days and spans were made with these statuses and rules."""
    [(digest,)] = connection.execute("SELECT value FROM meta WHERE key = 'rules'")
    return bool(digest == rules_digest(taxonomy))


def rebuild(connection: sqlite3.Connection, taxonomy: Mapping[str, Status]) -> None:
    """Make days, spans and counts anew, inside the open transaction."""
    for table in ("days", "spans", "daily_counts"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    for status, aspect in connection.execute(_SELECT_STATUSES).fetchall():
        known = taxonomy.get(status) if isinstance(status, str) else None
        right = known.aspect if known else ""
        if aspect != right:
            values = {"status": status, "aspect": right}
            connection.execute(_ADD_ASPECTS, values)
            connection.execute(_MOVE_CLAIMS, values)
    # Whether a story is shared is judged within an aspect, and claims may have another one now.
    query = "SELECT report_number FROM reports WHERE story != report_id"
    revoice(
        Work(connection, taxonomy, 0, reports={number for (number,) in connection.execute(query)})
    )
    connection.execute(_COUNT_DAYS)
    for days in _portions(connection):
        refresh(connection, taxonomy, days)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'rules'", [rules_digest(taxonomy)])


def _portions(connection: sqlite3.Connection) -> Iterator[list[tuple[int, int]]]:
    """Aspects and days that have claims, whole aspects in each portion."""
    days: list[tuple[int, int]] = []
    claims = 0
    for aspect_id, day, count in connection.execute(_SELECT_DAYS).fetchall():
        if claims > _CLAIMS_AT_ONCE and days[-1][0] != aspect_id:
            yield days
            days, claims = [], 0
        days.append((aspect_id, day))
        claims += count
    yield days


@cache
def _code() -> bytes:
    folder = Path(geodata.situations.__file__).parent
    names = ("spans.py", "verdicts.py", "votes.py")
    return b"".join((folder / name).read_bytes() for name in names)
