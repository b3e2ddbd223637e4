"""
Which airport each mention of one means.

An airport is its own place. It is found by its own name ("Jacksons airport"), by its town's
("Flughafen von Almaty", "Karachi airport", "the airports of Goma and Bukavu"), by a pronoun
("celui de Bukavu"), or stands for that of the town spoken of ("the city's airport").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_names import airports_asked_for
from geodata.gazetteer.airport_words import airport_words
from geodata.models import Candidate, Toponym
from geodata.toponyms.airport_spans import (
    REACH,
    names_alone,
    own_name_before,
    own_name_behind,
    scan_for_airports,
)
from geodata.toponyms.airport_towns import TownAirports

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.airport_spans import OwnName

TOWN_CONFIDENCE = 0.9
SPOKEN_OF_CONFIDENCE = 0.7
TOWNS_BACK = 12
"""Toponyms before and after "the airport" that are asked whether it may be theirs."""
MOST_KEPT = 5
"""Candidates that a toponym keeps."""
MOST_LISTED = 30
"""Airports that one list is read to name."""
PRONOUN_REACH = 200
"""Characters between an airport and the pronoun that stands for another one."""

_SENTENCE_END = re.compile(r"[.!?。！？]\s|\n")


@dataclass(frozen=True, slots=True)
class AirportMention:
    """A mention of an airport: the airport as a toponym, and whether its name or town stands by."""

    toponym: Toponym
    named: bool
    """False where the airport is only that of the town spoken of."""
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of text that names an airport, without the word for airport."""

    start: int
    end: int
    rows: Sequence[int]


def find_airports(
    text: str, toponyms: Sequence[Toponym], language: str, gazetteer: Gazetteer
) -> list[AirportMention]:
    """
    Airports that a text mentions, in order.

    Parameters
    ----------
    text
        The report.
    toponyms
        Its resolved toponyms, in order.
    language
        ISO 639-1 code.
    gazetteer
        The place index.

    Returns
    -------
    mentions
        One per mention whose airport could be told; the toponym's place is the airport.
    """
    finder = _Finder(text, toponyms, language, gazetteer)
    scan = scan_for_airports(text, language)
    words = scan.finditer(airport_words(language).word)
    edges = [0, *(word.end() for word in words)], [*(word.start() for word in words), len(text)]
    beside = {
        word.start(): list(finder.beside(word, edges[0][at], edges[1][at + 1]))
        for at, word in enumerate(words)
    }
    taken = sorted((one.toponym.start, one.toponym.end) for some in beside.values() for one in some)
    events: list[tuple[int, re.Match[str] | AirportMention]] = [
        (word.start(), word) for word in words
    ]
    for name in names_alone(scan, language, gazetteer):
        at = bisect_left(taken, (name.end, 0))
        if not (at and taken[at - 1][1] > name.start):
            alone = finder.mention(name.start, name.end, finder.fitting(name))
            events += [(name.start, alone)] if alone else []
    events += [(found.start(), found) for found in scan.finditer(airport_words(language).pronoun)]
    mentions: list[AirportMention] = []
    for start, event in sorted(events, key=lambda pair: pair[0]):
        last = mentions[-1] if mentions else None
        if isinstance(event, AirportMention):
            found_here = [event]
        elif start not in beside:
            found_here = list(finder.by_pronoun(event, last)) if last else []
        elif not (found_here := beside[start]) and not finder.has_unknown_name(event):
            spoken_of = finder.spoken_of(event, last)
            found_here = [spoken_of] if spoken_of else []
        covered = last.toponym.end if last else 0
        mentions += [one for one in found_here if one.toponym.end > covered]
    return mentions


def airport_of_span(
    text: str, span: tuple[int, int], language: str, gazetteer: Gazetteer
) -> Toponym | None:
    """Return the airport that a span from outside names, or None if it names none."""
    start, end = span
    rows = airports_asked_for(text[start:end], language, gazetteer)[:MOST_KEPT]
    if not rows:
        return None
    candidates = tuple(Candidate(gazetteer.place(row), TOWN_CONFIDENCE) for row in rows)
    place = candidates[0].place
    return Toponym(start, end, text[start:end], place, TOWN_CONFIDENCE, candidates)


class _Finder:
    """What telling the airports of one text needs: its toponyms, sorted, and their countries."""

    def __init__(
        self, text: str, toponyms: Sequence[Toponym], language: str, gazetteer: Gazetteer
    ) -> None:
        self._text = text
        self._language = language
        self._words = airport_words(language)
        self._gazetteer = gazetteer
        self._airports = TownAirports(gazetteer)
        self._toponyms = [toponym for toponym in toponyms if toponym.place]
        self._starts = [toponym.start for toponym in self._toponyms]
        places = [toponym.place for toponym in self._toponyms if toponym.place]
        self._named = Counter(key for one in places for key in (one.place_id, one.country))

    def beside(self, word: re.Match[str], start: int, end: int) -> Iterator[AirportMention]:
        """
        Airports whose own or towns' names stand beside a word; several beside a plural.

        No name begins before the start or ends behind the end, where the next such words are.
        """
        link = self._words.link
        for behind in (side == "after" for side in self._words.sides):
            edge, far = (word.end(), end) if behind else (word.start(), start)
            first = self._name(edge, far, link, behind=behind)
            if first is None:
                continue
            spans = [first]
            if self._words.plural.fullmatch(word[0]):
                spans += self._listed(first, far, behind=behind)
            spans.sort(key=lambda span: span.start)
            for span in spans:
                with_word = span is first
                first_at = min(word.start(), span.start) if with_word else span.start
                last_at = max(word.end(), span.end) if with_word else span.end
                if mention := self.mention(first_at, last_at, span.rows):
                    yield mention
            return

    def by_pronoun(self, found: re.Match[str], last: AirportMention) -> Iterator[AirportMention]:
        """Airports of the towns behind a pronoun that stands for the word for airport."""
        between = self._text[last.toponym.end : found.start()]
        if len(between) > PRONOUN_REACH or _SENTENCE_END.search(between):
            return
        far = len(self._text)
        first = self._name(found.end(), far, self._words.link, behind=True)
        spans = [first, *self._listed(first, far, behind=True)] if first else []
        for span in spans:
            if mention := self.mention(span.start, span.end, span.rows):
                yield mention

    def has_unknown_name(self, word: re.Match[str]) -> bool:
        """Whether a name stands beside it that has no airport: then none is spoken of."""
        if any(self._town(edge, self._words.link, behind=behind) for edge, behind in _edges(word)):
            return True
        link = self._words.link.match(self._text, word.end(), word.end() + REACH)
        if link and re.search(r"[^\W\d_]", link[0]) and self._text[link.end() :][:1].isupper():
            return True
        before = self._text[max(0, word.start() - REACH) : word.start()]
        return re.search(r"[^\W\d_]['’\w-]* [A-ZÀ-ÞА-Я][\w-]* $", before) is not None

    def spoken_of(self, word: re.Match[str], last: AirportMention | None) -> AirportMention | None:
        """Return the airport last mentioned, or of the town named before it, or else after it."""
        at = bisect_left(self._starts, word.start())
        before = self._toponyms[max(0, at - TOWNS_BACK) : at]
        since = last.toponym.end if last else -1
        for toponym in reversed(before):
            if toponym.end <= since:
                break
            if toponym.place and (rows := self._airports.serving(toponym.place)):
                return self.mention(word.start(), word.end(), rows, named=False)
        if last is not None:
            return self.mention(word.start(), word.end(), last.rows, named=False)
        for toponym in self._toponyms[at : at + TOWNS_BACK]:
            if toponym.place and (rows := self._airports.serving(toponym.place)):
                return self.mention(word.start(), word.end(), rows, named=False)
        return None

    def fitting(self, name: OwnName) -> list[int]:
        """Order airports of one name: of the town beside, of a town, of a country of the report."""
        at = bisect_left(self._starts, name.end)
        beside = {
            toponym.place.place_id
            for toponym in self._toponyms[at : at + 1]
            if toponym.place and self._words.link.fullmatch(self._text, name.end, toponym.start)
        }

        def fit(row: int) -> tuple[bool, bool, bool, int, int]:
            city = self._gazetteer.city_of(row)
            town = "" if city is None else self._gazetteer.place(city).place_id
            elsewhere = not self._speaks_of(town, name)
            abroad = not self._speaks_of(self._gazetteer.country(row), name)
            return (town not in beside, elsewhere, abroad, -int(self._gazetteer.rank[row]), row)

        return sorted(name.rows, key=fit)

    def mention(
        self, start: int, end: int, rows: Sequence[int], *, named: bool = True
    ) -> AirportMention | None:
        """Return the mention of the first of some airports, or None for none."""
        if not rows:
            return None
        confidence = TOWN_CONFIDENCE if named else SPOKEN_OF_CONFIDENCE
        candidates = tuple(
            Candidate(self._gazetteer.place(row), confidence) for row in rows[:MOST_KEPT]
        )
        place = candidates[0].place
        toponym = Toponym(start, end, self._text[start:end], place, confidence, candidates)
        return AirportMention(toponym, named, tuple(rows))

    def _name(self, edge: int, far: int, gap: re.Pattern[str], *, behind: bool) -> _Span | None:
        """Return the airport's own or town's name beside an offset that ends at another."""
        find, ends = (own_name_behind, (edge, far)) if behind else (own_name_before, (far, edge))
        own = find(self._text, *ends, self._language, self._gazetteer, gap=gap)
        town = self._town(edge, gap, behind=behind)
        if town and (own is None or self._is_rather_the_town(own, town)):
            rows = self._airports.of_town_beside(town)
            if rows:
                return _Span(town.start, town.end, rows)
        return _Span(own.start, own.end, self.fitting(own)) if own else None

    def _is_rather_the_town(self, own: OwnName, town: Toponym) -> bool:
        if town.end <= own.start or own.end <= town.start:
            return False
        if (town.end - town.start) != (own.end - own.start):
            return town.end - town.start > own.end - own.start
        best = self._gazetteer.country(self.fitting(own)[0])
        country = town.place.country if town.place else ""
        return self._speaks_of(country, own) and not self._speaks_of(best, own)

    def _speaks_of(self, town_or_country: str, span: OwnName) -> bool:
        """Whether the report names a town, by its id, or a country elsewhere than in a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        within = (one.place for one in self._toponyms[first:last] if one.place)
        inside = sum(town_or_country in (place.place_id, place.country) for place in within)
        return self._named[town_or_country] > inside

    def _listed(self, first: _Span, far: int, *, behind: bool) -> list[_Span]:
        """Names that go on the list that a name begins, or ends."""
        spans = [first]
        while len(spans) < MOST_LISTED:
            edge = spans[-1].end if behind else spans[-1].start
            following = self._name(edge, far, self._words.comma_or_and, behind=behind)
            if following is None:
                break
            spans.append(following)
        return spans[1:]

    def _town(self, edge: int, gap: re.Pattern[str], *, behind: bool) -> Toponym | None:
        at = bisect_left(self._starts, edge)
        for toponym in self._toponyms[at : at + 1] if behind else self._toponyms[at - 1 : at]:
            start, end = (edge, toponym.start) if behind else (toponym.end, edge)
            # Arabic and Hebrew write "and" together with the name.
            if end - start <= REACH and (
                gap.fullmatch(self._text, start, end)
                or (behind and gap.fullmatch(self._text, start, end + 1))
            ):
                return toponym
        return None


def _edges(word: re.Match[str]) -> tuple[tuple[int, bool], ...]:
    return (word.end(), True), (word.start(), False)
