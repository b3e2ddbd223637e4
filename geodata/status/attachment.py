"""Which place a trigger is about: in its clause, else its sentence, else what was spoken of."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from geodata.status.patterns import gaps
from geodata.status.views import is_area, towns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.language.rules import Rules
    from geodata.models import Toponym
    from geodata.status.outline import Outline
    from geodata.status.views import ClauseView, SentenceView

SAME_CLAUSE, SAME_SENTENCE, EARLIER_SENTENCE, TITLE = 1.0, 0.9, 0.75, 0.65
"""How surely a place goes with a trigger, by where it stands."""
SENTENCES_BACK = 2
SENTENCES_BACK_WITH_CUE = 4
"""How far back the place is looked for when a word such as "there" points to it."""

RIGHT_BEHIND = 24
"""Characters behind a trigger in which a place is what the trigger is about."""

LONGEST_AND = 12
"""Characters, with spaces, that an "and" between a place and a trigger may take."""

MOST_NESTED = 64
"""Places that begin before a trigger and are asked whether they end before it, too."""

_LIST_MARK = re.compile(r"[,/&、،，]\s*|و(?=في\b|$)|ו(?=[בלמ]?$)")
"""With the Arabic and the Hebrew "and", which are written together with the word behind them."""
_GLUED_AND = "وו"
"""An "and" that may have been read as the beginning of the name behind it."""
_SHORT_WORD = re.compile(r"(?:[^\W\d_]{1,3}|στ[^\W\d_]{2,3})?")
"""At most a preposition: "in Karachi and in Lahore"; the Greek ones hold an article."""


def places_of(
    match: re.Match[str],
    clause: ClauseView,
    index: int,
    outline: Outline,
    *,
    title_places: Sequence[Toponym],
) -> tuple[list[Toponym], float]:
    """
    Places that a trigger is about, and how surely.

    Parameters
    ----------
    match
        Where the trigger's words stand.
    clause
        The clause that holds them.
    index
        Of the clause's sentence in the outline.
    outline
        The report.
    title_places
        Toponyms of the report's title: the last resort.

    Returns
    -------
    places
        One, or all of a list such as "in Karachi, Lahore and Peshawar"; empty if none.
    certainty
        From 0 to 1.
    """
    sentence = outline.sentences[index]
    if clause.places:
        chosen = _nearest(match, clause.narrowest, outline)
        return _with_coordinated(chosen, clause.places, outline), SAME_CLAUSE
    if outline.cues("capital", clause) and (capital := _capital_before(index, outline)):
        return [capital], EARLIER_SENTENCE
    if others := _in_sentence(clause, sentence):
        return _with_coordinated(others, sentence.places, outline), SAME_SENTENCE
    back = SENTENCES_BACK_WITH_CUE if outline.cued("here", sentence) else SENTENCES_BACK
    named = [earlier for earlier in outline.earlier(index, back=back) if earlier.towns]
    # Where something is only planned, what is told next rarely happened.
    if told := sorted(named, key=lambda earlier: outline.cued("plan", earlier)):
        nearest = told[0].towns
        return _with_coordinated(nearest[-1], nearest, outline), EARLIER_SENTENCE
    return (towns(title_places) or towns(outline.headline))[:1], TITLE


def airports_of(
    clause: ClauseView, sentence: SentenceView, earlier: SentenceView | None
) -> tuple[list[Toponym], float]:
    """
    Airports that a trigger is about, and how surely.

    ``earlier`` is the sentence before, given only where the clause itself speaks of flights.
    """
    if clause.airports:
        return clause.airports, SAME_CLAUSE
    if before := sentence.airport_before(clause.start):
        return before, SAME_SENTENCE
    return earlier.airports[-1:] if earlier else [], EARLIER_SENTENCE


def _capital_before(index: int, outline: Outline) -> Toponym | None:
    """Return the capital last named, in the sentence or shortly before it."""
    near = [outline.sentences[index], *outline.earlier(index, back=SENTENCES_BACK_WITH_CUE)]
    return next((sentence.capital for sentence in near if sentence.capital), None)


def _nearest(match: re.Match[str], choice: Sequence[Toponym], outline: Outline) -> Toponym:
    """
    Return the last place before the trigger, unless one right behind it is much nearer.

    Behind an "and" right after a place something else begins: "burned in Lens and looted in Metz".

    Towns go before regions, and regions and sites before countries: "clashes in Italy's capital
    Rome" are in Rome. Nothing is nearer than a place in a gap of the words: "the situation in
    Oslo is calm".
    """
    first, last = match.start(), match.end()
    at = bisect_left(choice, first, key=_start)
    if at < len(choice) and choice[at].start < last and _in_a_gap(choice[at], match):
        return choice[at]
    # Given spans may overlap: the place may begin before the trigger and end behind its start.
    nested = choice[max(0, at - MOST_NESTED) : at]
    before = next((place for place in reversed(nested) if place.end <= first), None)
    if before is None:
        return choice[0]
    at = bisect_left(choice, last, key=_start)
    if at < len(choice):
        gap_behind = choice[at].start - last
        if gap_behind <= RIGHT_BEHIND and (
            first - before.end > 2 * gap_behind or _begins(before.end, first, outline)
        ):
            return choice[at]
    return before


def _begins(end: int, start: int, outline: Outline) -> bool:
    """Whether nothing but an "and" stands between a place's end and a trigger's start."""
    if start - end > LONGEST_AND:
        return False
    between = outline.text[end:start].strip(" ,")
    return outline.rules.clause.coordinators.fullmatch(between) is not None


def _in_a_gap(place: Toponym, match: re.Match[str]) -> bool:
    return any(start <= place.start and place.end <= end for start, end in gaps(match))


def _in_sentence(clause: ClauseView, sentence: SentenceView) -> Toponym | None:
    named = sentence.clauses_with_places
    at = bisect_left(named, clause.start, key=lambda other: other.start)
    if at:
        return (towns(named[at - 1].places) or named[at - 1].places)[-1]
    if named:
        return (towns(named[0].places) or named[0].places)[0]
    return None


def _with_coordinated(
    chosen: Toponym, places: Sequence[Toponym], outline: Outline
) -> list[Toponym]:
    """Return the place and those that form a list with it, in order."""
    found = outline.lists.get(id(places))
    if found is None:
        found = outline.lists[id(places)] = _lists(places, outline)
    return found[id(chosen)]


def _lists(places: Sequence[Toponym], outline: Outline) -> dict[int, list[Toponym]]:
    """For each of some places the list that it stands in, worked out once for many triggers."""
    lists: dict[int, list[Toponym]] = {}
    listed: list[Toponym] = []
    for place in places:
        if not listed or not joined(listed[-1], place, outline.text, outline.rules):
            listed = []
        listed.append(place)
        lists[id(place)] = listed
    return lists


def joined(one: Toponym, other: Toponym, text: str, rules: Rules) -> bool:
    """Whether two toponyms of a text, one right behind the other, stand in a list."""
    between = text[one.end : other.start].strip()
    if not between and text[other.start] in _GLUED_AND:
        return True
    rest = between[mark.end() :] if (mark := _LIST_MARK.match(between)) else between
    if word := rules.clause.coordinators.match(rest):
        rest = rest[word.end() :].lstrip()
    if rest == between or not _SHORT_WORD.fullmatch(rest):
        return False
    # "Paris, France" is one place, not a list of two.
    same = one.place and other.place and one.place.country == other.place.country
    return not (same and is_area(other) and not is_area(one))


def _start(toponym: Toponym) -> int:
    return toponym.start
