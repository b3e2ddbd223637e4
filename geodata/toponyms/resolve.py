"""
Which place each toponym means.

Candidates are scored by prominence and by how well they fit the other places of the report: the
countries it names, a country or region right after the name ("Paris, Texas"), and places nearby.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geodata.gazetteer.candidates import ranked
from geodata.gazetteer.index import great_circle_km
from geodata.models import Candidate, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match

MOST_CANDIDATES = 40
MOST_KEPT = 5
MOST_NEIGHBOURS = 150
"""Other places of the report, the first so many, to which distances are measured."""
NEAR_KM = 250.0

COUNTRY_NAMED_POINTS = 1.6
COUNTRY_SHARED_POINTS = 1.2
NEAR_POINTS = 1.4
PARENT_POINTS = 5.0

_LIES_IN = re.compile(r"\s*[,(]\s*|,?\s+[^\W\d_]{1,3}\s+")
"""What stands between a town and what it lies in: "Paris, Texas", "Tripoli in Libya"."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The candidates of one match: rows of the gazetteer and their points, as arrays."""

    match: Match
    rows: np.ndarray
    points: np.ndarray

    @property
    def best(self) -> int:
        return int(self.rows[int(np.argmax(self.points))])


def resolve(text: str, matches: Sequence[Match], gazetteer: Gazetteer) -> list[Toponym]:
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

    Returns
    -------
    toponyms
        One per match, each with its place, a confidence from 0 to 1 and up to `MOST_KEPT`
        candidates.
    """
    if not matches:
        return []
    alone: dict[tuple[str, frozenset[str]], _Ranked] = {}
    first = [_by_itself(match, gazetteer, alone) for match in matches]
    with_parents = [
        _with_parent(text, one, following, gazetteer)
        for one, following in zip(first, [*first[1:], None], strict=True)
    ]
    in_context = _in_context(with_parents, gazetteer)
    settled = _in_context(in_context, gazetteer, base=with_parents)
    return list(_toponyms(text, settled, gazetteer))


def _by_itself(
    match: Match, gazetteer: Gazetteer, known: dict[tuple[str, frozenset[str]], _Ranked]
) -> _Ranked:
    """Score a match's candidates without the report; ``known`` keeps what was scored before."""
    if same := known.get((match.key, match.kinds)):
        return _Ranked(match, same.rows, same.points)
    kept = ranked(match.entries, gazetteer, kinds=match.kinds)[:MOST_CANDIDATES]
    alone = _Ranked(
        match, np.array([row for _, row in kept]), np.array([points for points, _ in kept])
    )
    known[match.key, match.kinds] = alone
    return alone


def _with_parent(
    text: str, ranked: _Ranked, following: _Ranked | None, gazetteer: Gazetteer
) -> _Ranked:
    """Raise candidates that lie in the country or region named right behind the toponym."""
    if following is None:
        return ranked
    between = text[ranked.match.end : following.match.start]
    if not _LIES_IN.fullmatch(between):
        return ranked
    parents = [int(row) for row in following.rows[:5]]
    inside = np.array(
        [any(_contains(parent, int(row), gazetteer) for parent in parents) for row in ranked.rows]
    )
    return _Ranked(ranked.match, ranked.rows, ranked.points + PARENT_POINTS * inside)


def _contains(parent: int, row: int, gazetteer: Gazetteer) -> bool:
    kind = gazetteer.kind(parent)
    if parent == row or gazetteer.country(parent) != gazetteer.country(row):
        return False
    if kind == "country":
        return True
    return kind == "admin-1" and gazetteer.admin1_code(parent) == gazetteer.admin1_code(row)


def _in_context(
    ranked: Sequence[_Ranked], gazetteer: Gazetteer, base: Sequence[_Ranked] | None = None
) -> list[_Ranked]:
    """Score the candidates of ``base`` beside the best picks of all other toponyms."""
    picks = {one.match.key: one.best for one in ranked}
    named = {gazetteer.country(row) for row in picks.values() if gazetteer.kind(row) == "country"}
    shared = Counter(
        gazetteer.country(row) for row in picks.values() if gazetteer.kind(row) != "country"
    )
    beside: dict[tuple[str, int], np.ndarray] = {}
    found = []
    for one in base or ranked:
        # A name that a report repeats keeps its array of points, and is scored once.
        key = (one.match.key, id(one.points))
        if key not in beside:
            beside[key] = _beside(one, picks, named, shared, gazetteer)
        found.append(_Ranked(one.match, one.rows, beside[key]))
    return found


def _beside(
    ranked: _Ranked,
    picks: dict[str, int],
    named: Iterable[str],
    shared: Counter[str],
    gazetteer: Gazetteer,
) -> np.ndarray:
    own = picks[ranked.match.key]
    own_country = gazetteer.country(own) if gazetteer.kind(own) != "country" else ""
    total = sum(shared.values()) - bool(own_country)
    countries = [gazetteer.country(int(row)) for row in ranked.rows]
    points = ranked.points.astype(float).copy()
    for index, country in enumerate(countries):
        sharing = shared[country] - (country == own_country)
        points[index] += COUNTRY_NAMED_POINTS * (country in named)
        points[index] += COUNTRY_SHARED_POINTS * sharing / total if total else 0.0
    others = [
        row
        for key, row in picks.items()
        if key != ranked.match.key and gazetteer.kind(row) not in ("country", "region")
    ][:MOST_NEIGHBOURS]
    if others:
        distances = great_circle_km(
            gazetteer.lat[ranked.rows][:, None],
            gazetteer.lon[ranked.rows][:, None],
            gazetteer.lat[others][None, :],
            gazetteer.lon[others][None, :],
        )
        points += NEAR_POINTS * np.exp(-distances.min(axis=1) / NEAR_KM)
    return points


def _toponyms(text: str, settled: Sequence[_Ranked], gazetteer: Gazetteer) -> Iterator[Toponym]:
    verdicts: dict[int, tuple[tuple[Candidate, ...], float]] = {}
    for one in settled:
        if (key := id(one.points)) not in verdicts:
            order = np.argsort(-one.points, kind="stable")[:MOST_KEPT]
            candidates = tuple(
                Candidate(gazetteer.place(int(one.rows[i])), round(float(one.points[i]), 4))
                for i in order
            )
            verdicts[key] = (candidates, _confidence(one, order, gazetteer))
        candidates, confidence = verdicts[key]
        start, end = one.match.start, one.match.end
        yield Toponym(start, end, text[start:end], candidates[0].place, confidence, candidates)


def _confidence(one: _Ranked, order: np.ndarray, gazetteer: Gazetteer) -> float:
    """Score from 0 to 1: how far the best candidate leads over the next one that is elsewhere."""
    best = int(one.rows[order[0]])
    lead = 4.0
    for i in order[1:]:
        if gazetteer.distance_km(best, int(one.rows[i])) > 50:
            lead = float(one.points[order[0]] - one.points[i])
            break
    known = float(one.points[order[0]]) - 4.0
    return round(float(1 / (1 + np.exp(-(0.4 + 0.9 * min(lead, 4.0) + 0.25 * min(known, 4.0))))), 3)
