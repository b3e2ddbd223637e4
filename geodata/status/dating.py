"""On which day a claim's status is said to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    import re

    from geodata.language.dates import DateMention
    from geodata.models import Precision
    from geodata.status.outline import ClauseView, SentenceView


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
    before = [day for other in sentence.clauses if other.end <= clause.start for day in other.days]
    after = [day for other in sentence.clauses if other.start >= clause.end for day in other.days]
    date_end = next(
        (day.date_end for day in clause.days if day.relation == "until" and day.date_end), None
    )
    choices = [
        sorted(clause.days, key=lambda day: _distance(day, match)),
        list(reversed(before)),
        after,
        [day for other in reversed(earlier.clauses) for day in reversed(other.days)]
        if earlier
        else [],
    ]
    for days in choices:
        for day in days:
            found = day.date or day.date_end
            if found and day.relation != "until" and not day.future and day.precision == "day":
                return ClaimDay(found, _not_before(date_end, found), "day")
    return ClaimDay(anchor, _not_before(date_end, anchor), "day" if anchor else "none")


def _not_before(end: dt.date | None, start: dt.date | None) -> dt.date | None:
    return end if end and start and end >= start else None


def _distance(day: DateMention, match: re.Match[str]) -> int:
    return max(day.start - match.end(), match.start() - day.end)
