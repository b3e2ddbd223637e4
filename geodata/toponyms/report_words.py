"""The words of a report as the recogniser looks at them, and what stands between them."""

from __future__ import annotations

import re
from functools import lru_cache

from geodata.toponyms.traits import BIT, NO_WORD, code_of

LONGEST_ABBREVIATION = 4
"""Letters of a word after which a full stop may end no sentence: "Gov. Brown"."""

GAP_SIGNS = ("near", "hyphen", "comma", "stop", "quote", "bracket", "line")
"""What may stand between two words; near: nothing but a space, or what joins a name's parts."""
GAP = {name: 1 << number for number, name in enumerate(GAP_SIGNS)}
"""The bit of a gap's number that says so."""
NO_GAP = GAP["stop"]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?…;:。！？・·•|]|--|[–—] ")
_QUOTE = re.compile("[\"“”„«»'‘’`「」]")
_BRACKET = re.compile(r"[()\[\]]")
_UNKNOWN = -1
_STOP_WORD = BIT["stop_word"]


class ReportWords:
    """The words of a report; a number outside of it stands for no word."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        spans = [word.span() for word in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self._count = len(spans)
        self._codes = [_UNKNOWN] * len(spans)

    def code(self, i: int) -> int:
        """Code of a word, as `geodata.toponyms.traits` makes it."""
        if not 0 <= i < self._count:
            return NO_WORD
        code = self._codes[i]
        if code == _UNKNOWN:
            code = code_of(self.text[self.starts[i] : self.ends[i]], self.language)
            self._codes[i] = code
        return code

    def word(self, i: int) -> str:
        """A word as it is written; empty for none."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < self._count else ""

    def between(self, i: int) -> str:
        """What stands between a word and the next, both of which there are."""
        return self.text[self.ends[i] : self.starts[i + 1]]

    def gap(self, i: int) -> int:
        """What stands between a word and the next, in a number of `GAP`."""
        if not 0 <= i < self._count - 1:
            return NO_GAP
        between = self.text[self.ends[i] : self.starts[i + 1]]
        if between == " ":
            return _NEAR
        short = self.ends[i] - self.starts[i] <= LONGEST_ABBREVIATION
        return gap_between(
            between, short=short and "." in between and not self.code(i) & _STOP_WORD
        )


_NEAR = GAP["near"]


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
