"""
From votes to verdicts: which status wins on each day that has claims.

Within one report the later words win ("closed, then reopened"), and each source has one vote a
day: that of its later report. Votes of one voice for one status count once. The status wins

1. that the most voices say without a hedge,
2. then that the most voices say at all,
3. then that of the latest report,
4. then the first of the taxonomy.

So what one source says plainly outweighs what any number of them report "apparently"; only where
nobody says otherwise plainly does the number of hedging voices decide. A day on which voices say
different statuses is disputed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata.situations.votes import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from geodata.taxonomy import Status

    _Columns = dict[str, NDArray[Any]]

_COUNTED = ("group", "day", "published", "report", "source", "voice", "plain", "rank")
"""Columns of the votes that decide."""

_KEY_SIZE = 2**62
"""Different values that a number made of several columns may have."""

VERDICT_COLUMNS: Mapping[str, str] = {
    "place_id": "str",
    "aspect": "str",
    "day": "datetime64[s]",
    "status": "str",
    "end": "datetime64[s]",
    "disputed": "bool",
}
"""One row per place, aspect and day that has a claim, sorted by these; ``end`` is the last day
that the claims of the day name for its status, NaT if they name none."""


def verdicts(
    votes: pd.DataFrame, claims: gpd.GeoDataFrame, taxonomy: Mapping[str, Status]
) -> pd.DataFrame:
    """
    Status that wins on each day, from the votes of that day and of no other.

    Parameters
    ----------
    votes
        What `votes` returned for ``claims``: any number of days, each with all of its votes.
    claims
        The claims that were counted.
    taxonomy
        Statuses by name.

    Returns
    -------
    verdicts
        One row per place, aspect and day, columns as in `VERDICT_COLUMNS`.
    """
    of_vote = {name: votes[name].to_numpy() for name in _COUNTED}
    first = _opens(of_vote, "group", "day")
    winners = _winners({**of_vote, "number": np.cumsum(first) - 1})
    statuses = list(taxonomy.values())
    won = -winners["rank"]
    places = claims["place_id"].iloc[votes["row"].to_numpy()[first]]
    return pd.DataFrame(
        {
            "place_id": places.array,
            "aspect": pd.array([status.aspect for status in statuses], dtype="str")[won],
            "day": as_days(of_vote["day"][first]),
            "status": pd.array([status.name for status in statuses], dtype="str")[won],
            "end": as_days(_ends(votes, first, winners["rank"])),
            "disputed": winners["disputed"],
        }
    )


def as_days(numbers: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """The days with these numbers; NaT for `NEVER`."""
    return numbers.astype("datetime64[D]").astype("datetime64[s]")


def _winners(votes: _Columns) -> _Columns:
    """Rank of the winner of each day (by ``number``), and whether the day is disputed."""
    of_report = _last(_sorted(votes, "number", "report"), "number", "report")
    later = ["published", "plain", "rank", "report"]
    of_source = _last(_sorted(of_report, "number", "source", *later), "number", "source")
    of_voice = _sorted(of_source, "number", "rank", "voice")
    starts = np.flatnonzero(_opens(of_voice, "number", "rank", "voice"))
    said = _at(of_voice, starts)
    for name in ("plain", "published"):
        said[name] = _reduced(np.maximum, of_voice[name], starts)
    starts = np.flatnonzero(_opens(said, "number", "rank"))
    tally = _at(said, starts) | {
        "plain": _reduced(np.add, said["plain"].astype(np.int64), starts),
        "voices": np.diff(starts, append=len(said["rank"])),
        "published": _reduced(np.maximum, said["published"], starts),
        "lowest": said["voice"][starts],
        "highest": _reduced(np.maximum, said["voice"], starts),
    }
    tally = _sorted(tally, "number", "plain", "voices", "published", "rank")
    starts = np.flatnonzero(_opens(tally, "number"))
    several = np.diff(starts, append=len(tally["rank"])) > 1
    # Copies of one story that were cut or read differently are one voice, not a dispute.
    lowest = _reduced(np.minimum, tally["lowest"], starts)
    one_voice = lowest == _reduced(np.maximum, tally["highest"], starts)
    return _last(tally, "number") | {"disputed": several & ~one_voice}


def _sorted(columns: _Columns, *by: str) -> _Columns:
    """The rows in the order of the columns; as few keys as possible, for each is sorted by."""
    if not len(columns[by[0]]):
        return columns
    keys: list[NDArray[Any]] = []
    size = _KEY_SIZE + 1
    for name in by:
        values = columns[name]
        low, high = int(values.min()), int(values.max())
        span = high - low + 1
        if span > _KEY_SIZE:
            keys.append(values)
        elif size * span > _KEY_SIZE:
            keys.append(values - low if low else values)
        else:
            keys[-1] = keys[-1] * span + (values - low if low else values)
            span *= size
        size = span
    order = np.lexsort(keys[::-1]) if len(keys) > 1 else np.argsort(keys[0], kind="stable")
    return _at(columns, order)


def _last(columns: _Columns, *key: str) -> _Columns:
    """The last row of each run of rows with one key."""
    return _at(columns, np.flatnonzero(np.roll(_opens(columns, *key), -1)))


def _opens(columns: _Columns, *key: str) -> NDArray[np.bool_]:
    """Whether a row has another key than the row before it; the first has."""
    changed = np.zeros(len(columns[key[0]]), dtype=bool)
    changed[:1] = True
    for name in key:
        changed[1:] |= columns[name][1:] != columns[name][:-1]
    return changed


def _at(columns: _Columns, rows: NDArray[np.int64]) -> _Columns:
    return {name: values[rows] for name, values in columns.items()}


def _reduced(by: np.ufunc, values: NDArray[Any], starts: NDArray[np.int64]) -> NDArray[Any]:
    """One value for each run of rows; ``starts`` has the first row of each."""
    return np.asarray(by.reduceat(values, starts)) if len(starts) else values[:0]


def _ends(
    votes: pd.DataFrame, first: NDArray[np.bool_], winner: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The last day that a vote for the winner of its day names; an earlier day is not believed."""
    if votes.empty:
        return np.array([], dtype=np.int64)
    tells_end = (votes["rank"] == winner[np.cumsum(first) - 1]) & (votes["end"] >= votes["day"])
    return np.maximum.reduceat(np.where(tells_end, votes["end"], NEVER), np.flatnonzero(first))
