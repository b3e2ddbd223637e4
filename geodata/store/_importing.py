"""
Claims that another store gave, into the tables of the SQLite store.

They count as read by the version that read them there, and keep when they were recorded and
retired. Their reports come without a text and without toponyms, until this store reads them itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.errors import SchemaError, StoreError
from geodata.schema import CLAIM_COLUMNS, validate
from geodata.store._adding import retire, stored_reports
from geodata.store._decisions import decided_reports, reapply
from geodata.store._rows import claim_row
from geodata.store._values import day_number, instant_number, stored_text
from geodata.store._work import next_number

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from geodata.store._work import Work

    Row = dict[str, Any]

_OF_REPORT = ("story", "source", "url", "title", "published", "published_precision")
"""Columns that are the same in all claims of a report."""

# What the store has read itself it knows better than any other, and what was redacted stays so.
_SELECT_KEPT = """
SELECT r.report_number FROM json_each(?) j JOIN reports r ON r.report_number = j.value
WHERE r.redacted_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM texts t WHERE t.report_number = r.report_number)
"""

_SELECT_CLAIMS = """
SELECT c.claim_id, c.retired_at IS NULL, c.recorded_at
FROM readings g JOIN claims c ON c.reading_id = g.reading_id WHERE g.report_number = ?
"""

_SELECT_READINGS = """
SELECT reader_version, reading_id, retired_at IS NULL FROM readings WHERE report_number = ?
"""

_INSERT_REPORT = """
INSERT INTO reports VALUES (
    :report_number, :report_id, :story, :title, :source, :url, :language,
    :published, :published_day, :published_precision, NULL, NULL, NULL, NULL
)
"""

_INSERT_READING = "INSERT INTO readings VALUES (?, ?, ?, ?, NULL, ?, ?)"

_REVIVE_READING = "UPDATE readings SET retired_at = NULL WHERE reading_id = ?"


def add_claims(work: Work, claims: gpd.GeoDataFrame, *, recorded_at: dt.datetime) -> int:
    """
    Write the claims that are new inside the open transaction.

    Returns
    -------
    added
        How many claims were written.

    Raises
    ------
    StoreError
        If ``recorded_at`` has no time zone.
    SchemaError
        If it is no valid claims frame, or claims of one report disagree about that.
    """
    if recorded_at.tzinfo is None:
        raise StoreError(f"recorded_at must have a time zone, got {recorded_at.isoformat()}.")
    of_report: dict[str, dict[str, Row]] = {}
    for row in _rows_of(claims):
        of_report.setdefault(row["report_id"], {}).setdefault(row["claim_id"], row)
    for rows in of_report.values():
        _refuse_contradiction(list(rows.values()))
    numbers = stored_reports(work.connection, of_report)
    kept = _kept(work, numbers.values())
    added = 0
    first = next_number(work.connection, "reports", "report_number")
    for report_id, rows in of_report.items():
        if report_id not in numbers:
            numbers[report_id] = first
            values = _report_row(next(iter(rows.values())), first)
            work.connection.execute(_INSERT_REPORT, values)
            first += 1
        if numbers[report_id] not in kept:
            added += _add(work, numbers[report_id], list(rows.values()), recorded_at)
    work.reports.update(numbers.values())
    reapply(work, sorted(decided_reports(work.connection, numbers.values())))
    return added


def _add(work: Work, number: int, rows: list[Row], recorded_at: dt.datetime) -> int:
    """Write the claims of one report; those of a newer version take the place of the older's."""
    stored = work.connection.execute(_SELECT_CLAIMS, [number]).fetchall()
    known = {claim_id for claim_id, _, _ in stored}
    readings = _readings(work, number)
    newest = _current_version(rows)
    is_older = False
    if newest is not None and stored_text(newest) not in readings and stored:
        recorded = max(instant_number(row["recorded_at"]) or 0 for row in rows)
        is_older = recorded < max(at for _, _, at in stored)
        if not is_older:
            retire(work, [number], recorded_at)
            readings = _readings(work, number)
            stored = work.connection.execute(_SELECT_CLAIMS, [number]).fetchall()
            known = {claim_id for claim_id, is_current, _ in stored if is_current}
    filled = []
    for version in sorted({row["reader_version"] for row in rows}):
        reading_id, _ = readings.get(stored_text(version), (None, False))
        others = (current for key, (_, current) in readings.items() if key != stored_text(version))
        is_past = is_older or any(others)
        # A claim of a past reading is only current where a person accepted it.
        fresh = [
            row
            for row in rows
            if row["reader_version"] == version
            and row["claim_id"] not in known
            and (row["retired_at"] is not None or not is_past or (row["reviewed"] and not is_older))
        ]
        if fresh and reading_id is None:
            reading_id = _insert_reading(work, number, fresh, recorded_at)
        if fresh and version == newest and not is_past:
            work.connection.execute(_REVIVE_READING, [reading_id])
        filled += [
            {
                **claim_row(row),
                "reading_id": reading_id,
                "report_number": number,
                "decided": False,
                "superseded_at": instant_number(row["retired_at"]),
            }
            for row in fresh
        ]
    return work.insert(filled)


def _readings(work: Work, number: int) -> dict[str | bytes, tuple[int, bool]]:
    """Number of each reading of a report by its version, and whether it is the current one."""
    rows = work.connection.execute(_SELECT_READINGS, [number])
    return {version: (reading_id, bool(is_current)) for version, reading_id, is_current in rows}


def _current_version(rows: Sequence[Row]) -> str | None:
    """
    Version of the current reading, as far as its claims tell.

    What a person accepted tells nothing: it stays current when another reading is.
    """
    current = [row for row in rows if row["retired_at"] is None and not row["reviewed"]]
    newest = max(current, key=lambda row: (row["recorded_at"], row["reader_version"]), default=None)
    return None if newest is None else newest["reader_version"]


def _insert_reading(work: Work, number: int, rows: Sequence[Row], recorded_at: dt.datetime) -> int:
    """Insert a reading that is not the current one; its number."""
    reading_id = next_number(work.connection, "readings", "reading_id")
    values = (
        reading_id,
        number,
        stored_text(rows[0]["reader_version"]),
        stored_text(rows[0]["language"]),
        instant_number(min(row["recorded_at"] for row in rows)),
        instant_number(max(row["retired_at"] or recorded_at for row in rows)),
    )
    work.connection.execute(_INSERT_READING, values)
    return reading_id


def _report_row(row: Row, number: int) -> Row:
    """Row of the ``reports`` table, as far as a claim of the report tells it."""
    texts = ("report_id", "story", "title", "source", "url", "published_precision")
    published = row["published"]
    return {
        **{name: stored_text(row[name]) for name in texts},
        "report_number": number,
        "language": "",
        "published": instant_number(published),
        "published_day": day_number(None if published is None else published.date()),
    }


def _kept(work: Work, numbers: Iterable[int]) -> set[int]:
    wanted = json.dumps(list(numbers))
    return {number for (number,) in work.connection.execute(_SELECT_KEPT, [wanted])}


def _refuse_contradiction(rows: Sequence[Row]) -> None:
    for name in _OF_REPORT:
        if len({row[name] for row in rows}) > 1:
            raise SchemaError(
                f"Claims of the report {rows[0]['report_id']} disagree on its {name}."
            )


def _rows_of(claims: gpd.GeoDataFrame) -> list[Row]:
    """Rows of a claims frame, as `claim_row` wants them."""
    validate(claims, CLAIM_COLUMNS)
    columns = {name: _values(claims[name], dtype) for name, dtype in CLAIM_COLUMNS.items()}
    columns |= {"lat": claims.geometry.y.tolist(), "lon": claims.geometry.x.tolist()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pd.Series[Any], dtype: str) -> list[Any]:
    if dtype == "datetime64[s]":
        days: list[Any] = column.to_numpy().astype("datetime64[D]").tolist()
        return days
    if dtype == "datetime64[us, UTC]":
        return [None if pd.isna(value) else value.to_pydatetime() for value in column]
    return column.tolist()
