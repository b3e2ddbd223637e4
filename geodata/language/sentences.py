"""A text's sentences, as spans of code points; clauses are cut in `geodata.language.clauses`."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.language.clauses import Clause, Span, clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.language.rules import Rules

__all__ = ["Clause", "Span", "clauses", "sentences"]

# Runs are taken whole and nothing after them is tried twice, so that scanning stays linear.
_STOP = re.compile(r"[.!?…。！？｡؟۔।॥]+")
_CLOSERS = frozenset("\"'”’»«“›‹)]}」』》〉）］")
_WIDE = frozenset("。！？｡")
_BULLET = re.compile(r"[ \t]*(?:[-–—•*‣▪●◦·►■]|\d{1,2}[.)]|\(?[a-zA-Z0-9]\))\s")
_OPENERS = "\"'“„«»‹›‘‚([{「『《（¿¡-–—"
_CONTINUES_LINE = (",", ";", "-", "–", "—", "(", "،", "、", "，", "/", "&")
_SHORT_LINE = 45
_LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    width: int
    """Longest line of the paragraph."""


def sentences(text: str, rules: Rules) -> list[Span]:
    """
    Sentences of a text, headlines and list items included.

    Parameters
    ----------
    text
        Any text.
    rules
        Of the text's language.

    Returns
    -------
    spans
        In order, never overlapping, without white space at either end. Abbreviations,
        initials, ordinals and numbers do not end a sentence; an empty line always does.
    """
    breaks = sorted({*_line_breaks(text, rules), *_stops(text, rules)})
    spans = []
    start = 0
    for end in [*breaks, len(text)]:
        if span := trimmed(text, start, end):
            spans.append(span)
        start = end
    return spans


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends, or None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _line_breaks(text: str, rules: Rules) -> Iterator[int]:
    lines = _lines(text)
    for line, following in itertools.pairwise(lines):
        blank = line.start == line.end or following.start == following.end
        if blank or _line_ends(text, line, following, rules):
            yield line.end


def _lines(text: str) -> list[_Line]:
    spans = []
    position = 0
    for piece in text.splitlines(keepends=True):
        span = trimmed(text, position, position + len(piece))
        spans.append(span or Span(position, position))
        position += len(piece)
    lines: list[_Line] = []
    block: list[Span] = []
    for span in [*spans, None]:
        if span and span.start < span.end:
            block.append(span)
            continue
        width = max((s.end - s.start for s in block), default=0)
        lines += [_Line(s.start, s.end, width) for s in block]
        block = []
        if span:
            lines.append(_Line(span.start, span.end, 0))
    return lines


def _line_ends(text: str, line: _Line, following: _Line, rules: Rules) -> bool:
    if _BULLET.match(text, following.start, following.end + 1):
        return True
    if text[line.end - 1] in _CONTINUES_LINE:
        return False
    # A short window is enough for the first word, however long the line is.
    first = text[following.start : following.start + _LOOK_BACK].lstrip(_OPENERS).split(maxsplit=1)
    word = first[0] if first else ""
    if word[:1].islower():
        return False
    last = text[max(line.start, line.end - _LOOK_BACK) : line.end].rsplit(maxsplit=1)[-1]
    if rules.clause.coordinators.fullmatch(last) or rules.clause.words.fullmatch(last):
        return False
    if word.rstrip(",.:") in rules.sentence.starters:
        return True
    # A line that had room for the next word was ended on purpose.
    room = line.width - (line.end - line.start)
    return room > len(word) + 1 and (line.width > _SHORT_LINE or room > _SHORT_LINE // 3)


def _stops(text: str, rules: Rules) -> Iterator[int]:
    position = 0
    while stop := _STOP.search(text, position):
        end = stop.end()
        while end < len(text) and text[end] in _CLOSERS:
            end += 1
        if end + 1 < len(text) and text[end] in " \u00a0\u202f" and text[end + 1] == "»":
            # French sets its closing guillemet apart.
            end += 2
        position = end
        if _ends_sentence(text, stop, end, rules):
            yield end


def _ends_sentence(text: str, stop: re.Match[str], end: int, rules: Rules) -> bool:
    quoted = end > stop.end()
    if quoted and rules.sentence.continues.match(text, end):
        return False
    if any(mark in _WIDE for mark in stop[0]):
        return True
    if end < len(text) and not text[end].isspace():
        return False
    following = text[end : end + _LOOK_BACK].lstrip().lstrip(_OPENERS + " ")
    if not following or following[0].islower():
        return not following
    if stop[0] != "." or quoted:
        return True
    return not _is_abbreviated(text, stop.start(), following, rules)


def _is_abbreviated(text: str, stop: int, following: str, rules: Rules) -> bool:
    before = text[max(0, stop - _LOOK_BACK) : stop]
    words = before.split()
    if not words or before[-1].isspace():
        return False
    word = words[-1].lstrip(_OPENERS)
    next_word = re.split(r"[\s,;:.!?]", following, maxsplit=1)[0]
    is_initial = len(next_word) == 1 and following[1:2] == "."
    starts = next_word in rules.sentence.starters and not is_initial
    if word.isdigit():
        return _is_ordinal(text, stop, word, following, starts=starts, rules=rules)
    letters = word.rpartition(".")[2]
    if len(letters) == 1 and letters.isalpha():
        # An initial, or the end of "U.S.", "z. B.", "a.m.".
        dotted = "." in word or (len(words) > 1 and words[-2].endswith(".") and len(words[-2]) == 2)
        if not dotted:
            return not (starts and letters.isupper())
        return not starts
    return word in rules.sentence.abbreviations


def _is_ordinal(
    text: str, stop: int, digits: str, following: str, *, starts: bool, rules: Rules
) -> bool:
    if len(digits) > 2:
        return False
    number = stop - len(digits)
    margin = text[max(0, number - 4) : number]
    if not margin.rpartition("\n")[2].strip() and (len(margin) < 4 or "\n" in margin):
        # The number of a list item.
        return True
    if not rules.sentence.ordinal_stop:
        return False
    if rules.sentence.months.match(following):
        return True
    return not starts and not following[0].isdigit()
