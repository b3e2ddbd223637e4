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

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.situations.votes import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from geodata.taxonomy import Status

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
    day = ["group", "day"]
    of_report = votes.drop_duplicates([*day, "report"], keep="last")
    latest = of_report.sort_values([*day, "published", "plain", "rank", "report"])
    tally = _tally(latest.drop_duplicates([*day, "source"], keep="last"))
    winners = tally.drop_duplicates(day, keep="last", ignore_index=True)
    statuses = list(taxonomy.values())
    won = -winners["rank"].to_numpy()
    first = ~votes.duplicated(day).to_numpy()
    places = claims["place_id"].iloc[votes["row"].to_numpy()[first]]
    return pd.DataFrame(
        {
            "place_id": places.array,
            "aspect": pd.array([status.aspect for status in statuses], dtype="str")[won],
            "day": as_days(winners["day"].to_numpy()),
            "status": pd.array([status.name for status in statuses], dtype="str")[won],
            "end": as_days(_ends(votes, first, winners["rank"].to_numpy())),
            "disputed": winners["disputed"].to_numpy(),
        }
    )


def as_days(numbers: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """The days with these numbers; NaT for `NEVER`."""
    return numbers.astype("datetime64[D]").astype("datetime64[s]")


def _tally(of_source: pd.DataFrame) -> pd.DataFrame:
    """One row per place, aspect, day and status that has a vote, the winner of a day last."""
    day = ["group", "day"]
    of_voice = of_source.groupby([*day, "rank", "voice"], as_index=False).agg(
        plain=("plain", "max"), published=("published", "max")
    )
    tally = of_voice.groupby([*day, "rank"], as_index=False).agg(
        plain=("plain", "sum"),
        voices=("voice", "size"),
        published=("published", "max"),
        lowest=("voice", "min"),
        highest=("voice", "max"),
    )
    tally = tally.sort_values([*day, "plain", "voices", "published", "rank"], ignore_index=True)
    several = tally.duplicated(day, keep=False)
    of_day = tally[several].groupby(day)
    # Copies of one story that were cut or read differently are one voice, not a dispute.
    one_voice = of_day["lowest"].transform("min") == of_day["highest"].transform("max")
    several[several] = ~one_voice
    return tally.assign(disputed=several)


def _ends(
    votes: pd.DataFrame, first: NDArray[np.bool_], winner: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The last day that a vote for the winner of its day names; an earlier day is not believed."""
    if votes.empty:
        return np.array([], dtype=np.int64)
    tells_end = (votes["rank"] == winner[np.cumsum(first) - 1]) & (votes["end"] >= votes["day"])
    return np.maximum.reduceat(np.where(tells_end, votes["end"], NEVER), np.flatnonzero(first))
