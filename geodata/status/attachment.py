"""Which place a trigger is about: in its clause, else its sentence, else what was spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geodata.models import Toponym
    from geodata.status.outline import ClauseView, Outline, SentenceView

SAME_CLAUSE, SAME_SENTENCE, EARLIER_SENTENCE, TITLE = 1.0, 0.9, 0.75, 0.65
"""How surely a place goes with a trigger, by where it stands."""
SENTENCES_BACK = 2
SENTENCES_BACK_WITH_CUE = 4
"""How far back the place is looked for when a word such as "there" points to it."""

RIGHT_BEHIND = 24
"""Characters behind a trigger in which a place is what the trigger is about."""

_LIST_MARK = re.compile(r"[,/&、،，]\s*|و(?=في\b|$)")
"""With the Arabic "and", which is written together with the word behind it."""
_GLUED_AND = "و"
"""An "and" that may have been read as the beginning of the name behind it."""
_SHORT_WORD = re.compile(r"(?:[^\W\d_]{1,3})?")
"""At most a preposition: "in Karachi and in Lahore"."""
_TOWNS = frozenset({"settlement", "capital"})


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
        chosen = _nearest(match, clause.places)
        return _with_coordinated(chosen, clause.places, outline), SAME_CLAUSE
    if outline.cues("capital", clause) and (capital := _capital_before(index, outline)):
        return [capital], EARLIER_SENTENCE
    if others := _in_sentence(clause, sentence):
        return _with_coordinated(others, sentence.places, outline), SAME_SENTENCE
    pointed = any(outline.cues("here", part) for part in sentence.clauses)
    back = SENTENCES_BACK_WITH_CUE if pointed else SENTENCES_BACK
    for earlier in outline.earlier(index, back=back):
        if towns := _towns(earlier.places):
            return _with_coordinated(towns[-1], towns, outline), EARLIER_SENTENCE
    return (_towns(title_places) or _towns(outline.headline))[:1], TITLE


def airports_of(
    clause: ClauseView, sentence: SentenceView, earlier: SentenceView | None
) -> tuple[list[Toponym], float]:
    """
    Airports that a trigger is about, and how surely.

    ``earlier`` is the sentence before, given only where the clause itself speaks of flights.
    """
    if clause.airports:
        return clause.airports, SAME_CLAUSE
    before = [a for other in sentence.clauses if other.start < clause.start for a in other.airports]
    if before:
        return before[-1:], SAME_SENTENCE
    spoken_of = [a for other in earlier.clauses for a in other.airports] if earlier else []
    return spoken_of[-1:], EARLIER_SENTENCE


def _capital_before(index: int, outline: Outline) -> Toponym | None:
    """Return the capital last named, in the sentence or shortly before it."""
    near = [outline.sentences[index], *outline.earlier(index, back=SENTENCES_BACK_WITH_CUE)]
    for sentence in near:
        for toponym in reversed(sentence.places):
            if toponym.place and toponym.place.kind == "capital":
                return toponym
    return None


def _nearest(match: re.Match[str], places: Sequence[Toponym]) -> Toponym:
    """
    Return the last place before the trigger, unless one right behind it is much nearer.

    Towns go before regions, and regions and sites before countries: "clashes in Italy's capital
    Rome" are in Rome.
    """
    smaller = [p for p in places if p.place is not None and p.place.kind != "country"]
    choice = _towns(places) or smaller or list(places)
    before = [place for place in choice if place.end <= match.start()]
    behind = [place for place in choice if place.start >= match.end()]
    if not before:
        return choice[0]
    if behind:
        gap_before = match.start() - before[-1].end
        gap_behind = behind[0].start - match.end()
        if gap_behind <= RIGHT_BEHIND and gap_before > 2 * gap_behind:
            return behind[0]
    return before[-1]


def _in_sentence(clause: ClauseView, sentence: SentenceView) -> Toponym | None:
    before = [other for other in sentence.clauses if other.start < clause.start and other.places]
    after = [other for other in sentence.clauses if other.start > clause.start and other.places]
    if before:
        return (_towns(before[-1].places) or before[-1].places)[-1]
    if after:
        return (_towns(after[0].places) or after[0].places)[0]
    return None


def _with_coordinated(
    chosen: Toponym, places: Sequence[Toponym], outline: Outline
) -> list[Toponym]:
    """Return the place and those that form a list with it, in order."""
    at = next(i for i, place in enumerate(places) if place is chosen)
    first = last = at
    while first > 0 and _joined(places[first - 1], places[first], outline):
        first -= 1
    while last + 1 < len(places) and _joined(places[last], places[last + 1], outline):
        last += 1
    return list(places[first : last + 1])


def _joined(one: Toponym, other: Toponym, outline: Outline) -> bool:
    between = outline.text[one.end : other.start].strip()
    if not between and outline.text[other.start] in _GLUED_AND:
        return True
    rest = between[mark.end() :] if (mark := _LIST_MARK.match(between)) else between
    if word := outline.rules.clause.coordinators.match(rest):
        rest = rest[word.end() :].lstrip()
    if rest == between or not _SHORT_WORD.fullmatch(rest):
        return False
    # "Paris, France" is one place, not a list of two.
    same = one.place and other.place and one.place.country == other.place.country
    return not (same and _is_area(other) and not _is_area(one))


def _is_area(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.kind not in _TOWNS


def _towns(places: Iterable[Toponym]) -> list[Toponym]:
    return [place for place in places if not _is_area(place)]
