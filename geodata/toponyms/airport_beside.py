"""Names beside a word for airport: its own, its town's, and those of a list that they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_words import airport_words
from geodata.toponyms.airport_evidence import (
    adjective_with_airport,
    derives_adjectives,
    part_of_longer_name,
    town_with_airport,
)
from geodata.toponyms.airport_spans import REACH, name_before, name_behind
from geodata.toponyms.airport_towns import TownAirports

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.models import Toponym
    from geodata.toponyms.airport_spans import OwnName

MOST_LISTED = 30
"""Airports that one list is read to name."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch of text that names an airport, without the word for airport."""

    start: int
    end: int
    rows: Sequence[int]


class NamesBeside:
    """The names of airports and of their towns in one text, found from the edge of a word on."""

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

    def name(self, edge: int, far: int, gap: re.Pattern[str], *, behind: bool) -> NameSpan | None:
        """Return the airport's own or town's name beside an offset that ends at another."""
        look, ends = (name_behind, (edge, far)) if behind else (name_before, (far, edge))
        own = look(self._text, *ends, self._language, self._gazetteer, gap=gap)
        town = self.town(edge, gap, behind=behind)
        if town and (own is None or self._is_rather_the_town(own, town)):
            rows = self._airports.of_town_beside(town)
            if rows:
                return NameSpan(town.start, town.end, rows)
        if own is not None:
            return NameSpan(own.start, own.end, self.fitting(own))
        if town is not None:
            return None
        unseen = look(
            self._text, *ends, self._language, self._gazetteer, gap=gap, find=town_with_airport
        )
        if unseen is None or part_of_longer_name(
            self._text, unseen.start, unseen.end, behind=behind
        ):
            return None
        return NameSpan(unseen.start, unseen.end, unseen.rows)

    def list_beside(
        self, word: re.Match[str], first: NameSpan, far: int, *, behind: bool
    ) -> list[NameSpan]:
        """Names that go on the list beside a word, where the word may speak of several."""
        if self._words.plural.fullmatch(word[0]):
            return self.listed(first, far, behind=behind)
        if not self._words.uncounted.fullmatch(word[0]):
            return []
        others = self.listed(first, far, behind=behind)
        names = sorted([first, *others], key=lambda span: span.start)
        comma = self._words.comma
        joined = any(
            not comma.fullmatch(self._text, one.end, other.start) for one, other in pairwise(names)
        )
        return others if joined else []

    def airports_of(self, toponym: Toponym) -> list[int]:
        """Rows of the airports that serve a toponym's town."""
        return self._airports.serving(toponym.place) if toponym.place else []

    def coordinated(self, toponym: Toponym) -> list[Toponym]:
        """Return a toponym and those before and behind it that form a list with it, in order."""
        at = bisect_left(self._starts, toponym.start)
        first = last = at
        while first and self._joined(first - 1, first) and at - first < MOST_LISTED:
            first -= 1
        while last + 1 < len(self._toponyms) and self._joined(last, last + 1):
            if last - at >= MOST_LISTED:
                break
            last += 1
        return self._toponyms[first : last + 1]

    def adjective(self, word: re.Match[str], start: int) -> NameSpan | None:
        """Return the adjective of a town right beside a word, where no name stands there."""
        found = name_before(
            self._text,
            start,
            word.start(),
            self._language,
            self._gazetteer,
            gap=self._words.link,
            find=adjective_with_airport,
        )
        if found is None and not derives_adjectives(self._language):
            at = word.end() + 1
            if self._text[word.end() : at] == " " and self._text[at : at + 1].isalpha():
                found = adjective_with_airport(
                    self._text, at, len(self._text), self._language, self._gazetteer
                )
        return NameSpan(found.start, found.end, found.rows) if found else None

    def listed(self, first: NameSpan, far: int, *, behind: bool) -> list[NameSpan]:
        """Names that go on the list that a name begins, or ends."""
        spans = [first]
        while len(spans) < MOST_LISTED:
            edge = spans[-1].end if behind else spans[-1].start
            following = self.name(edge, far, self._words.comma_or_and, behind=behind)
            if following is None:
                break
            spans.append(following)
        return spans[1:]

    def town(self, edge: int, gap: re.Pattern[str], *, behind: bool) -> Toponym | None:
        """Return the toponym beside an offset, with nothing but the gap between."""
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

    def _joined(self, one: int, other: int) -> bool:
        start, end = self._toponyms[one].end, self._toponyms[other].start
        return end - start <= REACH and bool(
            self._words.comma_or_and.fullmatch(self._text, start, end)
        )

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
