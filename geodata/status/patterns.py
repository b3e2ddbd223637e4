"""
The small pattern language of the lexicons.

``riot*``           a word with any ending; ``*krawalle`` one with any beginning (first word only)
``broke out``       words in a row, parted by spaces or hyphens
``shops ~ looted``  up to `GAP_WORDS` words between
``(set|sets) fire`` one of several words or beginnings
``(发生|爆发)(了)?~骚乱``  in a script without spaces, where patterns match anywhere, ``?`` lets
                    what is in brackets be left out
``유혈 충돌``          in such a script, a space that may be left out, as Korean does

A language may name prefixes that are written together with any word, as Arabic does with "and",
"in" and "the". Letters of the Arabic script match however news spells them, and those of Romanian
with a cedilla for the comma or with no mark at all, and those of India with a dot, too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP_WORDS = 5
VOWEL_SIGNS = "[\u0640\u064b-\u0652]{0,2}"
"""Expression of the Arabic signs that any two letters of a pattern may have between them."""

_NEVER = re.compile(r"(?!)")
# A vowel sign is no word character to ``re``: letters and signs of the scripts of India, no danda.
_LETTERS = r"\w\u0900-\u0963\u0966-\u0dff"
_IN_WORD = rf"[{_LETTERS}]"
_STARTS, _ENDS = rf"(?<!{_IN_WORD})", rf"(?!{_IN_WORD})"
_BETWEEN = rf"[^{_LETTERS}\n.;:!?।॥۔؟؛]{{1,4}}"
# A zero-width joiner parts words in a pattern, but what it joins counts as one word of a gap.
# Possessive, so that no input makes the search try one gap in many ways.
_GAP = rf"((?:{_BETWEEN}{_IN_WORD}++(?:\u200c{_IN_WORD}++)*+){{0,{GAP_WORDS}}}?{_BETWEEN})"
_ANY_ENDING = rf"[{_LETTERS}\u200c]*"
_WORDS = re.compile(r"\*?\([^)]*\)\*?|\S+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_ARABIC_VARIANTS = {
    letter: f"[{letters}]"
    for letters in ("اأإآ", "يىی", "كک", "ةه")
    for letter in letters
}  # fmt: skip
_ARABIC_WORD = re.compile("[\u0621-\u06d3]{2,}")
_ROMANIAN_VARIANTS = str.maketrans(
    {"ș": "[șşs]", "ț": "[țţt]", "ă": "[ăa]", "â": "[âa]", "î": "[îi]"}
)
_DOTTED = {
    unicodedata.normalize("NFD", letter): letter
    for letter in map(chr, [*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF, 0xA59, 0xA5A, 0xA5B, 0xA5E])
}
"""Letters of India with a dot below, as two characters and as one."""
_DOTTED_LETTER = re.compile("|".join(_DOTTED))
_BRACKETS = re.compile(r"(\([^)]*\)\??)")
_UNSPACED_GAP = r"([^\n.;:!?。！？；]{0,12}?)"


def compile_patterns(patterns: Iterable[str], prefixes: Sequence[str] = ()) -> re.Pattern[str]:
    """
    One regular expression that finds any of the patterns, ignoring case.

    Parameters
    ----------
    patterns
        In the language of this module.
    prefixes
        What may be written together with the beginning of any word.

    Returns
    -------
    expression
        Never matches if there are no patterns.

    Raises
    ------
    LexiconError
        If a pattern's brackets do not close before its gap or hold others.
    """
    prefix = f"(?:{_alternatives([re.escape(one) for one in prefixes])})?" if prefixes else ""
    at_words: list[str] = []
    anywhere: list[str] = []
    for pattern in patterns:
        inside = pattern.startswith("*") or _UNSPACED.search(pattern)
        (anywhere if inside else at_words).append(_expression(pattern, prefix))
    # One test for a word's start spares most positions of a text the long list of words.
    groups = [rf"{_STARTS}{prefix}(?:{_alternatives(at_words)})"] if at_words else []
    groups += [_alternatives(anywhere)] if anywhere else []
    return re.compile("|".join(groups), re.IGNORECASE) if groups else _NEVER


def gaps(match: re.Match[str]) -> list[tuple[int, int]]:
    """Spans of a match that stand for the ``~`` of its pattern: words the pattern does not name."""
    return [span for span in match.regs[1:] if span[0] >= 0]


def _alternatives(expressions: list[str]) -> str:
    return "|".join(sorted(expressions, key=len, reverse=True))


def _expression(pattern: str, prefix: str) -> str:
    if any(part.count("(") != part.count(")") for part in pattern.split("~")):
        raise LexiconError(f"A gap cannot stand inside brackets: {pattern!r}.")
    if re.search(r"\([^)]*\(", pattern):
        raise LexiconError(f"Brackets cannot stand inside brackets: {pattern!r}.")
    if re.search(r"[\s|(]\*", pattern):
        raise LexiconError(f"Only the first word may have any beginning: {pattern!r}.")
    if _UNSPACED.search(pattern):
        return _UNSPACED_GAP.join(_unspaced(part.strip()) for part in pattern.split("~"))
    between = _BETWEEN + prefix
    return (_GAP + prefix).join(
        between.join(_word(word) for word in _WORDS.findall(segment))
        for segment in pattern.split("~")
    )


def _unspaced(segment: str) -> str:
    return "".join(
        f"(?:{'|'.join(map(_spaceable, part.strip('()?').split('|')))}){'?' * part.endswith('?')}"
        if part.startswith("(")
        else _spaceable(part)
        for part in _BRACKETS.split(segment)
    )


def _spaceable(letters: str) -> str:
    """Return letters as an expression that does without the spaces between them, too."""
    return re.escape(letters).replace(r"\ ", " ?")


def _word(word: str) -> str:
    end = "" if word.endswith("*") else _ENDS
    core = word.strip("*")
    if core.startswith("(") and core.endswith(")"):
        core = "|".join(_alternative(part) for part in core[1:-1].split("|"))
        core = f"(?:{core})"
    else:
        core = _letters(core)
    after = _ANY_ENDING if word.endswith("*") else ""
    return f"{core}{after}{end}"


def _alternative(part: str) -> str:
    words = [_letters(word.rstrip("*")) for word in part.split()]
    return _BETWEEN.join(words) + (_ANY_ENDING if part.endswith("*") else "")


def _letters(word: str) -> str:
    """Return a word as an expression that matches its other spellings, too."""
    escaped = re.escape(word).replace("'", "['’]").translate(_ROMANIAN_VARIANTS)
    escaped = _DOTTED_LETTER.sub(lambda found: f"(?:{found[0]}|{_DOTTED[found[0]]})", escaped)
    return _ARABIC_WORD.sub(
        lambda found: VOWEL_SIGNS.join(_ARABIC_VARIANTS.get(c, c) for c in found[0]), escaped
    )
