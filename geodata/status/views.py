"""One sentence of a report and its clauses, with the places, airports and days in them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from geodata.language.dates import DateMention
    from geodata.models import Toponym

_TOWNS = frozenset({"settlement", "capital"})


@dataclass
class ClauseView:
    """
    One clause and what stands in it; offsets are code points into the text.

    What is asked for at each trigger is worked out once, for a clause may be a megabyte long and
    hold nothing but triggers.
    """

    start: int
    end: int
    relative: bool
    places: list[Toponym] = field(default_factory=list)
    """Toponyms that can be given a status."""
    airports: list[Toponym] = field(default_factory=list)
    days: list[DateMention] = field(default_factory=list)
    cues: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Where each cue stands, as far as it was asked for."""
    framed: dict[str, bool] = field(default_factory=dict)
    """Whether each status's frame stands in it, as far as it was asked for."""

    @cached_property
    def narrowest(self) -> list[Toponym]:
        """Its towns, else its regions and sites, else its countries."""
        smaller = [p for p in self.places if p.place is not None and p.place.kind != "country"]
        return towns(self.places) or smaller or self.places

    @cached_property
    def until(self) -> dt.date | None:
        """Day until which something lasts, if the clause says so."""
        ends = (day.date_end for day in self.days if day.relation == "until" and day.date_end)
        return next(ends, None)

    @cached_property
    def is_ahead(self) -> bool:
        """Whether it names a day to come, on which something is to begin."""
        return any(day.future and day.relation != "until" for day in self.days)

    @cached_property
    def oldest_day(self) -> dt.date | None:
        """The oldest day it names, unless since that day something lasts."""
        days = (day.date for day in self.days if day.date and day.relation != "since")
        return min(days, default=None)

    @cached_property
    def oldest_year(self) -> int | None:
        """The oldest year it names without a day."""
        years = (day.year for day in self.days if day.date is None and day.year is not None)
        return min(years, default=None)


@dataclass
class SentenceView:
    """One sentence as its clauses."""

    start: int
    end: int
    clauses: list[ClauseView]
    after_line_break: bool = False
    """Whether a line ends between it and the sentence before."""
    cued: dict[str, bool] = field(default_factory=dict)
    """Whether each cue stands in it, as far as it was asked for."""

    @cached_property
    def places(self) -> list[Toponym]:
        """Toponyms of all its clauses, in order."""
        return [place for clause in self.clauses for place in clause.places]

    @cached_property
    def towns(self) -> list[Toponym]:
        """Those of its places that are towns."""
        return towns(self.places)

    @cached_property
    def capital(self) -> Toponym | None:
        """The capital that it names last."""
        named = (one for one in reversed(self.places) if one.place and one.place.kind == "capital")
        return next(named, None)

    @cached_property
    def airports(self) -> list[Toponym]:
        """Airports of all its clauses, in order."""
        return [airport for clause in self.clauses for airport in clause.airports]

    @cached_property
    def days(self) -> list[DateMention]:
        """Days, in order, on which something may be said to have been."""
        return [
            day
            for clause in self.clauses
            for day in clause.days
            if (day.date or day.date_end)
            and day.relation != "until"
            and not day.future
            and day.precision == "day"
        ]

    @cached_property
    def clauses_with_places(self) -> list[ClauseView]:
        """Clauses that name a place."""
        return [clause for clause in self.clauses if clause.places]

    def airport_before(self, offset: int) -> list[Toponym]:
        """Return the last airport before an offset, if there is one."""
        at = bisect_left(self.airports, offset, key=lambda airport: airport.start)
        return self.airports[at - 1 : at] if at else []


def is_area(toponym: Toponym) -> bool:
    """Whether a toponym is wider than a town."""
    return toponym.place is not None and toponym.place.kind not in _TOWNS


def towns(places: Iterable[Toponym]) -> list[Toponym]:
    """Those of some places that are towns."""
    return [place for place in places if not is_area(place)]
