"""
From claims to intervals: the spans over which a place had a status, with the claims behind each.

The steps are functions of their own, so that a store can take them for the days that changed
alone: `votes` and `verdicts` for these days, `placed` from the last verdict before them,
`spans` and `interval_rows` for the spans that they touch.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.schema import CLAIM_COLUMNS, CRS, INTERVAL_COLUMNS, points_frame, validate
from geodata.situations.spans import SPAN_COLUMNS, placed, span_numbers, spans
from geodata.situations.verdicts import verdicts
from geodata.situations.votes import known, votes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from numpy.typing import NDArray

    from geodata.taxonomy import Status

_PLACE_COLUMNS = ("place", "kind", "country", "admin1")


def intervals(
    claims: gpd.GeoDataFrame,
    *,
    taxonomy: Mapping[str, Status],
    known_by: datetime | None = None,
) -> gpd.GeoDataFrame:
    """
    Spans over which a place had a status, derived from claims.

    Parameters
    ----------
    claims
        Columns as in `CLAIM_COLUMNS`, in any order; retired ones may be among them. Claims
        without a date open no span.
    taxonomy
        Statuses by name; of equal votes the status that comes first in it wins.
    known_by
        An instant with a time zone: the claims recorded at or before it and not retired by then
        count. None: those that are not retired.

    Returns
    -------
    intervals
        One row per place, aspect and span, columns as in `INTERVAL_COLUMNS`, one Point per row,
        EPSG:4326, sorted by place, aspect and start. Spans of one place and aspect never
        overlap, and every dated claim that counts stands in the ``claim_ids`` of a row.

    Raises
    ------
    SchemaError
        If ``claims`` breaks its contract or has a status that the taxonomy lacks.
    ValueError
        If ``known_by`` has no time zone.
    """
    counted = known(validate(claims, CLAIM_COLUMNS), known_by)
    cast = votes(counted, taxonomy)
    if cast.empty:
        return points_frame([], INTERVAL_COLUMNS)
    days = placed(verdicts(cast, counted, taxonomy), taxonomy)
    return interval_rows(counted, cast, days, spans(days, taxonomy), taxonomy)


def interval_rows(
    claims: gpd.GeoDataFrame,
    votes: pd.DataFrame,
    placed: pd.DataFrame,
    spans: pd.DataFrame,
    taxonomy: Mapping[str, Status],
) -> gpd.GeoDataFrame:
    """
    Spans with the claims that explain them.

    Parameters
    ----------
    claims
        All claims of the spans' days.
    votes
        What `votes` returned for them.
    placed
        What `placed` returned for these days, and for no others.
    spans
        What `spans` returned, for the spans of these days and no others; all of their days.
    taxonomy
        Statuses by name.

    Returns
    -------
    intervals
        One row per span, columns as in `INTERVAL_COLUMNS`, one Point per row, EPSG:4326. Name,
        kind and point of the place are those of the newest claim.

    Raises
    ------
    ValueError
        If ``votes``, ``placed`` and ``spans`` are not of the same days.
    """
    first = ~votes.duplicated(["group", "day"]).to_numpy()
    number = span_numbers(placed)
    if first.sum() != len(placed) or len(set(number)) != len(spans):
        raise ValueError(
            f"Votes, verdicts and spans must be of the same days, got {first.sum()} days with "
            f"votes, {len(placed)} with a verdict, and {len(spans)} of {len(set(number))} spans."
        )
    span = number[np.cumsum(first) - 1]
    bounds = _bounds(span)
    claims_in_order = votes["row"].to_numpy()
    newest = claims.iloc[claims_in_order[bounds[1:] - 1]]
    is_disputed = placed["disputed"].to_numpy()
    disputed_bounds = np.searchsorted(number[is_disputed], np.arange(len(spans) + 1))
    rows = gpd.GeoDataFrame(
        {
            **{name: spans[name].array for name in SPAN_COLUMNS},
            **{name: newest[name].array for name in _PLACE_COLUMNS},
            **_counts(votes, span, spans["status"], taxonomy),
            "claim_ids": _tuples(claims["claim_id"].to_numpy()[claims_in_order].tolist(), bounds),
            "claim_days": _tuples(_dates(placed["day"])[np.cumsum(first) - 1].tolist(), bounds),
            "disputed_days": _tuples(_dates(placed["day"][is_disputed]).tolist(), disputed_bounds),
        },
        geometry=newest.geometry.array,
        crs=CRS,
    )
    return validate(rows[[*INTERVAL_COLUMNS, "geometry"]], INTERVAL_COLUMNS)


def _counts(
    votes: pd.DataFrame,
    span: NDArray[np.int64],
    status: pd.Series[str],
    taxonomy: Mapping[str, Status],
) -> dict[str, NDArray[Any]]:
    """How many reports, sources and voices say the status of each span, and whether all hedge."""
    ranks = -pd.Index(list(taxonomy)).get_indexer(pd.Index(status))
    says_so = votes["rank"].to_numpy() == ranks[span]
    said = votes[says_so].assign(span=span[says_so])

    def distinct(column: str) -> NDArray[np.int64]:
        each = said[["span", column]].drop_duplicates()
        return np.bincount(each["span"], minlength=len(status))

    plain = np.bincount(said["span"], weights=said["plain"], minlength=len(status))
    return {
        "hedged": plain == 0,
        "reports": distinct("report"),
        "sources": distinct("source"),
        "confirmations": distinct("voice"),
    }


def _bounds(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of the ascending numbers 0, 1, 2, … begins, and where the last one ends."""
    return np.append(np.flatnonzero(np.diff(numbers, prepend=-1)), len(numbers))


def _tuples(values: list[Any], bounds: NDArray[np.int64]) -> pd.Series[Any]:
    parts = [tuple(values[start:end]) for start, end in pairwise(bounds.tolist())]
    return pd.Series(parts, dtype=object)


def _dates(days: pd.Series[Any]) -> NDArray[np.object_]:
    """The days as dates, each day one object however often it comes."""
    distinct, places = np.unique(days.to_numpy(dtype="datetime64[D]"), return_inverse=True)
    dates: NDArray[np.object_] = distinct.astype(object)
    return dates[places]
