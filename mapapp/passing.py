"""
Which intervals pass the further filters, and from which day on.

Who says each claim is read once for each revision of the store and kept as numpy columns; a
filter over a million claims then takes some milliseconds. Only a text is searched in the store,
once for each text.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from mapapp.further import NO_FURTHER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapapp.further import Further
    from mapapp.map_data import MapData

NEVER = np.iinfo(np.int32).max
"""Day of an interval that does not pass at all."""

MOST_KEPT = 24
"""Filters whose answer is kept for each revision."""

_UNKNOWN, _ABSENT = -1, -2


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """One entry for each claim of each interval, in the order of the intervals."""

    row: NDArray[np.int32]
    """Position of the interval."""
    day: NDArray[np.int32]
    """Day of the claim, counted from 1970-01-01."""
    claim_ids: pd.Index[str]
    source: NDArray[np.int32]
    """Positions in ``sources``."""
    language: NDArray[np.int32]
    """Positions in ``languages``."""
    score: NDArray[np.float32]
    """From 0 to 1."""
    sources: dict[str, int]
    """Each source with how many claims it has, the most frequent first."""
    languages: dict[str, int]


@dataclass(slots=True, eq=False)
class _Known:
    """What was made of one revision so far."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    origins: Origins | None = None
    answers: OrderedDict[Further, NDArray[np.int32]] = field(default_factory=OrderedDict)


_known: WeakKeyDictionary[MapData, _Known] = WeakKeyDictionary()
_choosing = threading.Lock()


def origins(data: MapData) -> Origins:
    """Who says the claims behind the intervals; read from the store the first time."""
    known = _known_of(data)
    with known.lock:
        return _origins(data, known)


def passing(data: MapData, further: Further) -> NDArray[np.int32] | None:
    """
    First day on which each interval has a claim that passes, by its position in the columns.

    Returns
    -------
    days
        Days counted from 1970-01-01, `NEVER` where none passes; None if there is no filter.
    """
    if further == NO_FURTHER:
        return None
    known = _known_of(data)
    with known.lock:
        found = known.answers.pop(further, None)
        if found is None:
            found = _passing(data, known, further)
        known.answers[further] = found
        while len(known.answers) > MOST_KEPT:
            known.answers.popitem(last=False)
        return found


def _known_of(data: MapData) -> _Known:
    with _choosing:
        return _known.setdefault(data, _Known())


def _passing(data: MapData, known: _Known, further: Further) -> NDArray[np.int32]:
    rows = len(data.columns.start)
    if further.asks_of_claims:
        told = _origins(data, known)
        days = np.full(rows, NEVER, dtype=np.int32)
        passes = _passing_claims(data, told, further)
        np.minimum.at(days, told.row[passes], told.day[passes])
    else:
        days = data.columns.start.copy()
    if further.confirmations > 1:
        days[data.intervals["confirmations"].to_numpy() < further.confirmations] = NEVER
    return days


def _passing_claims(data: MapData, told: Origins, further: Further) -> NDArray[np.bool_]:
    passes = told.score >= further.score / 100 - 1e-6
    if further.source:
        passes &= told.source == _position(told.sources, further.source)
    if further.language:
        passes &= told.language == _position(told.languages, further.language)
    if further.text:
        passes &= told.claim_ids.isin(data.origins(text=further.text)["claim_id"])
    return passes


def _position(names: dict[str, int], name: str) -> int:
    return list(names).index(name) if name in names else _ABSENT


def _origins(data: MapData, known: _Known) -> Origins:
    if known.origins is None:
        known.origins = _read(data)
    return known.origins


def _read(data: MapData) -> Origins:
    claims = data.intervals["claim_ids"].tolist()
    claim_ids = pd.Index(list(chain.from_iterable(claims)), dtype="str")
    days = np.array(
        list(chain.from_iterable(data.intervals["claim_days"].tolist())), dtype="datetime64[D]"
    )
    told = data.origins()
    # A claim that was decided of since the intervals were read is in none of these rows.
    found = pd.Index(told["claim_id"]).get_indexer(claim_ids)
    source, sources = _coded(told["source"], found)
    language, languages = _coded(told["language"], found)
    return Origins(
        row=np.repeat(np.arange(len(claims), dtype=np.int32), [len(ids) for ids in claims]),
        day=days.astype(np.int64).astype(np.int32),
        claim_ids=claim_ids,
        source=source,
        language=language,
        score=_taken(told["confidence"].to_numpy(np.float32), found),
        sources=sources,
        languages=languages,
    )


def _coded(
    names: pd.Series[str], found: NDArray[np.intp]
) -> tuple[NDArray[np.int32], dict[str, int]]:
    """Number of each claim's name, and the names in the order of their numbers with counts."""
    counts = {str(name): int(count) for name, count in names.value_counts().items()}
    numbers = names.map({name: number for number, name in enumerate(counts)})
    return _taken(numbers.to_numpy(np.int32), found), counts


def _taken(values: NDArray[Any], found: NDArray[np.intp]) -> NDArray[Any]:
    """Values at the positions that were found; `_UNKNOWN` where none was."""
    # A last entry for the position -1.
    return np.append(values, np.array([_UNKNOWN], dtype=values.dtype))[found]
