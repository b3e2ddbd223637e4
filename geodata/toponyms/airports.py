"""
Which airport each mention of one means.

An airport is its own place. It is found by its own name ("Jacksons airport"), by its town's
("Flughafen von Almaty", "Karachi airport", "the airports of Goma and Bukavu"), by a pronoun
("celui de Bukavu"), or stands for that of the town spoken of ("the city's airport").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_names import airports_asked_for
from geodata.gazetteer.airport_words import airport_words
from geodata.models import Candidate, Toponym
from geodata.toponyms.airport_beside import NamesBeside
from geodata.toponyms.airport_continued import towns_for_airports
from geodata.toponyms.airport_spans import (
    REACH,
    names_alone,
    scan_for_airports,
)
from geodata.toponyms.airport_towns import TownAirports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.airport_spans import OwnName

TOWN_CONFIDENCE = 0.9
SPOKEN_OF_CONFIDENCE = 0.7
TOWNS_BACK = 12
"""Toponyms before and after "the airport" that are asked whether it may be theirs."""
MOST_KEPT = 5
"""Candidates that a toponym keeps."""
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
    events += finder.by_short_words(words[0].end()) if words else []
    mentions: list[AirportMention] = []
    for start, event in sorted(events, key=lambda pair: pair[0]):
        last = mentions[-1] if mentions else None
        if isinstance(event, AirportMention):
            found_here = [event]
        elif start not in beside:
            found_here = list(finder.by_pronoun(event, last)) if last else []
        elif not (found_here := beside[start]) and not finder.has_unknown_name(event):
            found_here = finder.spoken_of(event, last)
        covered = last.toponym.end if last else 0
        mentions += [one for one in found_here if one.toponym.end > covered]
    going_on = finder.going_on(one.toponym.start for one in mentions)
    return sorted([*mentions, *going_on], key=lambda one: one.toponym.start)


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
        self._names = NamesBeside(text, toponyms, language, gazetteer)

    def beside(self, word: re.Match[str], start: int, end: int) -> Iterator[AirportMention]:
        """
        Airports whose own or towns' names stand beside a word; several beside a plural.

        No name begins before the start or ends behind the end, where the next such words are.
        """
        link = self._words.link
        for behind in (side == "after" for side in self._words.sides):
            edge, far = (word.end(), end) if behind else (word.start(), start)
            first = self._names.name(edge, far, link, behind=behind)
            if first is None:
                continue
            spans = [first, *self._names.list_beside(word, first, far, behind=behind)]
            spans.sort(key=lambda span: span.start)
            for span in spans:
                with_word = span is first
                first_at = min(word.start(), span.start) if with_word else span.start
                last_at = max(word.end(), span.end) if with_word else span.end
                if mention := self.mention(first_at, last_at, span.rows):
                    yield mention
            return
        if derived := self._names.adjective(word, start):
            first_at, last_at = min(word.start(), derived.start), max(word.end(), derived.end)
            if mention := self.mention(first_at, last_at, derived.rows):
                yield mention

    def by_pronoun(self, found: re.Match[str], last: AirportMention) -> Iterator[AirportMention]:
        """Airports of the towns behind a pronoun that stands for the word for airport."""
        between = self._text[last.toponym.end : found.start()]
        if len(between) > PRONOUN_REACH or _SENTENCE_END.search(between):
            return
        far = len(self._text)
        first = self._names.name(found.end(), far, self._words.link, behind=True)
        spans = [first, *self._names.listed(first, far, behind=True)] if first else []
        for span in spans:
            if mention := self.mention(span.start, span.end, span.rows):
                yield mention

    def by_short_words(self, start: int) -> Iterator[tuple[int, AirportMention]]:
        """Airports named beside words that mean one only where the text has spoken of airports."""
        for word in self._words.short.finditer(self._text, start):
            for found in self.beside(word, start, len(self._text)):
                yield found.toponym.start, found

    def going_on(self, airports: Iterable[int]) -> Iterator[AirportMention]:
        """Towns that stand for their airports in sentences that go on about airports."""
        found = towns_for_airports(
            self._text, airports, self._toponyms, self._names, self._language
        )
        for town, rows in found:
            if mention := self.mention(town.start, town.end, rows, named=False):
                yield mention

    def has_unknown_name(self, word: re.Match[str]) -> bool:
        """Whether a name stands beside it that has no airport: then none is spoken of."""
        if self._names_capital(word):
            return False
        link = self._words.link
        if any(self._names.town(edge, link, behind=behind) for edge, behind in _edges(word)):
            return True
        linked = link.match(self._text, word.end(), word.end() + REACH)
        if linked and re.search(r"[^\W\d_]", linked[0]) and self._is_capital(linked.end()):
            return True
        before = self._text[max(0, word.start() - REACH) : word.start()]
        return re.search(r"[^\W\d_]['’\w-]* [A-ZÀ-ÞА-Я][\w-]* $", before) is not None

    def _is_capital(self, at: int) -> bool:
        return self._text[at : at + 1].isupper()

    def spoken_of(self, word: re.Match[str], last: AirportMention | None) -> list[AirportMention]:
        """
        Airports last mentioned, or of the towns named before a word, or else after it.

        Behind "in A, B and C" a plural means those of all three.
        """
        at = bisect_left(self._starts, word.start())
        since = last.toponym.end if last else -1
        before = self._toponyms[max(0, at - TOWNS_BACK) : at]
        if self._names_capital(word):
            beside = self._names.town(word.end(), self._words.link, behind=True)
            near = [beside] if beside else reversed(before)
            rows = next(filter(None, map(self._airports.of_capital, near)), [])
            if rows:
                return self._mentions(word, [rows])
        for toponym in reversed(before):
            if toponym.end <= since:
                break
            if rows_of_each := self._serving(toponym, word):
                return self._mentions(word, rows_of_each)
        if last is not None:
            return self._mentions(word, [last.rows])
        for toponym in self._toponyms[at : at + TOWNS_BACK]:
            if rows_of_each := self._serving(toponym, word):
                return self._mentions(word, rows_of_each)
        return []

    def fitting(self, name: OwnName) -> list[int]:
        """Order airports of one name, the one that the report likeliest speaks of first."""
        return self._names.fitting(name)

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

    def _serving(self, toponym: Toponym, word: re.Match[str]) -> list[Sequence[int]]:
        """Airports of a town, or where the word is a plural of each of the list it stands in."""
        if toponym.place is None or not (rows := self._airports.serving(toponym.place)):
            return []
        if not self._words.plural.fullmatch(word[0]):
            return [rows]
        places = [one.place for one in self._names.coordinated(toponym) if one.place]
        return [found for place in places if (found := self._airports.serving(place))]

    def _mentions(
        self, word: re.Match[str], rows_of_each: list[Sequence[int]]
    ) -> list[AirportMention]:
        spans = ((word.start(), word.end(), rows) for rows in rows_of_each)
        return [one for span in spans if (one := self.mention(*span, named=False))]

    def _names_capital(self, word: re.Match[str]) -> bool:
        """Whether it is the airport of a country's capital, not of a region's."""
        link, text = self._words.link, self._text
        beside = self._names.town(word.end(), link, behind=True)
        if beside and beside.place and beside.place.kind != "country":
            return False
        behind = link.match(text, word.end(), word.end() + REACH)
        before = text[max(0, word.start() - REACH) : word.start()]
        return bool(
            (behind and self._words.capital.search(behind[0]))
            or any(
                link.fullmatch(before, found.end())
                for found in self._words.capital.finditer(before)
            )
        )


def _edges(word: re.Match[str]) -> tuple[tuple[int, bool], ...]:
    return (word.end(), True), (word.start(), False)
