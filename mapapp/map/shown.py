"""What the map is told to show: the only part of it that changes from run to run."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import numpy as np

from mapapp.further import query_of
from mapapp.map.cells import pack_all
from mapapp.view import NO_STATUS

if TYPE_CHECKING:
    from mapapp.map.interval_columns import Held, IntervalColumns
    from mapapp.view import View


@dataclass(frozen=True, slots=True)
class Shown:
    """What goes to the browser: numbers, days and names of statuses, and no word of a report."""

    query: str
    """Days, statuses and the store's revision, as the route of cells wants them."""
    packed: str
    """Base64 of what `pack_all` gives, where there is no route to ask; else empty."""
    home: list[list[float]] | None
    """South-west and north-east corner of the first view, each as (lat, lon); None: the world."""
    selected: dict[str, float] | None
    """Code of the selected place with its ``x`` and ``y`` in Web Mercator; None for none."""
    channel: str = ""
    """Name of the channel by which the timeline tells the map other days; empty for none."""
    tells_area: bool = False
    """Whether the map is to tell the page where it looks, after each move."""


def shown(
    columns: IntervalColumns,
    holding: Held,
    view: View,
    *,
    revision: int,
    routed: bool,
    channel: str = "",
    home: Held | None = None,
    tells_area: bool = False,
) -> Shown:
    """
    What the map is to show of a view.

    Parameters
    ----------
    holding
        What holds in the view.
    revision
        Of the store: with it the browser asks anew when reports have come.
    routed
        Whether the browser can ask the route of cells; if not, everything is sent along.
    channel
        Name of the channel on which the map is to listen for other days.
    home
        What the first view is to enclose; None for what holds.
    tells_area
        Whether the map is to tell the page where it looks.
    """
    query: dict[str, str | int] = {
        "from": view.since.isoformat(),
        "to": view.until.isoformat(),
        "status": ",".join(view.statuses) or NO_STATUS,
        "revision": revision,
    }
    if view.known_on:
        query["known"] = view.known_on.isoformat()
    query |= query_of(view.further)
    return Shown(
        query=urlencode(query, safe=","),
        packed="" if routed else base64.b64encode(pack_all(columns, holding)).decode(),
        home=_corners(columns, holding if home is None else home),
        selected=_selected(columns, view.place_id),
        channel=channel,
        tells_area=tells_area,
    )


def _selected(columns: IntervalColumns, place_id: str) -> dict[str, float] | None:
    if place_id not in columns.place_ids:
        return None
    place = columns.place_ids.index(place_id)
    row = int(np.argmax(columns.place == place))
    return {
        "code": float(columns.codes[place]),
        "x": float(columns.x[row]),
        "y": float(columns.y[row]),
    }


def _corners(columns: IntervalColumns, holding: Held) -> list[list[float]] | None:
    if not len(holding.rows):
        return None
    x, y = columns.x[holding.rows], columns.y[holding.rows]
    # Leaflet wants (lat, lon).
    return [[_lat(y.max()), _lon(x.min())], [_lat(y.min()), _lon(x.max())]]


def _lon(x: float) -> float:
    return float(x) * 360 - 180


def _lat(y: float) -> float:
    return float(np.degrees(np.arcsin(np.tanh((0.5 - float(y)) * 2 * np.pi))))
