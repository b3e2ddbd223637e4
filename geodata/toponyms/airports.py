"""
Which airport each mention of one means.

An airport is its own place. It is found by its own name ("Jacksons airport"), by its town's
("Flughafen von Almaty", "Karachi airport"), or stands for that of the town spoken of ("the
city's airport").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geodata.gazetteer.spelling import fold, normalise_text
from geodata.models import Candidate, Toponym
from geodata.toponyms.words import context_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer

TOWN_CONFIDENCE = 0.9
SPOKEN_OF_CONFIDENCE = 0.7
NEAR_KM = 40.0
"""How far the airport of a town may lie that no airport names as its own."""
TOWNS_BACK = 12
"""Toponyms before and after "the airport" that are asked whether it may be theirs."""

_REACH = 60
"""Characters on each side of the airport word in which its name is looked for."""
_NEVER = re.compile(r"(?!)")
_LINK = re.compile(
    r"(?:[\s\-]+|(?:'s|von|der|des|of|the|in|at|near|bei|de|du|d'|la|le|di|da|do|internacional"
    r"|internationale?n?|international|города|г\.|в|ciudad|ville|stadt|city|hauptstadt|capital"
    r"|столицы)(?![^\W\d_]))*",
    re.IGNORECASE,
)
_WORD_START = re.compile(r"(?<![^\W_])[^\W\d_]")


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
    finder = _Finder(text, toponyms, gazetteer)
    mentions: list[AirportMention] = []
    for word in _airport_word(language).finditer(text):
        last = mentions[-1] if mentions else None
        mention = finder.by_own_name(word)
        if mention is None and (town := finder.town_beside(word)):
            mention = finder.of_town(word, town)
        elif mention is None and not finder.has_unknown_name(word):
            mention = finder.spoken_of(word, last)
        if mention is not None:
            mentions.append(mention)
    return mentions


class _Finder:
    """What telling the airports of one text needs: its toponyms, sorted, and their countries."""

    def __init__(self, text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._toponyms = [toponym for toponym in toponyms if toponym.place]
        self._starts = [toponym.start for toponym in self._toponyms]
        places = [toponym.place for toponym in self._toponyms if toponym.place]
        self._countries = {place.country for place in places}
        self._towns = {place.place_id for place in places}

    def by_own_name(self, word: re.Match[str]) -> AirportMention | None:
        """Return the airport whose own name stands right behind or before the airport word."""
        behind = self._text[word.end() : word.end() + _REACH]
        link = _LINK.match(behind)
        skipped = link.end() if link else 0
        for start in _WORD_START.finditer(behind, 0, skipped + 1):
            # "La" may be a link or begin the name: "aéroport de La Tontouta".
            if found := _longest_airport_name(behind[start.start() :], self._gazetteer):
                end = word.end() + start.start() + found[0]
                return self._mention(word.start(), end, self._fitting(found[1]))
        from_start = max(0, word.start() - _REACH)
        before = self._text[from_start : word.start()]
        for start in _WORD_START.finditer(before):
            rest = before[start.start() :]
            found = _longest_airport_name(rest, self._gazetteer)
            if found is not None and not rest[found[0] :].strip(" -"):
                return self._mention(
                    from_start + start.start(), word.end(), self._fitting(found[1])
                )
        return None

    def town_beside(self, word: re.Match[str]) -> Toponym | None:
        """Return the toponym that stands right before or behind the airport word."""
        at = bisect_left(self._starts, word.start())
        for toponym in self._toponyms[max(0, at - 1) : at + 2]:
            first, last = sorted(((toponym.start, toponym.end), word.span()))
            between = self._text[first[1] : last[0]]
            if len(between) <= _REACH and _LINK.fullmatch(between):
                return toponym
        return None

    def of_town(self, word: re.Match[str], town: Toponym) -> AirportMention | None:
        """Return the airport of the town beside the airport word, else the nearest to it."""
        rows = airports_serving(town, self._gazetteer) or self._nearest(town)
        return self._mention(min(word.start(), town.start), max(word.end(), town.end), rows)

    def has_unknown_name(self, word: re.Match[str]) -> bool:
        """Whether an unknown name stands beside it: then it is no airport spoken of before."""
        behind = self._text[word.end() : word.end() + _REACH]
        link = _LINK.match(behind)
        if link and re.search(r"[^\W\d_]", link[0]) and behind[link.end() :][:1].isupper():
            return True
        before = self._text[max(0, word.start() - _REACH) : word.start()]
        return re.search(r"[^\W\d_]['’\w-]* [A-ZÀ-ÞА-Я][\w-]* $", before) is not None

    def _nearest(self, town: Toponym) -> list[int]:
        if town.place is None or town.place.kind not in ("settlement", "capital"):
            return []
        return self._gazetteer.airports_near(town.place.lat, town.place.lon, radius_km=NEAR_KM)

    def spoken_of(self, word: re.Match[str], last: AirportMention | None) -> AirportMention | None:
        """Return the airport last mentioned, or of the town named before it, or else after it."""
        at = bisect_left(self._starts, word.start())
        before = self._toponyms[max(0, at - TOWNS_BACK) : at]
        since = last.toponym.end if last else -1
        for toponym in reversed(before):
            if toponym.end <= since:
                break
            if rows := airports_serving(toponym, self._gazetteer):
                return self._mention(word.start(), word.end(), rows, named=False)
        if last is not None:
            return self._mention(word.start(), word.end(), last.rows, named=False)
        for toponym in self._toponyms[at : at + TOWNS_BACK]:
            if rows := airports_serving(toponym, self._gazetteer):
                return self._mention(word.start(), word.end(), rows, named=False)
        return None

    def _fitting(self, rows: list[int]) -> list[int]:
        """Order airports of one name: of a town, then of a country, that the report names."""

        def fit(row: int) -> tuple[bool, bool, int]:
            city = self._gazetteer.city_of(row)
            in_town = city is not None and self._gazetteer.place(city).place_id in self._towns
            return (not in_town, self._gazetteer.country(row) not in self._countries, row)

        return sorted(rows, key=fit)

    def _mention(
        self, start: int, end: int, rows: Sequence[int], *, named: bool = True
    ) -> AirportMention | None:
        if not rows:
            return None
        confidence = TOWN_CONFIDENCE if named else SPOKEN_OF_CONFIDENCE
        candidates = tuple(Candidate(self._gazetteer.place(row), confidence) for row in rows[:5])
        place = candidates[0].place
        toponym = Toponym(start, end, self._text[start:end], place, confidence, candidates)
        return AirportMention(toponym, named, tuple(rows))


def airports_serving(toponym: Toponym, gazetteer: Gazetteer) -> list[int]:
    """Rows of the airports that serve the town a toponym means: the main one first."""
    place = toponym.place
    if place is None:
        return []
    rows = gazetteer.rows_of(place)
    return [airport for row in rows for airport in gazetteer.airports_of(row)]


def _longest_airport_name(text: str, gazetteer: Gazetteer) -> tuple[int, list[int]] | None:
    if not text[:1].isupper():
        return None
    normal = normalise_text(text)[0]
    if len(normal) != len(text):
        return None
    for source in (normal, fold(normal)):
        for key in reversed(gazetteer.prefixes(source)):
            if len(key) < len(source) and source[len(key)].isalnum():
                continue
            rows = [e.row for e in gazetteer.entries(key) if gazetteer.kind(e.row) == "airport"]
            if rows:
                return len(key), rows
    return None


@cache
def _airport_word(language: str) -> re.Pattern[str]:
    words = sorted(context_words(language).airport, key=len, reverse=True)
    if not words:
        return _NEVER
    joined = "|".join(re.escape(word) for word in words)
    if re.search("[\u0600-\u06ff\u0900-\u0dff\u2e80-\ud7af\u0590-\u05ff]", joined):
        return re.compile(joined)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)
