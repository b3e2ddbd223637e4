"""How a trigger is meant: asserted, denied, planned, feared, remembered, or over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from geodata.status.lexicon import Lexicon, Trigger
    from geodata.status.outline import ClauseView, Outline, SentenceView

NEGATION_REACH = 40
"""Characters before a trigger in which a negation still denies it."""
FEAR_REACH = 48
PLAN_REACH = 16
"""Characters behind a trigger in which a verb may still turn it into a plan ("riots would")."""
HISTORY_DAYS = 45
"""A day further back than this before publication is background, not news."""


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
    lexicon: Lexicon,
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
    outline, lexicon
        Of the report.
    anchor
        Day of publication, if known.
    certain
        Whether the words assert the status even in the future tense or with a negation.
    """
    sentence, clause = view
    if _is_history(clause, outline, lexicon, anchor) or _is_background(
        match, clause, outline, lexicon
    ):
        return None
    status = trigger.status
    if not certain:
        if _is_unreal(match, clause, outline, lexicon):
            return None
        if _ends_or_denies(trigger, match, clause, outline, lexicon):
            if not trigger.negated:
                return None
            status = trigger.negated
    return Verdict(
        status,
        hedged=_found("hedge", clause.start, clause.end, outline, lexicon),
        attributed=_found("attribution", sentence.start, sentence.end, outline, lexicon),
    )


def _found(cue: str, start: int, end: int, outline: Outline, lexicon: Lexicon) -> bool:
    return lexicon.cues[cue].search(outline.masked, start, end) is not None


def _is_history(
    clause: ClauseView, outline: Outline, lexicon: Lexicon, anchor: dt.date | None
) -> bool:
    if _found("history", clause.start, clause.end, outline, lexicon):
        return True
    if anchor is None:
        return False
    oldest = anchor - dt.timedelta(days=HISTORY_DAYS)
    return any(
        (day.date is not None and day.date < oldest)
        or (day.date is None and day.year is not None and day.year < anchor.year)
        for day in clause.days
    )


def _is_background(
    match: re.Match[str], clause: ClauseView, outline: Outline, lexicon: Lexicon
) -> bool:
    """Whether the trigger stands inside a phrase that only refers to what is known."""
    return any(
        found.start() <= match.start() < found.end()
        for found in lexicon.cues["background"].finditer(outline.masked, clause.start, clause.end)
    )


def _is_unreal(
    match: re.Match[str], clause: ClauseView, outline: Outline, lexicon: Lexicon
) -> bool:
    """Whether the trigger is only planned, imagined, feared or a rumour that is denied."""
    near = max(clause.start, match.start() - FEAR_REACH)
    behind = min(clause.end, match.end() + PLAN_REACH)
    return (
        _found("denial", clause.start, match.start(), outline, lexicon)
        or _found("plan", clause.start, behind, outline, lexicon)
        or _found("condition", clause.start, match.start(), outline, lexicon)
        or _found("fear", near, match.end(), outline, lexicon)
        or any(day.future and day.relation != "until" for day in clause.days)
    )


def _ends_or_denies(
    trigger: Trigger,
    match: re.Match[str],
    clause: ClauseView,
    outline: Outline,
    lexicon: Lexicon,
) -> bool:
    near = max(clause.start, match.start() - NEGATION_REACH)
    negations = lexicon.cues["negation"].finditer(outline.masked, near, match.end())
    # A negation that opens the match is part of the words: "no incidents" is calm.
    if any(found.start() != match.start() for found in negations):
        return True
    return trigger.status == "unrest" and _found(
        "cessation", clause.start, clause.end, outline, lexicon
    )
