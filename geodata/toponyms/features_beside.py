"""Features of a match's spelling and of the words beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geodata.toponyms.report_words import GAP, GAP_SIGNS, gap_between
from geodata.toponyms.traits import (
    BIT,
    CAPITALS,
    CASED,
    CASED_BITS,
    CASELESS,
    NO_WORD,
    NUMBER,
    SMALL,
    TITLE,
    TRAITS,
    code_of,
    two_words,
)
from geodata.toponyms.words import capitalises_nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.toponyms.matching import Match
    from geodata.toponyms.report_words import ReportWords

_SPELLING = ("cased", "capitals", "first_in_sentence", "sentence_in_capitals", "nouns_capital")
_OF_WORD = ("cased", *TRAITS)
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
    *(f"gap_{side}_{sign}" for side in _BOTH_SIDES for sign in GAP_SIGNS),
    *_RUN,
    *_PAIRS,
)

LONGEST_RUN = 5
"""Words of a longer name that are looked at on each side."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
_POSSESSIVE = re.compile(r"['’][sS]?\b|['’](?=\s)")
_APOSTROPHES = frozenset("'’")
_LONGEST_CUE = 3
"""Characters of a cue in scripts that write no spaces."""
_NEAR, _COMMA = GAP["near"], GAP["comma"]
_STARTS = GAP["stop"] | GAP["line"]
_GIVEN_NAME, _SURNAME, _PERSON = BIT["given_name"], BIT["surname"], BIT["person_before"]
_STOP_WORD, _PARTICLE = BIT["stop_word"], BIT["particle"]
_TRAIT_SHIFTS = np.arange(len(TRAITS), dtype=np.int32) + CASED_BITS
_GAP_SHIFTS = np.arange(len(GAP_SIGNS), dtype=np.int32)


class Neighbours(NamedTuple):
    """What stands beside a match: codes of `geodata.toponyms.traits`, and numbers of `GAP`."""

    before: int
    after: int
    before_2: int
    after_2: int
    gap_before: int
    gap_after: int
    run_before: int
    """Words of the longer name that the match may be the end of."""
    run_after: int
    run_given_name: bool
    run_surname: bool
    run_person: bool
    run_organisation: bool
    run_unknown: int
    two_place_before: bool
    two_organisation_before: bool
    possessive: bool
    cased: int
    first: bool
    """Whether it begins a sentence."""
    loud: bool
    """Whether the words around are in capitals, too."""


def neighbours(match: Match, words: ReportWords) -> Neighbours:
    """Return what stands beside a match."""
    text = words.text
    if _UNSPACED.match(text, match.start):
        return _unspaced(match, words)
    first = bisect_left(words.ends, match.start + 1)
    last = bisect_left(words.starts, match.end) - 1
    gap_before, gap_after = words.gap(first - 1), words.gap(last)
    before, after = words.code(first - 1), words.code(last + 1)
    cased = words.code(first) & CASED if text[match.start].isalnum() else CASELESS
    cased = CAPITALS if cased == CAPITALS and text[match.start : match.end].isupper() else cased
    run_before, run_after = _run(words, first, -1), _run(words, last, 1)
    behind = ahead = 0
    for code in run_before:
        behind |= code
    for code in run_after:
        ahead |= code
    return Neighbours(
        before,
        after,
        words.code(first - 2),
        words.code(last + 2),
        gap_before,
        gap_after,
        len(run_before),
        len(run_after),
        bool(behind & _GIVEN_NAME),
        bool((behind | ahead) & _SURNAME),
        bool(behind & _PERSON),
        bool(behind & BIT["organisation_before"] or ahead & BIT["organisation_after"]),
        sum(code in (TITLE, CAPITALS) for code in (*run_before, *run_after)),
        *two_words(words.word(first - 2), words.word(first - 1), words.language),
        text[match.end : match.end + 1] in _APOSTROPHES
        and _POSSESSIVE.match(text, match.end) is not None,
        cased,
        bool(gap_before & _STARTS),
        cased == CAPITALS and CAPITALS in (before & CASED, after & CASED),
    )


def beside(near: Sequence[Neighbours], language: str) -> np.ndarray[Any, Any]:
    """Features of matches, one row each, in the order of `NAMES`."""
    numbers = np.array(near, np.int32)
    codes, gaps = numbers[:, :4], numbers[:, 4:6]
    of_words = np.empty((*codes.shape, len(_OF_WORD)), np.float32)
    of_words[:, :, 0] = (codes & CASED) - 1
    of_words[:, :, 1:] = (codes[:, :, None] >> _TRAIT_SHIFTS) & 1
    cased = numbers[:, 16]
    spelling = np.empty((len(near), len(_SPELLING)), np.float32)
    spelling[:, 0] = cased - 1
    spelling[:, 1] = cased == CAPITALS
    spelling[:, 2:4] = numbers[:, 17:19]
    spelling[:, 4] = capitalises_nouns(language)
    comma_then_capital = (gaps[:, 1] & _COMMA > 0) & (codes[:, 1] & CASED == TITLE)
    return np.concatenate(
        [
            spelling,
            of_words.reshape(len(near), -1),
            ((gaps[:, :, None] >> _GAP_SHIFTS) & 1).reshape(len(near), -1),
            numbers[:, 6:16],
            comma_then_capital[:, None],
        ],
        axis=1,
        dtype=np.float32,
    )


def _run(words: ReportWords, edge: int, step: int) -> list[int]:
    """Words with a capital that follow each other from a match on, with particles between."""
    run: list[int] = []
    i = edge + step
    for _ in range(LONGEST_RUN):
        if not words.gap(i if step < 0 else i - 1) & _NEAR:
            break
        code = words.code(i)
        cased = code & CASED
        if cased in (NO_WORD, CASELESS, NUMBER) or (cased == SMALL and not code & _PARTICLE):
            break
        if step < 0 and code & _STOP_WORD and words.gap(i - 1) & _STARTS:
            break
        run.append(code)
        i += step
    while run and run[-1] & CASED == SMALL:
        run.pop()
    return run


def _unspaced(match: Match, words: ReportWords) -> Neighbours:
    """Neighbours in a script that writes no spaces: the longest cues that touch the match."""
    text, language = words.text, words.language
    gap_before = gap_between(text[max(0, match.start - 1) : match.start])
    return Neighbours(
        before=_touching(text[max(0, match.start - _LONGEST_CUE) : match.start], language, -1),
        after=_touching(text[match.end : match.end + _LONGEST_CUE], language, 1),
        before_2=NO_WORD,
        after_2=NO_WORD,
        gap_before=gap_before,
        gap_after=gap_between(text[match.end : match.end + 1]),
        run_before=0,
        run_after=0,
        run_given_name=False,
        run_surname=False,
        run_person=False,
        run_organisation=False,
        run_unknown=0,
        two_place_before=False,
        two_organisation_before=False,
        possessive=False,
        cased=CASELESS,
        first=bool(gap_before & GAP["stop"]),
        loud=False,
    )


def _touching(stretch: str, language: str, step: int) -> int:
    for length in range(len(stretch), 0, -1):
        code = code_of(stretch[-length:] if step < 0 else stretch[:length], language)
        if code > CASED or length == 1:
            return code
    return NO_WORD
