"""A sentence's clauses: cut at conjunctions, relative pronouns, semicolons and dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.language.rules import Rules

_MARK = re.compile(r"[;；؛]|(?<=\w)[·\u0387](?=\s)|[:：](?=\s)|：|\s[-–—]{1,2}\s|——|—|[,，،、]")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_WORDS_OF_A_CLAUSE = 3
_WORDS_AFTER_A_COLON = 5


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a text; ``start`` and ``end`` count code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence; ``relative`` tells whether a relative pronoun opens it."""

    start: int
    end: int
    relative: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """What lies between two marks or conjunctions."""

    start: int
    end: int
    mark: str
    """What stands before it: ``,``, ``、``, ``;``, ``:``, ``-``, or nothing for a bare "and"."""
    words: int
    has_verb: bool


@dataclass(slots=True)
class _Open:
    """The clause that is being read."""

    start: int
    last: _Segment
    relative: bool = False
    inner: bool = False
    """Whether a conjunction or a relative pronoun opened it inside another clause."""
    words: int = 0
    has_verb: bool = False


def clauses(text: str, sentence: Span, rules: Rules) -> list[Clause]:
    """
    Clauses of a sentence.

    Parameters
    ----------
    text
        The whole text.
    sentence
        One of its sentences.
    rules
        Of the text's language.

    Returns
    -------
    clauses
        In order, never overlapping, without white space at either end; together all of the
        sentence but white space. A list ("in Karachi, Lahore and Peshawar") stays whole.
    """
    found: list[Clause] = []
    first, *rest = _segments(text, sentence, rules)
    clause = _Open(sentence.start, first, words=first.words, has_verb=first.has_verb)
    for segment in rest:
        kind = _opens(text, clause, segment, rules)
        if kind:
            _add(found, text, clause.start, segment.start, relative=clause.relative)
            inner = kind == "relative" or bool(rules.clause.words.match(text, segment.start))
            clause = _Open(segment.start, segment, relative=kind == "relative", inner=inner)
        clause.words += segment.words
        clause.has_verb = clause.has_verb or segment.has_verb
        clause.last = segment
    _add(found, text, clause.start, sentence.end, relative=clause.relative)
    return found


def _opens(text: str, clause: _Open, segment: _Segment, rules: Rules) -> str:
    """Kind of the clause that a segment opens; empty if it goes on with the one before it."""
    if segment.mark == "," and _is_relative(text, segment, rules):
        return "relative" if segment.words > 1 else ""
    enough = clause.words >= _WORDS_OF_A_CLAUSE - 1 and segment.words >= _WORDS_OF_A_CLAUSE
    own = enough and clause.has_verb and segment.has_verb
    comma = segment.mark in (",", "、")
    free = rules.clause.free.match(text, segment.start) is not None
    if segment.mark in (";", "-"):
        opens = True
    elif segment.mark == ":":
        opens = segment.words >= _WORDS_AFTER_A_COLON
    elif free or (comma and rules.clause.words.match(text, segment.start)):
        opens = clause.words > 0 and segment.words > 1
    elif not comma:
        # A bare "and" parts clauses only if each side has a verb.
        opens = own
    elif rules.clause.coordinators.match(text, segment.start):
        # "Karachi, Lahore, and Peshawar": what stands before the last comma is one name.
        opens = enough and clause.last.words >= _WORDS_OF_A_CLAUSE
    else:
        opens = own or _comma_parts(text, clause, segment, rules)
    return "main" if opens else ""


def _comma_parts(text: str, clause: _Open, segment: _Segment, rules: Rules) -> bool:
    """Whether a comma alone ends the clause before it."""
    data, before = rules.clause, clause.last
    if data.enders.search(text, max(before.start, before.end - 8), before.end):
        return True
    if data.comma_splits and segment.mark == "," and min(before.words, segment.words) > 1:
        return True
    if clause.words <= 1:
        return False
    if clause.inner and data.verbs.match(text, segment.start):
        # "Köln, wo es brannte, blieb ruhig": the verb takes up the clause around it.
        return True
    # A relative clause ends at its second comma, unless a list of names goes on there.
    goes_on = segment.has_verb or text[segment.start : segment.start + 1].islower()
    return clause.relative and goes_on


def _is_relative(text: str, segment: _Segment, rules: Rules) -> bool:
    pronoun = rules.clause.relative.match(text, segment.start)
    if not pronoun:
        return False
    rest = text[pronoun.end() : min(pronoun.end() + 3, segment.end)].lstrip()
    return not (rules.clause.relative_needs_lower and rest[:1].isupper())


def _segments(text: str, sentence: Span, rules: Rules) -> list[_Segment]:
    data = rules.clause
    cuts: list[tuple[int, str]] = [(sentence.start, "start")]
    marks = [(m.end(), _mark(m[0])) for m in _MARK.finditer(text, sentence.start, sentence.end)]
    for position, mark in marks:
        begin = position
        while begin < sentence.end and text[begin].isspace():
            begin += 1
        if begin < sentence.end and not _inside_number(text, position):
            cuts.append((begin, mark))
    for pattern in (data.free, data.coordinators):
        cuts += [(m.start(), "") for m in pattern.finditer(text, sentence.start, sentence.end)]
    # At one place the mark weighs more than the bare word that follows it.
    unique: dict[int, str] = {}
    for position, mark in cuts:
        unique[position] = unique.get(position) or mark
    ordered = sorted(unique.items())
    ends = [position for position, _ in ordered[1:]] + [sentence.end]
    return [
        _segment(text, start, end, mark, rules)
        for (start, mark), end in zip(ordered, ends, strict=True)
    ]


def _segment(text: str, start: int, end: int, mark: str, rules: Rules) -> _Segment:
    # Where words do not stand apart, two characters make one, near enough.
    count = len(_WORD.findall(text, start, end)) if rules.spaced else (end - start) // 2
    verb = rules.clause.verbs.search(text, start, end) is not None
    trimmed_end = end
    while trimmed_end > start and not text[trimmed_end - 1].isalnum():
        trimmed_end -= 1
    return _Segment(start, trimmed_end, mark, count, verb)


def _mark(found: str) -> str:
    if found in ";；؛·\u0387":
        return ";"
    if found in ":：":
        return ":"
    if found == "、":
        return "、"
    return "," if found in ",，،" else "-"


def _inside_number(text: str, position: int) -> bool:
    return (
        position >= 2
        and position < len(text)
        and text[position - 1] == ","
        and text[position - 2].isdigit()
        and text[position].isdigit()
    )


def _add(found: list[Clause], text: str, start: int, end: int, *, relative: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Clause(start, end, relative))
