"""The days that a text names, each as it was meant on the day the report appeared."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geodata.language.date_reader import DateReader

if TYPE_CHECKING:
    import datetime as dt

    from geodata.language.date_mention import DateMention
    from geodata.language.rules import Rules

TOLD_REACH = 500
"""Code points back to the day that "the next day" is counted from; about two paragraphs."""
TOLD_AMONG = 4
"""Mentions looked through for it: months and years are none."""


def find_dates(
    text: str, rules: Rules, *, anchor: dt.date | None, start: int = 0, end: int | None = None
) -> list[DateMention]:
    """
    Days, months and years named in a text.

    Parameters
    ----------
    text
        The report's text.
    rules
        Of the text's language.
    anchor
        The day on which "today" is to be understood, usually that of publication; None if it
        is not known, then everything relative stays unresolved.
    start, end
        Code points between which to look; the whole text by default.

    Returns
    -------
    mentions
        In the order of the text, never overlapping. A weekday is the most recent one, today
        included, unless a word turns it; a day that the calendar lacks is left out.
    """
    scan, locator = rules.dates.scanned.scan(text), rules.dates.locator
    stop = len(text) if end is None else min(end, len(text))
    position = lowest = max(start, 0)
    found: list[DateMention] = []
    while position < stop and (hit := scan.search(locator, position, stop)):
        told = _told_before(hit.start(), found)
        mention = DateReader(text, rules, anchor, lowest, stop, told).read(hit.start())
        if mention and found and found[-1].start < mention.start < found[-1].end:
            # The words before it belong to the mention before it.
            mention = DateReader(text, rules, anchor, found[-1].end, stop, told).read(hit.start())
        if mention is None:
            position = hit.start() + 1
            continue
        position = max(mention.end, hit.start() + 1)
        while found and found[-1].start >= mention.start:
            # "in der Nacht" was but the beginning of "in der Nacht zum Sonntag".
            found.pop()
        joined = _joined(found[-1], mention, text, rules) if found else None
        if joined:
            found[-1] = joined
        elif mention.precision != "none" or mention.kind in ("year", "period"):
            found.append(mention)
    return found


def _told_before(position: int, found: list[DateMention]) -> dt.date | None:
    """Return the day that a text spoke of last, if it is not too far back."""
    for mention in reversed(found[-TOLD_AMONG:]):
        if position - mention.end > TOLD_REACH:
            break
        day = mention.date_end or mention.date
        if day and mention.precision == "day" and mention.relation != "until":
            return None if mention.future else day
    return None


def _joined(first: DateMention, second: DateMention, text: str, rules: Rules) -> DateMention | None:
    # "Sunday, 9 January" and "9 January (Sunday)" are one mention, dated by the explicit half.
    kinds = (first.kind, second.kind)
    dated = ("explicit", "numeric")
    if not (
        (kinds[0] in ("weekday", "day") and kinds[1] in dated)
        or (kinds[0] in dated and kinds[1] == "weekday" and not second.cue)
    ):
        return None
    if second.start - first.end > 12 or second.relation != "on":
        return None
    if not rules.dates.joint.fullmatch(text, first.end, second.start):
        return None
    explicit = second if kinds[1] in dated else first
    weekday = first.weekday if first.weekday is not None else second.weekday
    if explicit is first and explicit.date and explicit.date.weekday() != weekday:
        return None
    opened = any(bracket in text[first.end : second.start] for bracket in "(（")
    closed = opened and text[second.end : second.end + 1] in (")", "）")
    return dataclasses.replace(
        explicit,
        start=first.start,
        end=second.end + closed,
        day_part=explicit.day_part or first.day_part or second.day_part,
        relation=first.relation,
        date=None if first.relation == "until" else explicit.date,
        date_end=(explicit.date_end or explicit.date)
        if first.relation == "until"
        else explicit.date_end,
        cue=first.cue or explicit.cue,
        weekday=weekday,
    )
