"""What is read from the tables of the SQLite store."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from geodata.schema import CLAIM_COLUMNS, printable, validate
from geodata.situations.votes import known
from geodata.store import _rows
from geodata.store._rows import CLAIM_FIELDS, CLAIM_SOURCES, claims_of
from geodata.store._values import (
    column_of,
    day_number,
    frame_of,
    instant_number,
    stored_text,
    text_of,
    transposed,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import date, datetime

    import geopandas as gpd
    import pandas as pd

    from geodata.models import Report, Toponym
    from geodata.store.counts import Summary

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees; west is greater than east across the antimeridian."""

_COUNT_COLUMNS = {"day": "datetime64[s]", "status": "str", "claims": "int64"}

_SELECT_REPORT = """
SELECT t.text, r.title, r.source, r.url, r.language, r.published, r.published_day,
    r.published_precision, r.spans
FROM reports r JOIN texts t USING (report_number) WHERE r.report_id = ?
"""

_SELECT_TOPONYMS = """
SELECT t.start, t.end, t.text, t.place, t.confidence, t.candidates, t.adjective
FROM reports r JOIN readings g USING (report_number) JOIN toponyms t USING (reading_id)
WHERE r.report_id = ? AND g.retired_at IS NULL
ORDER BY t.rowid
"""

_SELECT_UNRESOLVED = """
SELECT t.text, count(DISTINCT g.report_number) AS reports
FROM toponyms t JOIN readings g USING (reading_id)
WHERE t.place_id IS NULL AND g.retired_at IS NULL
GROUP BY t.text ORDER BY reports DESC, t.text
"""

_SELECT_SUMMARY = """
SELECT
    (SELECT count(*) FROM reports),
    (SELECT ifnull(sum(claims), 0) FROM daily_counts) + undated, undated,
    (SELECT count(DISTINCT t.text) FROM toponyms t JOIN readings g USING (reading_id)
        WHERE t.place_id IS NULL AND g.retired_at IS NULL),
    (SELECT min(day) FROM daily_counts), (SELECT max(day) FROM daily_counts)
FROM (SELECT count(*) AS undated FROM claims WHERE retired_at IS NULL AND date IS NULL)
"""


def claims(
    connection: sqlite3.Connection, *, known_by: datetime | None = None, undated: bool = False
) -> gpd.GeoDataFrame:
    """Claims that were current at an instant (None: that are), by id; see `Store.claims`."""
    when = "c.retired_at IS NULL"
    if known_by is not None:
        when = "c.recorded_at <= :known_by AND (c.retired_at IS NULL OR c.retired_at > :known_by)"
    if undated:
        when += " AND c.date IS NULL"
    query = f"SELECT {CLAIM_FIELDS} {CLAIM_SOURCES} WHERE {when} ORDER BY c.claim_id"
    rows = connection.execute(query, {"known_by": instant_number(known_by)}).fetchall()
    return known(claims_of(rows), known_by).reset_index(drop=True)


def find(connection: sqlite3.Connection, digits: str) -> gpd.GeoDataFrame:
    """Claims of which an id begins so; see `Store.find`."""
    # No hexadecimal digit comes behind "g".
    values = {"first": digits, "last": f"{digits}g"}
    rows: list[Any] = []
    # The claims of a report are those of its readings, for these have an index.
    for column, retired in product(("c.claim_id", "r.report_id"), ("IS NULL", "IS NOT NULL")):
        where = f"{column} >= :first AND {column} < :last AND c.retired_at {retired}"
        if column == "r.report_id":
            where += " AND g.report_number = r.report_number"
        found = f"SELECT {CLAIM_FIELDS} {CLAIM_SOURCES} WHERE {where} ORDER BY c.row_id"
        rows = rows or connection.execute(found, values).fetchall()
    return claims_of(rows)


def query(
    connection: sqlite3.Connection,
    *,
    since: date | None,
    until: date | None,
    bbox: Box | None,
    statuses: Collection[str] | None,
    place_id: str | None,
    text: str | None,
    source: str | None,
    limit: int,
) -> gpd.GeoDataFrame:
    """Current claims that pass every filter, the newest first; see `Store.query`."""
    where, values = ["c.retired_at IS NULL"], dict[str, Any](limit=limit)
    if since is not None:
        where.append("c.date >= :since")
        values["since"] = day_number(since)
    if until is not None:
        where.append("c.date <= :until")
        values["until"] = day_number(until)
    if bbox is not None:
        condition, bounds = within(bbox, "c")
        where.append(condition)
        values |= bounds
    if statuses is not None:
        names = {f"status{number}": stored_text(one) for number, one in enumerate(statuses)}
        where.append(f"c.status IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    if place_id is not None:
        where.append("c.aspect_id IN (SELECT aspect_id FROM aspects WHERE place_id = :place_id)")
        values["place_id"] = stored_text(place_id)
    if source is not None:
        where.append("r.source = :source")
        values["source"] = stored_text(source)
    if text is not None:
        where.append("says(:text, c.quote, c.toponym, c.place, r.title)")
        values["text"] = printable(text).casefold()
    found = (
        f"SELECT {CLAIM_FIELDS} {CLAIM_SOURCES} WHERE {' AND '.join(where)} "
        "ORDER BY c.date DESC, c.claim_id LIMIT :limit"
    )
    return claims_of(connection.execute(found, values).fetchall())


def within(bbox: Box, table: str) -> tuple[str, dict[str, float]]:
    """Condition that a row's ``lat`` and ``lon`` lie in the box, and its values."""
    west, south, east, north = bbox
    both = "AND" if west <= east else "OR"
    condition = (
        f"{table}.lat BETWEEN :south AND :north"
        f" AND ({table}.lon >= :west {both} {table}.lon <= :east)"
    )
    return condition, {"west": west, "south": south, "east": east, "north": north}


def says(text: str, *parts: Any) -> bool:
    """Whether the case-folded text stands in one of the parts."""
    return any(text in printable(text_of(part)).casefold() for part in parts)


def counts(connection: sqlite3.Connection, since: date | None, until: date | None) -> pd.DataFrame:
    """How many current claims of each status the days have; see `Store.counts`."""
    found = """
        SELECT day, status, claims FROM daily_counts
        WHERE day >= ifnull(:since, day) AND day <= ifnull(:until, day) ORDER BY day, status
    """
    values = {"since": day_number(since), "until": day_number(until)}
    return frame_of(connection.execute(found, values).fetchall(), _COUNT_COLUMNS)


def changes(connection: sqlite3.Connection, after: int) -> gpd.GeoDataFrame:
    """Claims that were added or retired after a revision; see `Store.changes`."""
    events = (
        ("c.retired_revision", "retired", 0),
        ("c.revision", "added", 1),
    )
    found = " UNION ALL ".join(
        f"SELECT {CLAIM_FIELDS}, {revision} AS at, '{change}', {order} AS place_in_it "
        f"{CLAIM_SOURCES} WHERE {revision} > :after"
        for revision, change, order in events
    )
    found += " ORDER BY at, place_in_it, claim_id"
    rows = connection.execute(found, {"after": after}).fetchall()
    width = len(CLAIM_COLUMNS) + 2
    frame = claims_of([row[:width] for row in rows])
    revisions, kinds = transposed([row[width : width + 2] for row in rows], 2)
    frame["revision"] = column_of(revisions, "int64")
    frame["change"] = column_of(kinds, "str")
    return validate(frame, CLAIM_COLUMNS)


def unresolved(connection: sqlite3.Connection) -> pd.DataFrame:
    """Names that could not be resolved; see `Store.unresolved`."""
    return _rows.names_of(connection.execute(_SELECT_UNRESOLVED).fetchall())


def summary(connection: sqlite3.Connection) -> Summary:
    """How much the store holds; see `Store.summary`."""
    return _rows.summary_of(connection.execute(_SELECT_SUMMARY).fetchone())


def report(connection: sqlite3.Connection, report_id: str) -> Report | None:
    """The report with its text; see `Store.report`."""
    row = connection.execute(_SELECT_REPORT, [report_id]).fetchone()
    return _rows.report_of(row) if row else None


def toponyms(connection: sqlite3.Connection, report_id: str) -> list[Toponym]:
    """Toponyms of the report's current reading; see `Store.toponyms`."""
    return [_rows.toponym_of(row) for row in connection.execute(_SELECT_TOPONYMS, [report_id])]
