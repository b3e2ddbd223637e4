"""
Intervals as numpy columns, made for one question: what holds within these days, and where?

A frame of a million claims' intervals answers it too slowly for an animated timeline; these
columns answer it in a few milliseconds. They are built once for each revision of the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

from mapapp.palette import status_index

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

AREA_KINDS = frozenset({"country", "region", "water", "admin-1", "admin-2"})
"""Kinds of place that are areas and are drawn as such."""

NORTHERNMOST = 85.05112878
"""Degrees of latitude at which the square of Web Mercator ends."""

_NEVER = np.iinfo(np.int32).max
"""Day that stands for "not yet ended"."""

_DAY_BITS = 32

_CODE_BYTES = 6  # 48 bits: JavaScript's numbers are exact up to 53


@dataclass(frozen=True, slots=True, eq=False)
class IntervalColumns:
    """
    One entry per interval in each array, sorted by place, aspect and start as the intervals are.

    Days are counted from 1970-01-01; ``x`` and ``y`` are Web Mercator, from 0 in the north-west
    to 1 in the south-east.
    """

    place_ids: list[str]
    """Each place once; ``place`` holds the positions in this list."""
    codes: NDArray[np.float64]
    """The number of each of `place_ids`, as `place_code` gives it."""
    place: NDArray[np.int32]
    group: NDArray[np.int32]
    """Number of the place and aspect."""
    status: NDArray[np.uint8]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    area: NDArray[np.bool_]
    hedged: NDArray[np.bool_]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    stale_from: NDArray[np.int32]
    last_day: NDArray[np.int32]
    last_disputed: NDArray[np.bool_]
    """Whether sources contradict each other on ``last_day``."""
    dispute_keys: NDArray[np.int64]
    """Interval and day of every claim of the intervals that have a dispute, ascending."""
    dispute_values: NDArray[np.bool_]
    """Whether the day of the same position in ``dispute_keys`` is disputed."""

    def touched(self, since: dt.date, until: dt.date) -> NDArray[np.int64]:
        """All rows of the places and aspects of which one began, ended or went stale in between."""
        first, last = (np.datetime64(day, "D").astype(np.int64) for day in (since, until))
        near = np.zeros(len(self.group), dtype=bool)
        for days in (self.start, self.end, self.stale_from):
            near |= (days >= first) & (days <= last + 1)
        return np.flatnonzero(np.isin(self.group, self.group[near]))


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Intervals that hold within a range of days, as they stand on its last day."""

    rows: NDArray[np.int64]
    """Positions in the columns, at most one per place and aspect."""
    stale: NDArray[np.bool_]
    disputed: NDArray[np.bool_]

    def only(self, chosen: NDArray[Any]) -> Held:
        """The intervals that are chosen, as one bool for each or as positions in any order."""
        return Held(self.rows[chosen], self.stale[chosen], self.disputed[chosen])


def place_code(place_id: str) -> int:
    """Number that stands for a place in the browser: the same for ever, and without words."""
    return int.from_bytes(blake2b(place_id.encode(), digest_size=_CODE_BYTES).digest(), "big")


def interval_columns(intervals: gpd.GeoDataFrame) -> IntervalColumns:
    """
    Build the columns.

    Parameters
    ----------
    intervals
        Columns as in `INTERVAL_COLUMNS`, one Point per row, EPSG:4326, any order.
    """
    rows = intervals.sort_values(["place_id", "aspect", "start"], ignore_index=True)
    place_ids = list(rows["place_id"].unique())
    place = rows["place_id"].map({name: i for i, name in enumerate(place_ids)})
    new_group = (rows["place_id"] != rows["place_id"].shift()) | (
        rows["aspect"] != rows["aspect"].shift()
    )
    last_day = _days(rows["last_day"])
    keys, values = _dispute_days(rows)
    y = 0.5 - np.arctanh(np.sin(np.radians(_clipped(rows.geometry.y)))) / (2 * np.pi)
    return IntervalColumns(
        place_ids=place_ids,
        codes=np.array([place_code(place_id) for place_id in place_ids], dtype=np.float64),
        place=place.to_numpy(np.int32),
        group=(new_group.cumsum() - 1).to_numpy(np.int32),
        status=np.array([status_index(name) for name in rows["status"]], dtype=np.uint8),
        x=((rows.geometry.x.to_numpy() + 180) / 360).astype(np.float32),
        y=y.astype(np.float32),
        area=rows["kind"].isin(AREA_KINDS).to_numpy(bool),
        hedged=rows["hedged"].to_numpy(bool),
        start=_days(rows["start"]),
        end=_days(rows["end"]),
        stale_from=_days(rows["stale_from"]),
        last_day=last_day,
        last_disputed=_disputed_on(np.arange(len(rows)), last_day, keys, values),
        dispute_keys=keys,
        dispute_values=values,
    )


def held(
    columns: IntervalColumns,
    *,
    since: dt.date,
    until: dt.date,
    statuses: Collection[str] | None = None,
    passing: NDArray[np.int32] | None = None,
) -> Held:
    """
    What holds within a range of days; the same answer as `situations_between` gives as a frame.

    Parameters
    ----------
    since, until
        First and last day, both included.
    statuses
        Only situations that have one of these at the end of the range; None for all.
    passing
        First day on which each interval passes the further filters; None if there are none.
    """
    first, last = (np.datetime64(day, "D").astype(np.int64) for day in (since, until))
    rows = np.flatnonzero((columns.start <= last) & (columns.end >= first))
    groups = columns.group[rows]
    newest = np.append(groups[1:] != groups[:-1], True)[: len(rows)]
    rows = rows[newest]
    if statuses is not None:
        wanted = np.array([status_index(name) for name in statuses], dtype=np.uint8)
        rows = rows[np.isin(columns.status[rows], wanted)]
    if passing is not None:
        rows = rows[passing[rows] <= last]
    disputed = columns.last_disputed[rows].copy()
    earlier = np.flatnonzero(columns.last_day[rows] > last)
    days = np.full(len(earlier), last)
    disputed[earlier] = _disputed_on(
        rows[earlier], days, columns.dispute_keys, columns.dispute_values
    )
    return Held(rows=rows, stale=columns.stale_from[rows] <= last, disputed=disputed)


def _dispute_days(rows: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Keys and values for `_disputed_on`, of the few intervals that have a disputed day."""
    disputed = rows[["claim_days", "disputed_days"]][rows["disputed"].to_numpy(bool)]
    pairs = [
        (number, day, day in contradicted)
        for number, days, contradicted in disputed.itertuples()
        for day in dict.fromkeys(days)
    ]
    numbers = np.array([number for number, _, _ in pairs], dtype=np.int64)
    days = np.array([day for _, day, _ in pairs], dtype="datetime64[D]").astype(np.int64)
    return _keys(numbers, days), np.array([value for *_, value in pairs], dtype=bool)


def _disputed_on(
    rows: NDArray[Any], days: NDArray[Any], keys: NDArray[np.int64], values: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether each interval's newest claim day, of or before the day, is a disputed one."""
    if not len(keys):
        return np.zeros(len(rows), dtype=bool)
    found = np.searchsorted(keys, _keys(rows, days), side="right") - 1
    is_its_own = keys[found] >= rows.astype(np.int64) << _DAY_BITS
    return np.asarray((found >= 0) & is_its_own & values[found], dtype=bool)


def _keys(rows: NDArray[Any], days: NDArray[Any]) -> NDArray[np.int64]:
    """Row and day in one number that sorts by the row, then by the day (1970 in the middle)."""
    middle = 1 << _DAY_BITS - 1
    return (rows.astype(np.int64) << _DAY_BITS) + days.astype(np.int64) + middle


def _clipped(lat: pd.Series[Any]) -> NDArray[np.float64]:
    return np.asarray(lat.clip(-NORTHERNMOST, NORTHERNMOST), dtype=np.float64)


def _days(moments: pd.Series[Any]) -> NDArray[np.int32]:
    """Days since 1970; `_NEVER` for NaT."""
    days = moments.to_numpy(dtype="datetime64[D]")
    numbers = np.where(np.isnat(days), _NEVER, days.astype(np.int64))
    return numbers.astype(np.int32)
