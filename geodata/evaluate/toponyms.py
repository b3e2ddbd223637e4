"""How well toponyms are found and places told: recognition, resolution, and both in one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.errors import CorpusError
from geodata.evaluate.counting import Counts, Document, count, read_document
from geodata.evaluate.labelled import read_labelled
from geodata.evaluate.reading import over_documents
from geodata.evaluate.scores import (
    SURE,
    calibration_error,
    confidence_bins,
    draw,
    precision_recall,
    share,
)
from geodata.pipeline import read_toponyms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FARTHEST_KM = 20_039.0
"""Half the Earth's circumference, as Gritta et al., A Pragmatic Guide to Geoparsing Evaluation
(2020), have it: the largest error, at which the area under the curve is 1."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One document, compared with what was read in it."""

    corpus: str
    language: str
    given: Counts
    """With the toponyms' spans given, so that only places had to be told."""
    recognised: Counts | None = None
    """With the spans found by the program; None if that was not measured."""


def score_corpora(
    paths: Sequence[Path],
    *,
    given_only: bool = False,
    limit: int | None = None,
    jobs: int = 1,
) -> list[Scored]:
    """
    Read the documents of labelled files and compare.

    Parameters
    ----------
    paths
        JSON Lines: ``lang``, ``text`` and ``toponyms``, each of these with ``start``, ``end``,
        ``lat``, ``lon`` (null: not noted) and, if known, ``geonameid``.
    given_only
        Only tell the places of given spans; recognition is not measured.
    limit
        The first so many documents of each file; by default all.
    jobs
        Processes that read.

    Raises
    ------
    CorpusError
        If a file cannot be used, or none has the places that are to be told.
    """
    documents = read_labelled(paths, read_document, gold="toponyms", limit=limit)
    if given_only and not any(one.point for document in documents for one in document.toponyms):
        raise CorpusError("The toponyms have no places to be told: lat and lon are null in all.")
    return list(over_documents(_score_given if given_only else _score, documents, jobs=jobs))


def toponym_figures(scored: Sequence[Scored]) -> dict[str, Any]:
    """
    Figures of a group of documents.

    Returns
    -------
    figures
        ``documents``, ``gold`` and ``located`` are counts; ``recognition`` (``exact`` and
        ``overlap``), ``resolution`` and ``reliability`` (``recognised`` and ``given``) and
        ``end_to_end`` hold shares. What was not measured is None. Corpora without a single
        noted place count for recognition only.
    """
    with_places = {one.corpus for one in scored if one.given.located}
    placed = [one for one in scored if one.corpus in with_places]
    given = [one.given for one in placed]
    recognised = [one.recognised for one in placed if one.recognised is not None]
    whole = [one.recognised for one in scored if one.recognised is not None]
    drawn = draw(len(placed))
    return {
        "documents": len(scored),
        "gold": sum(one.given.gold for one in scored),
        "located": sum(one.located for one in given),
        "recognition": _recognition(whole) if whole else None,
        "resolution": {
            "recognised": _resolution(recognised, drawn) if recognised else None,
            "given": _resolution(given, drawn),
        },
        "end_to_end": precision_recall(
            [one.right for one in recognised],
            [len(one.answers) for one in recognised],
            [one.located for one in recognised],
            drawn,
        )
        if recognised
        else None,
        "reliability": {
            "recognised": _reliability(recognised, drawn) if recognised else None,
            "given": _reliability(given, drawn),
        },
    }


def _score(document: Document) -> Scored:
    found = read_toponyms(document.report)
    return replace(_score_given(document), recognised=count(document.toponyms, found))


def _score_given(document: Document) -> Scored:
    spans = tuple((one.start, one.end) for one in document.toponyms)
    found = read_toponyms(replace(document.report, spans=spans))
    return Scored(document.corpus, document.language, count(document.toponyms, found))


def _recognition(counts: Sequence[Counts]) -> dict[str, Any]:
    drawn = draw(len(counts))
    found, gold = [one.found for one in counts], [one.gold for one in counts]
    return {
        "exact": precision_recall([one.exact for one in counts], found, gold, drawn),
        "overlap": precision_recall([one.overlap for one in counts], found, gold, drawn),
    }


def _resolution(counts: Sequence[Counts], drawn: np.ndarray[Any, Any]) -> dict[str, Any]:
    right = [one.right for one in counts]
    errors = sorted(error for one in counts for error in one.errors_km)
    return {
        "of_gold": share(right, [one.located for one in counts], drawn),
        "of_answered": share(right, [len(one.errors_km) for one in counts], drawn),
        "median_km": float(np.median(errors)) if errors else None,
        "mean_km": float(np.mean(errors)) if errors else None,
        "auc": _area_under(errors) if errors else None,
    }


def _area_under(errors: Sequence[float]) -> float:
    """
    Area under the curve of the sorted errors on a logarithmic scale: 0 best, 1 worst.

    Gritta et al., A Pragmatic Guide to Geoparsing Evaluation (2020).
    """
    heights = np.log1p(errors) / math.log1p(FARTHEST_KM)
    if len(heights) == 1:
        return float(heights[0])
    return float(np.trapezoid(heights) / (len(heights) - 1))


def _reliability(counts: Sequence[Counts], drawn: np.ndarray[Any, Any]) -> dict[str, Any]:
    answers = [answer for one in counts for answer in one.answers]
    bins = confidence_bins(answers)
    sure = [[right for score, right in one.answers if score >= SURE] for one in counts]
    return {
        "answers": len(answers),
        "right": sum(right for _, right in answers),
        "calibration_error": calibration_error(bins),
        "sure": share(list(map(sum, sure)), list(map(len, sure)), drawn),
        "bins": bins,
    }
