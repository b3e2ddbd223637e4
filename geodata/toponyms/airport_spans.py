"""Where a text writes an airport's own name: beside a word for airport, or alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from geodata.gazetteer.airport_names import own_airport_rows
from geodata.gazetteer.airport_words import UNSPACED, airport_words
from geodata.gazetteer.inflection import inflection
from geodata.gazetteer.reviewed_airports import standalone_names
from geodata.gazetteer.spelling import fold, normalise, normalise_text
from geodata.language.scan import Patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Gazetteer
    from geodata.language.scan import Scan

REACH = 60
"""Characters on each side of the word for airport in which its name is looked for."""
FLIGHT_REACH = 300
"""Characters on each side of a name alone in which a word about flights must stand."""

_WORD_START = re.compile(rf"(?<![^\W_])[^\W\d_]|[{UNSPACED}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LEAST_STEM = 4
_REMEMBERED = 20_000
"""Stretches of text whose names are kept at hand."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """A span that bears the own name of one or more airports."""

    start: int
    end: int
    key: str
    """The name as the index spells it."""
    rows: tuple[int, ...]


class NameFinder(Protocol):
    """What finds a name of an airport from one offset of a text up to another."""

    def __call__(
        self, text: str, start: int, end: int, language: str, gazetteer: Gazetteer
    ) -> OwnName | None:
        """Return the name that begins at the first offset, or None."""


def own_name_at(
    text: str, start: int, end: int, language: str, gazetteer: Gazetteer
) -> OwnName | None:
    """Return the longest own name of an airport from an offset on; None where written small."""
    if text[start].islower():
        return None
    found = _longest(text[start : min(end, start + REACH)], language, gazetteer)
    return found and OwnName(start, start + found.end, found.key, found.rows)


def name_behind(
    text: str,
    start: int,
    end: int,
    language: str,
    gazetteer: Gazetteer,
    *,
    gap: re.Pattern[str],
    find: NameFinder = own_name_at,
) -> OwnName | None:
    """Return the name behind an offset, up to another, with nothing but the gap between."""
    found = gap.match(text, start, min(end, start + REACH))
    if found is None:
        return None
    # "La" may be a link or begin the name: "aéroport de La Tontouta".
    starts = [one.start() for one in _WORD_START.finditer(text, start, found.end())]
    for at in (*starts, found.end()):
        name = None
        if at < end and gap.fullmatch(text, start, at):
            name = find(text, at, end, language, gazetteer)
        if name is not None:
            return name
    return None


def name_before(
    text: str,
    start: int,
    end: int,
    language: str,
    gazetteer: Gazetteer,
    *,
    gap: re.Pattern[str],
    find: NameFinder = own_name_at,
) -> OwnName | None:
    """Return the name between two offsets, with nothing but the gap behind it."""
    for found in _WORD_START.finditer(text, max(start, end - REACH), end):
        name = find(text, found.start(), end, language, gazetteer)
        if name and gap.fullmatch(text, name.end, end):
            return name
    return None


def scan_for_airports(text: str, language: str) -> Scan:
    """Where in a text the words for airport, about flights and the pronouns may stand."""
    return _spoken_of(language).scan(text)


def names_alone(scan: Scan, language: str, gazetteer: Gazetteer) -> Iterator[OwnName]:
    """Own names that need no word for airport, where the text around is about flights."""
    words, text = airport_words(language), scan.text
    if not (scan.search(words.flight) or scan.search(words.word)):
        return
    end = 0
    for found in _standalone_pattern(language).finditer(text):
        start = found.end() - len(found[found.lastindex or 0])
        if start < end:
            continue
        name = own_name_at(text, start, len(text), language, gazetteer)
        if name is None or not _stands_alone(name.key, language):
            continue
        around = (max(0, name.start - FLIGHT_REACH), name.end + FLIGHT_REACH)
        if scan.search(words.flight, *around) or scan.search(words.word, *around):
            yield name
            end = name.end


def keys_at(normal: str, language: str, gazetteer: Gazetteer) -> list[tuple[str, int]]:
    """Names at the beginning of a text and where they end, the longest first."""
    found = []
    for source in dict.fromkeys((normal, fold(normal))):
        for key in gazetteer.prefixes(source):
            inside = key[-1:].isalnum() and source[len(key) : len(key) + 1].isalnum()
            if not inside or _UNSPACED.match(key[-1:]):
                found.append((key, len(key)))
    inflected = inflection(language, gazetteer)
    if inflected and not _UNSPACED.match(normal[:1]):
        found += [(name, form.end) for form in inflected.at(normal, 0) for name in form.names]
    # A stable sort: of equally long ones that as written comes first.
    return sorted(found, key=lambda pair: -pair[1])


@lru_cache(_REMEMBERED)
def _longest(text: str, language: str, gazetteer: Gazetteer) -> OwnName | None:
    normal, offsets = normalise_text(text)
    for key, end in keys_at(normal, language, gazetteer):
        if rows := own_airport_rows(key, language, gazetteer):
            last = (offsets[end - 1] if offsets else end - 1) + 1
            return OwnName(0, last, key, tuple(rows))
    return None


def _stands_alone(key: str, language: str) -> bool:
    """Whether a name is one that stands alone, or begins with one: "Roissy-Charles-de-Gaulle"."""
    words = key.split()
    known = _standalone_keys(language)
    return any(" ".join(words[:count]) in known for count in range(1, len(words) + 1))


@cache
def _spoken_of(language: str) -> Patterns:
    words = airport_words(language)
    return Patterns([words.word, words.flight, words.pronoun])


@cache
def _standalone_keys(language: str) -> frozenset[str]:
    keys = {normalise(name) for name in standalone_names(language)}
    return frozenset(keys | {fold(key) for key in keys})


@cache
def _standalone_pattern(language: str) -> re.Pattern[str]:
    """Pattern of the beginnings of these names, up to where an ending may differ."""
    stems = set()
    for name in standalone_names(language):
        stem = name[: max(_LEAST_STEM, len(name) - 2)] if name[-1:].islower() else name
        stems.add(re.escape(stem))
    joined = "|".join(sorted(stems, key=lambda stem: (-len(stem), stem)))
    prefix = airport_words(language).prefix
    spaced, unspaced = rf"(?<![^\W_]){prefix}({joined})", rf"(?<=[{UNSPACED}])({joined})"
    return re.compile(f"{spaced}|{unspaced}" if joined else r"(?!)")
