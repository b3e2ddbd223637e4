"""
A language's date words compiled into patterns.

A *core* is what names the day: a weekday, ``9 January``, ``yesterday``. The words around it
(``since``, ``last``, ``the night of``) are its *prefix* and *suffix*; each is one pattern that is
tried beside a core and nowhere else, so that reading stays linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.language.date_mention import DayPart

PARTS: tuple[DayPart, ...] = ("morning", "evening", "night")
CUES = ("next_week", "last_week", "this_week", "next", "last", "this")
UNITS = ("day", "week", "month", "year")
YEAR_ORDERS = ("dmy", "mdy", "ymd")

_KNOWN = {
    "numeric", "weekdays", "months", "numbers", "ordinal", "to", "of", "fill", "explicit", "short",
    "since", "until", "since_after", "until_after", "next", "last", "this", "next_after",
    "last_after", "this_after", "next_week", "last_week", "this_week", "next_week_after",
    "last_week_after", "this_week_after", "month_forms", "month_before", "before", "after",
    "days", "ago", "periods", "last_year", "this_year", "year_before", "year_after", "counts",
    "not_published",
}  # fmt: skip
_LISTS = _KNOWN - {"numeric", "ordinal", "before", "after", "days", "ago", "periods"}
_NEVER = "(?!)"
_NO_VERSION = "(?<!version )(?<!release )(?<!build )(?<!firmware )"
_NUMERIC = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![-/\d])",
    r"(?P<y>\d{4})(?P<s>[/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![-/\d]|\.\d)",
    _NO_VERSION + r"(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P=sep)\s?"
    r"(?P<y>\d{4}|\d{2})(?![\d/:-]|[.,]\d)",
)
_SPACES = re.compile(r"\(\?<[=!][^)]*\)|\[(?:\\.|[^\]\\])*\]| ")


@dataclass(frozen=True, slots=True)
class Core:
    """One way to name a day, with what a match of it means."""

    pattern: re.Pattern[str]
    kind: str
    """``explicit``, ``numeric``, ``weekday``, ``month``, ``day``, ``ago``, ``period``, ``year``."""
    offset: int = 0
    unit: str = "day"
    part: DayPart = ""


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """Everything `find_dates` tries in a text of one language."""

    locator: re.Pattern[str]
    """Matches wherever a core may begin."""
    cores: tuple[Core, ...]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    year_suffix: re.Pattern[str]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    counts: re.Pattern[str]
    joint: re.Pattern[str]
    """What may stand between a weekday and the date it belongs to."""
    month_name: re.Pattern[str]
    numbers: tuple[re.Pattern[str], ...]
    not_published: re.Pattern[str]
    """Words beside a date that show it is not the report's own."""
    needs_month_before: re.Pattern[str] | None
    numeric_order: str


def compile_dates(data: Mapping[str, Any], *, spaced: bool) -> DatePatterns:
    """
    Compile the ``[dates]`` table of a language.

    Parameters
    ----------
    data
        The table; every string is a regular expression in which a space stands for white
        space and ``{weekday}``, ``{month}``, ``{d}``, ``{y}``, ``{n}`` for the language's own.
    spaced
        Whether the language parts words with spaces.

    Raises
    ------
    ValueError
        If a key is unknown, missing its partner, or not of its type.
    re.error
        If a string is no regular expression.
    """
    return _Compiler(data, spaced=spaced).compile()


class _Compiler:
    """Holds one language's word lists while they are put together."""

    def __init__(self, data: Mapping[str, Any], *, spaced: bool) -> None:
        if unknown := sorted(set(data) - _KNOWN):
            raise ValueError(f"[dates] has the unknown keys {unknown}")
        self._data = data
        self._spaced = spaced
        self._lists = {key: strings(data, key) for key in _LISTS}
        for key, size in (("weekdays", 7), ("months", 12)):
            if len(self._lists[key]) not in (0, size):
                raise ValueError(f"{key} must have {size} entries, got {len(self._lists[key])}")
        cues = {word for key in CUES for word in self._lists[key]}
        if clash := sorted(cues.intersection(self._lists["fill"])):
            raise ValueError(f"fill and next, last or this share {clash}")
        self._order = str(data.get("numeric", "dmy"))
        if self._order not in YEAR_ORDERS:
            raise ValueError(f"numeric must be one of {YEAR_ORDERS}, got {self._order!r}")

    def compile(self) -> DatePatterns:
        cores = self._cores()
        union = "|".join(f"(?:{_uncaptured(core.pattern.pattern)})" for core in cores)
        required = self._lists["month_before"]
        return DatePatterns(
            locator=re.compile(union, re.IGNORECASE),
            cores=tuple(cores),
            prefix=self._pattern(self._prefix()),
            suffix=self._pattern(self._suffix()),
            year_suffix=self._pattern(self._year_suffix()),
            year_before=self._pattern(f"(?:{self._any('year_before')}) $"),
            year_after=self._pattern(f" ?(?:{self._any('year_after')})"),
            counts=self._pattern(f" ?(?:{self._any('counts')})"),
            joint=self._pattern(f"[\\s,(،、（，]{{0,3}}(?:(?:{self._any('fill')}) )?"),
            month_name=self._pattern(f"(?:{self._any('months')})(?!\\w)"),
            numbers=tuple(self._pattern(number) for number in self._lists["numbers"]),
            not_published=self._pattern(f"(?:{self._any('not_published')})"),
            needs_month_before=self._pattern(f"(?:{'|'.join(required)}) $") if required else None,
            numeric_order=self._order,
        )

    def _cores(self) -> list[Core]:
        cores = [Core(self._core(form), "numeric") for form in _NUMERIC]
        if self._lists["months"]:
            cores += [self._explicit(form) for form in self._lists["explicit"]]
            month = "{month}" + f"(?:,? (?:(?:{self._any('of')}) )?" + "{y})?"
            for form in (*self._lists["month_forms"], month):
                cores.append(Core(self._core(self._edged(self._filled(form))), "month"))
        cores += [self._explicit(form) for form in self._lists["short"]]
        if self._lists["weekdays"]:
            cores.append(Core(self._core(self._weekdays()), "weekday"))
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "day", entry["offset"],
                 part=entry.get("part", ""))
            for entry in self._entries("days", "offset")
        ]  # fmt: skip
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "ago", unit=entry["unit"])
            for entry in self._entries("ago", "unit")
        ]
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "period", entry["offset"],
                 entry["unit"])
            for entry in self._entries("periods", "offset", "unit")
        ]  # fmt: skip
        cores.append(Core(self._core(r"(?P<y>1[5-9]\d\d|20\d\d)(?![\d%$€£]|[.,:/-]\d)"), "year"))
        return cores

    def _explicit(self, form: str) -> Core:
        after_day = r"(?!\d|[.,:/-]\d)"
        ordinal = f"(?:{self._data['ordinal']})?" if self._data.get("ordinal") else ""
        to = f"[-–—]|{self._any('to')}"
        fill = f"(?:(?:{self._any('fill')})\\s{{1,3}})?"
        day = (
            rf"(?:(?P<d1>\d{{1,2}}){ordinal}\s{{0,2}}(?:{to})\s{{0,2}}{fill})?"
            rf"(?P<d>\d{{1,2}}){ordinal}"
        )
        filled = self._filled(form.replace("{d}", day).replace("{m}", r"(?P<m>\d{1,2})"))
        # "In January 20 people": a number after the month may belong to what follows it.
        counted = ""
        if self._lists["counts"] and form.rfind("{d}") > form.find("{month}") >= 0:
            counted = f"(?! (?:{self._any('counts')})(?!\\w))"
        return Core(self._core(self._edged(filled) + after_day + counted), "explicit")

    def _filled(self, form: str) -> str:
        return form.replace("{month}", self._months()).replace("{y}", r"(?P<y>\d{4})(?!\d)")

    def _months(self) -> str:
        names = self._lists["months"]
        return "(?:" + "|".join(f"(?P<m{i}>{name})" for i, name in enumerate(names, 1)) + ")"

    def _weekdays(self) -> str:
        names = self._lists["weekdays"]
        parts = [p for part in PARTS for p in self._part_list("after", part)]
        relations = [*self._lists["since_after"], *self._lists["until_after"]]
        glued = "|".join([*parts, *relations])
        edge = f"(?=(?:{glued or _NEVER})|\\W|\\d|_|$)" if self._spaced else ""
        return "(?:" + "|".join(f"(?P<w{i}>{n})" for i, n in enumerate(names)) + ")" + edge

    def _prefix(self) -> str:
        relation = f"(?:(?P<since>{self._any('since')})|(?P<until>{self._any('until')})) "
        parts = "|".join(
            f"(?P<{part}>{'|'.join(self._part_list('before', part)) or _NEVER})" for part in PARTS
        )
        cue = "|".join(f"(?P<{key}>{self._any(key)})" for key in CUES)
        fill = f"(?:(?:{self._any('fill')}) ){{0,2}}"
        prefix = f"(?:{relation})?{fill}(?:(?:{parts}) )?{fill}(?:(?:{cue}) )?{fill}"
        return self._loosened(self._inlined(prefix))

    def _suffix(self) -> str:
        gap = r"(?:,?\s{0,2})"
        edge = r"(?!\w)" if self._spaced else ""

        def parts(mark: str) -> str:
            options = "|".join(
                f"(?P<{part}{mark}>{'|'.join(self._part_list('after', part)) or _NEVER})"
                for part in PARTS
            )
            return f"(?:{gap}(?:{options}){edge})"

        def cues(mark: str) -> str:
            options = "|".join(f"(?P<{key}{mark}>{self._any(key + '_after')})" for key in CUES)
            return f"(?:{gap}(?:{options}){edge})"

        relation = (
            f"(?:{gap}(?:(?P<since>{self._any('since_after')})"
            f"|(?P<until>{self._any('until_after')})){edge})"
        )
        return f"(?:{parts('')}{cues('')}?|{cues('_2')}{parts('_2')}?)?{relation}?"

    def _year_suffix(self) -> str:
        edge = r"(?!\w)" if self._spaced else ""
        return (
            f",? ?(?:(?P<last_year>{self._any('last_year')})"
            f"|(?P<this_year>{self._any('this_year')})){edge}"
        )

    def _part_list(self, where: str, part: str) -> tuple[str, ...]:
        table = self._data.get(where, {})
        if not isinstance(table, Mapping) or set(table) - set(PARTS):
            raise ValueError(f"dates.{where} must be a table of {PARTS}, got {table!r}")
        return strings(table, part)

    def _entries(self, key: str, *required: str) -> list[Mapping[str, Any]]:
        entries = self._data.get(key, [])
        types = {"offset": int, "unit": str}
        for entry in entries:
            if not isinstance(entry, Mapping) or set(entry) - {*required, "words", "part"}:
                raise ValueError(f"{key} must hold {[*required, 'words']}, got {entry!r}")
            if not all(isinstance(entry.get(name), types[name]) for name in required):
                raise ValueError(f"{key} needs {required}, got {entry!r}")
            if entry.get("part", "") not in ("", *PARTS) or entry.get("unit", "day") not in UNITS:
                raise ValueError(f"{key} has an unknown part or unit: {entry!r}")
        return list(entries)

    def _joined(self, entry: Mapping[str, Any]) -> str:
        forms = strings(entry, "words")
        if not forms:
            raise ValueError(f"words are missing in {entry!r}")
        number = "|".join([r"\d{1,3}", *self._lists["numbers"]])
        # Every alternative has its own number, and a group's name may stand only once.
        numbered = [form.replace("{n}", f"(?P<n{i}>{number})") for i, form in enumerate(forms)]
        return f"(?:{'|'.join(numbered)})"

    def _any(self, key: str) -> str:
        options = sorted(self._lists[key], key=len, reverse=True)
        return "|".join(options) or _NEVER

    def _inlined(self, form: str) -> str:
        return (
            form.replace("{weekday}", f"(?:{self._any('weekdays')})")
            .replace("{month}", f"(?:{self._any('months')})")
            .replace("{d}", r"\d{1,2}")
        )

    def _edged(self, core: str) -> str:
        return f"(?:{core})(?!\\w)" if self._spaced else core

    def _core(self, core: str) -> re.Pattern[str]:
        start = r"(?<!\w)(?<!\d[.,:/+-])" if self._spaced else r"(?<!\d)(?<!\d[.,:/+-])"
        return self._pattern(start + self._inlined(core))

    def _pattern(self, form: str) -> re.Pattern[str]:
        return re.compile(self._loosened(form), re.IGNORECASE)

    def _loosened(self, form: str) -> str:
        gap = r"(?:\s{1,3})" if self._spaced else r"(?:\s{0,2})"

        def loosen(found: re.Match[str]) -> str:
            piece = found[0]
            if piece.startswith("["):
                return piece
            # A look-behind must keep its width.
            return gap if piece == " " else piece.replace(" ", r"\s")

        return _SPACES.sub(loosen, form)


def strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Strings under a key, none if it is missing; ValueError if it holds anything else."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        raise ValueError(f"{key} must be a list of non-empty strings, got {found!r}")
    return tuple(found)


def _uncaptured(pattern: str) -> str:
    # A back-reference keeps the group it needs; their two names stand once in the union.
    return re.sub(r"\(\?P<(?!s>|sep>)\w+>", "(?:", pattern)
