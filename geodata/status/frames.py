"""Sentences that only go on about what another began: a story of long ago, a rumour denied."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geodata.status.modality import HISTORY_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.language.dates import DateMention
    from geodata.status.outline import Outline
    from geodata.status.views import SentenceView

OPENING = 16
"""Characters of a sentence within which a day sets the time of all it tells: "Ten years ago"."""
SENTENCES_ON = 2
"""Sentences without a day that still go on about the time of the one before."""


def long_ago(view: Outline, anchor: dt.date | None) -> Iterator[bool]:
    """
    Whether each sentence of a report goes on from one that opens with a day long past.

    Parameters
    ----------
    view
        The report.
    anchor
        Day of publication, if known; without it nothing is long ago.
    """
    left = 0
    for sentence in view.sentences:
        days = [day for clause in sentence.clauses for day in clause.days]
        if days and anchor is not None:
            opens = days[0].start - sentence.start <= OPENING
            left = SENTENCES_ON + 1 if opens and all(_is_past(day, anchor) for day in days) else 0
        elif sentence.after_line_break:
            left = 0
        yield left > 0 and not view.cued("lasting", sentence)
        left = max(0, left - 1)


def is_denied(index: int, view: Outline) -> bool:
    """Whether a sentence tells by hearsay what the one before or behind it denies."""
    sentence = view.sentences[index]
    heard = view.cued("rumour", sentence)
    if not heard and not view.cued("hedge", sentence):
        return False
    before, behind = _neighbours(index, view)
    if before is not None and view.cued("denial", before):
        return True
    return heard and behind is not None and not behind.places and view.cued("denial", behind)


def _is_past(day: DateMention, anchor: dt.date) -> bool:
    if day.relation != "on":
        return False
    if day.date is not None:
        return day.date < anchor - dt.timedelta(days=HISTORY_DAYS)
    return day.year is not None and day.year < anchor.year


def _neighbours(index: int, view: Outline) -> tuple[SentenceView | None, SentenceView | None]:
    """Return the sentences before and behind one in its paragraph."""
    own = view.sentences[index]
    before = view.sentences[index - 1] if index and not own.after_line_break else None
    behind = view.sentences[index + 1] if index + 1 < len(view.sentences) else None
    return before, behind if behind and not behind.after_line_break else None
