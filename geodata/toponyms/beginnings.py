"""Where in a text a name may begin."""

from __future__ import annotations

import re
from functools import cache

from geodata.gazetteer.kind_words import kind_words
from geodata.gazetteer.spelling import MARKS

_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff"
"""Scripts that write no spaces between words (and Hangul, which adds particles)."""
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_FIRST_UNSPACED = "\u0e00"
"""The first character of those scripts."""
_LAST_CASED = 0x1E944
"""Behind the last small letter of Unicode."""
_LAST_QUICK = "\uffff"
_NO_LETTERS = "".join(one for one in map(chr, range(128)) if not one.isalpha())


@cache
def name_starts(language: str) -> re.Pattern[str]:
    """
    Return where a name may begin in running text: at a capital or a letter of a script without
    capitals, or at a word that news writes small before a name ("mer Rouge").
    """
    small, rare = _small_letters()
    heads = sorted({word for words in kind_words(language).values() for word in words})
    # One set of characters at the beginning lets the regular expression skip all others at once.
    skipped = set(small + _NO_LETTERS).difference(head[0] for head in heads)
    begins = rf"(?<=[^\W\d_{small}])(?<![{rare}])"
    if heads:
        words = "|".join(rf"(?<={re.escape(head[0])}){re.escape(head[1:])}" for head in heads)
        begins += rf"|(?:{words})(?![^\W_]|[{MARKS}])"
    alone = rf"(?<![^\W_].)(?<![{MARKS}].)(?:{begins})"
    return re.compile(
        rf"[^{re.escape(''.join(sorted(skipped)))}](?:{alone}|(?<=[{_UNSPACED}]))", re.DOTALL
    )


def is_unspaced(text: str, at: int) -> bool:
    """Whether a character belongs to a script that writes no spaces between words."""
    return text[at] >= _FIRST_UNSPACED and _UNSPACED_CHARACTER.match(text, at) is not None


@cache
def _small_letters() -> tuple[str, str]:
    """Small letters up to the code point where a set of characters gets slow, and the others."""
    small = "".join(filter(str.islower, map(chr, range(_LAST_CASED))))
    common = "".join(letter for letter in small if letter <= _LAST_QUICK)
    return common, small[len(common) :]
