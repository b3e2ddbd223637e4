"""
Well-known names that hold a place's name and are none: "Air France", "Slavia Praha".

``other_names/<language>.txt`` lists them, one a line; ``any.txt`` those that every language writes
alike. A word that ends in an asterisk stands for all words that begin so. Lines that begin with #
are headings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import MARKS, fold, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.toponyms.matching import Match

NAMES_FOLDER = Path(__file__).with_name("other_names")
ANY = "any"
LONGEST_NAME = 60
"""Characters around a match in which names without spaces are looked for."""

_STEM = 3
"""Letters by which words with an open ending are looked up."""
_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_LISTED_WORD = re.compile(rf"{_WORD.pattern}\*?")
_BETWEEN = re.compile(r"[\s\u200c\-‐–'’\"«»„“”`&()]{0,3}")
"""What may stand between two words of a name."""
_ABBREVIATED = re.compile(r"\. ?")
LONGEST_ABBREVIATION = 2
"""Letters of a word that a full stop may shorten: "St. Louis Blues"."""
_UNSPACED = re.compile("[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
"""Scripts in which a name is looked for letter by letter; Hangul adds particles to its words."""
_PREFIXED = {"ar": "وبلكف", "he": "ובלהמשכ"}
"""Letters that these languages write before a word without a space."""


def in_other_names(text: str, language: str, matches: Sequence[Match]) -> list[bool]:
    """
    Whether each match is part of a well-known name that is no place's.

    Raises
    ------
    LexiconError
        If a list of names cannot be read.
    """
    return [
        _in_unspaced(text, language, match)
        if _UNSPACED.match(text, match.start)
        else _in_words(text, language, match)
        for match in matches
    ]


def _in_words(text: str, language: str, match: Match) -> bool:
    word = _WORD.match(text, match.start)
    if word is None or not _names_with(word[0], language):
        return False
    from_ = max(0, match.start - LONGEST_NAME)
    stretch = text[from_ : match.end + LONGEST_NAME]
    return _within(stretch, match.start - from_, match.end - from_, language)


@lru_cache(20_000)
def _names_with(written: str, language: str) -> tuple[tuple[list[str], int], ...]:
    """Names on the lists that hold a word, each as its words, and which of them it may be."""
    known, spelt = _by_word(language), _spelt(written)
    names = (*known.get(spelt, ()), *known.get(f"{spelt[:_STEM]}*", ()))
    if spelt[:1] in _PREFIXED.get(language, " "):
        names += tuple(known.get(spelt[1:], ()))
    return tuple(
        (words, position)
        for words, position in names
        if _is_form(spelt, words[position], language, first=not position)
    )


@lru_cache(4096)
def _within(stretch: str, start: int, end: int, language: str) -> bool:
    """Whether a span of a stretch of text is part of a longer name on the lists."""
    spans = [one.span() for one in _WORD.finditer(stretch)]
    first = bisect_left(spans, (start, start))
    if first == len(spans):
        return False
    for words, position in _names_with(stretch[slice(*spans[first])], language):
        begin = first - position
        if begin < 0 or begin + len(words) > len(spans):
            continue
        there = spans[begin : begin + len(words)]
        if there[0][0] >= start and there[-1][1] <= end:
            continue
        if any(
            not _is_form(_spelt(stretch[from_:to]), word, language, first=not i)
            for i, ((from_, to), word) in enumerate(zip(there, words, strict=True))
        ):
            continue
        if all(_joined(stretch, one, other) for one, other in pairwise(there)):
            return True
    return False


def _joined(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two words may stand in one name."""
    if _BETWEEN.fullmatch(text, one[1], other[0]):
        return True
    shortened = one[1] - one[0] <= LONGEST_ABBREVIATION
    return shortened and _ABBREVIATED.fullmatch(text, one[1], other[0]) is not None


def _is_form(word: str, pattern: str, language: str, *, first: bool) -> bool:
    if pattern[-1] == "*" and word.startswith(pattern[:-1]):
        return True
    return word == pattern or (
        first and word[1:] == pattern and word[0] in _PREFIXED.get(language, "")
    )


def _in_unspaced(text: str, language: str, match: Match) -> bool:
    written = text[match.start : match.end]
    from_, to = max(0, match.start - LONGEST_NAME), match.end + LONGEST_NAME
    return any(
        text.find(name, max(from_, match.start - offset), to) == match.start - offset
        for name, offset in _holding(written, language)
    )


@lru_cache(20_000)
def _holding(written: str, language: str) -> tuple[tuple[str, int], ...]:
    """Names without spaces that hold another one, each with the place at which it stands."""
    return tuple(
        (name, name.index(written))
        for name in (name.replace("*", "") for name in _names(language))
        if written in name and len(name) > len(written)
    )


@lru_cache(20_000)
def _spelt(word: str) -> str:
    return fold(normalise(word))


@cache
def _by_word(language: str) -> dict[str, list[tuple[list[str], int]]]:
    """
    By each of its words: the words of each name, and which one it is.

    Words with endings left open stand under their first letters with an asterisk.
    """
    found: defaultdict[str, list[tuple[list[str], int]]] = defaultdict(list)
    for name in (*_names(ANY), *_names(language)):
        words = [word for word in map(_spelt, _LISTED_WORD.findall(name)) if word]
        for position, word in enumerate(words):
            key = f"{word[:_STEM]}*" if word[-1] == "*" else word
            found[key].append((words, position))
    return dict(found)


@cache
def _names(language: str) -> tuple[str, ...]:
    path = NAMES_FOLDER / f"{language}.txt"
    if not path.is_file():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name} cannot be read: {error}.") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
