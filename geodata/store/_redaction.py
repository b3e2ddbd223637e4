"""Erasing what a report says from the SQLite store, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.store._stories import forget
from geodata.store._values import instant_number, stored_text

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path

    from geodata.store._work import Work

_READINGS = "SELECT reading_id FROM readings WHERE report_number = :report_number"

_RETIRE = f"""
UPDATE claims SET retired_at = :at, retired_revision = :revision
WHERE reading_id IN ({_READINGS}) AND retired_at IS NULL
RETURNING aspect_id, date, status, report_number
"""  # noqa: S608 - our own words

_ERASE = (
    f"UPDATE claims SET toponym = '', quote = '' WHERE reading_id IN ({_READINGS})",  # noqa: S608
    f"DELETE FROM toponyms WHERE reading_id IN ({_READINGS})",  # noqa: S608
    "DELETE FROM texts WHERE report_number = :report_number",
    """
    UPDATE decisions SET claim = NULL, reason = '', place = NULL
    WHERE report_number = :report_number
    """,
    """
    UPDATE readings SET retired_at = :at WHERE report_number = :report_number AND retired_at IS NULL
    """,
    # A redaction that is asked for again keeps who asked for it first.
    """
    UPDATE reports SET title = '', url = '', spans = NULL,
        redaction_reason = CASE WHEN redacted_at IS NULL THEN :reason ELSE redaction_reason END,
        redacted_by = CASE WHEN redacted_at IS NULL THEN :author ELSE redacted_by END,
        redacted_at = ifnull(redacted_at, :at)
    WHERE report_number = :report_number
    """,
)


def redact(work: Work, report_id: str, *, author: str, reason: str, at: datetime) -> None:
    """
    Erase the words of a report and retire its claims, inside the open transaction.

    Raises
    ------
    StoreError
        If the store never had the report, or ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise StoreError(f"at must have a time zone, got {at.isoformat()}.")
    query = "SELECT report_number FROM reports WHERE report_id = ?"
    found = work.connection.execute(query, [report_id]).fetchone()
    if found is None:
        raise StoreError(f"There is no report {report_id!r} to redact.")
    values = {
        "report_number": found[0],
        "author": stored_text(author),
        "reason": stored_text(reason),
        "at": instant_number(at),
        "revision": work.revision,
    }
    for aspect_id, day, status, number in work.connection.execute(_RETIRE, values).fetchall():
        work.note(aspect_id, day, status, number, -1)
    forget(work.connection, found[0])
    for statement in _ERASE:
        work.connection.execute(statement, values)


def empty_log(connection: sqlite3.Connection, path: Path) -> None:
    """
    Write the file anew and empty the write-ahead log, so that no old page is left in either.

    Overwriting what is deleted is not enough: when SQLite moves rows to other pages, scraps of
    them stay behind in the old ones.

    Raises
    ------
    StoreError
        If somebody reads an older state of the store all the while.
    """
    connection.execute("PRAGMA temp_store = FILE")  # the whole file may be larger than the memory
    connection.execute("VACUUM")
    connection.execute("PRAGMA temp_store = MEMORY")
    [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if busy:
        raise StoreError(
            f"The report was redacted, but its words may still stand in {path} and its log, "
            "because the store is being read. Redact it again later."
        )
