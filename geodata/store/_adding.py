"""Readings into the tables of the SQLite store, a batch in each transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.store import _rows
from geodata.store._decisions import decided_reports, reapply
from geodata.store._stories import assign_stories
from geodata.store._values import day_number, instant_number, stored_text
from geodata.store._work import next_number
from geodata.store.counts import Added
from geodata.stories import fingerprint

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Mapping, Sequence
    from datetime import datetime

    from geodata.models import Reading
    from geodata.store._work import Work
    from geodata.stories import Fingerprint

SELECT_KNOWN = """
SELECT r.report_id FROM json_each(:report_ids) j JOIN reports r ON r.report_id = j.value
WHERE r.redacted_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM readings g
    WHERE g.report_number = r.report_number AND g.reader_version = :reader_version
)
"""
"""The reports that are not to be read again with this version."""

_SELECT_REPORTS = """
SELECT r.report_id, r.report_number FROM json_each(?) j JOIN reports r ON r.report_id = j.value
"""

_INSERT_REPORT = """
INSERT INTO reports VALUES (
    :report_number, :report_id, :report_id, :title, :source, :url, :language,
    :published, :published_day, :published_precision, :spans, NULL, NULL, NULL
)
"""

# The text is that of the current reading, because its offsets count in it: two texts that differ
# in white space alone are one report.
_RENEW_REPORT = "UPDATE reports SET spans = :spans WHERE report_number = :report_number"

_INSERT_TEXT = """
INSERT INTO texts VALUES (:report_number, :text)
ON CONFLICT (report_number) DO UPDATE SET text = excluded.text WHERE text != excluded.text
"""

_INSERT_READING = """
INSERT INTO readings VALUES (
    :reading_id, :report_number, :reader_version, :language, :published_inferred,
    :recorded_at, NULL
)
"""

_INSERT_TOPONYM = """
INSERT INTO toponyms VALUES (
    :reading_id, :start, :end, :text, :place_id, :place, :confidence, :candidates, :adjective
)
"""

_RETIRE_CLAIMS = """
UPDATE claims SET retired_at = :at, retired_revision = :revision
WHERE reading_id = :reading_id AND retired_at IS NULL AND NOT decided
RETURNING aspect_id, date, status, report_number
"""

_SUPERSEDE_CLAIMS = """
UPDATE claims SET superseded_at = :at
WHERE reading_id = :reading_id AND superseded_at IS NULL AND NOT decided
"""


def known(
    connection: sqlite3.Connection, report_ids: Iterable[str], reader_version: str
) -> set[str]:
    """Those of the reports that this version has read, or that were redacted."""
    values = {
        "report_ids": json.dumps(list(report_ids)),
        "reader_version": stored_text(reader_version),
    }
    return {report_id for (report_id,) in connection.execute(SELECT_KNOWN, values)}


def stored_reports(connection: sqlite3.Connection, report_ids: Iterable[str]) -> dict[str, int]:
    """Numbers of those of the reports that the store has."""
    return dict(connection.execute(_SELECT_REPORTS, [json.dumps(list(report_ids))]).fetchall())


def add_batch(
    work: Work,
    readings: Mapping[str, Reading],
    fingerprints: Mapping[str, Fingerprint],
    *,
    reader_version: str,
    recorded_at: datetime,
) -> Added:
    """
    Write readings by report id inside the open transaction.

    Parameters
    ----------
    fingerprints
        Of the texts of all reports that the store may not have; others are made where missing.

    Returns
    -------
    added
        Readings of a version that a report already has count as known.
    """
    connection = work.connection
    skipped = known(connection, readings, reader_version)
    fresh = {key: reading for key, reading in readings.items() if key not in skipped}
    numbers = stored_reports(connection, fresh)
    decided = decided_reports(connection, numbers.values())
    old = retire(work, list(numbers.values()), recorded_at)
    new = [key for key in fresh if key not in numbers]
    first = next_number(connection, "reports", "report_number")
    rows = {
        key: _rows.report_row(reading.report, numbers.get(key, 0), key)
        for key, reading in fresh.items()
    }
    connection.executemany(_RENEW_REPORT, [rows[key] for key in numbers])
    numbers |= {key: number for number, key in enumerate(new, first)}
    for key in new:
        rows[key]["report_number"] = numbers[key]
    connection.executemany(_INSERT_REPORT, [rows[key] for key in new])
    connection.executemany(_INSERT_TEXT, rows.values())
    claims = _insert_readings(
        work, fresh, numbers, old, decided, reader_version=reader_version, recorded_at=recorded_at
    )
    work.reports.update(numbers.values())
    assign_stories(work, _unprinted(work, fresh, numbers, fingerprints))
    reapply(work, decided)
    return Added(reports=len(new), known=len(readings) - len(new), claims=claims)


def _unprinted(
    work: Work,
    readings: Mapping[str, Reading],
    numbers: Mapping[str, int],
    fingerprints: Mapping[str, Fingerprint],
) -> dict[int, Fingerprint]:
    """Fingerprints, by number, of the reports that have none: new ones, and those imported."""
    wanted = json.dumps([numbers[key] for key in readings])
    query = "SELECT report_number FROM fingerprints JOIN json_each(?) ON value = report_number"
    printed = {number for (number,) in work.connection.execute(query, [wanted])}
    return {
        numbers[key]: fingerprints.get(key) or fingerprint(reading.report.text)
        for key, reading in readings.items()
        if numbers[key] not in printed
    }


def _insert_readings(
    work: Work,
    readings: Mapping[str, Reading],
    numbers: Mapping[str, int],
    old: Mapping[int, Mapping[str, int]],
    decided: Container[int],
    *,
    reader_version: str,
    recorded_at: datetime,
) -> int:
    """Insert the readings with their toponyms and claims; how many claims there were."""
    reading_rows: list[dict[str, Any]] = []
    toponyms: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    first = next_number(work.connection, "readings", "reading_id")
    for reading_id, (key, reading) in enumerate(readings.items(), first):
        of_report = {"reading_id": reading_id, "report_number": numbers[key]}
        reading_rows.append(
            {
                **of_report,
                "reader_version": stored_text(reader_version),
                "language": stored_text(reading.language),
                "published_inferred": day_number(reading.published_inferred),
                "recorded_at": instant_number(recorded_at),
            }
        )
        toponyms += _rows.toponym_rows(reading, reading_id)
        earlier = old.get(numbers[key], {})
        for claim in _rows.reading_claims(
            reading, reader_version=reader_version, recorded_at=recorded_at
        ):
            row = _rows.claim_row(claim)
            row["recorded_at"] = earlier.get(row["claim_id"], row["recorded_at"])
            if numbers[key] in decided:
                # Until the decisions are applied again, lest two claims of one id are current.
                row["retired_at"] = row["recorded_at"]
            claims.append({**row, **of_report, "decided": False, "superseded_at": None})
    work.connection.executemany(_INSERT_READING, reading_rows)
    work.connection.executemany(_INSERT_TOPONYM, toponyms)
    return work.insert(claims)


def retire(
    work: Work, report_numbers: Sequence[int], recorded_at: datetime
) -> dict[int, dict[str, int]]:
    """
    Retire the current readings of the reports.

    Returns
    -------
    recorded
        By report, when each claim of the reading was first recorded.
    """
    recorded: dict[int, dict[str, int]] = {}
    for number in report_numbers:
        query = "SELECT reading_id FROM readings WHERE report_number = ? AND retired_at IS NULL"
        for (reading_id,) in work.connection.execute(query, [number]).fetchall():
            values = {
                "reading_id": reading_id,
                "at": instant_number(recorded_at),
                "revision": work.revision,
            }
            query = "SELECT claim_id, recorded_at FROM claims WHERE reading_id = ? AND NOT decided"
            recorded[number] = dict(work.connection.execute(query, [reading_id]).fetchall())
            for aspect_id, day, status, report_number in work.connection.execute(
                _RETIRE_CLAIMS, values
            ).fetchall():
                work.note(aspect_id, day, status, report_number, -1)
            work.connection.execute(_SUPERSEDE_CLAIMS, values)
            work.connection.execute(
                "UPDATE readings SET retired_at = :at WHERE reading_id = :reading_id", values
            )
    return recorded
