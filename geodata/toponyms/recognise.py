"""
Which matches are place names used as places.

Boosted trees judge each match by its places, the words beside it and the rest of the report. They
were learned by `geodata.toponyms.training`; `weights/README.md` says from what.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import normalise
from geodata.toponyms.features import NAMES, feature_rows
from geodata.toponyms.matching import find_adjectives, find_matches
from geodata.toponyms.trees import probabilities, read_trees
from geodata.toponyms.words import context_words, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match
    from geodata.toponyms.trees import Trees

WEIGHTS_FOLDER = Path(__file__).parent / "weights"
TREES_FILE = WEIGHTS_FOLDER / "recognition.npz"
CALIBRATION_FILE = WEIGHTS_FOLDER / "recognition.toml"

THRESHOLD = 0.42
"""Probability from which a match is a toponym; a little under a half finds the most on news."""
ADJECTIVE_LANGUAGES = frozenset({"en"})
"""Languages in which an adjective or the inhabitants' name counts as a toponym: "Russian"."""
SMALL_ADJECTIVE_LANGUAGES = frozenset({"de"})
"""Languages in which such an adjective, mostly written small, counts as one without the trees."""
ADJECTIVE_PROBABILITY = 0.9
UNION = "region:european-union"
"""A union of states acts like one; only those languages' corpora take it for a place, too."""
_CAPITALISED = re.compile(r"(?: (?=[^\W\d_])(?![a-zäöüß])[\w-]+){1,3}")
"""Up to three words with capitals behind an adjective."""
LONGEST_SHORT_FORM = 5
"""Letters of a word in capitals that is no common word: "US" is not "us"."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes the trees' scores the logarithms of odds that hold in news."""

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
    if language not in SMALL_ADJECTIVE_LANGUAGES:
        return named
    taken = {offset for match in named for offset in range(match.start, match.end)}
    adjectives = [
        replace(match, probability=ADJECTIVE_PROBABILITY)
        for match in find_adjectives(text, language, gazetteer)
        if taken.isdisjoint((match.start, match.end - 1))
        and not _begins_organisation(match, text, language)
    ]
    return sorted([*named, *adjectives], key=lambda match: match.start)


def _names(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
    """Matches that the trees take for place names used as places."""
    matches = find_matches(text, language, gazetteer)
    if not matches:
        return []
    scores = recognition_trees().scores(feature_rows(text, language, matches, gazetteer))
    likely = calibration()(scores)
    allowed = may_be_toponyms(text, language, matches, gazetteer)
    return [
        replace(match, probability=round(probability, 3))
        for match, probability, may_be in zip(matches, likely.tolist(), allowed, strict=True)
        if may_be and probability >= THRESHOLD
    ]


def _begins_organisation(match: Match, text: str, language: str) -> bool:
    """Whether an adjective begins an organisation's name: "Hamburger Abendblatt"."""
    behind = _CAPITALISED.match(text, match.end)
    organisations = context_words(language).organisation_after
    return (
        behind is not None
        and text[match.start].isupper()
        and any(normalise(word) in organisations for word in behind[0].split())
    )


def may_be_toponyms(
    text: str, language: str, matches: Sequence[Match], gazetteer: Gazetteer
) -> list[bool]:
    """Whether each match may be a toponym at all, whatever the trees say."""
    never = context_words(language).never
    adjectives = language in ADJECTIVE_LANGUAGES
    unions = frozenset() if adjectives else _unions(gazetteer)
    found = []
    for match in matches:
        written = text[match.start : match.end]
        short_form = written.isupper() and len(written) <= LONGEST_SHORT_FORM
        found.append(
            (adjectives or not match.adjective)
            and (short_form or match.key not in never)
            and unions.isdisjoint(entry.row for entry in match.entries)
            and not _is_small(written, language)
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
def calibration() -> Calibration:
    """Return the shipped calibration, read at the first call."""
    try:
        table = tomllib.loads(CALIBRATION_FILE.read_text(encoding="utf-8"))
        return Calibration(float(table["slope"]), float(table["offset"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{CALIBRATION_FILE.name} cannot be read: {error!r}.") from error
