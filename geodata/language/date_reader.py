"""One mention of a day read from where it begins, with the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geodata.language.date_context import DateContext, read_context
from geodata.language.date_mention import DateMention
from geodata.language.days import (
    day_or_none,
    month_near,
    month_shifted,
    monthless_near,
    shifted,
    weekday_dated,
    weekday_near,
    yearless_near,
)

if TYPE_CHECKING:
    import datetime as dt

    from geodata.language.date_patterns import Core
    from geodata.language.rules import Rules

_DAYS = {"day": 1, "week": 7}
_DAY_NUMBER = re.compile(r"\s?\((\d{1,2})\)|\s(\d{1,2})(?=\s?[,;)]|\.?$|\.\s)")


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the one mention that begins at a place of the text."""

    text: str
    rules: Rules
    anchor: dt.date | None
    floor: int
    stop: int
    told: dt.date | None = None
    """The day that the text spoke of last: what "the next day" is counted from."""

    def read(self, position: int) -> DateMention | None:
        """The longest core at the position that means something, with its surroundings."""
        dates = self.rules.dates
        matches = [
            (match, core)
            for core in map(dates.cores.__getitem__, dates.core_patterns.at(self.text, position))
            if (match := core.pattern.match(self.text, position, self.stop))
        ]
        matches.sort(key=lambda pair: -pair[0].end())
        for match, core in matches:
            if mention := self._mention(match, core):
                return mention
        return None

    def _mention(self, match: re.Match[str], core: Core) -> DateMention | None:
        context = read_context(
            match, core, self.rules, anchor=self.anchor, floor=self.floor, stop=self.stop
        )
        if core.kind == "year":
            return self._year(match, context)
        if core.kind in ("explicit", "numeric"):
            return self._explicit(match, core, context)
        if core.kind == "month":
            return self._month(match, context)
        if core.kind == "weekday":
            return self._weekday(match, context)
        if core.kind == "told":
            return self._told(match, core, context)
        return self._relative(match, core, context)

    def _explicit(
        self, match: re.Match[str], core: Core, context: DateContext
    ) -> DateMention | None:
        groups = match.groupdict()
        if core.kind == "numeric":
            parts = self._numeric(groups)
        else:
            parts = (_number(groups.get("y")), _month(groups), int(groups["d"]))
        year, month, day = parts
        if year is None:
            year = context.moved_year
        # 2000 is a leap year: a day that even it lacks, no year has. January has every day.
        if day_or_none(year or 2000, month or 1, day) is None:
            return None
        first_day = _number(groups.get("d1"))
        if first_day is not None and not 0 < first_day < day:
            first_day = None
        if first_day is not None and context.part == "night" and first_day == day - 1:
            # The night between two days counts as the later one.
            first_day = None
        if first_day is not None and context.relation == "since":
            context.relation = "on"
        last = self._dated(year, month, day, context)
        if first_day is None or context.relation == "until":
            return self._finished(context, last, year=year, month=month, day=day, kind=core.kind)
        return self._finished(
            context,
            last.replace(day=first_day) if last else None,
            date_end=last,
            year=year,
            month=month,
            day=day,
            kind=core.kind,
        )

    def _numeric(self, groups: dict[str, str | None]) -> tuple[int | None, int | None, int]:
        year = _number(groups["y"])
        if "a" not in groups:
            return year, int(groups["m"] or 0), int(groups["d"] or 0)
        if year is not None and len(groups["y"] or "") == 2:
            year += 2000 if year < 70 else 1900
        day, month = int(groups["a"] or 0), int(groups["b"] or 0)
        american = self.rules.dates.numeric_order == "mdy" and groups["sep"] != "."
        if (american and day <= 12) or (month > 12 >= day):
            day, month = month, day
        return year, month, day

    def _dated(
        self, year: int | None, month: int | None, day: int, context: DateContext
    ) -> dt.date | None:
        if year is not None and month is not None:
            return day_or_none(year, month, day)
        if self.anchor is None:
            return None
        cue = "coming" if context.relation == "until" else context.cue
        if month is None:
            return monthless_near(self.anchor, day, cue=cue)
        return yearless_near(self.anchor, month, day, cue=cue)

    def _month(self, match: re.Match[str], context: DateContext) -> DateMention | None:
        groups = match.groupdict()
        year = _number(groups.get("y")) or context.moved_year
        required = self.rules.dates.needs_month_before
        if year is None and required and not self._stands_before(required, context.start, match):
            return None
        month = _month(groups)
        if month is None:
            return None
        if year is not None:
            date = day_or_none(year, month, 1)
        elif self.anchor is None:
            date = None
        else:
            cue = "coming" if context.relation == "until" else context.cue
            date = month_near(self.anchor, month, cue=cue)
        return self._finished(
            context, date, precision="month", year=year, month=month, kind="month"
        )

    def _stands_before(
        self, required: re.Pattern[str], context_start: int, match: re.Match[str]
    ) -> bool:
        lowest = max(self.floor, min(context_start, match.start()) - 30, 0)
        return required.search(self.text, lowest, match.start()) is not None

    def _weekday(self, match: re.Match[str], context: DateContext) -> DateMention:
        weekday = next(i for i in range(7) if match.group(f"w{i}") is not None)
        date = None
        if self.anchor is not None:
            coming = context.relation == "until" and not context.cue
            cue = "coming" if coming else context.week or context.cue
            date = self._numbered(weekday, context) or weekday_near(self.anchor, weekday, cue=cue)
        return self._finished(context, date, weekday=weekday, kind="weekday")

    def _numbered(self, weekday: int, context: DateContext) -> dt.date | None:
        # "segunda-feira (10)", "el martes 13,": the number tells which one.
        number = _DAY_NUMBER.match(self.text, context.end, self.stop)
        if not number or self.anchor is None:
            return None
        date = weekday_dated(self.anchor, weekday, int(number[1] or number[2]))
        if date:
            context.end = number.end()
        return date

    def _relative(
        self, match: re.Match[str], core: Core, context: DateContext
    ) -> DateMention | None:
        offset, unit = core.offset, core.unit
        if core.kind == "ago":
            count = next(value for key, value in match.groupdict().items() if key and value)
            offset = -self._count(count)
        context.part = context.part or core.part
        future = offset > 0
        date = year = None
        if self.anchor is not None and unit == "day":
            date = shifted(self.anchor, offset)
        elif self.anchor is not None and unit == "week" and core.kind == "ago":
            date = shifted(self.anchor, 7 * offset)
        elif self.anchor is not None and unit == "month":
            date = month_shifted(self.anchor, offset)
        elif self.anchor is not None and unit == "year":
            year = self.anchor.year + offset
        single = unit == "day" or (unit == "week" and core.kind == "ago")
        precision: Literal["day", "month", "none"] = (
            "day" if single else "month" if unit == "month" else "none"
        )
        kind = "period" if precision == "none" else core.kind
        return self._finished(
            context, date, precision=precision, year=year, kind=kind, future=future
        )

    def _told(self, match: re.Match[str], core: Core, context: DateContext) -> DateMention | None:
        # Backwards from nowhere is from the day of the report; forwards from it is no news.
        counts = [self._count(value) for value in match.groupdict().values() if value]
        steps = core.offset * (counts[0] if counts else 1) * _DAYS[core.unit]
        start = self.told or (self.anchor if steps < 0 else None)
        date = shifted(start, steps) if start else None
        if date is None or (self.anchor and date > self.anchor):
            return None
        context.part = context.part or core.part
        return self._finished(context, date, kind="told")

    def _year(self, match: re.Match[str], context: DateContext) -> DateMention | None:
        patterns = self.rules.dates
        start, end = match.span()
        after = patterns.year_after.match(self.text, end, self.stop)
        cued = after is not None or (
            patterns.year_before.search(self.text, max(0, start - 25), start) is not None
        )
        if not after and end < self.stop and self.text[end].isalnum():
            return None
        if not cued and (
            int(match["y"]) % 50 == 0
            or patterns.counts.match(self.text, end, self.stop)
            or self.text[max(0, start - 2) : start].strip() in ("$", "€", "£", "#", "№")
        ):
            return None
        return DateMention(
            start,
            after.end() if after else end,
            None,
            precision="none",
            future=self.anchor is not None and int(match["y"]) > self.anchor.year,
            relation=context.relation,
            year=int(match["y"]),
            kind="year",
        )

    def _count(self, word: str) -> int:
        if word[0].isdigit():
            return int(word)
        for number, pattern in enumerate(self.rules.dates.numbers, 1):
            if pattern.fullmatch(word):
                return number
        return 0

    def _finished(
        self,
        context: DateContext,
        date: dt.date | None,
        *,
        kind: str,
        date_end: dt.date | None = None,
        precision: Literal["day", "month", "none"] = "day",
        future: bool = False,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        weekday: int | None = None,
    ) -> DateMention:
        ahead = bool(date and self.anchor and date > self.anchor)
        until = context.relation == "until"
        return DateMention(
            context.start,
            context.end,
            None if until else date,
            date_end=date if until else date_end,
            precision=precision,
            future=future or ahead or context.cue == "next",
            day_part=context.part,
            relation=context.relation,
            year=year,
            month=month,
            day=day,
            weekday=weekday,
            cue=context.cue,
            kind=kind,
        )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(groups: dict[str, str | None]) -> int | None:
    if groups.get("m"):
        return int(groups["m"] or 0)
    return next((i for i in range(1, 13) if groups.get(f"m{i}") is not None), None)
