"""A sentence's clauses: cut at conjunctions, relative pronouns, semicolons and dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.language.rules import Rules

_MARK = re.compile(
    r"[\s,;:，；：、،؛—·\u0387]"
    r"(?:(?<=\s)[-–—]{1,2}\s|(?<=[,;，；：、،؛])|(?<=:)(?=\s)|(?<=—)—?|(?<=\w[·\u0387])(?=\s))"
)
"""What parts clauses; it begins with a class of characters, so that other ones are passed over."""
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
    """Behind its last letter."""
    until: int
    """Where the next one begins."""
    mark: str
    """What stands before it: ``,``, ``、``, ``;``, ``:``, ``-``, or nothing for a bare "and"."""
    words: int


@dataclass(slots=True)
class _Open:
    """The clause that is being read."""

    start: int
    last: _Segment
    relative: bool = False
    inner: bool = False
    """Whether a conjunction or a relative pronoun opened it inside another clause."""
    words: int = 0
    unread: list[_Segment] = field(default_factory=list)
    """Its segments in which nobody has looked for a verb yet."""
    verb_found: bool = False

    def has_verb(self, text: str, rules: Rules) -> bool:
        """Whether a verb stands in it; looked for only when it matters."""
        self.verb_found = self.verb_found or any(_has_verb(text, one, rules) for one in self.unread)
        self.unread.clear()
        return self.verb_found

    def add(self, segment: _Segment) -> None:
        """Go on with a segment."""
        self.words += segment.words
        self.unread.append(segment)
        self.last = segment


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
    cuts = _cuts(text, sentence, rules)
    if len(cuts) == 1:
        _add(found, text, sentence.start, sentence.end, relative=False)
        return found
    first, *rest = _segments(text, sentence, cuts, rules)
    clause = _Open(sentence.start, first)
    clause.add(first)
    for segment in rest:
        kind = _opens(text, clause, segment, rules)
        if kind:
            _add(found, text, clause.start, segment.start, relative=clause.relative)
            inner = kind == "relative" or bool(rules.clause.words.match(text, segment.start))
            clause = _Open(segment.start, segment, relative=kind == "relative", inner=inner)
        clause.add(segment)
    _add(found, text, clause.start, sentence.end, relative=clause.relative)
    return found


def _opens(text: str, clause: _Open, segment: _Segment, rules: Rules) -> str:
    """Kind of the clause that a segment opens; empty if it goes on with the one before it."""
    if segment.mark == "," and _is_relative(text, segment, rules):
        return "relative" if segment.words > 1 else ""
    enough = clause.words >= _WORDS_OF_A_CLAUSE - 1 and segment.words >= _WORDS_OF_A_CLAUSE
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
        opens = enough and _both_have_verbs(text, clause, segment, rules)
    elif rules.clause.coordinators.match(text, segment.start):
        # "Karachi, Lahore, and Peshawar": what stands before the last comma is one name.
        opens = enough and clause.last.words >= _WORDS_OF_A_CLAUSE
    else:
        opens = (enough and _both_have_verbs(text, clause, segment, rules)) or _comma_parts(
            text, clause, segment, rules
        )
    return "main" if opens else ""


def _both_have_verbs(text: str, clause: _Open, segment: _Segment, rules: Rules) -> bool:
    return clause.has_verb(text, rules) and _has_verb(text, segment, rules)


def _has_verb(text: str, segment: _Segment, rules: Rules) -> bool:
    return rules.clause.verbs.search(text, segment.start, segment.until) is not None


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
    return clause.relative and (
        text[segment.start : segment.start + 1].islower() or _has_verb(text, segment, rules)
    )


def _is_relative(text: str, segment: _Segment, rules: Rules) -> bool:
    pronoun = rules.clause.relative.match(text, segment.start)
    if not pronoun:
        return False
    rest = text[pronoun.end() : min(pronoun.end() + 3, segment.end)].lstrip()
    return not (rules.clause.relative_needs_lower and rest[:1].isupper())


def _cuts(text: str, sentence: Span, rules: Rules) -> list[tuple[int, str]]:
    """Where the segments of a sentence begin, and what stands before each."""
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
    return sorted(unique.items())


def _segments(
    text: str, sentence: Span, cuts: list[tuple[int, str]], rules: Rules
) -> list[_Segment]:
    ends = [position for position, _ in cuts[1:]] + [sentence.end]
    return [
        _segment(text, start, end, mark, rules)
        for (start, mark), end in zip(cuts, ends, strict=True)
    ]


def _segment(text: str, start: int, end: int, mark: str, rules: Rules) -> _Segment:
    # Where words do not stand apart, two characters make one, near enough.
    count = len(_WORD.findall(text, start, end)) if rules.spaced else (end - start) // 2
    trimmed_end = end
    while trimmed_end > start and not text[trimmed_end - 1].isalnum():
        trimmed_end -= 1
    return _Segment(start, trimmed_end, end, mark, count)


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
