"""
Shares with their intervals, and how far a confidence can be trusted.

Intervals are percentile bootstrap intervals over documents: the documents are drawn anew, with
repetition, and a figure's spread over the draws is its interval. Toponyms of one document go
right or wrong together, so that drawing toponyms would give intervals that are too narrow. Where
all items are right, or all wrong, every draw is the same; there the interval is the exact one of
Clopper and Pearson over items.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWS = 1000
SEED = 20221122
INTERVAL = 0.95
LEAST_MEASURED = 20
"""Items below which a share says nothing and tables give none."""
SURE = 0.7
"""Confidence from which an answer counts as sure."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1, its interval, and of how many items it is a share."""

    value: float | None
    """None if there is nothing of which it could be a share."""
    low: float | None
    high: float | None
    items: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence."""

    low: float
    high: float
    """Not included, but for 1."""
    answers: int
    right: int
    confidence: float | None
    """Mean; None without answers."""


def draw(documents: int, *, draws: int = DRAWS, seed: int = SEED) -> np.ndarray[Any, Any]:
    """How often each document is drawn: one row per draw, one column per document."""
    if not documents:
        return np.zeros((draws, 0), dtype=np.int64)
    return np.random.default_rng(seed).multinomial(
        documents, np.full(documents, 1 / documents), size=draws
    )


def share(
    part: Sequence[float],
    whole: Sequence[float],
    drawn: np.ndarray[Any, Any],
    *,
    items: int | None = None,
) -> Share:
    """
    The sum of ``part`` over the sum of ``whole``, with its bootstrap interval.

    Parameters
    ----------
    part, whole
        One number per document.
    drawn
        The draws, from `draw`.
    items
        Of how many items it is a share, where that is not the sum of ``whole``.
    """
    counted = int(sum(whole)) if items is None else items
    if not counted or not sum(whole):
        return Share(None, None, None, counted)
    parts, wholes = drawn @ np.asarray(part), drawn @ np.asarray(whole)
    seen = wholes > 0
    edge = 100 * (1 - INTERVAL) / 2
    low, high = np.percentile(parts[seen] / wholes[seen], [edge, 100 - edge])
    value = sum(part) / sum(whole)
    bound = ((1 - INTERVAL) / 2) ** (1 / counted)
    if value == 0:
        return Share(value, 0.0, 1 - bound, counted)
    if value == 1:
        return Share(value, bound, 1.0, counted)
    return Share(value, float(low), float(high), counted)


def precision_recall(
    right: Sequence[int],
    found: Sequence[int],
    wanted: Sequence[int],
    drawn: np.ndarray[Any, Any],
) -> dict[str, Share]:
    """Precision, recall and F1 of counts, one of each per document."""
    both = [one + other for one, other in zip(found, wanted, strict=True)]
    return {
        "precision": share(right, found, drawn),
        "recall": share(right, wanted, drawn),
        "f1": share([2 * one for one in right], both, drawn, items=sum(wanted)),
    }


def confidence_bins(answers: Sequence[tuple[float, bool]]) -> list[Bin]:
    """`BINS` bins of equal width for answers, each a confidence and whether it was right."""
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in answers:
        filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            answers=len(held),
            right=sum(right for _, right in held),
            confidence=sum(sure for sure, _ in held) / len(held) if held else None,
        )
        for number, held in enumerate(filled)
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """
    Expected calibration error: how far confidence and share of right answers are apart.

    The mean over all answers of their bin's difference; None without answers.
    """
    total = sum(one.answers for one in bins)
    if not total:
        return None
    return (
        sum(
            abs(one.right - one.confidence * one.answers)
            for one in bins
            if one.confidence is not None
        )
        / total
    )
