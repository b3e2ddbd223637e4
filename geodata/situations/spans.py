"""
From claims to intervals: the spans over which a place had a status.

Every dated claim of a place and aspect votes for its status on its day. Within one report the
later words win ("closed, then reopened"), within one source the later report wins; what is left
is one vote a source, and the status with the most sources holds from that day on. Of as many
sources the status wins that is said without a hedge, then the one of the latest report, then the
first of the taxonomy. Opposite votes of a day are a dispute. A span of one status ends

- at the ``date_end`` of the newest claim that names one, if the text gave any ("until Sunday"),
- the day before another status of the same aspect begins, or
- the day before a claim of the same status that comes after the span had gone stale (or had
  ended): that claim opens a span of its own, because nobody said what held in between.

No answer depends on the order in which the claims are given.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.errors import SchemaError
from geodata.schema import CLAIM_COLUMNS, CRS, INTERVAL_COLUMNS, points_frame, validate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from numpy.typing import NDArray

    from geodata.taxonomy import Status

_PLACE_COLUMNS = ("place_id", "place", "kind", "country", "admin1")

_NEVER = np.iinfo(np.int64).min
"""A day or instant that is not given; earlier than every other."""


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
        Columns as in `CLAIM_COLUMNS`. Claims without a date open no span.
    taxonomy
        Statuses by name; of equal votes the status that comes first in it wins.
    known_by
        Only claims recorded at or before this instant (with a time zone) count; None: all do.

    Returns
    -------
    intervals
        One row per place, aspect and span, columns as in `INTERVAL_COLUMNS`, one Point per row,
        EPSG:4326, sorted by place, aspect and start. Spans of one place and aspect never
        overlap, and every dated claim stands in the ``claim_ids`` of a row.

    Raises
    ------
    SchemaError
        If ``claims`` breaks its contract or has a status that the taxonomy lacks.
    ValueError
        If ``known_by`` has no time zone.
    """
    validate(claims, CLAIM_COLUMNS)
    votes = _votes(claims, taxonomy, known_by)
    if votes.empty:
        return points_frame([], INTERVAL_COLUMNS)
    statuses = list(taxonomy.values())
    spans = _spans(_verdicts(votes), statuses)
    return validate(_interval_rows(claims, votes, spans, statuses), INTERVAL_COLUMNS)


def _votes(
    claims: gpd.GeoDataFrame, taxonomy: Mapping[str, Status], known_by: datetime | None
) -> pd.DataFrame:
    """One row per dated claim, sorted by place and aspect, day, publication and position."""
    counted = claims["date"].notna()
    if known_by is not None:
        if known_by.tzinfo is None:
            raise ValueError(f"known_by must have a time zone, got {known_by.isoformat()}.")
        counted &= claims["recorded_at"] <= known_by
    dated = claims[counted]
    if unknown := sorted(set(dated["status"]) - set(taxonomy)):
        raise SchemaError(f"Claims must have a status of {list(taxonomy)}, got {unknown}.")
    status = pd.Index(list(taxonomy)).get_indexer(dated["status"])
    aspects = _ranks(pd.Series([status.aspect for status in taxonomy.values()]))
    source = dated["source"].str.strip()
    votes = pd.DataFrame(
        {
            "claim_id": dated["claim_id"].array,
            "row": np.flatnonzero(counted),
            "group": _ranks(dated["place_id"]) * len(taxonomy) + aspects[status],
            "day": _day_numbers(dated["date"]),
            "end": _day_numbers(dated["date_end"]),
            "published": dated["published"].to_numpy(dtype="datetime64[us]").astype(np.int64),
            "report": _ranks(dated["report_id"]),
            # A report without a source speaks for itself; NUL keeps its id apart from any name.
            "source": _ranks(source.where(source != "", "\0" + dated["report_id"])),
            "quote_start": dated["quote_start"].array,
            "quote_end": dated["quote_end"].array,
            "plain": ~dated["hedged"].to_numpy(),
            # The highest wins, and that is the first status of the taxonomy.
            "rank": -status,
        }
    )
    order = ["group", "day", "published", "report", "quote_start", "quote_end", "plain", "rank"]
    return votes.sort_values(order).drop_duplicates("claim_id", ignore_index=True)


def _verdicts(votes: pd.DataFrame) -> pd.DataFrame:
    """One row per place, aspect and day: the status that wins, its end, whether it is disputed."""
    day = ["group", "day"]
    of_report = votes.drop_duplicates([*day, "report"], keep="last")
    of_source = of_report.sort_values([*day, "published", "plain", "rank"]).drop_duplicates(
        [*day, "source"], keep="last"
    )
    tally = of_source.groupby([*day, "rank"], as_index=False).agg(
        sources=("source", "size"), plain=("plain", "max"), published=("published", "max")
    )
    tally = tally.sort_values([*day, "sources", "plain", "published", "rank"])
    tally["disputed"] = tally.duplicated(day, keep=False)
    verdicts = tally.drop_duplicates(day, keep="last")[[*day, "rank", "disputed"]]
    verdicts = verdicts.reset_index(drop=True)
    first = ~votes.duplicated(day).to_numpy()
    winner = verdicts["rank"].to_numpy()[np.cumsum(first) - 1]
    tells_end = (votes["rank"] == winner) & (votes["end"] >= votes["day"])
    ends = np.where(tells_end, votes["end"], _NEVER)
    return verdicts.assign(end=np.maximum.reduceat(ends, np.flatnonzero(first)))


def _spans(verdicts: pd.DataFrame, statuses: list[Status]) -> pd.DataFrame:
    """The verdicts with the number of the span that each belongs to and the end it gives it."""
    day = verdicts["day"]
    same = ~_changes(verdicts, ["group", "rank"])
    named = verdicts["end"].where(verdicts["end"] != _NEVER).groupby((~same).cumsum()).ffill()
    end = named.where(named >= day)
    gone_stale = day > day.shift() + _stale_days(verdicts, statuses)
    continues = same & ~gone_stale & ~(end.shift() < day)
    return verdicts.assign(span=(~continues).cumsum() - 1, end=end)


def _interval_rows(
    claims: gpd.GeoDataFrame, votes: pd.DataFrame, spans: pd.DataFrame, statuses: list[Status]
) -> gpd.GeoDataFrame:
    """One row per span, from its verdicts and the claims that voted in it."""
    opening = spans.drop_duplicates("span", ignore_index=True)
    closing = spans.drop_duplicates("span", keep="last", ignore_index=True)
    succeeded = ~_changes(opening, ["group"]).shift(-1, fill_value=True)
    day_before_next = (opening["day"].shift(-1) - 1).where(succeeded)

    span = spans["span"].to_numpy()[_changes(votes, ["group", "day"]).cumsum() - 1]
    bounds = _bounds(span)
    newest = claims.iloc[votes["row"].to_numpy()[bounds[1:] - 1]]
    says_so = votes["rank"].to_numpy() == opening["rank"].to_numpy()[span]
    said = votes[says_so].groupby(span[says_so])
    disputed = spans[spans["disputed"]]
    disputed_bounds = np.searchsorted(disputed["span"], np.arange(len(opening) + 1))
    return gpd.GeoDataFrame(
        {
            **{name: newest[name].array for name in _PLACE_COLUMNS},
            "aspect": pd.array([statuses[-rank].aspect for rank in opening["rank"]], dtype="str"),
            "status": pd.array([statuses[-rank].name for rank in opening["rank"]], dtype="str"),
            "start": _days(opening["day"]),
            "end": _days(closing["end"].combine(day_before_next, np.fmin)),
            "stale_from": _days(closing["day"] + _stale_days(closing, statuses)),
            "last_day": _days(closing["day"]),
            "disputed": np.diff(disputed_bounds) > 0,
            "hedged": ~said["plain"].any().to_numpy(),
            "reports": said["report"].nunique().to_numpy(),
            "sources": said["source"].nunique().to_numpy(),
            "confirmations": said["source"].nunique().to_numpy(),
            "claim_ids": _tuples(votes["claim_id"].tolist(), bounds),
            "claim_days": _tuples(_dates(votes["day"]), bounds),
            "disputed_days": _tuples(_dates(disputed["day"]), disputed_bounds),
        },
        geometry=newest.geometry.array,
        crs=CRS,
    )


def _stale_days(spans: pd.DataFrame, statuses: list[Status]) -> NDArray[np.int64]:
    days = np.array([status.stale_after_days for status in statuses], dtype=np.int64)
    return np.asarray(days[-spans["rank"].to_numpy()], dtype=np.int64)


def _ranks(texts: pd.Series[str]) -> NDArray[np.int64]:
    """The place of each text among the sorted distinct texts."""
    places, _ = pd.factorize(texts, sort=True)
    return np.asarray(places, dtype=np.int64)


def _changes(rows: pd.DataFrame, columns: list[str]) -> pd.Series[bool]:
    """Whether a row differs from the row before it in one of the columns; the first does."""
    return (rows[columns] != rows[columns].shift()).any(axis=1)


def _bounds(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of the ascending numbers 0, 1, 2, … begins, and where the last one ends."""
    return np.append(np.flatnonzero(np.diff(numbers, prepend=-1)), len(numbers))


def _tuples(values: list[Any], bounds: NDArray[np.int64]) -> pd.Series[Any]:
    parts = [tuple(values[start:end]) for start, end in pairwise(bounds.tolist())]
    return pd.Series(parts, dtype=object)


def _day_numbers(days: pd.Series[Any]) -> NDArray[np.int64]:
    """Days since 1970; `_NEVER` for NaT."""
    return days.to_numpy(dtype="datetime64[D]").astype(np.int64)


def _days(numbers: pd.Series[Any]) -> NDArray[np.datetime64]:
    """The days with these numbers; NaT for NaN."""
    return numbers.fillna(_NEVER).to_numpy(np.int64).astype("datetime64[D]").astype("datetime64[s]")


def _dates(numbers: pd.Series[Any]) -> list[date]:
    distinct, places = np.unique(numbers.to_numpy(np.int64), return_inverse=True)
    dates: NDArray[np.object_] = distinct.astype("datetime64[D]").astype(object)
    return list(dates[places])
