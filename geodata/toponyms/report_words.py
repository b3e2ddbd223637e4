"""The words of a report as the recogniser looks at them, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from geodata.toponyms.traits import BIT, NO_WORD, code_of

LONGEST_ABBREVIATION = 4
"""Letters of a word after which a full stop may end no sentence: "Gov. Brown"."""

GAP_SIGNS = ("near", "hyphen", "comma", "stop", "quote", "bracket", "line")
"""What may stand between two words; near: nothing but a space, or what joins a name's parts."""
GAP = {name: 1 << number for number, name in enumerate(GAP_SIGNS)}
"""The bit of a gap's number that says so."""
NO_GAP = GAP["stop"]
UNKNOWN = -1
"""Code of a word that was not asked for yet."""

_WORD = re.compile(r"(\w+(?:['’]\w+)*)")
_STOP = re.compile(r"[.!?…;:。！？・·•|]|--|[–—] ")
_QUOTE = re.compile("[\"“”„«»'‘’`「」]")
_BRACKET = re.compile(r"[()\[\]]")
_NEAR = GAP["near"]
_STOP_WORD = BIT["stop_word"]


class ReportWords:
    """The words of a report; a number outside of it stands for no word."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        parts = _WORD.split(text)
        bounds = list(accumulate(map(len, parts)))
        self.starts, self.ends = bounds[0:-1:2], bounds[1::2]
        self.words, self.gaps = parts[1::2], parts[2::2]
        """The words, and what stands behind each."""
        self.codes = [UNKNOWN] * len(self.words)
        self._count = len(self.words)

    def code(self, i: int) -> int:
        """Code of a word, as `geodata.toponyms.traits` makes it."""
        if not 0 <= i < self._count:
            return NO_WORD
        code = self.codes[i]
        if code == UNKNOWN:
            self.codes[i] = code = code_of(self.words[i], self.language)
        return code

    def word(self, i: int) -> str:
        """A word as it is written; empty for none."""
        return self.words[i] if 0 <= i < self._count else ""

    def gap(self, i: int) -> int:
        """What stands between a word and the next, in a number of `GAP`."""
        if not 0 <= i < self._count - 1:
            return NO_GAP
        between = self.gaps[i]
        if between == " ":
            return _NEAR
        short = len(self.words[i]) <= LONGEST_ABBREVIATION
        return gap_between(
            between, short=short and "." in between and not self.code(i) & _STOP_WORD
        )


@lru_cache(4096)
def gap_between(between: str, *, short: bool = False) -> int:
    """Return what stands between two words; ``short`` if the first may be an abbreviation."""
    abbreviated = short and between in (". ", ".", ".\u00a0")
    signs = {
        "comma": "," in between or "،" in between or "、" in between,
        "line": "\n" in between,
        "stop": _STOP.search(between) is not None and not abbreviated,
        "quote": _QUOTE.search(between) is not None and between not in ("'", "’"),
        "bracket": _BRACKET.search(between) is not None,
    }
    found = sum(GAP[sign] for sign, there in signs.items() if there)
    if abbreviated or not found:
        found |= GAP["near"]
    return found | GAP["hyphen"] * ("-" in between)
