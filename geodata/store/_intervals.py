"""Interval rows from the stored spans, and the claims that explain them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata.schema import INTERVAL_COLUMNS, validate
from geodata.situations import intervals as derive
from geodata.store._queries import Box, claims, within
from geodata.store._rebuild import is_current
from geodata.store._rows import with_points
from geodata.store._values import column_of, day_number, stored_text, transposed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import date

    import geopandas as gpd

    from geodata.taxonomy import Status

_STORED = [
    name for name in INTERVAL_COLUMNS if name not in ("claim_ids", "claim_days", "disputed_days")
]

_SELECT_SPANS = f"""
SELECT {", ".join(f"{'a' if name in ('place_id', 'aspect') else 's'}.{name}" for name in _STORED)},
    s.lat, s.lon, s.aspect_id
FROM spans s CROSS JOIN aspects a ON a.aspect_id = s.aspect_id
"""  # noqa: S608 - our own columns

_SELECT_CLAIMS = """
SELECT f.number, c.claim_id, c.date
FROM found f
CROSS JOIN claims c INDEXED BY claims_of_aspect ON c.aspect_id = f.aspect_id
    AND c.date BETWEEN f.start AND f.last_day AND c.retired_at IS NULL
CROSS JOIN reports r ON r.report_number = c.report_number
ORDER BY f.number, c.date, r.published, r.report_id, c.quote_start, c.quote_end, c.hedged DESC,
    instr(:statuses, ' ' || c.status || ' ') DESC
"""

_SELECT_DAYS = """
SELECT f.number, '', d.day
FROM found f
CROSS JOIN days d ON d.aspect_id = f.aspect_id AND d.day BETWEEN f.start AND f.last_day
ORDER BY f.number, d.day
"""

_SELECT_DISPUTED = """
SELECT f.number, d.day
FROM found f
CROSS JOIN days d INDEXED BY disputed_days ON d.aspect_id = f.aspect_id
    AND d.day BETWEEN f.start AND f.last_day AND d.disputed
ORDER BY f.number, d.day
"""


def intervals(
    connection: sqlite3.Connection,
    taxonomy: Mapping[str, Status],
    *,
    since: date | None,
    until: date | None,
    bbox: Box | None,
    place_id: str | None,
    explained: bool,
) -> gpd.GeoDataFrame:
    """Spans that pass every filter, inside one transaction; see `Store.intervals`."""
    if not is_current(connection, taxonomy):
        # Other statuses are on now than when the store was last written, and it is only read.
        found = claims(connection)
        known = found[found["status"].isin(taxonomy.keys())]
        return _chosen(derive(known, taxonomy=taxonomy), since, until, bbox, place_id)
    where, values = ["1"], dict[str, Any]()
    if since is not None:
        where.append("ifnull(s.end, :since) >= :since")
        values["since"] = day_number(since)
    if until is not None:
        where.append("s.start <= :until")
        values["until"] = day_number(until)
    if bbox is not None:
        condition, bounds = within(bbox, "s")
        where.append(condition)
        values |= bounds
    if place_id is not None:
        where.append("s.aspect_id IN (SELECT aspect_id FROM aspects WHERE place_id = :place_id)")
        values["place_id"] = stored_text(place_id)
    query = f"{_SELECT_SPANS} WHERE {' AND '.join(where)}"
    rows = connection.execute(query, values).fetchall()
    names = [*_STORED, "lat", "lon", "aspect_id"]
    columns = dict(zip(names, transposed(rows, len(names)), strict=True))
    typed = {name: column_of(columns[name], INTERVAL_COLUMNS[name]) for name in _STORED}
    typed |= _explanations(connection, taxonomy, columns, with_ids=explained)
    frame = with_points(typed, columns).sort_values(["place_id", "aspect", "start"])
    columns_in_order = [*INTERVAL_COLUMNS, "geometry"]
    return validate(frame[columns_in_order].reset_index(drop=True), INTERVAL_COLUMNS)


def _chosen(
    frame: gpd.GeoDataFrame,
    since: date | None,
    until: date | None,
    bbox: Box | None,
    place_id: str | None,
) -> gpd.GeoDataFrame:
    chosen = np.ones(len(frame), dtype=bool)
    if since is not None:
        chosen &= ~(frame["end"] < np.datetime64(since, "s")).to_numpy()
    if until is not None:
        chosen &= (frame["start"] <= np.datetime64(until, "s")).to_numpy()
    if bbox is not None:
        west, south, east, north = bbox
        eastward, westward = frame.geometry.x >= west, frame.geometry.x <= east
        across = eastward & westward if west <= east else eastward | westward
        chosen &= (frame.geometry.y.between(south, north) & across).to_numpy()
    if place_id is not None:
        chosen &= (frame["place_id"] == place_id).to_numpy()
    return frame[chosen].reset_index(drop=True)


def _explanations(
    connection: sqlite3.Connection,
    taxonomy: Mapping[str, Status],
    columns: Mapping[str, tuple[Any, ...]],
    *,
    with_ids: bool,
) -> dict[str, pd.Series[Any]]:
    """The claims of each span with their days, or those days alone, and its disputed days."""
    connection.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS found (
            number INTEGER PRIMARY KEY, aspect_id INTEGER, start INTEGER, last_day INTEGER
        )
        """
    )
    connection.execute("DELETE FROM found")
    spans = zip(columns["aspect_id"], columns["start"], columns["last_day"], strict=True)
    connection.executemany(
        "INSERT INTO found VALUES (?, ?, ?, ?)",
        ((number, *span) for number, span in enumerate(spans)),
    )
    statuses = {"statuses": f" {' '.join(taxonomy)} "}
    query = (_SELECT_CLAIMS, statuses) if with_ids else (_SELECT_DAYS,)
    explaining = connection.execute(*query).fetchall()
    disputed = connection.execute(_SELECT_DISPUTED).fetchall()
    count = len(columns["start"])
    numbers, ids, days = transposed(explaining, 3)
    disputed_numbers, disputed_days = transposed(disputed, 2)
    return {
        "claim_ids": _tuples(numbers, column_of(ids, "str").tolist(), count)
        if with_ids
        else pd.Series([()] * count, dtype=object),
        "claim_days": _tuples(numbers, _dates(days), count),
        "disputed_days": _tuples(disputed_numbers, _dates(disputed_days), count),
    }


def _tuples(numbers: tuple[int, ...], values: list[Any], count: int) -> pd.Series[Any]:
    """One tuple per span of the values that have its number, which ascend."""
    bounds = np.searchsorted(np.array(numbers, dtype=np.int64), np.arange(count + 1)).tolist()
    parts = [tuple(values[bounds[at] : bounds[at + 1]]) for at in range(count)]
    return pd.Series(parts, dtype=object)


def _dates(numbers: tuple[int, ...]) -> list[date]:
    """The days with these numbers, of which equal ones are one object."""
    distinct, places = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)
    dates = distinct.astype("datetime64[D]").astype(object)
    return list(dates[places])
