"""Which spans of a text bear a name of the gazetteer: raw matches, before anyone judges them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer.candidates import ADJECTIVES, candidates, is_adjective, with_lesser
from geodata.gazetteer.inflection import inflection
from geodata.gazetteer.kind_words import kinds_by_word
from geodata.gazetteer.names import NAMES, Form
from geodata.gazetteer.spelling import MARKS, NORMAL_WORD, fold, spell_text
from geodata.toponyms.beginnings import is_unspaced, name_starts

if TYPE_CHECKING:
    from geodata.gazetteer.index import Entry, Gazetteer
    from geodata.gazetteer.inflection import Inflection
    from geodata.gazetteer.spelling import SpeltText

LONGEST_NAME = 60
"""Characters; longer names of the gazetteer are no names that news writes."""

_REMEMBERED = 30_000
"""Names whose places are kept at hand."""
_MARKS = frozenset(MARKS)
_ANY_WORD = re.compile(NORMAL_WORD)
_SHORTEST_UNSPACED = 2
"""Characters of a name in a script without spaces."""
_SMALL_ADJECTIVE = frozenset({Form.ADJECTIVE})
_NEXT_WORD = re.compile(rf"[ -]({NORMAL_WORD})")
_WORD_BEFORE = re.compile(rf"({NORMAL_WORD}) $")
_LONGEST_WORD = 24
_NO_KINDS: frozenset[str] = frozenset()
_COMMA_SIGNS = frozenset(",(/-")
"""What a short form may stand behind, as it may behind a comma and a space."""

_FORMS = {
    (capital, after_comma): NAMES
    | {Form.ADJECTIVE}
    | ({Form.CAPITAL_ADJECTIVE} if capital else frozenset())
    | ({Form.AFTER_COMMA} if after_comma else frozenset())
    for capital in (False, True)
    for after_comma in (False, True)
}


@dataclass(frozen=True, slots=True)
class Match:
    """A span that bears a name; offsets are code points into the text as given."""

    start: int
    end: int
    key: str
    """The name as the gazetteer spells it."""
    entries: tuple[Entry, ...]
    inflected: bool
    words: int
    adjective: bool = False
    """Whether it is no name but an adjective or the inhabitants' name: "Kazakh"."""
    kinds: frozenset[str] = frozenset()
    """Kinds of place that a word beside it says it is: "Sindh province"."""
    probability: float = 1.0
    """How likely it is a place name used as one, once the recogniser has judged it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """What a stretch of text may be read as."""

    key: str
    entries: tuple[Entry, ...]
    inflected: bool
    words: int
    adjective: bool


class _Found(NamedTuple):
    """Where a name ends in the text, and what it is."""

    end: int
    reading: _Reading


def find_matches(
    text: str, language: str, gazetteer: Gazetteer, *, spelt: SpeltText | None = None
) -> list[Match]:
    """
    Longest names of the gazetteer at the word starts of a text, left to right.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code; decides which inflected forms are tried.
    gazetteer
        The place index.
    spelt
        The text as `geodata.gazetteer.spelling.spell_text` spells it, if that is known.

    Returns
    -------
    matches
        In order, not overlapping. In scripts with capitals a name begins with one.
    """
    spelt = spelt or spell_text(text)
    normal, offsets = spelt.normal, spelt.offsets
    folded = fold(normal)
    inflected = inflection(language, gazetteer)
    matches = []
    end = 0
    for beginning in name_starts(language).finditer(spelt.cased):
        start = beginning.start()
        if start < end:
            continue
        unspaced = is_unspaced(normal, start)
        found = _longest(spelt, folded, start, language, gazetteer, unspaced=unspaced)
        if inflected and not unspaced:
            found = _better(found, _inflected(normal, start, inflected, language, gazetteer))
        if found is None:
            continue
        end = found.end
        matches.append(_match(offsets, start, found, _kinds_beside(normal, start, end, language)))
    return matches


def find_adjectives(
    text: str, language: str, gazetteer: Gazetteer, *, spelt: SpeltText | None = None
) -> list[Match]:
    """
    Return the words that are adjectives or inhabitants' names in a language, in order.

    Small letters count here, too: German writes "die kasachische Stadt".
    """
    spelt = spelt or spell_text(text)
    normal, cased, offsets = spelt.normal, spelt.cased, spelt.offsets
    matches = []
    for word in _ANY_WORD.finditer(normal):
        start, end = word.span()
        forms = ADJECTIVES if cased[start] != normal[start] else _SMALL_ADJECTIVE
        if reading := _reading(word[0], language, gazetteer, forms):
            matches.append(_match(offsets, start, _Found(end, reading), _NO_KINDS))
    return matches


def match_span(
    text: str, span: tuple[int, int], language: str, gazetteer: Gazetteer
) -> Match | None:
    """Match of a span that is known to be a toponym, or None if nothing bears its name."""
    start, end = span
    named = candidates(text[start:end], language, gazetteer)
    if named is None:
        return None
    entries = tuple(e for e in named.entries if gazetteer.kind(e.row) != "airport")
    if not entries:
        return None
    reading = _read(named.key, entries, gazetteer, inflected=named.inflected)
    return _match(None, start, _Found(end, reading), named.kinds)


def _match(offsets: list[int] | None, start: int, found: _Found, kinds: frozenset[str]) -> Match:
    end, reading = found
    if offsets is not None:
        start, end = offsets[start], offsets[end - 1] + 1
    key, entries, adjective = reading.key, reading.entries, reading.adjective
    return Match(start, end, key, entries, reading.inflected, reading.words, adjective, kinds)


def _longest(
    spelt: SpeltText,
    folded: str,
    start: int,
    language: str,
    gazetteer: Gazetteer,
    *,
    unspaced: bool,
) -> _Found | None:
    best: _Found | None = None
    normal = spelt.normal
    forms = _forms_at(spelt, start)
    last = start + LONGEST_NAME
    text, plain = normal[start:last], folded[start:last]
    for ahead in (text,) if text == plain else (text, plain):
        for key in reversed(gazetteer.prefixes(ahead)):
            end = start + len(key)
            if best is not None and end <= best.end:
                break
            following = normal[end : end + 1]
            ends = (
                len(key) >= _SHORTEST_UNSPACED
                if unspaced
                else following == " " or not (following.isalnum() or following in _MARKS)
            )
            if ends and (reading := _reading(key, language, gazetteer, forms)):
                best = _Found(end, reading)
                break
    return best


def _forms_at(spelt: SpeltText, start: int) -> frozenset[Form]:
    """Which forms of a name may stand at a place of the text."""
    cased = spelt.cased
    if cased[start] == spelt.normal[start]:
        return _FORMS[False, False]
    beside, before = cased[start - 1 : start], cased[start - 2 : start - 1]
    after_comma = (
        beside in _COMMA_SIGNS
        or (beside == "\n" and before in _COMMA_SIGNS)
        or (beside == " " and before == ",")
    )
    return _FORMS[True, after_comma]


@lru_cache(_REMEMBERED)
def _reading(
    key: str, language: str, gazetteer: Gazetteer, forms: frozenset[Form]
) -> _Reading | None:
    """
    Return a name with its places; where it is only an adjective, those of the language asked for.

    Airports are left out: `geodata.toponyms.airports` finds them, and "Almaty airport" has a town.
    """
    entries = tuple(
        entry
        for entry in gazetteer.entries(key, language, forms)
        if gazetteer.kind(entry.row) != "airport" and (entry.form in NAMES or not entry.foreign)
    )
    return _read(key, entries, gazetteer, inflected=False) if entries else None


def _read(
    key: str, entries: tuple[Entry, ...], gazetteer: Gazetteer, *, inflected: bool
) -> _Reading:
    return _Reading(key, entries, inflected, key.count(" ") + 1, is_adjective(entries, gazetteer))


def _kinds_beside(normal: str, start: int, end: int, language: str) -> frozenset[str]:
    named = kinds_by_word(language)
    if not named:
        return _NO_KINDS
    after = _NEXT_WORD.match(normal, end)
    of_after = named.get(after[1], _NO_KINDS) if after else _NO_KINDS
    if not start or normal[start - 1] != " ":
        return of_after
    from_ = max(0, start - _LONGEST_WORD)
    word = normal[from_ : start - 1].rpartition(" ")[2]
    if not word.isalnum():
        before = _WORD_BEFORE.search(normal, from_, start)
        word = before[1] if before else ""
    return of_after | named[word] if word in named else of_after


def _inflected(
    normal: str, start: int, inflected: Inflection, language: str, gazetteer: Gazetteer
) -> _Found | None:
    """Longest stretch that is a form of a name; of several names the most prominent."""
    for found in inflected.at(normal, start):
        if reading := _best_reading(found.names, language, gazetteer):
            return _Found(found.end, reading)
    return None


@lru_cache(_REMEMBERED)
def _best_reading(names: tuple[str, ...], language: str, gazetteer: Gazetteer) -> _Reading | None:
    """Of several names that a word may be a form of the most prominent."""
    readings = [
        reading for name in names if (reading := _reading(name, language, gazetteer, NAMES))
    ]
    if not readings:
        return None
    best = max(readings, key=lambda one: max(map(gazetteer.standing, one.entries)))
    return replace(best, inflected=True)


def _better(exact: _Found | None, inflected: _Found | None) -> _Found | None:
    """Return the longer of two; of equals the exact one, with the other's entries too."""
    if exact is None or inflected is None:
        return exact or inflected
    if exact.end != inflected.end:
        return exact if exact.end > inflected.end else inflected
    if exact.reading.adjective:
        return inflected
    return _Found(exact.end, _with_lesser(exact.reading, inflected.reading))


@lru_cache(_REMEMBERED)
def _with_lesser(exact: _Reading, inflected: _Reading) -> _Reading:
    entries = with_lesser(exact.entries, inflected.entries)
    return exact if len(entries) == len(exact.entries) else replace(exact, entries=entries)
