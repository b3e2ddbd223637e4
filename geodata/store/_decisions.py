"""What people decided, kept, and what it makes of the claims that were read."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from geodata.decisions import Decided, apply
from geodata.errors import StoreError
from geodata.models import Decision
from geodata.schema import CLAIM_COLUMNS
from geodata.store._rows import CLAIM_FIELDS, CLAIM_SOURCES, claim_row
from geodata.store._values import (
    day_number,
    day_of,
    instant_number,
    instant_of,
    place_of,
    stored_place,
    stored_text,
    text_of,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from geodata.store._work import Work

_INSERT_DECISION = """
INSERT INTO decisions (
    report_number, quote_start, quote_end, place_id, status, verdict, author, decided_at, reason,
    place, new_status, date, date_end, claim, revision
) VALUES (
    :report_number, :quote_start, :quote_end, :place_id, :status, :verdict, :author, :decided_at,
    :reason, :place, :new_status, :date, :date_end, :claim, :revision
)
"""

_SELECT_DECISIONS = """
SELECT r.report_id, d.quote_start, d.quote_end, d.place_id, d.status, d.verdict, d.author,
    d.decided_at, d.reason, d.place, d.new_status, d.date, d.date_end, d.claim, d.decision_number
FROM decisions d JOIN reports r ON r.report_number = d.report_number
WHERE :report_id IS NULL OR r.report_id = :report_id
ORDER BY d.decided_at, d.decision_number
"""

_SELECT_AS_READ = f"""
SELECT c.row_id, c.superseded_at, c.aspect_id, {CLAIM_FIELDS}
{CLAIM_SOURCES}
WHERE g.report_number = ? AND NOT c.decided
ORDER BY c.row_id
"""

_SELECT_ADDED = """
SELECT c.claim_id, c.recorded_at, c.reviewed, c.row_id, c.retired_at, c.aspect_id, c.date, c.status
FROM readings g JOIN claims c ON c.reading_id = g.reading_id
WHERE g.report_number = ? AND c.decided
"""

_RETIRE = """
UPDATE claims SET retired_at = :retired_at,
    retired_revision = CASE WHEN :retired_at IS NOT NULL THEN :revision END
WHERE row_id = :row_id
"""


def decide(work: Work, decision: Decision) -> None:
    """
    Keep a decision, and change the claims of its report as it says.

    Raises
    ------
    StoreError
        If the decision has no time zone, or the store has no such claim.
    """
    if decision.decided_at.tzinfo is None:
        raise StoreError(f"decided_at must have a time zone, got {decision.decided_at}.")
    query = "SELECT report_number FROM reports WHERE report_id = ? AND redacted_at IS NULL"
    found = work.connection.execute(query, [decision.report_id]).fetchone()
    if found is None:
        raise StoreError(f"There is no report {decision.report_id!r} to decide of.")
    [report_number] = found
    claim = _decided_claim(decision, _as_read(work.connection, report_number))
    values = {
        "report_number": report_number,
        "quote_start": decision.quote_start,
        "quote_end": decision.quote_end,
        "place_id": stored_text(decision.place_id),
        "status": stored_text(decision.status),
        "verdict": decision.verdict,
        "author": stored_text(decision.author),
        "decided_at": instant_number(decision.decided_at),
        "reason": stored_text(decision.reason),
        "place": stored_place(decision.place),
        "new_status": stored_text(decision.new_status),
        "date": day_number(decision.date),
        "date_end": day_number(decision.date_end),
        "claim": json.dumps(claim, default=lambda value: value.isoformat()),
        "revision": work.revision,
    }
    work.connection.execute(_INSERT_DECISION, values)
    reapply(work, [report_number])


def decisions_of(connection: sqlite3.Connection, report_id: str | None = None) -> list[Decided]:
    """Decisions on the report, or all of them; the oldest first."""
    rows = connection.execute(_SELECT_DECISIONS, {"report_id": report_id})
    return [_decided_of(row) for row in rows]


def decided_reports(connection: sqlite3.Connection, report_numbers: Iterable[int]) -> set[int]:
    """Those of the reports of which somebody decided."""
    query = """
        SELECT DISTINCT report_number FROM decisions
        WHERE report_number IN (SELECT value FROM json_each(?))
    """
    return {number for (number,) in connection.execute(query, [json.dumps(list(report_numbers))])}


def reapply(work: Work, report_numbers: Iterable[int]) -> None:
    """Make the claims of the reports what the decisions make of what was read."""
    for report_number in report_numbers:
        _reapply(work, report_number)


def _reapply(work: Work, report_number: int) -> None:
    rows = _as_read(work.connection, report_number)
    report_id = rows[0]["report_id"] if rows else ""
    decided = [
        _decided_of(row)
        for row in work.connection.execute(_SELECT_DECISIONS, {"report_id": report_id})
        if row[-2] is not None
    ]
    shown = apply([{**row, "retired_at": row["superseded_at"]} for row in rows], decided)
    stored = {
        (row[0], row[1], row[2]): row[3:]
        for row in work.connection.execute(_SELECT_ADDED, [report_number])
    }
    updates, new = [], []
    for row, now in zip(rows, shown, strict=False):
        old, retired = instant_number(row["retired_at"]), instant_number(now["retired_at"])
        changed = (row["row_id"], row["aspect_id"], day_number(row["date"]), row["status"])
        updates.append((retired, old, *changed))
    for row in shown[len(rows) :]:
        filled = claim_row(row)
        key = (filled["claim_id"], filled["recorded_at"], filled["reviewed"])
        if key in stored:
            row_id, old, aspect_id, day, status = stored.pop(key)
            updates.append((filled["retired_at"], old, row_id, aspect_id, day, status))
        else:
            reading_id = _reading_of(work.connection, report_number, row["reader_version"])
            of_report = {"reading_id": reading_id, "report_number": report_number}
            new.append({**filled, **of_report, "decided": True, "superseded_at": None})
    for (_, recorded, _), (row_id, old, aspect_id, day, status) in stored.items():
        # A decision that is older than one that was known already undoes what that had added.
        updates.append((recorded if old is None else old, old, row_id, aspect_id, day, status))
    _update(work, report_number, updates)
    work.insert(new)


def _update(work: Work, report_number: int, updates: list[tuple[Any, ...]]) -> None:
    """Retire claims, then bring others back, because two of one id are never current."""
    for retired, old, row_id, aspect_id, day, status in sorted(
        updates, key=lambda update: update[0] is None
    ):
        if retired == old:
            continue
        values = {"retired_at": retired, "row_id": row_id, "revision": work.revision}
        work.connection.execute(_RETIRE, values)
        if (retired is None) != (old is None):
            more = 1 if retired is None else -1
            work.note(aspect_id, day, stored_text(status), report_number, more)


def _as_read(connection: sqlite3.Connection, report_number: int) -> list[dict[str, Any]]:
    """Claims of all readings of a report as they were read, with the numbers of their rows."""
    names = ["row_id", "superseded_at", "aspect_id", *CLAIM_COLUMNS, "lat", "lon"]
    rows = []
    for values in connection.execute(_SELECT_AS_READ, [report_number]):
        row = {name: text_of(value) for name, value in zip(names, values, strict=True)}
        for name, dtype in CLAIM_COLUMNS.items():
            if dtype == "datetime64[s]":
                row[name] = day_of(row[name])
            elif dtype == "datetime64[us, UTC]":
                row[name] = instant_of(row[name])
            elif dtype == "bool":
                row[name] = bool(row[name])
        row["superseded_at"] = instant_of(row["superseded_at"])
        rows.append(row)
    return rows


def _decided_claim(decision: Decision, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The claim that a decision is made on, with the keys of `CLAIM_COLUMNS`, lat and lon."""

    def distance(row: Mapping[str, Any]) -> tuple[Any, ...]:
        start, end = row["quote_start"], row["quote_end"]
        away = abs(start - decision.quote_start) + abs(end - decision.quote_end)
        other = row["claim_id"] != decision.claim_id
        return (other, row["superseded_at"] is not None, away, -row["row_id"])

    matching = [
        row
        for row in rows
        if (row["place_id"], row["status"]) == (decision.place_id, decision.status)
        and (
            row["quote_start"] == decision.quote_start
            or max(row["quote_start"], decision.quote_start)
            < min(row["quote_end"], decision.quote_end)
        )
    ]
    if not matching:
        raise StoreError(
            f"The report {decision.report_id!r} has no claim of {decision.place_id!r} and "
            f"{decision.status!r} at {decision.quote_start} to {decision.quote_end}."
        )
    claim = min(matching, key=distance)
    kept = {name: claim[name] for name in (*CLAIM_COLUMNS, "lat", "lon")}
    return {**kept, "retired_at": None}


def _claim_of(text: str) -> dict[str, Any]:
    claim = json.loads(text)
    for name, dtype in CLAIM_COLUMNS.items():
        if claim[name] is not None:
            if dtype == "datetime64[s]":
                claim[name] = dt.date.fromisoformat(claim[name])
            elif dtype == "datetime64[us, UTC]":
                claim[name] = dt.datetime.fromisoformat(claim[name])
    return dict(claim)


def _decided_of(row: tuple[Any, ...]) -> Decided:
    """Return the decision of a row, and the claim unless that was redacted."""
    claim = {} if row[-2] is None else _claim_of(row[-2])
    return Decided(_decision_of(row, claim.get("claim_id", "")), claim, row[-1])


def _decision_of(row: tuple[Any, ...], claim_id: str) -> Decision:
    report_id, start, end, place_id, status, verdict, author, at, reason, *more = map(text_of, row)
    place, new_status, date, date_end = more[:4]
    decided_at = instant_of(at)
    assert decided_at is not None  # noqa: S101 - the column is NOT NULL
    return Decision(
        report_id=report_id,
        quote_start=start,
        quote_end=end,
        place_id=place_id,
        status=status,
        verdict=verdict,
        author=author,
        decided_at=decided_at,
        reason=reason,
        place=place_of(place),
        new_status=new_status,
        date=day_of(date),
        date_end=day_of(date_end),
        claim_id=claim_id,
    )


def _reading_of(connection: sqlite3.Connection, report_number: int, reader_version: str) -> int:
    """The reading of that version; if the report has none, its current one."""
    query = """
        SELECT reading_id FROM readings WHERE report_number = ?
        ORDER BY reader_version = ? DESC, retired_at IS NULL DESC, reading_id DESC
    """
    values = (report_number, stored_text(reader_version))
    return int(connection.execute(query, values).fetchone()[0])
