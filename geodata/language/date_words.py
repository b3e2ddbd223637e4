"""The ``[dates]`` table of a language: its date words, checked before they become patterns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.language.date_mention import DayPart

PARTS: tuple[DayPart, ...] = ("morning", "evening", "night")
CUES = ("next_week", "last_week", "this_week", "next", "last", "this")
UNITS = ("day", "week", "month", "year")
YEAR_ORDERS = ("dmy", "mdy", "ymd")
NEVER = "(?!)"
"""A pattern that matches nothing, for a list without words."""

_KNOWN = {
    "numeric", "weekdays", "months", "numbers", "ordinal", "to", "of", "fill", "explicit", "short",
    "since", "until", "since_after", "until_after", "next", "last", "this", "next_after",
    "last_after", "this_after", "next_week", "last_week", "this_week", "next_week_after",
    "last_week_after", "this_week_after", "month_forms", "month_before", "before", "after",
    "days", "ago", "periods", "story", "later", "earlier", "last_year", "this_year",
    "year_before", "year_after", "counts",
    "not_published",
}  # fmt: skip
_ENTRIES = {"days", "ago", "periods", "story", "later", "earlier"}
_LISTS = _KNOWN - _ENTRIES - {"numeric", "ordinal", "before", "after"}


class DateWords:
    """
    The date words of one language.

    Raises
    ------
    ValueError
        If a key is unknown, missing its partner, or not of its type.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        if unknown := sorted(set(data) - _KNOWN):
            raise ValueError(f"[dates] has the unknown keys {unknown}")
        self._data = data
        self.lists = {key: strings(data, key) for key in _LISTS}
        """The words under each key, as patterns; none where the language has no such key."""
        for key, size in (("weekdays", 7), ("months", 12)):
            if len(self.lists[key]) not in (0, size):
                raise ValueError(f"{key} must have {size} entries, got {len(self.lists[key])}")
        cues = {word for key in CUES for word in self.lists[key]}
        if clash := sorted(cues.intersection(self.lists["fill"])):
            raise ValueError(f"fill and next, last or this share {clash}")
        self.ordinal = data.get("ordinal")
        """What may follow a day's number, such as "th"."""
        self.numeric_order = str(data.get("numeric", "dmy"))
        if self.numeric_order not in YEAR_ORDERS:
            raise ValueError(f"numeric must be one of {YEAR_ORDERS}, got {self.numeric_order!r}")

    def any_of(self, key: str) -> str:
        """Pattern of any word of a list, the longest first."""
        options = sorted(self.lists[key], key=len, reverse=True)
        return "|".join(options) or NEVER

    def of_part(self, part: DayPart, where: str) -> tuple[str, ...]:
        """Words for a part of the day that stand ``before`` or ``after`` a core."""
        table = self._data.get(where, {})
        if not isinstance(table, Mapping) or set(table) - set(PARTS):
            raise ValueError(f"dates.{where} must be a table of {PARTS}, got {table!r}")
        return strings(table, part)

    def entries(self, key: str, *required: str) -> list[Mapping[str, Any]]:
        """Tables of ``days``, ``ago`` and their like, with their ``words`` and required keys."""
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


def strings(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Strings under a key, none if it is missing; ValueError if it holds anything else."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        raise ValueError(f"{key} must be a list of non-empty strings, got {found!r}")
    return tuple(found)
