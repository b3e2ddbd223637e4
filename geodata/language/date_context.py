"""What the words around a core say: "since", "last", "the night of", "next week", "last year"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.language.date_words import PARTS

if TYPE_CHECKING:
    import datetime as dt

    from geodata.language.date_mention import Cue, DayPart, Relation
    from geodata.language.date_patterns import Core
    from geodata.language.rules import Rules

_CUES: tuple[Cue, ...] = ("this", "next", "last")
_PREFIX_WORDS = 8
"""So many words before a core may belong to it, as in "in the night from Saturday to"."""
_PREFIX_LENGTH = 60
_WORD_START = re.compile(r"(?<!\w)\w")


@dataclass(slots=True)
class DateContext:
    """The span of a core with the words that belong to it, and what these say."""

    start: int
    end: int
    cue: Cue = ""
    part: DayPart = ""
    relation: Relation = "on"
    week: str = ""
    """``last_week``, ``this_week`` or ``next_week`` if the words name the week."""
    moved_year: int | None = None
    """The year of "9 January last year"."""


def read_context(
    match: re.Match[str],
    core: Core,
    rules: Rules,
    *,
    anchor: dt.date | None,
    floor: int,
    stop: int,
) -> DateContext:
    """
    Read the words before and after a core.

    Parameters
    ----------
    match
        Where the core stands in the text.
    core
        What was matched; only some kinds have words after them.
    rules
        Of the text's language.
    anchor
        The day the report appeared, if known; without it "last year" stays unresolved.
    floor, stop
        Code points between which the words may stand.
    """
    context = DateContext(match.start(), match.end())
    if prefix := _prefix(match, rules, floor):
        context.start = prefix.start()
        _read_cues(prefix, context)
    if core.kind in ("explicit", "month"):
        _move_year(match, context, rules, anchor, stop)
    if core.kind in ("weekday", "explicit", "numeric", "day", "month", "told"):
        suffix = rules.dates.suffix.match(match.string, context.end, stop)
        if suffix and suffix.end() > context.end:
            context.end = suffix.end()
            _read_cues(suffix, context)
    return context


def _prefix(core: re.Match[str], rules: Rules, floor: int) -> re.Match[str] | None:
    # The farthest word from which everything up to the core is date words.
    text, core_start = core.string, core.start()
    lowest = max(floor, core_start - _PREFIX_LENGTH, 0)
    starts = [word.start() for word in _WORD_START.finditer(text, lowest, core_start)]
    if not rules.spaced:
        starts = list(range(max(lowest, core_start - _PREFIX_WORDS), core_start))
    for start in starts[-_PREFIX_WORDS:]:
        if found := rules.dates.prefix.fullmatch(text, start, core_start):
            return found
    return None


def _move_year(
    match: re.Match[str], context: DateContext, rules: Rules, anchor: dt.date | None, stop: int
) -> None:
    # "9 January last year": the year is told, though not as a number.
    found = rules.dates.year_suffix.match(match.string, match.end(), stop)
    if found and anchor is not None and not match.groupdict().get("y"):
        context.end = found.end()
        context.moved_year = anchor.year - (found["last_year"] is not None)


def _read_cues(match: re.Match[str], context: DateContext) -> None:
    said = {key.removesuffix("_2") for key, value in match.groupdict().items() if value}
    for cue in _CUES:
        if cue in said or f"{cue}_week" in said:
            context.cue = cue
            context.week = f"{cue}_week" if f"{cue}_week" in said else ""
    for part in PARTS:
        if part in said:
            context.part = part
    if "until" in said:
        context.relation = "until"
    elif "since" in said:
        context.relation = "since"
