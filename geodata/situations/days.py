"""From intervals to situations: which status holds where on a day, or within a range of days."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from geodata.schema import INTERVAL_COLUMNS, SITUATION_COLUMNS, validate

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd
    import pandas as pd


def situations(intervals: gpd.GeoDataFrame, *, on: date) -> gpd.GeoDataFrame:
    """
    Status of every place and aspect on one day.

    Parameters
    ----------
    intervals
        What `intervals` returned.
    on
        The day, local to the places.

    Returns
    -------
    situations
        One row per place and aspect that has a status on that day, columns as in
        `SITUATION_COLUMNS`, one Point per row, EPSG:4326. ``until`` is NaT for an open span.
    """
    return _situations_at(intervals[_overlaps(intervals, on, on)], on)


def situations_between(
    intervals: gpd.GeoDataFrame, *, since: date, until: date
) -> gpd.GeoDataFrame:
    """
    Every place and aspect that had a status within a range of days, as it stood at its end.

    Parameters
    ----------
    intervals
        What `intervals` returned.
    since, until
        First and last day of the range, both included.

    Returns
    -------
    situations
        One row per place and aspect with the last span that overlaps the range; one that ended
        within the range shows its last day in ``until``. Age and staleness are judged on the
        last day of the range. Columns as in `SITUATION_COLUMNS`, one Point per row, EPSG:4326.

    Raises
    ------
    ValueError
        If the range ends before it starts.
    """
    if since > until:
        raise ValueError(f"The range must not end before it starts, got {since} to {until}.")
    overlapping = intervals[_overlaps(intervals, since, until)].sort_values("start")
    newest = overlapping.drop_duplicates(["place_id", "aspect"], keep="last")
    return _situations_at(newest.sort_values(["place_id", "aspect"]), until)


def _overlaps(intervals: gpd.GeoDataFrame, since: date, until: date) -> pd.Series[bool]:
    """Which intervals hold on some day of the range, both ends included."""
    validate(intervals, INTERVAL_COLUMNS)
    begun: pd.Series[bool] = intervals["start"] <= np.datetime64(until, "s")
    ended: pd.Series[bool] = intervals["end"] < np.datetime64(since, "s")
    overlaps: pd.Series[bool] = begun & ~ended
    return overlaps


def _situations_at(held: gpd.GeoDataFrame, on: date) -> gpd.GeoDataFrame:
    """The intervals, none of which starts after the day, as situations judged on that day."""
    newest = [days[bisect_right(days, on) - 1] for days in held["claim_days"]]
    disputed = [day in days for day, days in zip(newest, held["disputed_days"], strict=True)]
    rows = held.rename(columns={"start": "since", "end": "until"}).assign(
        disputed=np.array(disputed, dtype=bool),
        age_days=np.array([(on - day).days for day in newest], dtype=np.int64),
        stale=held["stale_from"] <= np.datetime64(on, "s"),
    )
    rows = rows[[*SITUATION_COLUMNS, "geometry"]].reset_index(drop=True)
    return validate(rows, SITUATION_COLUMNS)
