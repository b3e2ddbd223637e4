"""The words of a report as the recogniser looks at them, and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from geodata.toponyms.words import NO_WORD, Traits, traits

LONGEST_ABBREVIATION = 4
"""Letters of a word after which a full stop may end no sentence: "Gov. Brown"."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?…;:。！？・·•|]|--|[–—] ")
_QUOTE = re.compile("[\"“”„«»'‘’`「」]")
_BRACKET = re.compile(r"[()\[\]]")


class Gap(NamedTuple):
    """What stands between two words; each 0 or 1."""

    near: int = 0
    """Nothing but a space, or what joins the parts of a name."""
    hyphen: int = 0
    comma: int = 0
    stop: int = 0
    quote: int = 0
    bracket: int = 0
    line: int = 0


_NO_GAP = Gap(stop=1)


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The words of a report; a number outside of it stands for no word."""

    text: str
    language: str
    starts: list[int]
    ends: list[int]

    def traits(self, i: int) -> Traits:
        """Traits of a word."""
        if not 0 <= i < len(self.starts):
            return NO_WORD
        return traits(self.text[self.starts[i] : self.ends[i]], self.language)

    def word(self, i: int) -> str:
        """A word as it is written; empty for none."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def gap(self, i: int) -> Gap:
        """What stands between a word and the next."""
        if not 0 <= i < len(self.starts) - 1:
            return _NO_GAP
        between = self.text[self.ends[i] : self.starts[i + 1]]
        short = self.ends[i] - self.starts[i] <= LONGEST_ABBREVIATION
        return _gap(between, short and "." in between and not self.traits(i).stop_word)


def read_words(text: str, language: str) -> ReportWords:
    """Return the words of a report."""
    found = [word.span() for word in _WORD.finditer(text)]
    return ReportWords(text, language, [start for start, _ in found], [end for _, end in found])


def gap_between(between: str, *, short: bool = False) -> Gap:
    """Return what stands between two words; ``short`` if the first may be an abbreviation."""
    return _gap(between, short)


@lru_cache(4096)
def _gap(between: str, short: bool) -> Gap:
    abbreviated = short and between in (". ", ".", ".\u00a0")
    comma = "," in between or "،" in between or "、" in between
    line = "\n" in between
    signs = (
        _STOP.search(between) is not None and not abbreviated,
        _QUOTE.search(between) is not None and between not in ("'", "’"),
        _BRACKET.search(between) is not None,
    )
    near = abbreviated or (not comma and not line and not any(signs))
    return Gap(near, "-" in between, comma, *signs, line)
