"""
How well the statuses of places are read.

A claim is right when its status is a noted one and its point lies within `NEAR_KM` of the noted
place (``radius_km`` where that is an area); with the date, when the day is the noted one, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geodata.errors import ReportError
from geodata.evaluate.labelled import (
    list_of,
    point_of,
    read_labelled,
    report_of,
    shown,
    text_of,
)
from geodata.evaluate.reading import over_documents
from geodata.evaluate.scores import draw, precision_recall, share
from geodata.gazetteer.index import great_circle_km
from geodata.pipeline import read_report
from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np

    from geodata.evaluate.scores import Share
    from geodata.models import Claim, Report

NEAR_KM = 50.0
SAME_KM = 5.0
"""Claims of one status so near each other are one."""


@dataclass(frozen=True, slots=True)
class Said:
    """A status of a place, as noted by a person or claimed by the program."""

    status: str
    point: tuple[float, float]
    date: str | None = None
    """ISO 8601; where none is noted, every day is right."""
    other_dates: frozenset[str] = frozenset()
    """Days that are right, too, as for a night between two days."""
    optional: bool = False
    """Noted, but right either way: neither wanted nor wrong."""
    radius_km: float = NEAR_KM


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled text."""

    corpus: str
    language: str
    report: Report
    gold: tuple[Said, ...]
    traps: tuple[tuple[float, float], ...] = ()
    """Points of places of which nothing is said."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Counts of one document, with or without regard to the date."""

    wanted: int
    right: int
    wrong: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """One document, compared with what was claimed of it."""

    corpus: str
    language: str
    undated: Hits
    dated: Hits
    silent: bool
    """Nothing is wanted of it."""
    traps: int
    traps_hit: int


def score_passages(
    paths: Sequence[Path], *, limit: int | None = None, jobs: int = 1
) -> list[ScoredPassage]:
    """
    Read the passages of labelled files and compare.

    Parameters
    ----------
    paths
        JSON Lines: ``lang``, ``text``, ``pub_date``, ``gold`` and ``traps``; see
        ``tests/geodata/passages``.
    limit
        The first so many passages of each file; by default all.
    jobs
        Processes that read.

    Raises
    ------
    CorpusError
        If a file cannot be used.
    """
    passages = read_labelled(paths, read_passage, gold="gold", limit=limit)
    return list(over_documents(_score, passages, jobs=jobs))


def status_figures(scored: Sequence[ScoredPassage]) -> dict[str, Any]:
    """Figures of a group of documents: counts, and shares with their intervals."""
    drawn = draw(len(scored))
    silent = [int(one.silent) for one in scored]
    alarms = [int(one.silent and bool(one.undated.wrong)) for one in scored]
    return {
        "documents": len(scored),
        "gold": sum(one.undated.wanted for one in scored),
        "place_and_status": _shares([one.undated for one in scored], drawn),
        "with_date": _shares([one.dated for one in scored], drawn),
        "false_alarms": share(alarms, silent, drawn),
        "traps_hit": share([one.traps_hit for one in scored], [one.traps for one in scored], drawn),
    }


def read_passage(values: dict[str, Any], corpus: str) -> Passage:
    """
    Passage of a labelled line.

    Raises
    ------
    ReportError
        If a value is missing or is not what it should be.
    """
    return Passage(
        corpus,
        text_of(values, "lang"),
        report_of(values, published=values.get("pub_date") or ""),
        tuple(_noted(one) for one in list_of(values, "gold")),
        tuple(filter(None, map(point_of, list_of({"traps": [], **values}, "traps")))),
    )


def compare(passage: Passage, claims: Sequence[Claim]) -> ScoredPassage:
    """Compare what was claimed of a passage with what a person noted."""
    known = load_taxonomy()
    said = [_said(claim) for claim in claims if claim.status in known]
    undated = _hits(_distinct(passage.gold, dated=False), _distinct(said, dated=False))
    hit = [any(_km(trap, one.point) <= NEAR_KM for one in undated.wrong) for trap in passage.traps]
    return ScoredPassage(
        passage.corpus,
        passage.language,
        undated,
        _hits(_distinct(passage.gold, dated=True), _distinct(said, dated=True), dated=True),
        silent=not undated.wanted,
        traps=len(hit),
        traps_hit=sum(hit),
    )


def _score(passage: Passage) -> ScoredPassage:
    return compare(passage, read_report(passage.report).claims)


def _shares(hits: Sequence[Hits], drawn: np.ndarray[Any, Any]) -> dict[str, Share]:
    right, wanted = [one.right for one in hits], [one.wanted for one in hits]
    return precision_recall(right, [one.right + len(one.wrong) for one in hits], wanted, drawn)


def _hits(gold: Sequence[Said], said: Sequence[Said], *, dated: bool = False) -> Hits:
    near = sorted(
        (noted.optional, _km(noted.point, one.point), noted_at, said_at)
        for noted_at, noted in enumerate(gold)
        for said_at, one in enumerate(said)
        if noted.status == one.status
        and _km(noted.point, one.point) <= noted.radius_km
        and (not dated or _is_day(one.date, noted))
    )
    found: set[int] = set()
    fitting: set[int] = set()
    for _, _, noted_at, said_at in near:
        if noted_at not in found and said_at not in fitting:
            found.add(noted_at)
            fitting.add(said_at)
    # Two claims of one optional status are no more wrong than one.
    fitting |= {said_at for optional, _, _, said_at in near if optional}
    wanted = {number for number, noted in enumerate(gold) if not noted.optional}
    wrong = tuple(one for number, one in enumerate(said) if number not in fitting)
    return Hits(len(wanted), len(wanted & found), wrong)


def _is_day(date: str | None, noted: Said) -> bool:
    return noted.date is None or date == noted.date or date in noted.other_dates


def _distinct(said: Sequence[Said], *, dated: bool) -> list[Said]:
    """Those left when each is joined with an earlier one of its status, place and day."""
    kept: list[Said] = []
    for one in said:
        same = [
            number
            for number, other in enumerate(kept)
            if one.status == other.status
            and _km(one.point, other.point) < SAME_KM
            and (not dated or one.date == other.date)
        ]
        if not same:
            kept.append(one)
        elif kept[same[0]].optional and not one.optional:
            kept[same[0]] = replace(kept[same[0]], optional=False)
    return kept


def _said(claim: Claim) -> Said:
    date = claim.date.isoformat() if claim.date else None
    return Said(claim.status, (claim.place.lat, claim.place.lon), date)


def _noted(values: dict[str, Any]) -> Said:
    point = point_of(values)
    radius, others = values.get("radius_km", NEAR_KM), values.get("date_alt") or []
    if point is None:
        raise ReportError(f"lat and lon of a noted status are missing: {shown(values)}.")
    if not isinstance(radius, int | float) or not isinstance(others, list):
        raise ReportError(f"radius_km or date_alt of a noted status is wrong: {shown(values)}.")
    return Said(
        text_of(values, "status"),
        point,
        values.get("date"),
        frozenset(map(str, others)),
        optional=bool(values.get("optional")),
        radius_km=float(radius),
    )


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(great_circle_km(*one, *other))
