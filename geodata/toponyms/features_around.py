"""Features of what a name stands in: a title in quotation marks, an agreement's name."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.spelling import normalise
from geodata.toponyms.report_words import UNKNOWN
from geodata.toponyms.traits import BIT
from geodata.toponyms.words import Cues, context_words, word_frequencies

if TYPE_CHECKING:
    from geodata.toponyms.matching import Match
    from geodata.toponyms.report_words import ReportWords

NAMES = (
    "in_title",
    "title_words",
    "frequency",
    "event_far_before",
    "event_far_after",
    "organisation_far_before",
    "organisation_far_after",
    "person_far_before",
    "person_far_after",
)

LONGEST_TITLE = 60
"""Characters between quotation marks that may still be a title."""
MOST_TITLE_WORDS = 10
FARTHEST_BEFORE, FARTHEST_AFTER = 4, 3
"""Words before and after a name among which a longer name's other parts are looked for."""
FARTHEST_UNSPACED = 8
"""Characters after a name in a script without spaces."""

_EVENT = BIT["event"]
_PERSON = BIT["person_before"]
_REMEMBERED = 20_000
"""Names whose frequencies are kept at hand."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_STOP = re.compile(r"[.!?…;:。！？\n،,、，]")
_TITLE = re.compile(rf"[«《『「“\"„〈][^»》』」”“\"〉\n]{{1,{LONGEST_TITLE}}}[»》』」”“\"〉]")
_UNSPACED = re.compile("[\u2e80-\ua4cf\uf900-\ufaff]")
_UNSPACED_BREAK = re.compile(r"[\W的在与和將於于はがをにでとへの]")


def around(match: Match, words: ReportWords, titles: Titles) -> tuple[float, ...]:
    """Features of a match in the order of `NAMES`."""
    text, language = words.text, words.language
    in_title = titles.words_around(match.start, match.end)
    frequency = _frequency(text[match.start : match.end], language)
    if _UNSPACED.match(text, match.start):
        beside = _unspaced(text, match, language)
    else:
        first = bisect_left(words.ends, match.start + 1)
        last = bisect_left(words.starts, match.end) - 1
        before = _nearness(words, first, -1, FARTHEST_BEFORE, BIT["organisation_before"])
        after = _nearness(words, last, 1, FARTHEST_AFTER, BIT["organisation_after"])
        beside = (before[0], after[0], before[1], after[1], before[2], after[2])
    return (in_title > 0, min(in_title, MOST_TITLE_WORDS), frequency, *beside)


@lru_cache(_REMEMBERED)
def _frequency(written: str, language: str) -> float:
    """How often the rarest word of a name stands in texts of a language."""
    frequencies = word_frequencies(language)
    return min(frequencies.get(word, 0.0) for word in normalise(written).split() or [""])


class Titles:
    """Stretches of a report in quotation marks that are short enough for a title."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = [title.span() for title in _TITLE.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def words_around(self, start: int, end: int) -> int:
        """Return how many words the title holds that a span stands in; 0 if in none."""
        opens = bisect_left(self._starts, start) - 1
        if opens < 0 or end >= self._spans[opens][1]:
            return 0
        return len(_WORD.findall(self._text, *self._spans[opens]))


def _nearness(
    words: ReportWords, edge: int, step: int, farthest: int, organisation: int
) -> tuple[float, float, float]:
    """
    How near a word for an event, one for an organisation and one for a person stand to a match.

    One for the word beside it, less for those further off up to the next stop, nothing for none.
    """
    event_found = organisation_found = person_found = 0.0
    gaps, codes = words.gaps, words.codes
    for number in range(1, farthest + 1):
        left, right = (edge - 1, edge) if step < 0 else (edge, edge + 1)
        if left < 0 or right >= len(codes):
            break
        between = gaps[left]
        if between != " " and _STOP.search(between):
            break
        edge += step
        code = codes[edge]
        if code == UNKNOWN:
            code = words.code(edge)
        if code & _EVENT and not event_found:
            event_found = 1.0 / number
        if code & organisation and not organisation_found:
            organisation_found = 1.0 / number
        if code & _PERSON and not person_found:
            person_found = 1.0 / number
    return event_found, organisation_found, person_found


def _unspaced(text: str, match: Match, language: str) -> tuple[float, ...]:
    cues = context_words(language)
    stretch = text[match.end : match.end + FARTHEST_UNSPACED]
    stretch = _UNSPACED_BREAK.split(stretch, maxsplit=1)[0]
    return (
        0.0,
        _holds(stretch, cues.event),
        0.0,
        _holds(stretch, cues.organisation_after),
        0.0,
        _holds(stretch, cues.person_before),
    )


def _holds(stretch: str, cues: Cues) -> float:
    places = [stretch.find(word) for word in cues.words if word in stretch]
    return 1.0 / (1 + min(places)) if places else 0.0
