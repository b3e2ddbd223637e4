"""Features of what a name stands in: a title in quotation marks, an agreement's name, a match."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer.spelling import normalise
from geodata.toponyms.words import Cues, context_words, word_frequencies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.toponyms.matching import Match

NAMES = (
    "in_title",
    "title_words",
    "frequency",
    "event_before",
    "event_after",
    "organisation_far_before",
    "organisation_far_after",
    "sport_words",
    "score",
)

LONGEST_TITLE = 60
"""Characters between quotation marks that may still be a title."""
MOST_TITLE_WORDS = 10
FARTHEST_BEFORE, FARTHEST_AFTER = 4, 3
"""Words before and after a name among which a longer name's other parts are looked for."""
FARTHEST_UNSPACED = 8
"""Characters after a name in a script without spaces."""
SPORT_REACH = 15
"""Words on each side among which words of sport are counted."""
SCORE_REACH = 60

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?…;:。！？\n،,、，]")
_SCORE = re.compile(r"\b\d{1,3} ?[-:–] ?\d{1,3}\b")
_TITLE = re.compile(rf"[«《『「“\"„〈][^»》』」”“\"〉\n]{{1,{LONGEST_TITLE}}}[»》』」”“\"〉]")
_UNSPACED = re.compile("[\u2e80-\ua4cf\uf900-\ufaff]")
_UNSPACED_BREAK = re.compile(r"[\W的在与和將於于はがをにでとへの]")


class _Signs(NamedTuple):
    """What a word speaks for; each 0 or 1."""

    event: bool = False
    organisation_before: bool = False
    organisation_after: bool = False
    sport: bool = False


_NO_SIGNS = _Signs()


def around(text: str, language: str, matches: Sequence[Match]) -> list[list[float]]:
    """Features of matches, one row each, in the order of `NAMES`."""
    words = [word.span() for word in _WORD.finditer(text)]
    starts, ends = [start for start, _ in words], [end for _, end in words]
    signs = [_signs(text[start:end], language) for start, end in words]
    sport = [i for i, sign in enumerate(signs) if sign.sport]
    titles = [title.span() for title in _TITLE.finditer(text)]
    opened = [start for start, _ in titles]
    frequencies = word_frequencies(language)
    rows = []
    for match in matches:
        in_title = 0
        opens = bisect_left(opened, match.start) - 1
        if opens >= 0 and match.end < titles[opens][1]:
            in_title = len(_WORD.findall(text, *titles[opens]))
        first, last = bisect_left(ends, match.start + 1), bisect_left(starts, match.end)
        if _UNSPACED.match(text, match.start):
            beside = _unspaced(text, match, language)
        else:
            before = _reach(text, words, signs, first, -1)
            after = _reach(text, words, signs, last - 1, 1)
            beside = (
                _nearness([one.event for one in before]),
                _nearness([one.event for one in after]),
                _nearness([one.organisation_before for one in before]),
                _nearness([one.organisation_after for one in after]),
                bisect_right(sport, last + SPORT_REACH) - bisect_left(sport, first - SPORT_REACH),
            )
        near = text[max(0, match.start - SCORE_REACH) : match.end + SCORE_REACH]
        written = normalise(text[match.start : match.end])
        rows.append(
            [
                float(in_title > 0),
                float(min(in_title, MOST_TITLE_WORDS)),
                min(frequencies.get(word, 0.0) for word in written.split() or [""]),
                *map(float, beside),
                float(_SCORE.search(near) is not None),
            ]
        )
    return rows


def _reach(
    text: str, words: list[tuple[int, int]], signs: list[_Signs], edge: int, step: int
) -> list[_Signs]:
    """Signs of the words from a match on to the next stop, nearest first."""
    found = []
    for _ in range(FARTHEST_BEFORE if step < 0 else FARTHEST_AFTER):
        left, right = (edge - 1, edge) if step < 0 else (edge, edge + 1)
        if left < 0 or right >= len(words):
            break
        if _STOP.search(text, words[left][1], words[right][0]):
            break
        edge += step
        found.append(signs[edge])
    return found


def _nearness(found: list[bool]) -> float:
    """One for the word beside the name, less for those further off, nothing for none."""
    return 1.0 / (1 + found.index(True)) if True in found else 0.0


def _unspaced(text: str, match: Match, language: str) -> tuple[float, ...]:
    cues = context_words(language)
    stretch = text[match.end : match.end + FARTHEST_UNSPACED]
    stretch = _UNSPACED_BREAK.split(stretch, maxsplit=1)[0]
    wide = text[max(0, match.start - 2 * SPORT_REACH) : match.end + 2 * SPORT_REACH]
    return (
        0.0,
        _holds(stretch, cues.event),
        0.0,
        _holds(stretch, cues.organisation_after),
        sum(word in wide for word in cues.sport.words),
    )


def _holds(stretch: str, cues: Cues) -> float:
    places = [stretch.find(word) for word in cues.words if word in stretch]
    return 1.0 / (1 + min(places)) if places else 0.0


@lru_cache(20_000)
def _signs(word: str, language: str) -> _Signs:
    if word[0].isdigit():
        return _NO_SIGNS
    spelt = normalise(word)
    cues = context_words(language)
    return _Signs(
        spelt in cues.event,
        spelt in cues.organisation_before,
        spelt in cues.organisation_after,
        spelt in cues.sport,
    )
