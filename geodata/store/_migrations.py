"""Stores of earlier versions, brought up to date step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.store import _tables
from geodata.store._rows import source_key
from geodata.store._values import text_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

_VERSION_1_TABLES = ("meta", "reports", "readings", "toponyms", "claims", "decisions")


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty file, inside the open transaction."""
    for statement in _tables.TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_tables.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_tables.VERSION}")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables from that version to `VERSION`, inside the open transaction."""
    for earlier in range(version, _tables.VERSION):
        _STEPS[earlier](connection)
    connection.execute(f"PRAGMA user_version = {_tables.VERSION}")


def _from_version_1(connection: sqlite3.Connection) -> None:
    """
    Dates and instants become numbers, claims get the end of their time, texts a table.

    Nothing wrote decisions then. What follows from the claims is built when the store is opened.
    """
    for name in ("current_reading", "unresolved_toponyms", "claims_of_reading", "current_claims"):
        connection.execute(f"DROP INDEX {name}")
    for name in _VERSION_1_TABLES:
        connection.execute(f"ALTER TABLE {name} RENAME TO old_{name}")
    for statement in _tables.TABLES:
        connection.execute(statement)
    connection.create_function(
        "source_key",
        2,
        lambda source, report_id: source_key(text_of(source), report_id),
        deterministic=True,
    )
    for statement in _COPY_VERSION_1:
        connection.execute(statement)
    for name in reversed(_VERSION_1_TABLES):
        connection.execute(f"DROP TABLE old_{name}")


def _day(column: str) -> str:
    return f"CAST(julianday({column}) - 2440587.5 AS INTEGER)"


def _instant(column: str) -> str:
    """Texts of that version are in UTC and always have microseconds."""
    seconds = f"CAST(strftime('%s', substr({column}, 1, 19)) AS INTEGER)"
    return f"{seconds} * 1000000 + CAST(substr({column}, 21, 6) AS INTEGER)"


_COPY_VERSION_1 = (
    "UPDATE meta SET value = (SELECT value + 1 FROM old_meta WHERE key = 'revision')"
    " WHERE key = 'revision'",
    f"""
    INSERT INTO reports
    SELECT rowid, report_id, report_id, title, source, url, language, {_instant("published")},
        {_day("published_day")}, published_precision, spans, NULL, NULL, NULL
    FROM old_reports
    """,  # noqa: S608 - our own columns
    "INSERT INTO texts SELECT rowid, text FROM old_reports",
    # A newer reading retired the one before it when it was recorded.
    f"""
    INSERT INTO readings
    SELECT g.reading_id, r.rowid, g.reader_version, g.language, {_day("g.published_inferred")},
        {_instant("g.recorded_at")},
        CASE WHEN NOT g.current THEN (
            SELECT {_instant("n.recorded_at")} FROM old_readings n
            WHERE n.report_id = g.report_id AND n.reading_id > g.reading_id
            ORDER BY n.reading_id LIMIT 1
        ) END
    FROM old_readings g JOIN old_reports r USING (report_id)
    """,  # noqa: S608 - our own columns
    """
    INSERT INTO toponyms
    SELECT reading_id, start, end, text, place_id, place, confidence, candidates, 0
    FROM old_toponyms ORDER BY rowid
    """,
    "INSERT INTO aspects (place_id, aspect) SELECT DISTINCT place_id, '' FROM old_claims",
    f"""
    INSERT INTO claims
    SELECT c.rowid, c.reading_id, g.report_number, c.claim_id, c.toponym, c.place_id, c.place,
        c.kind, c.country, c.admin1, c.lat, c.lon, c.status, a.aspect_id, {_day("c.date")},
        {_day("c.date_end")}, c.date_precision, c.quote, c.quote_start, c.quote_end, c.hedged,
        c.attributed, c.confidence, '', 0, source_key(r.source, r.report_id),
        source_key(r.source, r.report_id), {_instant("c.recorded_at")}, g.retired_at, g.retired_at,
        0, CASE WHEN g.retired_at IS NOT NULL THEN 0 END
    FROM old_claims c
    JOIN readings g USING (reading_id)
    JOIN reports r USING (report_number)
    JOIN aspects a ON a.place_id = c.place_id AND a.aspect = ''
    """,  # noqa: S608 - our own columns
)

_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: _from_version_1}
"""What brings a version to the next."""
