"""What changed between two days: where a status began, gave way to another, ended or went stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.schema import CHANGE_COLUMNS, INTERVAL_COLUMNS, validate, validate_columns
from geodata.situations.spans import differs

if TYPE_CHECKING:
    from datetime import date

_DAY = np.timedelta64(86_400, "s")


def changes(intervals: gpd.GeoDataFrame, *, since: date, until: date) -> gpd.GeoDataFrame:
    """
    Changes of status after one day, up to another.

    Parameters
    ----------
    intervals
        What `intervals` returned.
    since, until
        What differs on ``since`` from the day before is left out; what differs on ``until`` is
        not. What came and went in between is there, too.

    Returns
    -------
    changes
        One row per change, columns as in `CHANGE_COLUMNS`, one Point per row, EPSG:4326, sorted
        by day, place, aspect and change.

    Raises
    ------
    ValueError
        If ``until`` is before ``since``.
    """
    if since > until:
        raise ValueError(f"The range must not end before it starts, got {since} to {until}.")
    validate_columns(intervals, INTERVAL_COLUMNS)
    rows = intervals.sort_values(["place_id", "aspect", "start"], ignore_index=True)
    found = pd.concat([_begun(rows), _ended(rows), _gone_stale(rows)])
    between = (found["day"] > np.datetime64(since, "s")) & (
        found["day"] <= np.datetime64(until, "s")
    )
    found = found[between].sort_values(["day", "place_id", "aspect", "change"], ignore_index=True)
    texts = {name: found[name].astype("str") for name in ("change", "from_status", "to_status")}
    return validate(
        gpd.GeoDataFrame(found.assign(**texts))[[*CHANGE_COLUMNS, "geometry"]], CHANGE_COLUMNS
    )


def _begun(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row for the start of each span."""
    first = differs(rows, ["place_id", "aspect"])
    last_status = rows["status"].shift().where(~first, "")
    again = last_status == rows["status"]
    # A span without an end is followed by no other.
    held = ~first & (rows["end"].shift() + _DAY == rows["start"])
    kind = np.select([again, held], ["renewed", "changed"], default="new")
    return rows.assign(
        day=rows["start"],
        change=kind,
        from_status=last_status.where(held, ""),
        to_status=rows["status"],
    )


def _ended(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row for the end of each span that no other follows at once."""
    after = rows["end"] + _DAY
    last = differs(rows, ["place_id", "aspect"]).shift(-1, fill_value=True)
    followed = ~last & (rows["start"].shift(-1) == after)
    ended = rows.assign(day=after, change="ended", from_status=rows["status"], to_status="")
    return ended[rows["end"].notna() & ~followed]


def _gone_stale(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A row for each span that still held when it went stale."""
    stale = rows.assign(
        day=rows["stale_from"],
        change="stale",
        from_status=rows["status"],
        to_status=rows["status"],
    )
    return stale[~(rows["end"] < rows["stale_from"])]
