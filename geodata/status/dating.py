"""On which day a claim's status is said to hold."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import re

    from geodata.language.dates import DateMention
    from geodata.models import Precision
    from geodata.status.views import ClauseView, SentenceView


@dataclass(frozen=True, slots=True)
class ClaimDay:
    """The day of a claim; ``date`` is None if neither the text nor the publication tells it."""

    date: dt.date | None
    date_end: dt.date | None
    precision: Precision


def day_of(
    match: re.Match[str],
    clause: ClauseView,
    sentence: SentenceView,
    *,
    earlier: SentenceView | None,
    anchor: dt.date | None,
) -> ClaimDay:
    """
    Day on which a trigger's status is said to hold.

    The nearest day in the clause counts, else the nearest in the clauses before it, else the
    first behind it, else the last in the earlier sentence; else the day of publication.

    Parameters
    ----------
    match
        Where the trigger's words stand.
    clause, sentence
        That hold it.
    earlier
        The sentence before, for an event that goes on telling; None for a state.
    anchor
        Day of publication, if known.
    """
    days = sentence.days
    first = bisect_left(days, clause.start, key=_start)
    behind = bisect_left(days, clause.end, key=_start)
    day: DateMention | None
    if first < behind:
        day = _nearest(days, first, behind, match)
    elif first:
        day = days[first - 1]
    elif behind < len(days):
        day = days[behind]
    else:
        day = earlier.days[-1] if earlier and earlier.days else None
    found = (day.date or day.date_end) if day else anchor
    return ClaimDay(found, _not_before(clause.until, found), "day" if found else "none")


def _nearest(days: list[DateMention], first: int, behind: int, match: re.Match[str]) -> DateMention:
    """Return the day nearest to a trigger between two indices; of two as near the first."""
    # Days follow each other, so that they come nearer up to the trigger's middle, and no longer.
    middle = match.start() + match.end()
    at = bisect_left(days, middle, first, behind, key=lambda day: day.start + day.end)
    return min(
        days[max(first, at - 1) : min(behind, at + 1)], key=lambda day: _distance(day, match)
    )


def _not_before(end: dt.date | None, start: dt.date | None) -> dt.date | None:
    return end if end and start and end >= start else None


def _start(day: DateMention) -> int:
    return day.start


def _distance(day: DateMention, match: re.Match[str]) -> int:
    return max(day.start - match.end(), match.start() - day.end)
