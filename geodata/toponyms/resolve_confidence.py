"""The features that say how likely the first candidate of a name is the right place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve_candidates import EARTH_KM, SAME_KM
from geodata.toponyms.resolve_features import FEATURES, likeliest, shares_of

if TYPE_CHECKING:
    from geodata.toponyms.resolve_groups import Group

    Array = np.ndarray[Any, Any]

FEATURES_OF_PICK = (
    *("points", "candidates", "people", "home", "foreign", "inflected", "canonical", "adjective"),
    *("settlement", "admin1", "admin2", "country", "prior", "near_prior", "names", "mentions"),
    *("country_share", "division_share", "nearest", "near_150", "mean_distance", "inside_any"),
    *("country_spoken", "country_written", "country_named"),
)
CONFIDENCE_FEATURES = ("letters", "score", "share_near", "lead", *FEATURES_OF_PICK)
MOST_LEAD = 8.0
_SAME_SQUARED = (SAME_KM / EARTH_KM) ** 2
"""The square of the distance between unit vectors."""

_COLUMNS = [FEATURES.index(name) for name in FEATURES_OF_PICK]


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """The best candidate of each name of a group."""

    picks: Array
    """By name: its candidate with the highest score, the first of equals."""
    near: Array
    """By candidate: whether it lies so near to its name's pick that both are one answer."""

    @classmethod
    def of(cls, group: Group, scores: Array) -> Picks:
        """Return the picks by the scores of all candidates."""
        picks = likeliest(group, scores)
        apart = group.units - group.units[picks][group.owner]
        near = np.einsum("ij,ij->i", apart, apart) < _SAME_SQUARED
        return cls(picks, near)


def confidence_features(group: Group, picked: Picks, scores: Array, beside: Array) -> Array:
    """
    Features of the picks.

    Parameters
    ----------
    group
        The names.
    picked
        Their picks.
    scores
        By candidate: the score that picked.
    beside
        By candidate: the features it was scored by.

    Returns
    -------
    features
        By name and `CONFIDENCE_FEATURES`.
    """
    best = scores[picked.picks]
    share = np.add.reduceat(np.where(picked.near, shares_of(group, scores), 0.0), group.starts)
    elsewhere = np.maximum.reduceat(np.where(picked.near, -np.inf, scores), group.starts)
    lead = np.minimum(best - elsewhere, MOST_LEAD)
    letters = np.full(len(best), np.log10(group.letters))
    return np.column_stack([letters, best, share, lead, beside[picked.picks][:, _COLUMNS]])
