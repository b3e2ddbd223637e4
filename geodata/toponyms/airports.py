"""
Which airport each mention of one means.

An airport is its own place. It is found by its own name ("Jacksons airport"), by its town's
("Flughafen von Almaty", "Karachi airport"), or stands for that of the town spoken of ("the
city's airport").
"""

from __future__ import annotations

import re
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
    mentions: list[AirportMention] = []
    for word in _airport_word(language).finditer(text):
        mention = (
            _by_own_name(text, word, toponyms, gazetteer)
            or _by_town(text, word, toponyms, gazetteer)
            or _spoken_of(text, word, toponyms, mentions, gazetteer)
        )
        if mention is not None:
            mentions.append(mention)
    return mentions


def _by_own_name(
    text: str, word: re.Match[str], toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> AirportMention | None:
    """Return the airport whose own name stands right before or behind the airport word."""
    behind = text[word.end() : word.end() + _REACH]
    link = _LINK.match(behind)
    skipped = link.end() if link else 0
    found = _longest_airport_name(behind[skipped:], gazetteer)
    if found is not None:
        length, rows = found
        span = (word.start(), word.end() + skipped + length)
        return _mention(text, span, _of_near_town(rows, toponyms, gazetteer), gazetteer)
    before = text[max(0, word.start() - _REACH) : word.start()]
    for start in _WORD_START.finditer(before):
        rest = before[start.start() :]
        found = _longest_airport_name(rest, gazetteer)
        if found is not None and not rest[found[0] :].strip(" -"):
            span = (max(0, word.start() - _REACH) + start.start(), word.end())
            return _mention(text, span, _of_near_town(found[1], toponyms, gazetteer), gazetteer)
    return None


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


def _of_near_town(rows: list[int], toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[int]:
    """Order airports of one name: those in a country that the report names come first."""
    countries = {toponym.place.country for toponym in toponyms if toponym.place}
    towns = {toponym.place.place_id for toponym in toponyms if toponym.place}

    def fit(row: int) -> tuple[bool, bool, int]:
        city = gazetteer.city_of(row)
        in_town = city is not None and gazetteer.place(city).place_id in towns
        return (not in_town, gazetteer.country(row) not in countries, row)

    return sorted(rows, key=fit)


def _by_town(
    text: str, word: re.Match[str], toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> AirportMention | None:
    """Return the airport of a town that stands right before or behind the airport word."""
    for toponym in toponyms:
        if toponym.place is None:
            continue
        if toponym.start >= word.end():
            between = text[word.end() : toponym.start]
            span = (word.start(), toponym.end)
        elif toponym.end <= word.start():
            between = text[toponym.end : word.start()]
            span = (toponym.start, word.end())
        else:
            continue
        if len(between) <= _REACH and _LINK.fullmatch(between):
            return _mention(text, span, airports_serving(toponym, gazetteer), gazetteer)
    return None


def _spoken_of(
    text: str,
    word: re.Match[str],
    toponyms: Sequence[Toponym],
    mentions: Sequence[AirportMention],
    gazetteer: Gazetteer,
) -> AirportMention | None:
    """Return the airport last mentioned, or that of the town last named before, or next named."""
    span = (word.start(), word.end())
    last = mentions[-1] if mentions else None
    before = [toponym for toponym in toponyms if toponym.end <= word.start()]
    if last is not None:
        before = [toponym for toponym in before if toponym.end > last.toponym.end]
    for toponym in reversed(before):
        if rows := airports_serving(toponym, gazetteer):
            return _mention(text, span, rows, gazetteer, named=False)
    if last is not None:
        return _mention(text, span, last.rows, gazetteer, named=False)
    for toponym in toponyms:
        if toponym.start >= word.end() and (rows := airports_serving(toponym, gazetteer)):
            return _mention(text, span, rows, gazetteer, named=False)
    return None


def airports_serving(toponym: Toponym, gazetteer: Gazetteer) -> list[int]:
    """Rows of the airports that serve the town a toponym means: the main one first."""
    place = toponym.place
    if place is None:
        return []
    rows = gazetteer.rows_of(place)
    return [airport for row in rows for airport in gazetteer.airports_of(row)]


def _mention(
    text: str,
    span: tuple[int, int],
    rows: Sequence[int],
    gazetteer: Gazetteer,
    *,
    named: bool = True,
) -> AirportMention | None:
    if not rows:
        return None
    start, end = span
    confidence = TOWN_CONFIDENCE if named else SPOKEN_OF_CONFIDENCE
    candidates = tuple(Candidate(gazetteer.place(row), confidence) for row in rows[:5])
    toponym = Toponym(start, end, text[start:end], candidates[0].place, confidence, candidates)
    return AirportMention(toponym, named, tuple(rows))


@cache
def _airport_word(language: str) -> re.Pattern[str]:
    words = sorted(context_words(language).airport, key=len, reverse=True)
    if not words:
        return _NEVER
    joined = "|".join(re.escape(word) for word in words)
    if re.search("[\u0600-\u06ff\u0900-\u0dff\u2e80-\ud7af\u0590-\u05ff]", joined):
        return re.compile(joined)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)
