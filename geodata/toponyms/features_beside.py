"""Features of a match's spelling and of the words beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer.spelling import normalise
from geodata.toponyms.report_words import Gap, ReportWords, gap_between
from geodata.toponyms.words import (
    CAPITALS,
    CASELESS,
    NO_WORD,
    NUMBER,
    SMALL,
    TITLE,
    Traits,
    capitalises_nouns,
    context_words,
    traits,
)

if TYPE_CHECKING:
    from geodata.toponyms.matching import Match

_SPELLING = ("cased", "capitals", "first_in_sentence", "sentence_in_capitals", "nouns_capital")
_OF_WORD = (
    "cased",
    "given_name",
    "surname",
    "stop_word",
    "place_before",
    "place_after",
    "person_before",
    "person_after",
    "organisation_before",
    "organisation_after",
    "kind_word",
    "airport_word",
    "particle",
    "event",
)
_GAP = ("near", "hyphen", "comma", "stop", "quote", "bracket", "line")
_BOTH_SIDES = ("before", "after")
_RUN = (
    "run_before",
    "run_after",
    "run_given_name",
    "run_surname",
    "run_person",
    "run_organisation",
    "run_unknown",
)
_PAIRS = ("two_place_before", "two_organisation_before", "possessive", "comma_then_capital")
NAMES = (
    *_SPELLING,
    *(f"{side}_{trait}" for side in _BOTH_SIDES for trait in _OF_WORD),
    *(f"{side}_2_{trait}" for side in _BOTH_SIDES for trait in _OF_WORD),
    *(f"gap_{side}_{sign}" for side in _BOTH_SIDES for sign in _GAP),
    *_RUN,
    *_PAIRS,
)

LONGEST_RUN = 5
"""Words of a longer name that are looked at on each side."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
_POSSESSIVE = re.compile(r"['’][sS]?\b|['’](?=\s)")
_REMEMBERED = 20_000
"""Words whose spelling is kept at hand."""
_LONGEST_CUE = 3
"""Characters of a cue in scripts that write no spaces."""


class Neighbours(NamedTuple):
    """The words beside a match, nearest first, with what stands between."""

    before: Traits
    before_2: Traits
    after: Traits
    after_2: Traits
    gap_before: Gap
    gap_after: Gap
    run_before: tuple[Traits, ...]
    """Words of the longer name that the match may be the end of, nearest first."""
    run_after: tuple[Traits, ...]
    word_before: str
    word_before_2: str
    cased: int
    first: bool
    """Whether it begins a sentence."""
    loud: bool
    """Whether the words around are in capitals, too."""
    possessive: bool


def neighbours(match: Match, words: ReportWords) -> Neighbours:
    """Return the words beside a match."""
    text = words.text
    first = bisect_left(words.ends, match.start + 1)
    last = bisect_left(words.starts, match.end) - 1
    if _UNSPACED.match(text, match.start):
        return _unspaced(match, words)
    gap_before, gap_after = words.gap(first - 1), words.gap(last)
    before, after = words.traits(first - 1), words.traits(last + 1)
    cased = words.traits(first).cased if text[match.start].isalnum() else CASELESS
    cased = CAPITALS if cased == CAPITALS and text[match.start : match.end].isupper() else cased
    starts = bool(gap_before.stop or gap_before.line)
    return Neighbours(
        before,
        words.traits(first - 2),
        after,
        words.traits(last + 2),
        gap_before,
        gap_after,
        _run(words, first, -1),
        _run(words, last, 1),
        words.word(first - 1),
        words.word(first - 2),
        cased,
        starts,
        cased == CAPITALS and CAPITALS in (before.cased, after.cased),
        _POSSESSIVE.match(text, match.end) is not None,
    )


def beside(near: Neighbours, language: str) -> list[float]:
    """Features of a match in the order of `NAMES`."""
    run = (*near.run_before, *near.run_after)
    cues = context_words(language)
    two = f"{_spelt(near.word_before_2)} {_spelt(near.word_before)}"
    return [
        near.cased,
        near.cased == CAPITALS,
        near.first,
        near.loud,
        capitalises_nouns(language),
        *near.before,
        *near.after,
        *near.before_2,
        *near.after_2,
        *near.gap_before,
        *near.gap_after,
        len(near.run_before),
        len(near.run_after),
        any(one.given_name for one in near.run_before),
        any(one.surname for one in run),
        any(one.person_before for one in near.run_before),
        any(one.organisation_before for one in near.run_before)
        or any(one.organisation_after for one in near.run_after),
        sum(one.cased in (TITLE, CAPITALS) and not any(one[1:]) for one in run),
        two in cues.place_before,
        two in cues.organisation_before,
        near.possessive,
        near.gap_after.comma and near.after.cased == TITLE,
    ]


@lru_cache(_REMEMBERED)
def _spelt(word: str) -> str:
    return normalise(word)


def _run(words: ReportWords, edge: int, step: int) -> tuple[Traits, ...]:
    """Words with a capital that follow each other from a match on, with particles between."""
    run: list[Traits] = []
    i = edge + step
    for _ in range(LONGEST_RUN):
        gap = words.gap(i if step < 0 else i - 1)
        one = words.traits(i)
        if not gap.near or gap.line or one.cased in (NO_WORD.cased, CASELESS, NUMBER):
            break
        if one.cased == SMALL and not one.particle:
            break
        opens = step < 0 and (words.gap(i - 1).stop or words.gap(i - 1).line)
        if opens and one.stop_word:
            break
        run.append(one)
        i += step
    while run and run[-1].cased == SMALL:
        run.pop()
    return tuple(run)


def _unspaced(match: Match, words: ReportWords) -> Neighbours:
    """Neighbours in a script that writes no spaces: the longest cues that touch the match."""
    text, language = words.text, words.language
    before = _touching(text[max(0, match.start - _LONGEST_CUE) : match.start], language, -1)
    after = _touching(text[match.end : match.end + _LONGEST_CUE], language, 1)
    gap_before = gap_between(text[max(0, match.start - 1) : match.start])
    gap_after = gap_between(text[match.end : match.end + 1])
    return Neighbours(
        before,
        NO_WORD,
        after,
        NO_WORD,
        gap_before,
        gap_after,
        (),
        (),
        "",
        "",
        CASELESS,
        bool(gap_before.stop),
        False,
        False,
    )


def _touching(stretch: str, language: str, step: int) -> Traits:
    for length in range(len(stretch), 0, -1):
        found = traits(stretch[-length:] if step < 0 else stretch[:length], language)
        if any(found[1:]) or length == 1:
            return found
    return NO_WORD
