"""Claims of a report: which places are said to have which status, when, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.language.rules import load_rules
from geodata.models import Claim
from geodata.status.attachment import airports_of, places_of
from geodata.status.dating import day_of
from geodata.status.lexicon import load_lexicon
from geodata.status.outline import outline
from geodata.status.triggers import found_triggers
from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from geodata.models import Toponym
    from geodata.status.dating import ClaimDay
    from geodata.status.outline import Outline
    from geodata.status.triggers import Found
    from geodata.status.views import SentenceView

LONGEST_QUOTE = 400
"""Code points; a longer clause is quoted around its deciding words."""
BASE_CONFIDENCE = 0.95
HEDGED_FACTOR = 0.8


def assess(
    text: str,
    *,
    language: str,
    toponyms: Sequence[Toponym],
    airports: Sequence[Toponym],
    title_places: Sequence[Toponym] = (),
    anchor: dt.date | None,
) -> list[Claim]:
    """
    Claims that a report makes.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code; without a lexicon for it there are no claims.
    toponyms, airports
        As resolved, in order.
    title_places
        Toponyms of the report's title.
    anchor
        Day of publication, given or inferred; None leaves undated what the text does not date.

    Returns
    -------
    claims
        In the order of the text; a place, status and day that is claimed twice comes once.
    """
    lexicon = load_lexicon(language)
    if lexicon is None:
        return []
    view = outline(
        text,
        load_rules(language),
        lexicon,
        toponyms=toponyms,
        airports=airports,
        anchor=anchor,
    )
    return _merged(_claims(view, found_triggers(view, anchor), title_places, anchor))


def _claims(
    view: Outline,
    triggers: Iterable[Found],
    title_places: Sequence[Toponym],
    anchor: dt.date | None,
) -> Iterator[Claim]:
    known: set[Hashable] = set()
    for found in triggers:
        places, certainty = _places(found, view, title_places)
        day = _day(found, view, anchor)
        # A clause may repeat itself a thousand times about a list of a thousand places.
        first, last = (places[0].start, places[-1].end) if places else (0, 0)
        key = (first, last, len(places), certainty, day, found.verdict, found.factor)
        if key not in known:
            known.add(key)
            for toponym in places:
                yield _claim(found, toponym, day, certainty, view)


def _day(found: Found, view: Outline, anchor: dt.date | None) -> ClaimDay:
    """Day of a claim: an event, and a state told in the past, may take the sentence before's."""
    status = load_taxonomy()[found.verdict.status]
    # "Closed on Monday, and still no flights" goes on about the closure of Monday.
    is_new = status.aspect != "airport" or bool(found.clause.airports)
    lasting = not status.event and is_new and bool(view.cues("lasting", found.clause))
    past = not status.event and not lasting and bool(view.cues("past", found.clause))
    before = view.earlier(found.index, back=1) if status.event or past else []
    return day_of(
        found.match,
        found.clause,
        found.sentence,
        earlier=before[0] if before else None,
        anchor=anchor,
        lasting=lasting,
        reached=past,
    )


def _places(
    found: Found, view: Outline, title_places: Sequence[Toponym]
) -> tuple[list[Toponym], float]:
    if load_taxonomy()[found.verdict.status].aspect == "airport":
        earlier = _earlier_airports(found, view)
        return airports_of(found.clause, found.sentence, earlier)
    return places_of(found.match, found.clause, found.index, view, title_places=title_places)


def _earlier_airports(found: Found, view: Outline) -> SentenceView | None:
    """Return the sentence before, if the clause speaks of flights without naming an airport."""
    before = view.earlier(found.index, back=1)
    if not before or found.clause.airports:
        return None
    framed = found.clause.framed
    status = found.verdict.status
    if status not in framed:
        frames = [t.frame for t in view.lexicon.triggers if t.status == status]
        span = (found.clause.start, found.clause.end)
        framed[status] = any(view.masked.search(frame, *span) for frame in frames)
    return before[0] if framed[status] else None


def _claim(found: Found, toponym: Toponym, day: ClaimDay, certainty: float, view: Outline) -> Claim:
    if toponym.place is None:
        raise AssertionError(f"A toponym without a place reached a claim: {toponym.text!r}.")
    start, end = _quote(found, view.text)
    confidence = BASE_CONFIDENCE * found.factor * certainty * toponym.confidence
    return Claim(
        toponym=toponym.text,
        place=toponym.place,
        status=found.verdict.status,
        date=day.date,
        date_end=day.date_end,
        date_precision=day.precision,
        quote=view.text[start:end],
        quote_start=start,
        quote_end=end,
        hedged=found.verdict.hedged,
        attributed=found.verdict.attributed,
        confidence=round(confidence * (HEDGED_FACTOR if found.verdict.hedged else 1.0), 3),
    )


def _quote(found: Found, text: str) -> tuple[int, int]:
    start, end = found.start, found.end
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if end - start > LONGEST_QUOTE:
        middle = (found.match.start() + found.match.end()) // 2
        start = max(start, min(middle - LONGEST_QUOTE // 2, end - LONGEST_QUOTE))
        end = min(end, max(start + LONGEST_QUOTE, found.match.end()))
    return start, end


def _merged(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each place, status and day: the surest, at its place in the text."""
    best: dict[tuple[str, str, dt.date | None], Claim] = {}
    for claim in claims:
        key = (claim.place.place_id, claim.status, claim.date)
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return sorted(best.values(), key=lambda claim: (claim.quote_start, claim.place.place_id))
