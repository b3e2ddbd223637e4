"""What is listed beside the map: what holds, as far as it is to be counted and chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata.situations import situations_between
from mapapp.palette import MARKS

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mapapp.map.interval_columns import Held, IntervalColumns
    from mapapp.map_data import MapData
    from mapapp.view import View

Area = tuple[float, float, float, float]
"""West, north, east and south in Web Mercator, from 0 to 1; west and east may lie outside."""

ORDERS = {
    "news": "Newest report first",
    "since": "Newest status first",
    "status": "Most pressing status first",
    "voices": "Most voices first",
    "place": "Place",
}
"""The orders of a list, by name, in words."""


def within(columns: IntervalColumns, holding: Held, area: Area) -> Held:
    """Those whose point lies in the area."""
    west, north, east, south = area
    x, y = columns.x[holding.rows], columns.y[holding.rows]
    return holding.only((y >= north) & (y <= south) & ((x - west) % 1 <= east - west))


def status_counts(columns: IntervalColumns, holding: Held) -> dict[str, int]:
    """How many situations of each status there are."""
    counts = np.bincount(columns.status[holding.rows], minlength=len(MARKS))
    return {status: int(count) for status, count in zip(MARKS, counts, strict=True)}


def ordered(data: MapData, holding: Held, order: str) -> Held:
    """The same in one of `ORDERS`; those that are alike in it stay as they were."""
    columns, rows = data.columns, holding.rows
    keys: dict[str, NDArray[np.int64]] = {
        "news": -columns.last_day[rows].astype(np.int64),
        "since": -columns.start[rows].astype(np.int64),
        "status": columns.status[rows].astype(np.int64),
    }
    if order == "voices":
        key = -data.intervals["confirmations"].to_numpy()[rows]
    elif order == "place":
        # The places are kept in the order of their names.
        rank = {place_id: number for number, place_id in enumerate(data.places)}
        ranks = np.array([rank[place_id] for place_id in columns.place_ids], dtype=np.int64)
        key = ranks[columns.place[rows]]
    else:
        key = keys[order]
    return holding.only(np.argsort(key, kind="stable"))


def situations_of(data: MapData, holding: Held, view: View) -> gpd.GeoDataFrame:
    """What holds, as a frame in its order; columns as in `SITUATION_COLUMNS`."""
    return situations_between(data.intervals_at(holding.rows), since=view.since, until=view.until)


def places_of(columns: IntervalColumns, holding: Held) -> set[str]:
    """Ids of the places that hold something."""
    return {columns.place_ids[number] for number in np.unique(columns.place[holding.rows])}
