"""Columns, types and CRS of the claims and situations frames, and the check that holds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from geodata.models import Reading

CRS = "EPSG:4326"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

CLAIM_COLUMNS: Mapping[str, str] = {
    "report_id": "str",
    "claim_id": "str",
    "reader_version": "str",
    "story": "str",
    "source": "str",
    "url": "str",
    "title": "str",
    "language": "str",
    "published": "datetime64[us, UTC]",
    "published_precision": "str",
    "toponym": "str",
    "place_id": "str",
    "place": "str",
    "kind": "str",
    "country": "str",
    "admin1": "str",
    "status": "str",
    "date": "datetime64[s]",
    "date_end": "datetime64[s]",
    "date_precision": "str",
    "quote": "str",
    "quote_start": "int64",
    "quote_end": "int64",
    "hedged": "bool",
    "attributed": "bool",
    "confidence": "float64",
    "reviewed": "str",
    "recorded_at": "datetime64[us, UTC]",
    "retired_at": "datetime64[us, UTC]",
}
"""One row per claim; ``date``, ``date_end`` and ``published`` may be NaT. ``story`` is the same for
reports that print the same text, whoever prints it; ``reviewed`` is empty for what was only read,
else "accepted" or "edited" by a person; ``retired_at`` is when the claim ceased to be current (a
newer reading of its report, or a decision, took its place), NaT while it is."""

INTERVAL_COLUMNS: Mapping[str, str] = {
    "place_id": "str",
    "place": "str",
    "kind": "str",
    "country": "str",
    "admin1": "str",
    "aspect": "str",
    "status": "str",
    "start": "datetime64[s]",
    "end": "datetime64[s]",
    "stale_from": "datetime64[s]",
    "last_day": "datetime64[s]",
    "disputed": "bool",
    "hedged": "bool",
    "reports": "int64",
    "sources": "int64",
    "confirmations": "int64",
    "claim_ids": "object",
    "claim_days": "object",
    "disputed_days": "object",
}
"""One row per place, aspect and span. ``start`` and ``end`` are days, both included; ``end`` is
NaT while the span is open; from ``stale_from`` on the status is no longer fresh; ``last_day`` is
the day of its newest claim. ``claim_ids`` holds the tuple of claims that explain the row, oldest
first, and ``claim_days`` their days in the same order; ``disputed_days`` holds the days on which
independent sources said the opposite, and ``disputed`` whether there is one. ``reports``,
``sources``, ``confirmations`` (independent voices: sources that print one and the same story are
one) and ``hedged`` (nobody said it without a hedge) speak of the claims that say the row's status,
not of those that contradict it."""

SITUATION_COLUMNS: Mapping[str, str] = {
    **{
        name: dtype
        for name, dtype in INTERVAL_COLUMNS.items()
        if name not in ("start", "end", "stale_from", "last_day", "claim_days", "disputed_days")
    },
    "since": "datetime64[s]",
    "until": "datetime64[s]",
    "age_days": "int64",
    "stale": "bool",
}
"""One row per place and aspect on one day: the interval that holds then, with its age in days
since the newest claim of or before that day; ``disputed`` speaks of that newest claim's day."""


TIMELINE_COLUMNS: Mapping[str, str] = {**INTERVAL_COLUMNS, "ended": "str", "followed_by": "str"}
"""One row per span of a place. ``ended`` says by what it ended: "date" (the one that a report
named), "status" (``followed_by`` began), "stale" (nobody spoke of it any more) or "open" (it has
not); ``followed_by`` is empty unless another status began on the day after."""

CHANGE_COLUMNS: Mapping[str, str] = {
    "place_id": "str",
    "place": "str",
    "kind": "str",
    "country": "str",
    "admin1": "str",
    "aspect": "str",
    "day": "datetime64[s]",
    "change": "str",
    "from_status": "str",
    "to_status": "str",
    "disputed": "bool",
    "hedged": "bool",
    "sources": "int64",
    "confirmations": "int64",
    "claim_ids": "object",
}
"""One row per change. ``change`` is "new" (a status begins where none held), "changed" (another
status takes over), "renewed" (the last status is reported again, after it had ended or gone
stale), "ended" (from ``day`` on no status holds) or "stale" (from ``day`` on the status is no
longer fresh); ``from_status`` held on the day before, ``to_status`` holds on ``day``, empty for
none. The other columns are those of the span that begins, ends or goes stale."""


def claims_frame(rows: Iterable[Mapping[str, Any]]) -> gpd.GeoDataFrame:
    """
    Build a valid claims frame from rows that carry ``lat`` and ``lon``.

    Parameters
    ----------
    rows
        One mapping per claim with the keys of `CLAIM_COLUMNS`, ``lat`` and ``lon``
        (degrees, WGS 84).

    Returns
    -------
    claims
        One row per claim, columns as in `CLAIM_COLUMNS`, one Point per row, EPSG:4326.
    """
    return points_frame(rows, CLAIM_COLUMNS)


def claim_rows(
    reading: Reading, *, reader_version: str, recorded_at: datetime
) -> list[dict[str, Any]]:
    """Rows of the claims frame (with ``lat`` and ``lon``) that a reading gives, in its order."""
    report = reading.report
    report_id = report.report_id
    return [
        {
            "report_id": report_id,
            "claim_id": claim.claim_id(report_id),
            "reader_version": reader_version,
            "story": report_id,
            "source": report.source,
            "url": report.url,
            "title": report.title,
            "language": reading.language,
            "published": report.published,
            "published_precision": report.published_precision,
            "toponym": claim.toponym,
            "place_id": claim.place.place_id,
            "place": claim.place.name,
            "kind": claim.place.kind,
            "country": claim.place.country,
            "admin1": claim.place.admin1,
            "status": claim.status,
            "date": claim.date,
            "date_end": claim.date_end,
            "date_precision": claim.date_precision,
            "quote": claim.quote,
            "quote_start": claim.quote_start,
            "quote_end": claim.quote_end,
            "hedged": claim.hedged,
            "attributed": claim.attributed,
            "confidence": claim.confidence,
            "reviewed": "",
            "recorded_at": recorded_at,
            "retired_at": None,
            "lat": claim.place.lat,
            "lon": claim.place.lon,
        }
        for claim in reading.claims
    ]


def points_frame(
    rows: Iterable[Mapping[str, Any]] | pd.DataFrame, columns: Mapping[str, str]
) -> gpd.GeoDataFrame:
    """
    Frame of the given columns with one EPSG:4326 Point per row, from ``lat`` and ``lon``.

    Text columns cannot hold lone surrogates: each becomes one U+FFFD, so that lengths stay.
    """
    table = (
        rows
        if isinstance(rows, pd.DataFrame)
        else pd.DataFrame(list(rows), columns=[*columns, "lat", "lon"], dtype=object)
    )
    # Shapely and GeoPandas want x before y, so longitude comes first here.
    geometry = gpd.points_from_xy(table["lon"].astype(float), table["lat"].astype(float))
    typed = {name: _typed(table[name], dtype) for name, dtype in columns.items()}
    return gpd.GeoDataFrame(typed, geometry=geometry, crs=CRS)


def validate(frame: gpd.GeoDataFrame, columns: Mapping[str, str]) -> gpd.GeoDataFrame:
    """
    Return the frame unchanged if it keeps its contract.

    Parameters
    ----------
    frame
        Claims, intervals, situations, a timeline or changes.
    columns
        The contract, such as `CLAIM_COLUMNS` or `INTERVAL_COLUMNS`.

    Raises
    ------
    SchemaError
        If a column is missing, has another type, the CRS is not EPSG:4326, or a geometry is
        not a Point between -180 and 180, -90 and 90.
    """
    validate_columns(frame, columns)
    points = frame.geometry.to_numpy()
    if not (shapely.get_type_id(points) == shapely.GeometryType.POINT).all():
        raise SchemaError("Every geometry must be a Point.")
    lon, lat = shapely.get_x(points), shapely.get_y(points)  # x before y
    # An empty Point has no coordinates: they are NaN, which is in no range.
    if not ((np.abs(lon) <= 180) & (np.abs(lat) <= 90)).all():
        raise SchemaError("Every Point must lie within 180 degrees east and 90 degrees north.")
    return frame


def validate_columns(frame: gpd.GeoDataFrame, columns: Mapping[str, str]) -> gpd.GeoDataFrame:
    """
    Return the frame unchanged if its columns and its CRS keep the contract, as for `validate`.

    For a frame of which only a small part is taken, whose points are then checked alone.

    Raises
    ------
    SchemaError
        If a column is missing, has another type, or the CRS is not EPSG:4326.
    """
    for name, dtype in columns.items():
        if name not in frame.columns:
            raise SchemaError(f"Column {name!r} is missing, got {list(frame.columns)}.")
        if str(frame[name].dtype) != dtype:
            raise SchemaError(f"Column {name!r} must be {dtype}, got {frame[name].dtype}.")
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        raise SchemaError(f"The frame must be in EPSG:4326, got {frame.crs}.")
    return frame


def printable(text: str) -> str:
    """Text that UTF-8 can hold: each lone surrogate becomes one U+FFFD, so lengths stay."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _typed(column: pd.Series[Any], dtype: str) -> pd.Series[Any]:
    if dtype == "datetime64[us, UTC]":
        return pd.to_datetime(column, utc=True).astype("datetime64[us, UTC]")
    if dtype == "datetime64[s]":
        return pd.to_datetime(column).astype("datetime64[s]")
    if dtype == "str":
        filled = column.fillna("")
        try:
            return filled.astype("str")
        except UnicodeEncodeError:
            return filled.map(printable).astype("str")
    return column.astype(pd.api.types.pandas_dtype(dtype))
