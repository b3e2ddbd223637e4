"""
Which matches are place names used as places.

Each match collects evidence in points: how prominent the likeliest place is, what stands before
and after the name. It is a toponym if the points reach `THRESHOLD`. The points were set by hand
and checked on the development corpora (see docs/accuracy.md).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from geodata.gazetteer.spelling import normalise
from geodata.toponyms.matching import find_matches
from geodata.toponyms.words import ContextWords, context_words, given_names

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match

THRESHOLD = 5.8

SURE = 8.0
"""Points from which a match makes its country one that the report speaks of."""

_TOKEN = re.compile(r"[^\W\d_][\w'’]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:»«\"“”]\s+|\n\s*|^[«»\"“„'(\-–—]\s*)[«»\"“„'(]?$")
_LOOK_BACK = 40
_LOOK_AHEAD = 32


def recognise(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
    """
    Toponyms of a text.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code.
    gazetteer
        The place index.

    Returns
    -------
    matches
        Those judged to be place names used as places, in order, not overlapping.
    """
    matches = find_matches(text, language, gazetteer)
    words = context_words(language)
    seen = Counter(match.key for match in matches)

    def points(match: Match, countries: frozenset[str]) -> float:
        times = seen[match.key]
        return _points(match, text, words, gazetteer, countries=countries, times=times)

    named = _countries_named(matches, gazetteer)
    sure = [match for match in matches if points(match, named) >= SURE]
    known = named | {gazetteer.country(_likeliest(match, gazetteer)) for match in sure}
    return [match for match in matches if points(match, known) >= THRESHOLD]


def _likeliest(match: Match, gazetteer: Gazetteer) -> int:
    return max(match.entries, key=gazetteer.standing).row


def _countries_named(matches: list[Match], gazetteer: Gazetteer) -> frozenset[str]:
    return frozenset(
        gazetteer.country(entry.row)
        for match in matches
        for entry in match.entries
        if entry.canonical and not entry.foreign and gazetteer.kind(entry.row) == "country"
    )


def _points(
    match: Match,
    text: str,
    words: ContextWords,
    gazetteer: Gazetteer,
    *,
    countries: frozenset[str],
    times: int,
) -> float:
    written = text[match.start : match.end]
    before = text[max(0, match.start - _LOOK_BACK) : match.start]
    after = text[match.end : match.end + _LOOK_AHEAD]
    cased = written[0] != written[0].lower()
    short = written.isupper() and len(written) <= 5
    if (match.key in words.never and not short) or _is_never(match, written):
        return 0.0
    points = max(
        gazetteer.standing(entry) + (1.2 if gazetteer.country(entry.row) in countries else 0.0)
        for entry in match.entries
    )
    points -= 0.5 * match.inflected
    points += 0.8 * (match.words > 1) + 0.4 * (times > 1)
    if match.key in words.common and match.words == 1:
        points -= 3.0
    if not cased:
        return points - (2.2 if len(written) <= 2 else 0.6)
    return points + _beside(match, before, after, words)


def _is_never(match: Match, written: str) -> bool:
    # "LA", "OR": short forms of single letters and two letters that no country bears.
    return len(written) < 3 and written.isascii() and not any(e.canonical for e in match.entries)


def _beside(match: Match, before: str, after: str, words: ContextWords) -> float:
    """Points for what stands before and after a name in a script with capitals."""
    points = 0.0
    starts = _SENTENCE_START.search(before) is not None
    previous, previous_two, capital_before = _words_before(before)
    following, capital_after = _word_after(after)
    if previous in words.place_before or previous_two in words.place_before:
        points += 2.0
    elif re.search(r",\s*$", before) and capital_before:
        points += 0.7
    if following in words.place_after:
        points += 1.0
    if re.match(r",\s*[A-ZÀ-ÞА-Я]", after) and match.words <= 3:
        points += 0.5
    names = given_names()
    if previous in words.organisation_before or previous_two in words.organisation_before:
        points -= 8.0
    if following in words.organisation_after and capital_after:
        points -= 8.0
    if previous in words.person_before and capital_before:
        points -= 3.0
    if capital_before and previous in names and not starts and previous not in words.place_before:
        points -= 5.0
    if capital_after and match.words == 1 and following not in words.place_after:
        is_name = match.key in names
        points -= 5.0 if is_name and points < 2.0 else 2.5 if is_name else 0.8
    if starts and match.words == 1 and not points:
        points -= 1.0
    return points


def _words_before(before: str) -> tuple[str, str, bool]:
    """Return the word right before, it and the one before it, and whether it has a capital."""
    if re.search(r"[.!?;:\n)»”\"]\s*$", before) and not re.search(r"\b\w{1,3}\.\s*$", before):
        return "", "", False
    tokens = _TOKEN.findall(before)
    if not tokens:
        return "", "", False
    last = normalise(tokens[-1])
    two = f"{normalise(tokens[-2])} {last}" if len(tokens) > 1 else ""
    return last, two, tokens[-1][0].isupper() and not before.rstrip().endswith(",")


def _word_after(after: str) -> tuple[str, bool]:
    """Return the word right after, and whether it has a capital; only a space may stand between."""
    found = re.match(r"[ \u00a0-]([^\W\d_][\w'’]*)", after)
    if found is None:
        return "", False
    return normalise(found[1]), found[1][0].isupper()
