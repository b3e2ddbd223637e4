"""
Which matches are place names used as places.

Boosted trees judge each match by its places, the words beside it and the rest of the report. They
were learned by `geodata.toponyms.training`; `weights/README.md` says from what.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import normalise
from geodata.toponyms.adjectives import adjectives
from geodata.toponyms.features import NAMES, feature_rows
from geodata.toponyms.matching import Match, find_matches
from geodata.toponyms.other_names import in_other_names
from geodata.toponyms.trees import probabilities, read_trees
from geodata.toponyms.words import context_words, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.trees import Trees
    from geodata.toponyms.words import Cues

WEIGHTS_FOLDER = Path(__file__).parent / "weights"
TREES_FILE = WEIGHTS_FOLDER / "recognition.npz"
CALIBRATION_FILE = WEIGHTS_FOLDER / "recognition.toml"

THRESHOLD = 0.42
"""Probability from which a match is a toponym; a little under a half finds the most on news."""
ADJECTIVE_LANGUAGES = frozenset({"en"})
"""Languages in which an adjective or the inhabitants' name counts as a toponym: "Russian"."""
SURE = 0.8
"""Probability from which even a word that practically never means a place may be one: "Nice"."""
UNION = "region:european-union"
"""A union of states acts like one; only those languages' corpora take it for a place, too."""
LONGEST_SHORT_FORM = 5
"""Letters of a word in capitals that is no common word: "US" is not "us"."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes the trees' scores the logarithms of odds that hold in a language's news."""

    slope: float
    offset: float

    def __call__(self, scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Probabilities of scores."""
        return probabilities(self.slope * scores + self.offset)


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
        Those judged to be place names used as places, with the probability that they are, in
        order, not overlapping.

    Raises
    ------
    LexiconError
        If the weights or a file of words is missing or damaged.
    """
    named = _names(text, language, gazetteer)
    others = adjectives(text, language, gazetteer)
    if not others:
        return named
    taken = {offset for match in named for offset in range(match.start, match.end)}
    apart = (match for match in others if taken.isdisjoint((match.start, match.end - 1)))
    return sorted([*named, *apart], key=lambda match: match.start)


def _names(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
    """Matches that the trees take for place names used as places."""
    matches = find_matches(text, language, gazetteer)
    if not matches:
        return []
    scores = recognition_trees().scores(feature_rows(text, language, matches, gazetteer))
    likely = calibration(language)(scores).tolist()
    allowed = may_be_toponyms(text, language, matches, gazetteer)
    never = context_words(language).never
    return [
        _judged(match, round(probability, 3))
        for match, probability, may_be in zip(matches, likely, allowed, strict=True)
        if may_be and probability >= (SURE if _is_word(match, text, never) else THRESHOLD)
    ]


def _judged(match: Match, probability: float) -> Match:
    """Return the match with a probability; dataclasses.replace takes twice the time."""
    return Match(
        match.start,
        match.end,
        match.key,
        match.entries,
        match.inflected,
        match.words,
        match.adjective,
        match.kinds,
        probability,
    )


def _is_word(match: Match, text: str, never: Cues) -> bool:
    """Whether a match is written as a word that practically never means a place."""
    written = text[match.start : match.end]
    short_form = written.isupper() and len(written) <= LONGEST_SHORT_FORM
    return not short_form and match.key in never


def may_be_toponyms(
    text: str, language: str, matches: Sequence[Match], gazetteer: Gazetteer
) -> list[bool]:
    """Whether each match may be a toponym at all, whatever the trees say."""
    may_be_adjectives = language in ADJECTIVE_LANGUAGES
    unions = frozenset() if may_be_adjectives else _unions(gazetteer)
    others = in_other_names(text, language, matches)
    found = []
    for match, other in zip(matches, others, strict=True):
        written = text[match.start : match.end]
        found.append(
            (may_be_adjectives or not match.adjective)
            and unions.isdisjoint(entry.row for entry in match.entries)
            and not _is_small(written, language)
            and not other
        )
    return found


def _is_small(written: str, language: str) -> bool:
    """Whether a name is written as no name is: "the district", "The city"."""
    first, _, rest = written.partition(" ")
    if first[0].islower():
        return not rest
    return rest.islower() and normalise(first) in stop_words(language)


@lru_cache(8)
def _unions(gazetteer: Gazetteer) -> frozenset[int]:
    rows = gazetteer.rows_of_kind("region").tolist()
    return frozenset(row for row in rows if gazetteer.place(row).place_id == UNION)


@cache
def recognition_trees() -> Trees:
    """Return the shipped trees, read at the first call."""
    return read_trees(TREES_FILE, NAMES)


@cache
def calibration(language: str) -> Calibration:
    """
    Return what was fitted to a language's news, read at the first call.

    Where nothing was, the scores stay as the trees learned them.
    """
    try:
        table = tomllib.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
        fitted = table.get(language, {"slope": 1.0, "offset": 0.0})
        return Calibration(float(fitted["slope"]), float(fitted["offset"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{CALIBRATION_FILE.name} cannot be read: {error!r}.") from error
