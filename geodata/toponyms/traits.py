"""What is known of a word as it is written, in one number: how it is cased, and its traits."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_words import airport_words
from geodata.gazetteer.kind_words import kinds_by_word
from geodata.gazetteer.spelling import normalise
from geodata.toponyms.words import (
    PARTICLES,
    context_words,
    given_names,
    is_name,
    stop_words,
    surnames,
)

if TYPE_CHECKING:
    import re

NO_WORD = 0
CASELESS, SMALL, TITLE, CAPITALS, NUMBER = range(1, 6)
CASED = 7
"""The bits of a code that say how the word is cased."""
CASED_BITS = 3

TRAITS = (
    "given_name",
    "surname",
    "stop_word",
    "place_before",
    "place_after",
    "person_before",
    "person_after",
    "organisation_before",
    "organisation_after",
    "kind_word",
    "airport_word",
    "particle",
    "event",
)
BIT = {name: 1 << (CASED_BITS + number) for number, name in enumerate(TRAITS)}
"""The bit of a code that says that a word has a trait."""

_REMEMBERED = 50_000
"""Words whose codes are kept at hand."""
_CUES = (
    "place_before",
    "place_after",
    "person_before",
    "person_after",
    "organisation_before",
    "organisation_after",
    "event",
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The words of one language with their bits."""

    words: dict[str, int]
    stems: dict[str, int]
    """Beginnings that stand for all words that begin so."""
    lengths: tuple[int, ...]
    """Of the stems."""
    airport: re.Pattern[str]


@lru_cache(_REMEMBERED)
def code_of(word: str, language: str) -> int:
    """Return the code of a word as it stands in a text of a language."""
    spelt, cased, listed = normalise(word), _cased(word), _listed(language)
    code = cased | listed.words.get(spelt, 0)
    for length in listed.lengths:
        code |= listed.stems.get(spelt[:length], 0)
    if cased in (CASELESS, TITLE, CAPITALS) and len(spelt) > 1:
        code |= BIT["given_name"] * is_name(spelt, given_names())
        code |= BIT["surname"] * is_name(spelt, surnames())
    if listed.airport.fullmatch(spelt):
        code |= BIT["airport_word"]
    return code


@lru_cache(_REMEMBERED)
def two_words(before: str, word: str, language: str) -> tuple[bool, bool]:
    """Whether two words together are a cue for a place, or for an organisation, behind them."""
    cues = context_words(language)
    two = f"{normalise(before)} {normalise(word)}"
    return two in cues.place_before, two in cues.organisation_before


@cache
def _listed(language: str) -> _Listed:
    words: defaultdict[str, int] = defaultdict(int)
    stems: defaultdict[str, int] = defaultdict(int)
    context = context_words(language)
    for name in _CUES:
        cues = getattr(context, name)
        for word in cues.words:
            words[word] |= BIT[name]
        for stem in cues.stems:
            stems[stem] |= BIT[name]
    for name, some in (
        ("stop_word", stop_words(language)),
        ("kind_word", kinds_by_word(language)),
        ("particle", PARTICLES),
    ):
        for word in some:
            words[word] |= BIT[name]
    lengths = tuple(sorted(set(map(len, stems))))
    return _Listed(dict(words), dict(stems), lengths, airport_words(language).word)


def _cased(word: str) -> int:
    first = word[0]
    if first.isdigit():
        return NUMBER
    if first == first.lower():
        return SMALL if first != first.upper() else CASELESS
    return CAPITALS if len(word) > 1 and word.isupper() else TITLE
