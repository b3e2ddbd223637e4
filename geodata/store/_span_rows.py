"""Spans as rows: what they say of their claims, and the writing of those that have changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from geodata.store._values import day_numbers_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    import pandas as pd

    from geodata.taxonomy import Status

_TEMPORARY = (
    """
    CREATE TEMP TABLE IF NOT EXISTS renewed (
        aspect_id INTEGER, start INTEGER, status TEXT, end INTEGER, stale_from INTEGER,
        last_day INTEGER, disputed INTEGER, PRIMARY KEY (aspect_id, start)
    ) WITHOUT ROWID
    """,
    "DELETE FROM renewed",
)

_SELECT_STORED = """
SELECT s.aspect_id, s.start, s.status, s.end, s.stale_from, s.last_day, s.disputed
FROM reach r
CROSS JOIN spans s ON s.aspect_id = r.aspect_id
    AND s.start >= ifnull(r.since, -9223372036854775807)
    AND s.start < ifnull(r.stop, 9223372036854775807)
"""

_RENEW = """
INSERT OR REPLACE INTO spans
SELECT n.aspect_id, n.start, n.status, n.end, n.stale_from, n.last_day, n.disputed,
    a.hedged, a.reports, a.sources, a.confirmations,
    c.place, c.kind, c.country, c.admin1, c.lat, c.lon
FROM renewed n
JOIN (
    SELECT n.aspect_id, n.start, min(c.hedged) AS hedged,
        count(DISTINCT c.report_number) AS reports, count(DISTINCT c.source_key) AS sources,
        count(DISTINCT c.voice) AS confirmations
    FROM renewed n
    CROSS JOIN claims c INDEXED BY claims_of_aspect ON c.aspect_id = n.aspect_id
        AND c.date BETWEEN n.start AND n.last_day AND c.status = n.status
        AND c.retired_at IS NULL
    GROUP BY n.aspect_id, n.start
) a ON a.aspect_id = n.aspect_id AND a.start = n.start
JOIN claims c ON c.row_id = (
    SELECT d.row_id FROM claims d INDEXED BY claims_of_aspect
    CROSS JOIN reports r ON r.report_number = d.report_number
    WHERE d.aspect_id = n.aspect_id AND d.date = n.last_day AND d.retired_at IS NULL
    ORDER BY r.published DESC, r.report_id DESC, d.quote_start DESC, d.quote_end DESC, d.hedged,
        instr(:statuses, ' ' || d.status || ' ')
    LIMIT 1
)
"""


def write_spans(
    connection: sqlite3.Connection, spans: pd.DataFrame, taxonomy: Mapping[str, Status]
) -> None:
    """
    Write the spans that have changed, and delete those that are no more.

    Parameters
    ----------
    spans
        Columns as in `SPAN_COLUMNS`, the number of the aspect in the place of ``place_id``:
        those that the table ``reach`` (and ``touched``) of the connection speaks of, whole.
    taxonomy
        Statuses by name.
    """
    stops = dict(connection.execute("SELECT aspect_id, stop FROM reach WHERE stop IS NOT NULL"))
    stored = {row[:2]: row for row in connection.execute(_SELECT_STORED)}
    rows = {row[:2]: row for row in _span_rows(spans) if row[1] != stops.get(row[0])}
    gone = [key for key in stored if key not in rows]
    connection.executemany("DELETE FROM spans WHERE aspect_id = ? AND start = ?", gone)
    touched = _touched_days(connection)
    renewed = [
        row
        for key, row in rows.items()
        if stored.get(key) != row or _is_touched(touched[row[0]], row[1], row[5])
    ]
    for statement in _TEMPORARY:
        connection.execute(statement)
    connection.executemany("INSERT INTO renewed VALUES (?, ?, ?, ?, ?, ?, ?)", renewed)
    connection.execute(_RENEW, {"statuses": f" {' '.join(taxonomy)} "})


def _touched_days(connection: sqlite3.Connection) -> defaultdict[int, list[int]]:
    days: defaultdict[int, list[int]] = defaultdict(list)
    for aspect_id, day in connection.execute("SELECT aspect_id, day FROM touched ORDER BY 1, 2"):
        days[aspect_id].append(day)
    return days


def _is_touched(days: list[int], first: int, last: int) -> bool:
    place = bisect_left(days, first)
    return place < len(days) and days[place] <= last


def _span_rows(spans: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(
        zip(
            spans["place_id"].tolist(),
            day_numbers_of(spans["start"]),
            spans["status"].tolist(),
            day_numbers_of(spans["end"]),
            day_numbers_of(spans["stale_from"]),
            day_numbers_of(spans["last_day"]),
            spans["disputed"].astype("int64").tolist(),
            strict=True,
        )
    )
