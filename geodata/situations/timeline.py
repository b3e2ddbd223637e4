"""The spans of one place, one after the other, and by what each ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.schema import INTERVAL_COLUMNS, TIMELINE_COLUMNS, validate, validate_columns

if TYPE_CHECKING:
    from datetime import date

    import geopandas as gpd

_DAY = np.timedelta64(1, "D")


def timeline(
    intervals: gpd.GeoDataFrame, place_id: str, *, on: date | None = None
) -> gpd.GeoDataFrame:
    """
    Spans of every aspect of a place, oldest first, and by what each ended.

    Parameters
    ----------
    intervals
        What `intervals` returned.
    place_id
        The place; one that is not there has no spans.
    on
        The day from which it is looked at: a span without an end that has gone stale by then is
        "stale". None: it is "open".

    Returns
    -------
    timeline
        One row per span, sorted by start and aspect, columns as in `TIMELINE_COLUMNS`, one Point
        per row, EPSG:4326.
    """
    validate_columns(intervals, INTERVAL_COLUMNS)
    here = intervals[intervals["place_id"] == place_id].sort_values(["aspect", "start"])
    following = here.groupby("aspect")[["start", "status"]].shift(-1)
    at_once = following["start"] == here["end"] + _DAY
    other = at_once & (following["status"] != here["status"])
    # The same status on the next day is a span of its own if this one was stale by then.
    unheard_of = at_once & ~other & (following["start"] > here["stale_from"])
    is_open = here["end"].isna()
    if on is not None:
        unheard_of |= is_open & (here["stale_from"] <= np.datetime64(on, "s"))
    ended = np.select([unheard_of, is_open, other], ["stale", "open", "status"], default="date")
    followed_by = following["status"].where(other, "")
    rows = here.assign(
        ended=pd.array(ended, dtype="str"), followed_by=followed_by.astype("str")
    ).sort_values(["start", "aspect"], ignore_index=True)
    return validate(rows[[*TIMELINE_COLUMNS, "geometry"]], TIMELINE_COLUMNS)
