"""From intervals to situations: which status holds where on a day, or within a range of days."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.schema import CRS, INTERVAL_COLUMNS, SITUATION_COLUMNS, validate_columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

_NAMES_OF_SPANS = {"since": "start", "until": "end"}
_SECONDS_OF_A_DAY = 86_400


def situations(intervals: gpd.GeoDataFrame, *, on: date) -> gpd.GeoDataFrame:
    """
    Status of every place and aspect on one day.

    Parameters
    ----------
    intervals
        What `intervals` returned, or any of its rows.
    on
        The day, local to the places.

    Returns
    -------
    situations
        One row per place and aspect that has a status on that day, in the order given, columns
        as in `SITUATION_COLUMNS`, one Point per row, EPSG:4326. ``until`` is NaT for an open
        span.
    """
    return _situations_at(intervals, _overlapping(intervals, on, on), on)


def situations_between(
    intervals: gpd.GeoDataFrame, *, since: date, until: date
) -> gpd.GeoDataFrame:
    """
    Every place and aspect that had a status within a range of days, as it stood at its end.

    Parameters
    ----------
    intervals
        What `intervals` returned, or any of its rows.
    since, until
        First and last day of the range, both included.

    Returns
    -------
    situations
        One row per place and aspect with the last span that overlaps the range; one that ended
        within the range shows its last day in ``until``. Age and staleness are judged on the
        last day of the range. In the order given, columns as in `SITUATION_COLUMNS`, one Point
        per row, EPSG:4326.

    Raises
    ------
    ValueError
        If the range ends before it starts.
    """
    if since > until:
        raise ValueError(f"The range must not end before it starts, got {since} to {until}.")
    rows = _overlapping(intervals, since, until)
    place, _ = pd.factorize(intervals["place_id"].array.take(rows))
    aspect, aspects = pd.factorize(intervals["aspect"].array.take(rows))
    group = place * len(aspects) + aspect
    order = np.lexsort((intervals["start"].to_numpy()[rows], group))
    is_newest = np.diff(group[order], append=-1) != 0
    return _situations_at(intervals, np.sort(rows[order[is_newest]]), until)


def _overlapping(intervals: gpd.GeoDataFrame, since: date, until: date) -> NDArray[np.intp]:
    """Positions of the intervals that hold on some day of the range, both ends included."""
    validate_columns(intervals, INTERVAL_COLUMNS)
    begun = intervals["start"].to_numpy() <= np.datetime64(until, "s")
    ended = intervals["end"].to_numpy() < np.datetime64(since, "s")
    return np.flatnonzero(begun & ~ended)


def _situations_at(
    intervals: gpd.GeoDataFrame, rows: NDArray[np.intp], on: date
) -> gpd.GeoDataFrame:
    """The intervals at these positions, none of which starts after the day, judged on it."""
    columns = {
        name: intervals[_NAMES_OF_SPANS.get(name, name)].array.take(rows)
        for name in SITUATION_COLUMNS
        if name not in ("age_days", "stale")
    }
    day = np.datetime64(on, "s")
    stale = intervals["stale_from"].to_numpy()[rows] <= day
    columns |= {"stale": stale, **_newest(intervals, rows, on)}
    table = pd.DataFrame({name: columns[name] for name in SITUATION_COLUMNS}, copy=False)
    points = intervals.geometry.array.take(rows)
    # The points were checked when the intervals were made.
    return validate_columns(gpd.GeoDataFrame(table, geometry=points, crs=CRS), SITUATION_COLUMNS)


def _newest(
    intervals: gpd.GeoDataFrame, rows: NDArray[np.intp], on: date
) -> Mapping[str, NDArray[np.int64] | NDArray[np.bool_]]:
    """Age of the newest claim of or before the day, and whether its day is disputed."""
    since_last = np.datetime64(on, "s") - intervals["last_day"].to_numpy()[rows]
    age = since_last.astype(np.int64) // _SECONDS_OF_A_DAY
    disputed = intervals["disputed"].to_numpy()[rows]
    # Days are looked up one by one only where claims of later days have to be passed over.
    late = np.flatnonzero(age < 0)
    held = intervals["claim_days"].to_numpy()[rows[late]].tolist()
    age[late] = [on.toordinal() - days[bisect_right(days, on) - 1].toordinal() for days in held]
    doubtful = np.flatnonzero(disputed)
    newest = (np.datetime64(on, "D") - age[doubtful]).tolist()
    disputed_days = intervals["disputed_days"].to_numpy()[rows[doubtful]].tolist()
    disputed[doubtful] = [day in days for day, days in zip(newest, disputed_days, strict=True)]
    return {"age_days": age, "disputed": disputed}
