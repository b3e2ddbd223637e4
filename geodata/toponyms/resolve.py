"""
Which place each toponym means.

Learned trees rank the candidates of a name by their prominence and by how well they fit the rest
of the report: the countries and regions it speaks of, what stands around the name ("Paris,
Texas"), and how near its other places lie. They rank twice: beside the likely places of the other
names as these are known alone, and then beside their places after the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.models import Candidate, Toponym
from geodata.toponyms.outlets import NOWHERE
from geodata.toponyms.resolve_calibration import (
    ANSWER_FEATURES,
    Calibration,
    answer_features,
    read_calibration,
)
from geodata.toponyms.resolve_confidence import CONFIDENCE_FEATURES, Picks, confidence_features
from geodata.toponyms.resolve_features import FEATURES, features, given, prior_shares, shares_of
from geodata.toponyms.resolve_groups import MOST_NEIGHBOURS, group_of
from geodata.toponyms.resolve_towns import towns_first
from geodata.toponyms.surroundings import surroundings
from geodata.toponyms.trees import Trees, probabilities, read_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match
    from geodata.toponyms.outlets import Home
    from geodata.toponyms.resolve_groups import Group
    from geodata.toponyms.surroundings import Surroundings

    Array = np.ndarray[Any, Any]

MOST_KEPT = 5
LEAST_CONFIDENCE = 0.35
"""A place that is less likely the right one is not given out: the toponym stays unresolved."""

WEIGHTS_FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: trees of both stages and of the confidences, and their calibration."""

    first: Trees
    second: Trees
    confidence: Trees
    answer: Trees
    calibration: Calibration


def resolve(
    text: str,
    matches: Sequence[Match],
    gazetteer: Gazetteer,
    *,
    language: str = "",
    home: Home = NOWHERE,
    least_confidence: float = LEAST_CONFIDENCE,
    weights: Weights | None = None,
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
    home
        Where the report's source is at home, as `geodata.toponyms.outlets.home_of` tells.
    least_confidence
        A place that is less likely to be right is not given out.
    weights
        What was learned; by default what is shipped.

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
    around = surroundings(text, matches, language, gazetteer, home=home)
    learned = weights or shipped_weights()
    groups = [
        _verdicts(group_of(around, first), gazetteer, learned)
        for first in range(0, len(around.names), MOST_NEIGHBOURS)
    ]
    ranked = [candidates for of_group, _, _ in groups for candidates in of_group]
    likely = np.concatenate([sure for _, sure, _ in groups])
    told = np.vstack([features_of_picks for _, _, features_of_picks in groups])
    confidences = _confidences(matches, around, likely, told, learned)
    toponyms = []
    for match, name, sure in zip(matches, around.of_match, confidences, strict=True):
        candidates, confidence = ranked[name], round(sure, 3)
        place = candidates[0].place if confidence >= least_confidence else None
        written = text[match.start : match.end]
        toponyms.append(
            Toponym(match.start, match.end, written, place, confidence, candidates, match.adjective)
        )
    return toponyms


def read_weights(folder: Path) -> Weights:
    """
    Read what training wrote into a folder.

    Raises
    ------
    LexiconError
        If a file is missing or damaged.
    """
    return Weights(
        read_trees(folder / "resolve_first.npz", FEATURES),
        read_trees(folder / "resolve_second.npz", FEATURES),
        read_trees(folder / "resolve_confidence.npz", CONFIDENCE_FEATURES),
        read_trees(folder / "resolve_answer.npz", ANSWER_FEATURES),
        read_calibration(folder / "resolve_calibration.toml"),
    )


@cache
def shipped_weights() -> Weights:
    """Return what is shipped, read at the first call."""
    return read_weights(WEIGHTS_FOLDER)


def _confidences(
    matches: Sequence[Match], around: Surroundings, likely: Array, told: Array, weights: Weights
) -> list[float]:
    """
    By match: how sure the place of its name is.

    For each name is given how likely its place is right, and what told that.
    """
    mentions = [
        (name, match.probability, around.names[name].probability)
        for match, name in zip(matches, around.of_match, strict=True)
    ]
    together = probabilities(weights.answer.scores(answer_features(mentions, likely, told)))
    calibration = weights.calibration
    return [
        calibration.recognised(answer, own, float(likely[name]), around.letters)
        if own < 1.0
        else calibration.given(float(likely[name]))
        for (name, own, _), answer in zip(mentions, together.tolist(), strict=True)
    ]


def _verdicts(
    group: Group, gazetteer: Gazetteer, weights: Weights
) -> tuple[list[tuple[Candidate, ...]], Array, Array]:
    """By name: its candidates, best first, how likely the first is right, and what told that."""
    alone = features(group, prior_shares(group))
    shares = shares_of(group, weights.first.scores(alone) + given(alone))
    beside = features(group, shares)
    scores = weights.second.scores(beside) + given(beside)
    picked = Picks.of(group, scores)
    told = confidence_features(group, picked, scores, beside)
    sure = probabilities(weights.confidence.scores(told))
    verdicts = []
    scores = towns_first(group, scores, picked.picks)
    order = np.lexsort((-scores, group.owner))
    rows = np.concatenate([name.candidates.rows for name in group.names])[order].tolist()
    ranked = scores[order].tolist()
    for name, start in zip(group.names, group.starts.tolist(), strict=True):
        last = start + min(MOST_KEPT, len(name.candidates.rows))
        verdicts.append(
            tuple(
                [
                    Candidate(gazetteer.place(row), round(score, 4))
                    for row, score in zip(rows[start:last], ranked[start:last], strict=True)
                ]
            )
        )
    return verdicts, sure, told
