"""Many patterns looked for in one text, each tried only where its matches may begin."""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from geodata.language.heads import LONGEST_HEAD, folded, heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PARTING = r"\s!-/:-@\[-`{-¿\u2000-\u206f"
"""White space and marks: where a word ends, though not the only places."""
_BEGINNING = re.compile(rf"(?<![^\W_])(?=([^{_PARTING}]{{1,{LONGEST_HEAD}}}[{_PARTING}]?))")
_PARTED = re.compile(f"[{_PARTING}].*", re.DOTALL)
_SHORT_HEAD = 2
"""Letters of a beginning that stands anywhere: there are too many longer ones to keep."""
_REMEMBERED = 100_000
"""Beginnings of words that are kept with the patterns that begin so."""
_TEXTS_REMEMBERED = 2


class Patterns:
    """
    Patterns that are looked for in one text together.

    Parameters
    ----------
    patterns
        Regular expressions that do not match the empty string, or else are tried everywhere.
    optional
        The source of what the patterns allow between any two letters, such as vowel signs; a
        class of characters with its quantifier.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]], *, optional: str = "") -> None:
        self._patterns = list(patterns)
        # By identity: the hash of a long pattern takes long, and is not kept.
        self._numbers = {id(pattern): number for number, pattern in enumerate(self._patterns)}
        self._signs = re.compile(optional.partition("]")[0] + "]") if optional else None
        at_words: dict[str, set[int]] = {}
        anywhere: dict[str, set[int]] = {}
        self._unknown: list[int] = []
        for number, pattern in enumerate(self._patterns):
            found = heads(pattern.pattern.replace(optional, "") if optional else pattern.pattern)
            if found is None:
                self._unknown.append(number)
            for head in found or ():
                letters = _PARTED.sub(" ", head.letters)
                if head.at_word and letters != " ":
                    at_words.setdefault(letters, set()).add(number)
                else:
                    anywhere.setdefault(head.letters[:_SHORT_HEAD], set()).add(number)
        everything = tuple(range(len(self._patterns)))
        self._at_words = _Beginnings(at_words, self._signs, everything, of_words=True)
        self._anywhere = _Beginnings(anywhere, self._signs, everything, of_words=False)

    def scan(self, text: str) -> Scan:
        """Where in a text each pattern may match."""
        positions: list[list[int] | None] = [[] for _ in self._patterns]
        if self._at_words.heads:
            _distribute(*beginnings(text), self._at_words, positions)
        if self._anywhere.heads:
            starts = self._anywhere.starts(text)
            pairs = [text[start : start + _SHORT_HEAD] for start in starts]
            _distribute(starts, pairs, self._anywhere, positions)
            if self._at_words.heads:
                positions = [sorted(set(found)) for found in positions if found is not None]
        for number in self._unknown:
            positions[number] = None
        return Scan(text, self._numbers, positions)

    def at(self, text: str, position: int) -> list[int]:
        """Numbers of the patterns, as they were given, that may match at a position."""
        pair = text[position : position + _SHORT_HEAD]
        found = {*self._anywhere[pair], *self._unknown}
        if word := _BEGINNING.match(text, position):
            found.update(self._at_words[word[1]])
        return sorted(found)


class Scan:
    """A text with the positions at which each of some patterns may match."""

    def __init__(
        self, text: str, numbers: dict[int, int], positions: list[list[int] | None]
    ) -> None:
        self.text = text
        self._numbers = numbers
        self._positions = positions

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Whether a pattern may match anywhere in the text."""
        return self._positions[self._numbers[id(pattern)]] != []

    def finditer(
        self, pattern: re.Pattern[str], start: int = 0, end: int = sys.maxsize
    ) -> list[re.Match[str]]:
        """Matches of one of the patterns, as its own ``finditer`` finds them."""
        positions = self._positions[self._numbers[id(pattern)]]
        if positions is None:
            return list(pattern.finditer(self.text, start, end))
        found: list[re.Match[str]] = []
        covered = start
        for at in range(bisect_left(positions, start), len(positions)):
            position = positions[at]
            if position >= end:
                break
            if position >= covered and (match := pattern.match(self.text, position, end)):
                found.append(match)
                covered = match.end()
        return found

    def search(
        self, pattern: re.Pattern[str], start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Return the first match of one of the patterns, as its own ``search`` finds it."""
        positions = self._positions[self._numbers[id(pattern)]]
        if positions is None:
            return pattern.search(self.text, start, end)
        for at in range(bisect_left(positions, start), len(positions)):
            position = positions[at]
            if position >= end:
                break
            if match := pattern.match(self.text, position, end):
                return match
        return None


@lru_cache(_TEXTS_REMEMBERED)
def beginnings(text: str) -> tuple[Sequence[int], Sequence[str]]:
    """Where the words of a text begin, and how: their first letters and what parts them."""
    starts, found = array("I"), []
    for match in _BEGINNING.finditer(text):
        starts.append(match.start())
        found.append(match[1])
    return starts, found


class _Beginnings(dict[str, tuple[int, ...]]):
    """For each beginning of a text that was met, the numbers of the patterns that begin so."""

    def __init__(
        self,
        by_head: dict[str, set[int]],
        signs: re.Pattern[str] | None,
        everything: tuple[int, ...],
        *,
        of_words: bool,
    ) -> None:
        super().__init__()
        self.heads = by_head
        self._followed = {head[:length] for head in by_head for length in range(1, len(head) + 1)}
        self._signs = signs
        self._everything = everything
        self._of_words = of_words

    def __missing__(self, beginning: str) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        if self._signs is not None and self._signs.search(beginning):
            found = self._everything
        else:
            # Of a word's beginning only the last character may be one that parts words.
            letters = "".join(map(folded, beginning))
            if self._of_words and _PARTED.match(letters[-1]):
                letters = letters[:-1] + " "
            found = tuple(sorted(self._of_heads(letters)))
        self[beginning] = found
        return found

    def _of_heads(self, letters: str) -> set[int]:
        numbers: set[int] = set()
        for length in range(1, len(letters) + 1):
            if letters[:length] not in self._followed:
                break
            numbers.update(self.heads.get(letters[:length], ()))
        return numbers

    def starts(self, text: str) -> Sequence[int]:
        """Where in a text a character stands that begins a head."""
        first = {character for character in set(text) if folded(character) in self._followed}
        return [at for at, character in enumerate(text) if character in first] if first else []


def _distribute(
    starts: Iterable[int],
    found: Iterable[str],
    known: _Beginnings,
    positions: Sequence[list[int] | None],
) -> None:
    numbered = list(map(known.__getitem__, found))
    # Most beginnings begin no pattern, and are passed over without a step of the loop.
    for start, numbers in zip(compress(starts, numbered), filter(None, numbered), strict=True):
        for number in numbers:
            some = positions[number]
            if some is not None:
                some.append(start)
