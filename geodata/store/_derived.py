"""
Verdicts of days and spans of statuses, kept up to date with the claims that they follow from.

Only the days whose claims have changed are judged anew, and only the spans that this may change:
from the last verdict before the first such day to the first change of status between two days
after the last one, from which on everything stays as it was.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata.situations.spans import PLACED_COLUMNS, placed, spans
from geodata.situations.verdicts import VERDICT_COLUMNS, verdicts
from geodata.store._span_rows import write_spans
from geodata.store._values import day_numbers_of, frame_of, numbers_of, transposed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geodata.taxonomy import Status

_TEMPORARY = (
    """
    CREATE TEMP TABLE IF NOT EXISTS touched (
        aspect_id INTEGER, day INTEGER, PRIMARY KEY (aspect_id, day)
    ) WITHOUT ROWID
    """,
    # Of an aspect: its first and last touched day, where the span of the verdict before the
    # first begins, and the day from which on everything stays as it was.
    """
    CREATE TEMP TABLE IF NOT EXISTS reach (
        aspect_id INTEGER PRIMARY KEY, first INTEGER, last INTEGER, since INTEGER, stop INTEGER
    )
    """,
    "DELETE FROM touched",
    "DELETE FROM reach",
)

_FILL_REACH = """
INSERT INTO reach (aspect_id, first, last)
SELECT aspect_id, min(day), max(day) FROM touched GROUP BY aspect_id
"""

_SELECT_VOTES = """
SELECT c.aspect_id, c.date, c.date_end, r.published, r.report_id, c.source_key, c.voice,
    c.quote_start, c.quote_end, NOT c.hedged, c.status
FROM touched t
CROSS JOIN claims c INDEXED BY claims_of_aspect
    ON c.aspect_id = t.aspect_id AND c.date = t.day AND c.retired_at IS NULL
CROSS JOIN reports r ON r.report_number = c.report_number
"""

_VOTE_ORDER = (
    "group",
    "day",
    "published",
    "report",
    "quote_start",
    "quote_end",
    "plain",
    "rank",
)

_DAY_COLUMNS: Mapping[str, str] = {
    "place_id": "int64",
    "day": "datetime64[s]",
    "status": "str",
    "end": "datetime64[s]",
    "disputed": "bool",
    "start": "datetime64[s]",
    "named_end": "datetime64[s]",
}

# Of the span before, it matters whether any of its days so far is disputed.
_SELECT_BEFORE = """
SELECT d.aspect_id, d.day, d.status, d.end, EXISTS (
        SELECT 1 FROM days e WHERE e.aspect_id = d.aspect_id
        AND e.day BETWEEN d.start AND d.day AND e.disputed
    ), d.start, d.named_end
FROM reach r
CROSS JOIN days d ON d.aspect_id = r.aspect_id AND d.day = (
    SELECT max(day) FROM days WHERE aspect_id = r.aspect_id AND day < r.first
)
"""

# Spans do not overlap, so none that began before the one of the last touched day ends after it.
_SELECT_SPANS_AFTER = """
SELECT s.aspect_id, s.start, s.status FROM reach r
CROSS JOIN spans s ON s.aspect_id = r.aspect_id AND s.last_day > r.last AND s.start >= ifnull(
    (SELECT max(start) FROM spans WHERE aspect_id = r.aspect_id AND start <= r.last),
    -9223372036854775807
)
ORDER BY s.aspect_id, s.start
"""

_SELECT_UNTOUCHED = """
SELECT d.aspect_id, d.day, d.status, d.end, d.disputed, d.start, d.named_end
FROM reach r
CROSS JOIN days d ON d.aspect_id = r.aspect_id AND d.day >= r.first
    AND d.day <= ifnull(r.stop, d.day)
WHERE NOT EXISTS (SELECT 1 FROM touched t WHERE t.aspect_id = d.aspect_id AND t.day = d.day)
"""

_INSERT_DAY = "INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?, ?, ?, ?)"

_SELECT_TOUCHED = """
SELECT t.aspect_id, t.day FROM touched t JOIN aspects a USING (aspect_id) WHERE a.aspect != ''
"""


def refresh(
    connection: sqlite3.Connection,
    taxonomy: Mapping[str, Status],
    touched: Iterable[tuple[int, int]],
) -> None:
    """
    Bring the days and spans up to date, inside the open transaction.

    Parameters
    ----------
    taxonomy
        Statuses by name; all claims of an aspect that has a name must have one of them.
    touched
        Aspect and day of every dated claim that became or ceased to be current, or has another
        voice now.
    """
    for statement in _TEMPORARY:
        connection.execute(statement)
    connection.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", touched)
    connection.execute(
        "DELETE FROM touched WHERE aspect_id IN (SELECT aspect_id FROM aspects WHERE aspect = '')"
    )
    connection.execute(_FILL_REACH)
    judged = _verdicts(connection, taxonomy)
    before = _days(connection, _SELECT_BEFORE, taxonomy)
    _set_reach(connection, before)
    untouched = _days(connection, _SELECT_UNTOUCHED, taxonomy)
    days = pd.concat([judged, untouched[list(VERDICT_COLUMNS)]], ignore_index=True)
    days = days.sort_values(["place_id", "day"], ignore_index=True)
    in_spans = placed(days, taxonomy, before=before)
    _write_days(connection, in_spans, untouched)
    whole = pd.concat([before[list(PLACED_COLUMNS)], in_spans], ignore_index=True)
    whole = whole.sort_values(["place_id", "day"], ignore_index=True)
    write_spans(connection, spans(whole, taxonomy), taxonomy)


def _verdicts(connection: sqlite3.Connection, taxonomy: Mapping[str, Status]) -> pd.DataFrame:
    """Verdicts of the touched days; the number of the aspect stands in for ``place_id``."""
    columns = transposed(connection.execute(_SELECT_VOTES).fetchall(), 11)
    group, day, end, published, report, source, voice, quote_start, quote_end, plain, status = (
        columns
    )
    ranks = {name: -place for place, name in enumerate(taxonomy)}
    # As `geodata.situations.votes` counts them; the voices are already known here.
    cast = {
        "group": np.array(group, dtype=np.int64),
        "day": np.array(day, dtype=np.int64),
        "end": numbers_of(end),
        "published": numbers_of(published),
        "report": _ranks(report),
        "source": _ranks(source),
        "voice": _ranks(voice),
        "quote_start": np.array(quote_start, dtype=np.int64),
        "quote_end": np.array(quote_end, dtype=np.int64),
        "plain": np.array(plain, dtype=bool),
        "rank": np.array([ranks[name] for name in status], dtype=np.int64),
    }
    order = np.lexsort([cast[name] for name in reversed(_VOTE_ORDER)])
    counted = pd.DataFrame({"row": order, **{name: cast[name][order] for name in cast}})
    return verdicts(counted, pd.DataFrame({"place_id": cast["group"]}), taxonomy)


def _ranks(values: Sequence[Any]) -> NDArray[np.int64]:
    """The place of each value among the sorted distinct values."""
    places = {value: place for place, value in enumerate(sorted(set(values)))}
    return np.array([places[value] for value in values], dtype=np.int64)


def _set_reach(connection: sqlite3.Connection, before: pd.DataFrame) -> None:
    starts = zip(day_numbers_of(before["start"]), before["place_id"].tolist(), strict=True)
    connection.executemany("UPDATE reach SET since = ? WHERE aspect_id = ?", starts)
    after = connection.execute(_SELECT_SPANS_AFTER).fetchall()
    stops = []
    for aspect_id, of_aspect in groupby(after, key=lambda span: span[0]):
        changes = (new[1] for old, new in pairwise(of_aspect) if old[2] != new[2])
        stops.append((next(changes, None), aspect_id))
    connection.executemany("UPDATE reach SET stop = ? WHERE aspect_id = ?", stops)


def _days(
    connection: sqlite3.Connection, query: str, taxonomy: Mapping[str, Status]
) -> pd.DataFrame:
    """Placed verdicts; the number of the aspect stands in for ``place_id``."""
    days = frame_of(connection.execute(query).fetchall(), _DAY_COLUMNS)
    aspects = pd.array([status.aspect for status in taxonomy.values()], dtype="str")
    codes = pd.Index(list(taxonomy)).get_indexer(pd.Index(days["status"]))
    return days.assign(aspect=aspects[codes])


def _write_days(
    connection: sqlite3.Connection, in_spans: pd.DataFrame, untouched: pd.DataFrame
) -> None:
    """Write the days of the placed verdicts that are not stored as they are."""
    stored = set(_day_rows(untouched))
    connection.execute(
        """
        DELETE FROM days WHERE (aspect_id, day) IN (SELECT aspect_id, day FROM touched)
        """
    )
    changed = [row for row in _day_rows(in_spans) if row not in stored]
    connection.executemany(_INSERT_DAY, changed)


def _day_rows(days: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(
        zip(
            days["place_id"].tolist(),
            day_numbers_of(days["day"]),
            days["status"].tolist(),
            day_numbers_of(days["end"]),
            days["disputed"].tolist(),
            day_numbers_of(days["start"]),
            day_numbers_of(days["named_end"]),
            strict=True,
        )
    )
