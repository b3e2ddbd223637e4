"""On which day a claim's status is said to hold."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    lasting: bool = False,
    reached: bool = False,
) -> ClaimDay:
    """
    Day on which a trigger's status is said to hold.

    The nearest day in the clause counts, else the nearest in the clauses before it, else the
    first behind it, else the last in the earlier sentence; else the day of publication. What
    is said to last still has no day but its clause's own or that of publication.

    Parameters
    ----------
    match
        Where the trigger's words stand.
    clause, sentence
        That hold it.
    earlier
        The sentence before, for what goes on telling; None for a state in the present tense.
    anchor
        Day of publication, if known.
    lasting
        Whether the clause says that a state lasts: "still", "remains".
    reached
        Whether a state is told in the past: a day up to which it came to be, "calm by Friday", is
        then its own.
    """
    days = sentence.days
    first = bisect_left(days, clause.start, key=_start)
    behind = bisect_left(days, clause.end, key=_start)
    day: DateMention | None
    if first < behind:
        day = _nearest(days, first, behind, match)
    elif reached and anchor and (came := _reached(clause, anchor)):
        return ClaimDay(came, None, "day")
    elif lasting:
        day = None
    elif first:
        day = days[first - 1]
    elif behind < len(days):
        day = days[behind]
    else:
        day = earlier.days[-1] if earlier and earlier.days else None
    found = (day.date or day.date_end) if day else anchor
    return ClaimDay(found, _not_before(clause.until, found), "day" if found else "none")


def _reached(clause: ClauseView, anchor: dt.date) -> dt.date | None:
    """Return the day by which a state had come to be; by itself a weekday is read as one ahead."""
    for day in clause.days:
        if day.relation == "until" and day.date_end:
            weeks = int(day.kind == "weekday" and day.date_end > anchor)
            came = day.date_end - dt.timedelta(weeks=weeks)
            return came if came <= anchor else None
    return None


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
