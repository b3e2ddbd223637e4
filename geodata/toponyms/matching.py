"""Which spans of a text bear a name of the gazetteer: raw matches, before anyone judges them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.candidates import ADJECTIVES, Named, candidates, is_adjective, with_lesser
from geodata.gazetteer.inflection import inflection
from geodata.gazetteer.kind_words import kind_words, kinds_by_word
from geodata.gazetteer.names import NAMES, Form
from geodata.gazetteer.spelling import MARKS, WORD, fold, normalise_text

if TYPE_CHECKING:
    from geodata.gazetteer.index import Entry, Gazetteer
    from geodata.gazetteer.inflection import Inflection

LONGEST_NAME = 60
"""Characters; longer names of the gazetteer are no names that news writes."""

_REMEMBERED = 30_000
"""Names whose places are kept at hand."""
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff"
"""Scripts that write no spaces between words (and Hangul, which adds particles)."""
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_ANY_WORD = re.compile(WORD)
_SMALL_ADJECTIVE = frozenset({Form.ADJECTIVE})
_NEXT_WORD = re.compile(rf"[ -]({WORD})")
_WORD_BEFORE = re.compile(rf"({WORD}) $")
_LONGEST_WORD = 24
_NO_KINDS: frozenset[str] = frozenset()
_LAST_CASED = 0x1E944
"""Behind the last small letter of Unicode."""
_AFTER_COMMA = re.compile(r"(?:, ?|[(/-])$")

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


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A text in three spellings, character by character."""

    cased: str
    """As it is written."""
    normal: str
    folded: str
    """Without its accents."""


def find_matches(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
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

    Returns
    -------
    matches
        In order, not overlapping. In scripts with capitals a name begins with one.
    """
    normal, offsets = normalise_text(text)
    spelt = _Spelt(
        text if offsets is None else "".join([text[offset] for offset in offsets]),
        normal,
        fold(normal),
    )
    inflected = inflection(language, gazetteer)
    matches = []
    end = 0
    for found in _starts(language).finditer(spelt.cased):
        start = found.start()
        if start < end:
            continue
        match = _longest(spelt, start, language, gazetteer)
        if inflected and not _UNSPACED_CHARACTER.match(normal, start):
            match = _better(match, _inflected(normal, start, inflected, language, gazetteer))
        if match is None:
            continue
        end = match.end
        kinds = _kinds_beside(normal, start, end, language)
        if offsets is not None:
            last = offsets[end - 1] + 1
            match = replace(match, start=offsets[start], end=last, kinds=kinds)
        elif kinds:
            match = replace(match, kinds=kinds)
        matches.append(match)
    return matches


def find_adjectives(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
    """
    Return the words that are adjectives or inhabitants' names in a language, in order.

    Small letters count here, too: German writes "die kasachische Stadt".
    """
    normal, offsets = normalise_text(text)
    cased = text if offsets is None else "".join([text[offset] for offset in offsets])
    matches = []
    for word in _ANY_WORD.finditer(normal):
        start, end = word.span()
        forms = ADJECTIVES if cased[start] != normal[start] else _SMALL_ADJECTIVE
        entries = _entries(word[0], language, gazetteer, forms=forms)
        if entries:
            named = Named(word[0], entries)
            match = _match(start, end, named, gazetteer)
            if offsets is not None:
                match = replace(match, start=offsets[start], end=offsets[end - 1] + 1)
            matches.append(match)
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
    return replace(
        _match(start, end, replace(named, entries=entries), gazetteer), kinds=named.kinds
    )


def _match(start: int, end: int, named: Named, gazetteer: Gazetteer) -> Match:
    adjective = is_adjective(named.entries, gazetteer)
    words = named.key.count(" ") + 1
    return Match(start, end, named.key, named.entries, named.inflected, words, adjective)


def _longest(spelt: _Spelt, start: int, language: str, gazetteer: Gazetteer) -> Match | None:
    best: Match | None = None
    normal = spelt.normal
    forms = _forms_at(spelt, start)
    ahead = {
        normal[start : start + LONGEST_NAME]: None,
        spelt.folded[start : start + LONGEST_NAME]: None,
    }
    for text in ahead:
        for key in reversed(gazetteer.prefixes(text)):
            end = start + len(key)
            if best is not None and end <= best.end:
                break
            if _ends_well(normal, start, end) and (
                entries := _entries(key, language, gazetteer, forms=forms)
            ):
                best = _match(start, end, Named(key, entries), gazetteer)
                break
    return best


def _forms_at(spelt: _Spelt, start: int) -> frozenset[Form]:
    """Which forms of a name may stand at a place of the text."""
    capital = spelt.cased[start] != spelt.normal[start]
    after_comma = capital and bool(_AFTER_COMMA.search(spelt.cased, max(0, start - 3), start))
    return _FORMS[capital, after_comma]


@lru_cache(_REMEMBERED)
def _entries(
    key: str, language: str, gazetteer: Gazetteer, *, forms: frozenset[Form]
) -> tuple[Entry, ...]:
    """
    Places of a name; where it is only an adjective, those of the language asked for.

    Airports are left out: `geodata.toponyms.airports` finds them, and "Almaty airport" has a town.
    """
    entries = [
        entry
        for entry in gazetteer.entries(key, language, forms)
        if gazetteer.kind(entry.row) != "airport"
    ]
    return tuple(entry for entry in entries if entry.form in NAMES or not entry.foreign)


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


def _ends_well(normal: str, start: int, end: int) -> bool:
    if _UNSPACED_CHARACTER.match(normal, start):
        return end - start >= 2
    return end >= len(normal) or not (normal[end].isalnum() or normal[end] in MARKS)


def _inflected(
    normal: str, start: int, inflected: Inflection, language: str, gazetteer: Gazetteer
) -> Match | None:
    """Longest stretch that is a form of a name; of several names the most prominent."""
    for found in inflected.at(normal, start):
        if named := _best_reading(found.names, language, gazetteer):
            return _match(start, found.end, named, gazetteer)
    return None


@lru_cache(_REMEMBERED)
def _best_reading(names: tuple[str, ...], language: str, gazetteer: Gazetteer) -> Named | None:
    """Of several names that a word may be a form of the most prominent."""
    readings = [
        (name, entries)
        for name in names
        if (entries := _entries(name, language, gazetteer, forms=NAMES))
    ]
    if not readings:
        return None
    key, entries = max(readings, key=lambda one: _standing(one[1], gazetteer))
    return Named(key, entries, inflected=True)


def _standing(entries: tuple[Entry, ...], gazetteer: Gazetteer) -> float:
    return max(gazetteer.standing(entry) for entry in entries)


def _better(exact: Match | None, inflected: Match | None) -> Match | None:
    """Return the longer of two matches; of equals the exact one, with the other's entries too."""
    if exact is None or inflected is None:
        return exact or inflected
    if exact.end != inflected.end:
        return exact if exact.end > inflected.end else inflected
    if exact.adjective:
        return inflected
    entries = with_lesser(exact.entries, inflected.entries)
    if len(entries) == len(exact.entries):
        return exact
    return replace(exact, entries=entries)


@cache
def _starts(language: str) -> re.Pattern[str]:
    """
    Where a name may begin in running text: at a capital or a letter of a script without
    capitals, or at a word that news writes small before a name ("mer Rouge").
    """
    small = _small_letters()
    heads = sorted({word for words in kind_words(language).values() for word in words})
    begins = rf"[^\W\d_{small}]"
    if heads:
        begins += rf"|(?:{'|'.join(map(re.escape, heads))})(?![^\W_]|[{MARKS}])"
    return re.compile(rf"(?<![^\W_])(?<![{MARKS}])(?:{begins})|[{_UNSPACED}]")


@cache
def _small_letters() -> str:
    return "".join(filter(str.islower, map(chr, range(_LAST_CASED))))
