"""
How sure a place is in the end: what the recogniser and the ranker say, put together.

Both are told apart by where they were learned. In an article the two say more together than their
product does, for a doubtful name is doubtful in both ways; that is measured on news. A headline
is not like the articles that were measured; there the product stands.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from pathlib import Path

HEADLINE_LETTERS, ARTICLE_LETTERS = 200, 600
"""A text up to the one length is a headline, from the other on an article; between, in part."""
SURE = 0.7
"""Confidence that is only given where 95 in 100 such places were right."""
DOUBTFUL = 0.6
"""From here to where that holds, confidences are squeezed together below `SURE`."""
_HIGHEST_DOUBTFUL = 0.699
_LEAST, _MOST = 0.01, 0.995


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes of two probabilities the share that was right in news."""

    offset: float
    own: float
    """How much the recogniser's probability of the mention counts."""
    best: float
    """How much that of the name's likeliest mention counts."""
    place: float
    """How much the ranker's probability counts."""
    sure_given: float
    """From which confidence on 95 in 100 places are right, if the span was given."""
    sure_recognised: float

    def recognised(self, own: float, best: float, place: float, letters: int) -> float:
        """
        Confidence in the place of a recognised mention.

        Parameters
        ----------
        own, best
            How likely it is a toponym, and how likely the likeliest mention of its name is one.
        place
            How likely the name's place is right if it is one.
        letters
            Code points of the text.
        """
        share = (letters - HEADLINE_LETTERS) / (ARTICLE_LETTERS - HEADLINE_LETTERS)
        share = min(max(share, 0.0), 1.0)
        if not share:
            return own * place
        together = 1.0 / (1.0 + math.exp(-self.together(own, best, place)))
        sure = held_back(together, self.sure_recognised)
        return share * sure + (1.0 - share) * own * place

    def given(self, place: float) -> float:
        """Confidence in the place of a mention that is known to be a toponym."""
        return held_back(place, self.sure_given)

    def together(self, own: float, best: float, place: float) -> float:
        """Logarithm of the odds that a recognised mention's place is right, in an article."""
        return (
            self.offset
            + self.own * log_odds(own)
            + self.best * log_odds(best)
            + self.place * log_odds(place)
        )


def held_back(confidence: float, sure: float) -> float:
    """Squeeze a confidence below `SURE` that is less than ``sure``; the order stays."""
    if not DOUBTFUL < confidence < sure or sure <= SURE:
        return confidence
    share = (confidence - DOUBTFUL) / (sure - DOUBTFUL)
    return DOUBTFUL + (_HIGHEST_DOUBTFUL - DOUBTFUL) * share


def log_odds(probability: float) -> float:
    """Logarithm of the odds of a probability, kept from the ends."""
    kept = min(max(probability, _LEAST), _MOST)
    return math.log(kept / (1.0 - kept))


def read_calibration(path: Path) -> Calibration:
    """
    Read what training wrote.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return Calibration(*(float(table[one.name]) for one in fields(Calibration)))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{path.name} cannot be read: {error!r}.") from error


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a calibration as `read_calibration` reads it."""
    values = "".join(
        f"{one.name} = {getattr(calibration, one.name):.4f}\n" for one in fields(Calibration)
    )
    told = (
        "# Written by geodata.toponyms.training.resolve_train; resolve_calibration.py says what.\n"
    )
    path.write_text(told + values, encoding="utf-8")
