"""A town and the division that is called like it: a bare name means the town."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve_candidates import (
    ADMIN_1,
    ADMIN_2,
    CAPITAL,
    SAME_KM,
    STATIC_FEATURES,
    chord_km,
)

if TYPE_CHECKING:
    from geodata.toponyms.resolve_groups import Group

    Array = np.ndarray[Any, Any]

CENTRE_KM = 15.0
"""So near to a division's point lies the town of a division that is little more than the town; it
may bear the name among others."""
LEAST_SHARE = 0.01
"""Of the division's people live in the town; a hamlet of the same name is not meant."""

_KIND_SAID, _PEOPLE, _CANONICAL, _EXACT, _FOREIGN = (
    STATIC_FEATURES.index(name)
    for name in ("kind_said_of_any", "people", "canonical", "exact", "foreign")
)


def towns_first(group: Group, scores: Array, picks: Array) -> Array:
    """
    Return scores in which a division's town takes the division's place.

    Parameters
    ----------
    group
        The names.
    scores
        By candidate.
    picks
        By name: its candidate with the highest score.

    Returns
    -------
    scores
        Those of a picked division and its town are exchanged, but for names beside a word that
        says their kind ("Herat province") and those that another place lies in ("Albany, New
        York").
    """
    kinds = group.kinds[picks]
    divided = ((kinds == ADMIN_1) | (kinds == ADMIN_2)) & (group.divisions[picks] > 0)
    if not divided.any():
        return scores
    ends = np.append(group.starts[1:], len(scores))
    changed = scores.copy()
    for number in np.flatnonzero(divided).tolist():
        pick = int(picks[number])
        if group.names[number].closing or group.static[pick, _KIND_SAID]:
            continue
        own = np.arange(group.starts[number], ends[number])
        towns = own[_is_town_of(group, own, pick)]
        if len(towns):
            town = towns[np.argmax(scores[towns])]
            changed[[pick, town]] = scores[[town, pick]]
    return changed


def _is_town_of(group: Group, own: Array, pick: int) -> Array:
    static, division = group.static[own], group.static[pick]
    away = chord_km(group.units[own], group.units[pick][None, :])[:, 0]
    centre = CENTRE_KM if division[_CANONICAL] else 0.0
    near = np.where(static[:, _CANONICAL] > 0, SAME_KM, centre)
    return np.asarray(
        (group.kinds[own] <= CAPITAL)
        & (group.divisions[own] == group.divisions[pick])
        & (static[:, _EXACT] >= division[_EXACT])
        & (static[:, _FOREIGN] <= division[_FOREIGN])
        & (static[:, _PEOPLE] >= division[_PEOPLE] + np.log10(LEAST_SHARE))
        & (away <= near)
    )
