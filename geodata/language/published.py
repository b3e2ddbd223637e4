"""The day a report appeared, inferred from its text when only a month or nothing was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.language.days import day_or_none, weekday_near
from geodata.language.mentions import find_dates

if TYPE_CHECKING:
    import datetime as dt

    from geodata.language.date_mention import DateMention
    from geodata.language.rules import Rules

_BEFORE = 60
_AFTER = 25
"""Code points beside a date in which a word such as "anniversary" or "will" speaks of that date;
behind it fewer, for what follows soon speaks of something else."""
_SENTENCE_ENDS = (". ", "! ", "? ", "\n", "。", "؟", "।", " - ", " – ", " — ")


def infer_published(text: str, rules: Rules, *, month: dt.date | None) -> dt.date | None:
    """
    The day of a report, as far as its own text tells.

    The latest explicit date that is no plan, deadline or anniversary is the base; a cue such as
    "this Monday" moves it to the first such weekday on or after it.

    Parameters
    ----------
    text
        The report's text.
    rules
        Of the text's language.
    month
        First day of the month of publication if that much is known: the day found lies in it,
        and days written without a year take its year. Without it only full dates count.

    Returns
    -------
    day
        None if the text does not tell. The clock is never asked.
    """
    mentions = find_dates(text, rules, anchor=None)
    days = [
        day
        for mention in mentions
        if (day := _own_day(mention, month)) and not _spoken_of(text, rules, mention)
    ]
    if month is None:
        # An old date beside younger years is history, not the report's own day.
        youngest = max((m.year for m in mentions if m.year and m.relation == "on"), default=0)
        days = [day for day in days if day.year >= youngest - 1]
    if not days:
        return None
    base = max(days)
    for mention in mentions:
        if mention.kind == "weekday" and mention.cue == "this" and mention.weekday is not None:
            moved = weekday_near(base, mention.weekday, cue="coming")
            return moved if moved and _within(moved, month) else base
    return base


def _own_day(mention: DateMention, month: dt.date | None) -> dt.date | None:
    if mention.kind not in ("explicit", "numeric") or mention.relation != "on":
        return None
    if mention.cue in ("next", "last") or mention.day is None:
        return None
    if month is None and (mention.year is None or mention.month is None):
        return None
    year = mention.year if mention.year is not None else month.year if month else 0
    number = mention.month if mention.month is not None else month.month if month else 0
    day = day_or_none(year, number, mention.day)
    return day if day and _within(day, month) else None


def _within(day: dt.date, month: dt.date | None) -> bool:
    return month is None or (day.year, day.month) == (month.year, month.month)


def _spoken_of(text: str, rules: Rules, mention: DateMention) -> bool:
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if before.rstrip(" ").endswith(("(", "（")):
        return False
    after = text[mention.end : mention.end + _AFTER]
    for mark in _SENTENCE_ENDS:
        before = before.rpartition(mark)[2]
        after = after.partition(mark)[0]
    after = after.partition(",")[0]
    pattern = rules.dates.not_published
    return bool(pattern.search(before) or pattern.search(after))
