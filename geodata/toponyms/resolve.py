"""
Which place each toponym means.

Learned trees rank the candidates of a name by their prominence and by how well they fit the rest
of the report: the countries and regions it speaks of, what stands around the name ("Paris,
Texas"), and how near its other places lie. They rank twice: beside the likely places of the other
names as these are known alone, and then beside their places after the first time.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.models import Candidate, Toponym
from geodata.toponyms.resolve_confidence import CONFIDENCE_FEATURES, Picks, confidence_features
from geodata.toponyms.resolve_features import (
    FEATURES,
    MOST_NEIGHBOURS,
    features,
    given,
    group_of,
    prior_shares,
    shares_of,
)
from geodata.toponyms.surroundings import surroundings
from geodata.toponyms.trees import Trees, probabilities, read_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match
    from geodata.toponyms.resolve_features import Group

    Array = np.ndarray[Any, Any]

MOST_KEPT = 5
LEAST_CONFIDENCE = 0.3
"""A place that is less likely the right one is not given out: the toponym stays unresolved."""

WEIGHTS_FOLDER = Path(__file__).parent / "weights"


def resolve(
    text: str,
    matches: Sequence[Match],
    gazetteer: Gazetteer,
    *,
    language: str = "",
    source_country: str = "",
    least_confidence: float = LEAST_CONFIDENCE,
) -> list[Toponym]:
    """
    Resolve matches to places with the report's own context.

    Parameters
    ----------
    text
        The report.
    matches
        Its recognised toponyms, in order.
    gazetteer
        The place index.
    language
        ISO 639-1 code; empty if unknown.
    source_country
        ISO 3166-1 alpha-2 code of the country in which the report's source is; empty if unknown.
    least_confidence
        A place that is less likely to be right is not given out.

    Returns
    -------
    toponyms
        One per match, each with its place, a confidence from 0 to 1 and up to `MOST_KEPT`
        candidates; the place is None where none of them is likely enough.

    Raises
    ------
    LexiconError
        If the learned weights are missing or damaged.
    """
    if not matches:
        return []
    around = surroundings(text, matches, language, gazetteer, source_country=source_country)
    verdicts: list[tuple[tuple[Candidate, ...], float]] = []
    for first in range(0, len(around.names), MOST_NEIGHBOURS):
        verdicts += _verdicts(group_of(around, first), gazetteer)
    toponyms = []
    for match, name in zip(matches, around.of_match, strict=True):
        candidates, confidence = verdicts[name]
        confidence = round(confidence * getattr(match, "probability", 1.0), 3)
        place = candidates[0].place if confidence >= least_confidence else None
        written = text[match.start : match.end]
        toponyms.append(
            Toponym(match.start, match.end, written, place, confidence, candidates, match.adjective)
        )
    return toponyms


def _verdicts(group: Group, gazetteer: Gazetteer) -> list[tuple[tuple[Candidate, ...], float]]:
    """By name: its candidates, best first, and how likely the first is right."""
    first, second, confidence = _weights()
    alone = features(group, prior_shares(group))
    beside = features(group, shares_of(group, first.scores(alone) + given(alone)))
    scores = second.scores(beside) + given(beside)
    picked = Picks.of(group, scores)
    sure = probabilities(confidence.scores(confidence_features(group, picked, scores, beside)))
    verdicts = []
    for name, start, confident in zip(group.names, group.starts, sure.tolist(), strict=True):
        own = scores[start : start + len(name.candidates.rows)]
        order = np.argsort(-own, kind="stable")[:MOST_KEPT]
        candidates = tuple(
            Candidate(gazetteer.place(row), round(score, 4))
            for row, score in zip(
                name.candidates.rows[order].tolist(), own[order].tolist(), strict=True
            )
        )
        verdicts.append((candidates, confident))
    return verdicts


@cache
def _weights() -> tuple[Trees, Trees, Trees]:
    return (
        read_trees(WEIGHTS_FOLDER / "resolve_first.npz", FEATURES),
        read_trees(WEIGHTS_FOLDER / "resolve_second.npz", FEATURES),
        read_trees(WEIGHTS_FOLDER / "resolve_confidence.npz", CONFIDENCE_FEATURES),
    )
