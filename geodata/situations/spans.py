"""
From verdicts to spans: over which days a place had a status.

A span of one status ends

- at the ``date_end`` of the newest claim that names one, if the text gave any ("until Sunday"),
- the day before another status of the same aspect begins, or
- the day before a claim of the same status that comes after the span had gone stale (or had
  ended): that claim opens a span of its own, because nobody said what held in between.

What comes later is decided by the verdict before it alone, so spans can be continued from any
verdict: nothing before it needs to be read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.situations.verdicts import VERDICT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geodata.taxonomy import Status

_DAY = np.timedelta64(86_400, "s")
"""In the unit of the columns; another would change theirs."""

_NEVER = np.datetime64("NaT", "s")

PLACED_COLUMNS: Mapping[str, str] = {
    **VERDICT_COLUMNS,
    "start": "datetime64[s]",
    "named_end": "datetime64[s]",
}
"""`VERDICT_COLUMNS`, then the first day of the span that the verdict belongs to, and the last day
of it that had been named by then, NaT if none had."""

SPAN_COLUMNS: Mapping[str, str] = {
    "place_id": "str",
    "aspect": "str",
    "status": "str",
    "start": "datetime64[s]",
    "end": "datetime64[s]",
    "stale_from": "datetime64[s]",
    "last_day": "datetime64[s]",
    "disputed": "bool",
}
"""One row per span, in the order of its verdicts; the meaning is that of `INTERVAL_COLUMNS`."""


def placed(
    verdicts: pd.DataFrame,
    taxonomy: Mapping[str, Status],
    *,
    before: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Verdicts with the span that each belongs to.

    Parameters
    ----------
    verdicts
        Columns as in `VERDICT_COLUMNS`, sorted by place, aspect and day: of each place and
        aspect all verdicts from some day on.
    taxonomy
        Statuses by name.
    before
        The last verdict before those, placed: at most one row per place and aspect, columns as
        in `PLACED_COLUMNS`. Where it has none, the verdicts given are the first ones.

    Returns
    -------
    placed
        The verdicts in their order, columns as in `PLACED_COLUMNS`. Rows from the first change
        of status after a day onwards do not depend on that day nor on what came before it.
    """
    if before is None or before.empty:
        return _placed(verdicts, starts=None, taxonomy=taxonomy)
    earlier = before.assign(end=before["named_end"])
    rows = pd.concat([earlier, verdicts], ignore_index=True)
    rows = rows.sort_values(["place_id", "aspect", "day"], ignore_index=True)
    starts = rows["start"].to_numpy()
    in_spans = _placed(rows, starts=starts, taxonomy=taxonomy)
    continued: pd.DataFrame = in_spans[np.isnat(starts)].reset_index(drop=True)
    return continued


def spans(placed: pd.DataFrame, taxonomy: Mapping[str, Status]) -> pd.DataFrame:
    """
    Spans that placed verdicts make.

    Parameters
    ----------
    placed
        What `placed` returned: whole spans. The last one of a place and aspect ends where a
        text names its end; if another follows it, give that one's first verdict, too.
    taxonomy
        Statuses by name.

    Returns
    -------
    spans
        One row per span in the order of the verdicts, columns as in `SPAN_COLUMNS`.
    """
    opens = differs(placed, ["place_id", "aspect", "start"]).to_numpy()
    opening, closing = placed[opens], placed[np.roll(opens, -1)]
    first = differs(opening, ["place_id", "aspect"]).to_numpy()
    start = opening["start"].to_numpy()
    # Before another place and aspect, and at the end, nothing succeeds a span.
    day_before_next = np.where(np.roll(first, -1), _NEVER, np.roll(start, -1) - _DAY)
    disputed = np.zeros(len(opening), dtype=bool)
    disputed[(np.cumsum(opens) - 1)[placed["disputed"].to_numpy()]] = True
    last_day = closing["day"].to_numpy()
    return pd.DataFrame(
        {
            "place_id": opening["place_id"].array,
            "aspect": opening["aspect"].array,
            "status": opening["status"].array,
            "start": start,
            # The earlier of the two; one that is not given is NaT, which fmin passes over.
            "end": np.fmin(closing["named_end"].to_numpy(), day_before_next),
            "stale_from": last_day + _stale_after(closing["status"], taxonomy),
            "last_day": last_day,
            "disputed": disputed,
        }
    )


def span_numbers(placed: pd.DataFrame) -> NDArray[np.int64]:
    """Number of the span of each placed verdict: 0, 1, 2, …"""
    opens = differs(placed, ["place_id", "aspect", "start"])
    return np.asarray(opens.cumsum() - 1, dtype=np.int64)


def differs(rows: pd.DataFrame, columns: list[str]) -> pd.Series[bool]:
    """Whether a row differs from the row before it in one of the columns; the first does."""
    changed = np.zeros(len(rows), dtype=bool)
    changed[:1] = True
    for name in columns:
        values = rows[name].array
        changed[1:] |= np.asarray(values[1:] != values[:-1], dtype=bool)
    answer: pd.Series[bool] = pd.Series(changed, index=rows.index, dtype="bool")
    return answer


def _placed(
    rows: pd.DataFrame, *, starts: NDArray[np.datetime64] | None, taxonomy: Mapping[str, Status]
) -> pd.DataFrame:
    """The verdicts in their spans; ``starts`` has the start of a span where it is known."""
    day, end = rows["day"].to_numpy(), rows["end"].to_numpy()
    row = np.arange(len(rows))
    other = differs(rows, ["place_id", "aspect", "status"]).to_numpy()
    namer = np.maximum.accumulate(np.where(np.isnat(end), -1, row))
    of_run = namer >= np.maximum.accumulate(np.where(other, row, 0))
    named = np.where(of_run, end[namer], _NEVER)
    named_end = np.where(named >= day, named, _NEVER)
    fresh = day[1:] <= day[:-1] + _stale_after(rows["status"], taxonomy)[1:]
    opens = other.copy()
    opens[1:] |= ~fresh | (named_end[:-1] < day[1:])
    start = day if starts is None else np.where(np.isnat(starts), day, starts)
    opener = np.maximum.accumulate(np.where(opens, row, 0))
    return rows[list(VERDICT_COLUMNS)].assign(start=start[opener], named_end=named_end)


def _stale_after(
    statuses: pd.Series[str], taxonomy: Mapping[str, Status]
) -> NDArray[np.timedelta64]:
    days = np.array([status.stale_after_days for status in taxonomy.values()], dtype="m8[D]")
    codes = pd.Index(list(taxonomy)).get_indexer(pd.Index(statuses))
    return days[codes].astype("m8[s]")
