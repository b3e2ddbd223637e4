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
from geodata.toponyms.resolve_calibration import Calibration, read_calibration
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

    Array = np.ndarray[Any, Any]

MOST_KEPT = 5
LEAST_CONFIDENCE = 0.35
"""A place that is less likely the right one is not given out: the toponym stays unresolved."""

WEIGHTS_FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: trees of both stages and of the confidence, and its calibration."""

    first: Trees
    second: Trees
    confidence: Trees
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
    verdicts: list[tuple[tuple[Candidate, ...], float]] = []
    for first in range(0, len(around.names), MOST_NEIGHBOURS):
        verdicts += _verdicts(group_of(around, first), gazetteer, learned)
    toponyms = []
    for match, name in zip(matches, around.of_match, strict=True):
        candidates, likely = verdicts[name]
        best = around.names[name].probability
        if match.probability < 1.0:
            sure = learned.calibration.recognised(match.probability, best, likely, len(text))
        else:
            sure = learned.calibration.given(likely)
        confidence = round(sure, 3)
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
        read_calibration(folder / "resolve_calibration.toml"),
    )


@cache
def shipped_weights() -> Weights:
    """Return what is shipped, read at the first call."""
    return read_weights(WEIGHTS_FOLDER)


def _verdicts(
    group: Group, gazetteer: Gazetteer, weights: Weights
) -> list[tuple[tuple[Candidate, ...], float]]:
    """By name: its candidates, best first, and how likely the first is right."""
    alone = features(group, prior_shares(group))
    shares = shares_of(group, weights.first.scores(alone) + given(alone))
    beside = features(group, shares)
    scores = weights.second.scores(beside) + given(beside)
    picked = Picks.of(group, scores)
    sure = probabilities(
        weights.confidence.scores(confidence_features(group, picked, scores, beside))
    )
    verdicts = []
    scores = towns_first(group, scores, picked.picks)
    order = np.lexsort((-scores, group.owner))
    rows = np.concatenate([name.candidates.rows for name in group.names])[order].tolist()
    ranked = scores[order].tolist()
    for name, start, confident in zip(
        group.names, group.starts.tolist(), sure.tolist(), strict=True
    ):
        last = start + min(MOST_KEPT, len(name.candidates.rows))
        candidates = tuple(
            [
                Candidate(gazetteer.place(row), round(score, 4))
                for row, score in zip(rows[start:last], ranked[start:last], strict=True)
            ]
        )
        verdicts.append((candidates, confident))
    return verdicts
