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
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.toponyms.matching import Match

NAMES_FOLDER = Path(__file__).with_name("other_names")
ANY = "any"
LONGEST_NAME = 40
"""Characters around a match in which names without spaces are looked for."""

_STEM = 3
"""Letters by which words are looked up."""
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s\-‐–'’\"«»„“”`&.()]{0,3}")
"""What may stand between two words of a name."""
_UNSPACED = re.compile("[\u2e80-\ua4cf\uf900-\ufaff]")
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
    if not matches:
        return []
    spans = [word.span() for word in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    return [
        _in_unspaced(text, language, match)
        if _UNSPACED.match(text, match.start)
        else _in_words(text, language, match, spans, bisect_left(starts, match.start))
        for match in matches
    ]


def _in_words(
    text: str, language: str, match: Match, spans: list[tuple[int, int]], first: int
) -> bool:
    if first >= len(spans):
        return False
    stem = _spelt(text[slice(*spans[first])])[:_STEM]
    for words, position in _by_stem(language).get(stem, ()):
        begin = first - position
        if begin < 0 or begin + len(words) > len(spans):
            continue
        there = spans[begin : begin + len(words)]
        longer = there[0][0] < match.start or there[-1][1] > match.end
        if longer and all(
            _is_form(_spelt(text[start:end]), word, language, first=not i)
            and (not i or _BETWEEN.fullmatch(text, there[i - 1][1], start))
            for i, ((start, end), word) in enumerate(zip(there, words, strict=True))
        ):
            return True
    return False


def _is_form(word: str, pattern: str, language: str, *, first: bool) -> bool:
    if first and word[0] in _PREFIXED.get(language, "") and word[1:] == pattern:
        return True
    return word.startswith(pattern[:-1]) if pattern[-1] == "*" else word == pattern


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
        for name in _names(language)
        if written in name and len(name) > len(written)
    )


@lru_cache(20_000)
def _spelt(word: str) -> str:
    return normalise(word)


@cache
def _by_stem(language: str) -> dict[str, list[tuple[list[str], int]]]:
    """By the first letters of each of its words: the words of each name, and which one it is."""
    found: defaultdict[str, list[tuple[list[str], int]]] = defaultdict(list)
    for name in (*_names(ANY), *_names(language)):
        words = [normalise(word) for word in re.findall(r"[^\W_]+\*?", name)]
        for position, word in enumerate(words):
            found[word.removesuffix("*")[:_STEM]].append((words, position))
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
