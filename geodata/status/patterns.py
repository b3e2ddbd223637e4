"""
The small pattern language of the lexicons.

``riot*``           a word with any ending; ``*krawalle`` one with any beginning (first word only)
``broke out``       words in a row, parted by spaces or hyphens
``shops ~ looted``  up to `GAP_WORDS` words between
``(set|sets) fire`` one of several words or beginnings
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable

GAP_WORDS = 5

_NEVER = re.compile(r"(?!)")
_BETWEEN = r"[^\w\n.;:!?]{1,4}"
# Possessive, so that no input makes the search try one gap in many ways.
_GAP = rf"((?:{_BETWEEN}\w++){{0,{GAP_WORDS}}}{_BETWEEN})"
_WORDS = re.compile(r"\*?\([^)]*\)\*?|\S+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_UNSPACED_GAP = r"([^\n.;:!?。！？；]{0,12}?)"


def compile_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    """
    One regular expression that finds any of the patterns, ignoring case.

    Parameters
    ----------
    patterns
        In the language of this module.

    Returns
    -------
    expression
        Never matches if there are no patterns.

    Raises
    ------
    LexiconError
        If a pattern's brackets do not close before its gap.
    """
    at_words: list[str] = []
    anywhere: list[str] = []
    for pattern in patterns:
        inside = pattern.startswith("*") or _UNSPACED.search(pattern)
        (anywhere if inside else at_words).append(_expression(pattern))
    # One test for a word's start spares most positions of a text the long list of words.
    groups = [rf"\b(?:{_alternatives(at_words)})"] if at_words else []
    groups += [_alternatives(anywhere)] if anywhere else []
    return re.compile("|".join(groups), re.IGNORECASE) if groups else _NEVER


def gaps(match: re.Match[str]) -> list[tuple[int, int]]:
    """Spans of a match that stand for the ``~`` of its pattern: words the pattern does not name."""
    return [span for span in match.regs[1:] if span[0] >= 0]


def _alternatives(expressions: list[str]) -> str:
    return "|".join(sorted(expressions, key=len, reverse=True))


def _expression(pattern: str) -> str:
    if any(part.count("(") != part.count(")") for part in pattern.split("~")):
        raise LexiconError(f"A gap cannot stand inside brackets: {pattern!r}.")
    if re.search(r"[\s|(]\*", pattern):
        raise LexiconError(f"Only the first word may have any beginning: {pattern!r}.")
    if _UNSPACED.search(pattern):
        return _UNSPACED_GAP.join(re.escape(part) for part in pattern.replace(" ", "").split("~"))
    return _GAP.join(
        _BETWEEN.join(_word(word) for word in _WORDS.findall(segment))
        for segment in pattern.split("~")
    )


def _word(word: str) -> str:
    end = "" if word.endswith("*") else r"\b"
    core = word.strip("*")
    if core.startswith("(") and core.endswith(")"):
        core = "|".join(_alternative(part) for part in core[1:-1].split("|"))
        core = f"(?:{core})"
    else:
        core = re.escape(core).replace("'", "['’]")
    after = r"\w*" if word.endswith("*") else ""
    return f"{core}{after}{end}"


def _alternative(part: str) -> str:
    words = [re.escape(word.rstrip("*")).replace("'", "['’]") for word in part.split()]
    return _BETWEEN.join(words) + (r"\w*" if part.endswith("*") else "")
