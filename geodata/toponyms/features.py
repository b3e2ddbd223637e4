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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match

NAMES = (
    *features_place.NAMES,
    *features_beside.NAMES,
    *features_around.NAMES,
    *features_report.NAMES,
)
"""The features, in the order of the columns."""


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
    neighbours = features_beside.neighbours(text, language, matches)
    beside = [features_beside.beside(neighbour, language) for neighbour in neighbours]
    of_places = np.array([prior.values for prior in priors], np.float32)
    of_neighbours = np.array(beside, np.float32)
    of_company = np.array(features_around.around(text, language, matches), np.float32)
    of_report = features_report.of_report(text, matches, priors, neighbours, gazetteer)
    return np.hstack([of_places, of_neighbours, of_company, of_report])
