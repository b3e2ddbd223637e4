"""A day, month or year as a text names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

Relation = Literal["on", "since", "until"]
DayPart = Literal["", "morning", "evening", "night"]
Cue = Literal["", "this", "next", "last"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month or year named in a text; ``start`` and ``end`` count code points."""

    start: int
    end: int
    date: dt.date | None
    """The day, or the first day of the month. None if only an anchor could tell, if it is no
    single day, or if the mention only says until when (then see ``date_end``)."""
    date_end: dt.date | None = None
    """Last day of a range or of "until"."""
    precision: Literal["day", "month", "none"] = "day"
    future: bool = False
    """Whether the day lies after the anchor, or a word such as "next" says so."""
    day_part: DayPart = ""
    relation: Relation = "on"
    year: int | None = None
    """The year as written or implied ("last year"); all there is of a bare year."""
    month: int | None = None
    day: int | None = None
    """Day of the month as written; of a range the last one."""
    weekday: int | None = None
    """0 is Monday."""
    cue: Cue = ""
    kind: str = "explicit"
    """``explicit``, ``numeric``, ``weekday``, ``month``, ``day`` (such as "yesterday"), ``ago``,
    ``period`` (such as "last week"), ``told`` (such as "the next day") or ``year``."""
