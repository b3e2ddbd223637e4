"""
What the recogniser is told of each match, as rows of numbers.

`NAMES` is the one table of the features; `geodata.toponyms.features_place` says what they tell of
the places, `features_beside` of the words beside the name, `features_around` of what the name
stands in, `features_report` of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms import features_around, features_beside, features_place, features_report
from geodata.toponyms.report_words import ReportWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.features_beside import Neighbours
    from geodata.toponyms.matching import Match

_LOCAL_NAMES = (*features_beside.NAMES, *features_around.NAMES)
NAMES = (*features_place.NAMES, *_LOCAL_NAMES, *features_report.NAMES)
"""The features, in the order of the columns."""

FARTHEST_SEEN = 150
"""Characters on each side of a match that its words and what it stands in reach at most."""


def feature_rows(
    text: str, language: str, matches: Sequence[Match], gazetteer: Gazetteer
) -> np.ndarray[Any, Any]:
    """
    Features of all matches of a report.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code.
    matches
        Its matches, in order.
    gazetteer
        The place index.

    Returns
    -------
    rows
        One row for each match, one column for each of `NAMES`.
    """
    if not matches:
        return np.empty((0, len(NAMES)), np.float32)
    priors = [features_place.prior(match, language, gazetteer) for match in matches]
    local, near = _local_rows(text, language, matches)
    of_places = np.array([prior.values for prior in priors], np.float32)
    of_report = features_report.of_report(text, matches, priors, near, gazetteer)
    return np.hstack([of_places, local, of_report])


def _local_rows(
    text: str, language: str, matches: Sequence[Match]
) -> tuple[np.ndarray[Any, Any], list[Neighbours]]:
    """
    Features of what stands near each match, with its neighbours.

    Where the same stretch of text stands again, as in reports that repeat themselves, nothing is
    worked out anew.
    """
    words, titles = ReportWords(text, language), features_around.Titles(text)
    around: list[tuple[float, ...]] = []
    near: list[Neighbours] = []
    seen: dict[tuple[str, int, int], int] = {}
    for i, match in enumerate(matches):
        from_ = max(0, match.start - FARTHEST_SEEN)
        span = match.start - from_, match.end - from_
        known = seen.setdefault((text[from_ : match.end + FARTHEST_SEEN], *span), i)
        if known < i:
            near.append(near[known])
            around.append(around[known])
        else:
            near.append(features_beside.neighbours(match, words))
            around.append(features_around.around(match, words, titles))
    beside = features_beside.beside(near, language)
    return np.concatenate([beside, np.array(around, np.float32)], axis=1), near
