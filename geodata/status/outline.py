"""A report as sentences and clauses, with the places, airports and days that stand in each."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from geodata.language.clauses import clauses
from geodata.language.dates import find_dates
from geodata.language.sentences import sentences
from geodata.status.attachment import joined
from geodata.status.views import ClauseView, SentenceView

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geodata.language.rules import Rules
    from geodata.language.scan import Scan
    from geodata.models import Toponym
    from geodata.status.lexicon import Lexicon

LONGEST_HEADLINE = 160
_CUE_REACH = 48
"""Characters around a toponym in which a cue such as "exile in" is looked for."""
_VISIBLE = re.compile(r"\S")
_NO_PLACES = frozenset({"water", "airport"})
"""Kinds that are no place of unrest or calm, or are handled apart."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole report."""

    text: str
    masked: Scan
    """The text with look-alikes of triggers blanked out; as long as the text."""
    sentences: list[SentenceView]
    rules: Rules
    lexicon: Lexicon
    lists: dict[int, dict[int, list[Toponym]]] = field(default_factory=dict)
    """For places asked for, by identity, the list ("in Karachi and Lahore") of each of them."""

    def cues(self, cue: str, clause: ClauseView) -> list[tuple[int, int]]:
        """Where a cue of the lexicon stands in a clause; looked for once."""
        if cue not in clause.cues:
            found = self.masked.finditer(self.lexicon.cues[cue], clause.start, clause.end)
            clause.cues[cue] = [match.span() for match in found]
        return clause.cues[cue]

    def cued(self, cue: str, sentence: SentenceView) -> bool:
        """Whether a cue of the lexicon stands anywhere in a sentence; looked for once."""
        if cue not in sentence.cued:
            sentence.cued[cue] = any(self.cues(cue, part) for part in sentence.clauses)
        return sentence.cued[cue]

    def stands(self, cue: str, clause: ClauseView, *, since: int, until: int) -> bool:
        """Whether a cue stands in a clause between two offsets."""
        spans = self.cues(cue, clause)
        first = bisect_left(spans, (since, since))
        return first < len(spans) and spans[first][1] <= until

    @property
    def headline(self) -> list[Toponym]:
        """Toponyms of a first line that is no sentence; empty if the text has no such line."""
        if len(self.sentences) < 2:
            return []
        first, second = self.sentences[:2]
        alone = second.after_line_break and first.end <= LONGEST_HEADLINE
        return first.places if alone and self.text[first.end - 1].isalnum() else []

    def earlier(self, index: int, *, back: int) -> list[SentenceView]:
        """Sentences up to ``back`` before one, nearest first, as far as its paragraph goes."""
        found: list[SentenceView] = []
        for at in range(index - 1, max(-1, index - 1 - back), -1):
            if self.sentences[at + 1].after_line_break:
                break
            found.append(self.sentences[at])
        return found


def outline(
    text: str,
    rules: Rules,
    lexicon: Lexicon,
    *,
    toponyms: Sequence[Toponym],
    airports: Sequence[Toponym],
    anchor: dt.date | None,
) -> Outline:
    """
    Sort places, airports and days into the clauses of a report.

    Parameters
    ----------
    text
        The report.
    rules, lexicon
        Of its language.
    toponyms, airports
        As resolved, in order.
    anchor
        The day on which "today" is to be understood; None if it is not known.
    """
    masked = lexicon.patterns.scan(_masked(text, lexicon))
    views = []
    end = 0
    for span in sentences(text, rules):
        within = [
            ClauseView(part.start, part.end, part.relative) for part in clauses(text, span, rules)
        ]
        broken = text.find("\n", end, span.start) >= 0
        views.append(SentenceView(span.start, span.end, within, after_line_break=broken))
        end = span.end
    parts = [clause for view in views for clause in view.clauses]
    starts = [clause.start for clause in parts]

    def clause_at(offset: int) -> ClauseView | None:
        index = bisect_left(starts, offset + 1) - 1
        return parts[index] if index >= 0 and offset < parts[index].end else None

    elsewhere = _elsewhere(toponyms, masked, rules, lexicon)
    for toponym, away in zip(toponyms, elsewhere, strict=True):
        clause = clause_at(toponym.start)
        if clause is not None and not away and _may_have_status(toponym):
            clause.places.append(toponym)
    for airport in airports:
        if (clause := clause_at(airport.start)) is not None:
            clause.airports.append(airport)
    for day in find_dates(text, rules, anchor=anchor):
        if (clause := clause_at(day.start)) is not None:
            clause.days.append(day)
    return Outline(text, masked, views, rules, lexicon)


def _masked(text: str, lexicon: Lexicon) -> str:
    """Return the text with look-alikes of triggers blanked out."""
    pieces = []
    end = 0
    for found in lexicon.look_alikes.scan(text).finditer(lexicon.mask):
        pieces += [text[end : found.start()], _VISIBLE.sub(" ", found[0])]
        end = found.end()
    return "".join([*pieces, text[end:]]) if pieces else text


def _may_have_status(toponym: Toponym) -> bool:
    place = toponym.place
    if toponym.adjective or place is None or place.kind in _NO_PLACES:
        return False
    # A region of several countries is too wide to be at rest or not.
    return place.kind != "region" or bool(place.country)


def _elsewhere(
    toponyms: Sequence[Toponym], masked: Scan, rules: Rules, lexicon: Lexicon
) -> list[bool]:
    """
    Whether each toponym is only the place of a speaker, an exile or a flight's end.

    What is told before the first of a list holds for all of it, "flights to Rome and Oslo", and so
    does what is told behind its last.
    """
    before = [_told_before(toponym, masked, lexicon) for toponym in toponyms]
    behind = [_told_behind(toponym, masked, lexicon) for toponym in toponyms]
    pairs = list(enumerate(pairwise(toponyms)))
    for at, (one, other) in pairs:
        if before[at] and not before[at + 1]:
            before[at + 1] = joined(one, other, masked.text, rules)
    for at, (one, other) in reversed(pairs):
        if behind[at + 1] and not behind[at]:
            behind[at] = joined(one, other, masked.text, rules)
    return [any(cues) for cues in zip(before, behind, strict=True)]


def _told_before(toponym: Toponym, masked: Scan, lexicon: Lexicon) -> bool:
    reach = max(0, toponym.start - _CUE_REACH)
    return any(
        toponym.start - found.end() <= 1
        for found in masked.finditer(lexicon.cues["elsewhere"], reach, toponym.start)
    )


def _told_behind(toponym: Toponym, masked: Scan, lexicon: Lexicon) -> bool:
    found = masked.search(lexicon.cues["elsewhere_behind"], toponym.end, toponym.end + _CUE_REACH)
    return found is not None and found.start() - toponym.end <= 1
