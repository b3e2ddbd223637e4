"""
How sure a place is in the end: what the recogniser and the ranker say, put together.

In an article trees judge both beside what told the place: a doubtful name is doubtful in both
ways, and a town without a neighbour in the report is oftener no place at all. That is measured on
news. A headline is not like the articles that were measured; there the product stands.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.errors import LexiconError
from geodata.toponyms.resolve_confidence import CONFIDENCE_FEATURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Array = np.ndarray[Any, Any]

ANSWER_FEATURES = ("own", "best", "place", *CONFIDENCE_FEATURES)
"""
What the trees see of a mention: how likely it is a toponym, how likely the likeliest mention of
its name is one, how likely the name's place is right if it is one, and what told that.
"""

HEADLINE_LETTERS, ARTICLE_LETTERS = 200, 600
"""A text up to the one length is a headline, from the other on an article; between, in part."""
SURE = 0.7
"""Confidence that is only given where 95 in 100 such places were right."""
DOUBTFUL = 0.68
"""From here to where that holds, confidences are squeezed together below `SURE`."""
_HIGHEST_DOUBTFUL = 0.699


@dataclass(frozen=True, slots=True)
class Calibration:
    """From which confidence on 95 in 100 places are right in news."""

    sure_given: float
    """Where the span was given."""
    sure_recognised: float

    def recognised(self, together: float, own: float, place: float, letters: int) -> float:
        """
        Confidence in the place of a recognised mention.

        Parameters
        ----------
        together
            What the trees say of it.
        own
            How likely it is a toponym.
        place
            How likely the name's place is right if it is one.
        letters
            Code points of the text.
        """
        share = (letters - HEADLINE_LETTERS) / (ARTICLE_LETTERS - HEADLINE_LETTERS)
        share = min(max(share, 0.0), 1.0)
        sure = held_back(together, self.sure_recognised)
        return share * sure + (1.0 - share) * own * place

    def given(self, place: float) -> float:
        """Confidence in the place of a mention that is known to be a toponym."""
        return held_back(place, self.sure_given)


def answer_features(
    mentions: Sequence[tuple[int, float, float]], likely: Array, sure: Array
) -> Array:
    """
    Features of recognised mentions.

    Parameters
    ----------
    mentions
        Number of the mention's name, how likely it is a toponym, and how likely the likeliest
        mention of the name is one.
    likely
        By name: how likely its place is right.
    sure
        By name and `CONFIDENCE_FEATURES`: what told that.

    Returns
    -------
    features
        By mention and `ANSWER_FEATURES`.
    """
    told = np.array(mentions, float).reshape(-1, 3)
    names = told[:, 0].astype(np.intp)
    return np.column_stack([told[:, 1:], likely[names], sure[names]])


def held_back(confidence: float, sure: float) -> float:
    """Squeeze a confidence below `SURE` that is less than ``sure``; the order stays."""
    if not DOUBTFUL < confidence < sure or sure <= SURE:
        return confidence
    share = (confidence - DOUBTFUL) / (sure - DOUBTFUL)
    return DOUBTFUL + (_HIGHEST_DOUBTFUL - DOUBTFUL) * share


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
