"""How a trigger is meant: asserted, denied, planned, feared, remembered, or over."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from geodata.status.patterns import gaps

if TYPE_CHECKING:
    import re

    from geodata.status.lexicon import Trigger
    from geodata.status.outline import Outline
    from geodata.status.views import ClauseView, SentenceView

NEGATION_REACH = 40
"""Characters before a trigger in which a negation still denies it."""
FEAR_REACH = 48
BEHIND_REACH = 16
"""Characters behind a trigger in which a verb may still make it a plan or a fear: "riots would",
"riots are feared"."""
HISTORY_DAYS = 45
"""A day further back than this before publication is background, not news, unless it is said since
when something lasts."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status that a trigger asserts, and how."""

    status: str
    hedged: bool
    attributed: bool


def judge(
    trigger: Trigger,
    match: re.Match[str],
    view: tuple[SentenceView, ClauseView],
    outline: Outline,
    *,
    anchor: dt.date | None,
    certain: bool,
) -> Verdict | None:
    """
    What a trigger's match asserts in its clause, or None if nothing.

    Parameters
    ----------
    trigger
        The status looked for.
    match
        Where its words stand in the masked text.
    view
        The sentence and the clause of it that hold the match.
    outline
        Of the report.
    anchor
        Day of publication, if known.
    certain
        Whether the words assert the status even in the future tense or with a negation.
    """
    sentence, clause = view
    if _is_history(clause, outline, anchor) or _is_background(match, clause, outline):
        return None
    status = trigger.status
    if not certain:
        if _is_unreal(match, clause, outline):
            return None
        if _ends_or_denies(trigger, match, clause, outline):
            if not trigger.negated:
                return None
            status = trigger.negated
    return Verdict(
        status,
        hedged=bool(outline.cues("hedge", clause)),
        attributed=outline.cued("attribution", sentence),
    )


def _is_history(clause: ClauseView, outline: Outline, anchor: dt.date | None) -> bool:
    if outline.cues("history", clause):
        return True
    if anchor is None:
        return False
    oldest = anchor - dt.timedelta(days=HISTORY_DAYS)
    day, year = clause.oldest_day, clause.oldest_year
    return (day is not None and day < oldest) or (year is not None and year < anchor.year)


def _is_background(match: re.Match[str], clause: ClauseView, outline: Outline) -> bool:
    """Whether the trigger stands inside a phrase that only refers to what is known."""
    spans = outline.cues("background", clause)
    at = bisect_right(spans, match.start(), key=itemgetter(0)) - 1
    return at >= 0 and match.start() < spans[at][1]


def _is_unreal(match: re.Match[str], clause: ClauseView, outline: Outline) -> bool:
    """Whether the trigger is only planned, imagined, feared or a rumour that is denied."""
    start, end, first = match.start(), match.end(), clause.start
    return (
        outline.stands("denial", clause, since=first, until=start)
        or outline.stands("plan", clause, since=first, until=end + BEHIND_REACH)
        or outline.stands("condition", clause, since=first, until=start)
        or outline.stands("fear", clause, since=start - FEAR_REACH, until=end + BEHIND_REACH)
        or clause.is_ahead
    )


def _ends_or_denies(
    trigger: Trigger,
    match: re.Match[str],
    clause: ClauseView,
    outline: Outline,
) -> bool:
    near = max(clause.start, match.start() - NEGATION_REACH)
    # A negation among the words of the pattern is part of them: "no incidents" is calm.
    if any(
        outline.stands("negation", clause, since=since, until=until)
        for since, until in ((near, match.start()), *gaps(match))
    ):
        return True
    return trigger.status == "unrest" and bool(outline.cues("cessation", clause))
