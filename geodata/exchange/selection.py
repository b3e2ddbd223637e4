"""Which rows of a frame are exported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np

from geodata.errors import ExchangeError

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; a row must meet every part that is not empty."""

    since: dt.date | None = None
    """First day; a claim without a day is left out if there is a first or a last one."""
    until: dt.date | None = None
    """Last day."""
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east and north in degrees; across the 180th meridian west is the greater."""
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Place ids or names, whose case does not matter."""
    sources: tuple[str, ...] = ()
    text: str = ""
    """Stands in the quote, the toponym, the place's name or the title; case does not matter."""


def select(frame: gpd.GeoDataFrame, selection: Selection) -> gpd.GeoDataFrame:
    """
    Rows of a claims frame, or of one of situations, that meet a selection.

    Raises
    ------
    ExchangeError
        If situations are to be selected by what only claims have: a range of days, a source or
        a text.
    """
    rows = _by_place(frame, selection)
    if "claim_id" in frame.columns:
        return _by_claim(rows, selection)
    if selection.since or selection.until or selection.sources or selection.text:
        raise ExchangeError(
            "Situations are those of one day, from all sources: --since, --until, --source and "
            "--text are for claims."
        )
    return rows


def _by_place(frame: gpd.GeoDataFrame, selection: Selection) -> gpd.GeoDataFrame:
    keep = np.ones(len(frame), dtype=bool)
    if selection.statuses:
        keep &= frame["status"].isin(selection.statuses).to_numpy()
    if selection.places:
        wanted = {place.casefold() for place in selection.places}
        names = frame["place"].map(str.casefold).isin(wanted)
        keep &= (names | frame["place_id"].map(str.casefold).isin(wanted)).to_numpy()
    if selection.bbox:
        keep &= _within(frame, *selection.bbox).to_numpy()
    return gpd.GeoDataFrame(frame[keep])


def _by_claim(claims: gpd.GeoDataFrame, selection: Selection) -> gpd.GeoDataFrame:
    keep = np.ones(len(claims), dtype=bool)
    if selection.since:
        keep &= (claims["date"] >= np.datetime64(selection.since, "s")).to_numpy()
    if selection.until:
        keep &= (claims["date"] <= np.datetime64(selection.until, "s")).to_numpy()
    if selection.sources:
        keep &= claims["source"].isin(selection.sources).to_numpy()
    if selection.text:
        wanted = selection.text.casefold()
        texts = claims[["quote", "toponym", "place", "title"]]
        keep &= texts.map(lambda text: wanted in text.casefold()).any(axis=1).to_numpy()
    return gpd.GeoDataFrame(claims[keep])


def _within(
    frame: gpd.GeoDataFrame, west: float, south: float, east: float, north: float
) -> pd.Series[bool]:
    x, y = frame.geometry.x, frame.geometry.y
    across = x.between(west, east) if west <= east else (x >= west) | (x <= east)
    within: pd.Series[bool] = across & y.between(south, north)
    return within
