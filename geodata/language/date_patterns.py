"""
A language's date words compiled into patterns.

A *core* is what names the day: a weekday, ``9 January``, ``yesterday``. The words around it
(``since``, ``last``, ``the night of``) are its *prefix* and *suffix*; each is one pattern that is
tried beside a core and nowhere else, so that reading stays linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.language.date_words import CUES, NEVER, PARTS, DateWords, strings
from geodata.language.scan import Patterns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.language.date_mention import DayPart

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
    """``explicit``, ``numeric``, ``weekday``, ``month``, ``day``, ``ago``, ``period``, ``told``,
    ``year``."""
    offset: int = 0
    """Steps of the unit; with a number in the match, so many times."""
    unit: str = "day"
    part: DayPart = ""


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """Everything `find_dates` tries in a text of one language."""

    locator: re.Pattern[str]
    """Matches wherever a core may begin."""
    cores: tuple[Core, ...]
    scanned: Patterns
    """The locator, for it to be looked for only where it may match."""
    core_patterns: Patterns
    """Those of the cores, in their order."""
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
    return _Compiler(DateWords(data), spaced=spaced).compile()


class _Compiler:
    """Puts one language's date words together."""

    def __init__(self, words: DateWords, *, spaced: bool) -> None:
        self._words = words
        self._spaced = spaced

    def compile(self) -> DatePatterns:
        cores = self._cores()
        union = "|".join(f"(?:{_uncaptured(core.pattern.pattern)})" for core in cores)
        required = self._words.lists["month_before"]
        locator = re.compile(union, re.IGNORECASE)
        return DatePatterns(
            locator=locator,
            cores=tuple(cores),
            scanned=Patterns([locator]),
            core_patterns=Patterns(core.pattern for core in cores),
            prefix=self._pattern(self._prefix()),
            suffix=self._pattern(self._suffix()),
            year_suffix=self._pattern(self._year_suffix()),
            year_before=self._pattern(f"(?:{self._words.any_of('year_before')}) $"),
            year_after=self._pattern(f" ?(?:{self._words.any_of('year_after')})"),
            counts=self._pattern(f" ?(?:{self._words.any_of('counts')})"),
            joint=self._pattern(f"[\\s,(،、（，]{{0,3}}(?:(?:{self._words.any_of('fill')}) )?"),
            month_name=self._pattern(f"(?:{self._words.any_of('months')})(?!\\w)"),
            numbers=tuple(self._pattern(number) for number in self._words.lists["numbers"]),
            not_published=self._pattern(f"(?:{self._words.any_of('not_published')})"),
            needs_month_before=self._pattern(f"(?:{'|'.join(required)}) $") if required else None,
            numeric_order=self._words.numeric_order,
        )

    def _cores(self) -> list[Core]:
        cores = [Core(self._core(form), "numeric") for form in _NUMERIC]
        if self._words.lists["months"]:
            cores += [self._explicit(form) for form in self._words.lists["explicit"]]
            month = "{month}" + f"(?:,? (?:(?:{self._words.any_of('of')}) )?" + "{y})?"
            for form in (*self._words.lists["month_forms"], month):
                cores.append(Core(self._core(self._edged(self._filled(form))), "month"))
        cores += [self._explicit(form) for form in self._words.lists["short"]]
        if self._words.lists["weekdays"]:
            cores.append(Core(self._core(self._weekdays()), "weekday"))
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "day", entry["offset"],
                 part=entry.get("part", ""))
            for entry in self._words.entries("days", "offset")
        ]  # fmt: skip
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "ago", unit=entry["unit"])
            for entry in self._words.entries("ago", "unit")
        ]
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "period", entry["offset"],
                 entry["unit"])
            for entry in self._words.entries("periods", "offset", "unit")
        ]  # fmt: skip
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "told", entry["offset"],
                 part=entry.get("part", ""))
            for entry in self._words.entries("story", "offset")
        ]  # fmt: skip
        cores += [
            Core(self._core(self._edged(self._joined(entry))), "told", steps, entry["unit"])
            for key, steps in (("later", 1), ("earlier", -1))
            for entry in self._words.entries(key, "unit")
        ]
        cores.append(Core(self._core(r"(?P<y>1[5-9]\d\d|20\d\d)(?![\d%$€£]|[.,:/-]\d)"), "year"))
        return cores

    def _explicit(self, form: str) -> Core:
        after_day = r"(?!\d|[.,:/-]\d)"
        ordinal = f"(?:{self._words.ordinal})?" if self._words.ordinal else ""
        to = f"[-–—]|{self._words.any_of('to')}"
        fill = f"(?:(?:{self._words.any_of('fill')})\\s{{1,3}})?"
        day = (
            rf"(?:(?P<d1>\d{{1,2}}){ordinal}\s{{0,2}}(?:{to})\s{{0,2}}{fill})?"
            rf"(?P<d>\d{{1,2}}){ordinal}"
        )
        filled = self._filled(form.replace("{d}", day).replace("{m}", r"(?P<m>\d{1,2})"))
        # "In January 20 people": a number after the month may belong to what follows it.
        counted = ""
        if self._words.lists["counts"] and form.rfind("{d}") > form.find("{month}") >= 0:
            counted = f"(?! (?:{self._words.any_of('counts')})(?!\\w))"
        return Core(self._core(self._edged(filled) + after_day + counted), "explicit")

    def _filled(self, form: str) -> str:
        return form.replace("{month}", self._months()).replace("{y}", r"(?P<y>\d{4})(?!\d)")

    def _months(self) -> str:
        names = self._words.lists["months"]
        return "(?:" + "|".join(f"(?P<m{i}>{name})" for i, name in enumerate(names, 1)) + ")"

    def _weekdays(self) -> str:
        names = self._words.lists["weekdays"]
        parts = [p for part in PARTS for p in self._words.of_part(part, "after")]
        relations = [*self._words.lists["since_after"], *self._words.lists["until_after"]]
        glued = "|".join([*parts, *relations])
        edge = f"(?=(?:{glued or NEVER})|\\W|\\d|_|$)" if self._spaced else ""
        return "(?:" + "|".join(f"(?P<w{i}>{n})" for i, n in enumerate(names)) + ")" + edge

    def _prefix(self) -> str:
        relation = (
            f"(?:(?P<since>{self._words.any_of('since')})"
            f"|(?P<until>{self._words.any_of('until')})) "
        )
        parts = "|".join(
            f"(?P<{part}>{'|'.join(self._words.of_part(part, 'before')) or NEVER})"
            for part in PARTS
        )
        cue = "|".join(f"(?P<{key}>{self._words.any_of(key)})" for key in CUES)
        fill = f"(?:(?:{self._words.any_of('fill')}) ){{0,2}}"
        prefix = f"(?:{relation})?{fill}(?:(?:{parts}) )?{fill}(?:(?:{cue}) )?{fill}"
        return self._loosened(self._inlined(prefix))

    def _suffix(self) -> str:
        gap = r"(?:,?\s{0,2})"
        edge = r"(?!\w)" if self._spaced else ""

        def parts(mark: str) -> str:
            options = "|".join(
                f"(?P<{part}{mark}>{'|'.join(self._words.of_part(part, 'after')) or NEVER})"
                for part in PARTS
            )
            return f"(?:{gap}(?:{options}){edge})"

        def cues(mark: str) -> str:
            options = "|".join(
                f"(?P<{key}{mark}>{self._words.any_of(key + '_after')})" for key in CUES
            )
            return f"(?:{gap}(?:{options}){edge})"

        relation = (
            f"(?:{gap}(?:(?P<since>{self._words.any_of('since_after')})"
            f"|(?P<until>{self._words.any_of('until_after')})){edge})"
        )
        return f"(?:{parts('')}{cues('')}?|{cues('_2')}{parts('_2')}?)?{relation}?"

    def _year_suffix(self) -> str:
        edge = r"(?!\w)" if self._spaced else ""
        return (
            f",? ?(?:(?P<last_year>{self._words.any_of('last_year')})"
            f"|(?P<this_year>{self._words.any_of('this_year')})){edge}"
        )

    def _joined(self, entry: Mapping[str, Any]) -> str:
        forms = strings(entry, "words")
        if not forms:
            raise ValueError(f"words are missing in {entry!r}")
        number = "|".join([r"\d{1,3}", *self._words.lists["numbers"]])
        # Every alternative has its own number, and a group's name may stand only once.
        numbered = [form.replace("{n}", f"(?P<n{i}>{number})") for i, form in enumerate(forms)]
        return f"(?:{'|'.join(numbered)})"

    def _inlined(self, form: str) -> str:
        return (
            form.replace("{weekday}", f"(?:{self._words.any_of('weekdays')})")
            .replace("{month}", f"(?:{self._words.any_of('months')})")
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


def _uncaptured(pattern: str) -> str:
    # A back-reference keeps the group it needs; their two names stand once in the union.
    return re.sub(r"\(\?P<(?!s>|sep>)\w+>", "(?:", pattern)
