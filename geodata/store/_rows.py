"""Readings as rows of the SQLite store, and reports, toponyms and claims back from its rows."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from geodata.models import Candidate, Place, Report, Toponym
from geodata.schema import CLAIM_COLUMNS, CRS, claim_rows, printable, validate
from geodata.store._values import (
    column_of,
    day_number,
    day_of,
    instant_number,
    instant_of,
    key_of,
    place_of,
    stored_place,
    stored_text,
    text_of,
    transposed,
)
from geodata.store.counts import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from geodata.models import Reading

MAX_CANDIDATES = 5

CLAIM_FIELDS = """
r.report_id, c.claim_id, g.reader_version, r.story, r.source, r.url, r.title, g.language,
r.published, r.published_precision, c.toponym, c.place_id, c.place, c.kind, c.country, c.admin1,
c.status, c.date, c.date_end, c.date_precision, c.quote, c.quote_start, c.quote_end,
c.hedged, c.attributed, c.confidence, c.reviewed, c.recorded_at, c.retired_at, c.lat, c.lon
"""
"""Columns of `claims_of`, from claims c, readings g and reports r."""

CLAIM_SOURCES = """
FROM claims c
JOIN readings g ON g.reading_id = c.reading_id
JOIN reports r ON r.report_number = c.report_number
"""


def report_row(report: Report, report_number: int, report_id: str) -> dict[str, Any]:
    """Row of the tables ``reports`` and ``texts``."""
    return {
        "report_number": report_number,
        "report_id": report_id,
        "title": stored_text(report.title),
        "source": stored_text(report.source),
        "url": stored_text(report.url),
        "language": stored_text(report.language),
        "published": instant_number(report.published),
        "published_day": day_number(report.published_day),
        "published_precision": report.published_precision,
        "spans": None if report.spans is None else json.dumps(report.spans),
        "text": stored_text(report.text),
    }


def report_of(row: tuple[Any, ...]) -> Report:
    """Report of a row of the columns that `report_row` makes, exactly as it was stored."""
    text, title, source, url, language, published, day, precision, spans = map(text_of, row)
    return Report(
        text=text,
        title=title,
        source=source,
        url=url,
        language=language,
        published=instant_of(published),
        published_day=day_of(day),
        published_precision=precision,
        spans=None if spans is None else tuple((start, end) for start, end in json.loads(spans)),
    )


def toponym_rows(reading: Reading, reading_id: int) -> list[dict[str, Any]]:
    """Rows of the ``toponyms`` table; places and candidates as JSON."""
    return [
        {
            "reading_id": reading_id,
            "start": toponym.start,
            "end": toponym.end,
            "text": stored_text(toponym.text),
            "place_id": None if toponym.place is None else stored_text(toponym.place.place_id),
            "place": stored_place(toponym.place),
            "confidence": toponym.confidence,
            "candidates": json.dumps(
                [
                    {"place": asdict(candidate.place), "score": candidate.score}
                    for candidate in toponym.candidates[:MAX_CANDIDATES]
                ]
            ),
            "adjective": toponym.adjective,
        }
        for toponym in reading.toponyms
    ]


def toponym_of(row: tuple[Any, ...]) -> Toponym:
    """Toponym of a row of its columns."""
    start, end, text, place, confidence, candidates, adjective = row
    return Toponym(
        start=start,
        end=end,
        text=text_of(text),
        place=place_of(place),
        confidence=confidence,
        candidates=tuple(
            Candidate(Place(**one["place"]), one["score"]) for one in json.loads(candidates)
        ),
        adjective=bool(adjective),
    )


def reading_claims(
    reading: Reading, *, reader_version: str, recorded_at: datetime
) -> list[dict[str, Any]]:
    """Rows of `CLAIM_COLUMNS` that a reading gives; of those with one id the first."""
    rows = claim_rows(reading, reader_version=reader_version, recorded_at=recorded_at)
    return list({row["claim_id"]: row for row in reversed(rows)}.values())[::-1]


def claim_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Row of the ``claims`` table, but for the numbers of what it belongs to."""
    source = source_key(row["source"], row["report_id"])
    filled = {name: row[name] for name in _KEPT}
    filled["date"] = day_number(row["date"])
    filled["date_end"] = day_number(row["date_end"])
    filled["recorded_at"] = instant_number(row["recorded_at"])
    filled["retired_at"] = instant_number(row["retired_at"])
    filled["source_key"] = filled["voice"] = source
    return filled


@lru_cache(maxsize=10_000)
def source_key(source: str, report_id: str) -> int:
    """Number of the source; a report without one speaks for itself."""
    named = source.strip()
    return key_of("source", named) if named else key_of("report", report_id)


def claims_of(rows: Sequence[tuple[Any, ...]]) -> gpd.GeoDataFrame:
    """Claims frame of rows with the columns of `CLAIM_FIELDS`."""
    names = [*CLAIM_COLUMNS, "lat", "lon"]
    columns = dict(zip(names, transposed(rows, len(names)), strict=True))
    typed = {name: column_of(columns[name], dtype) for name, dtype in CLAIM_COLUMNS.items()}
    return validate(with_points(typed, columns), CLAIM_COLUMNS)


def with_points(typed: Mapping[str, Any], columns: Mapping[str, Any]) -> gpd.GeoDataFrame:
    """Frame of typed columns with a Point from the columns ``lat`` and ``lon`` per row."""
    lon, lat = (column_of(columns[name], "float64") for name in ("lon", "lat"))
    # GeoPandas wants x before y, so longitude comes first here.
    return gpd.GeoDataFrame(typed, geometry=gpd.points_from_xy(lon, lat), crs=CRS)


def names_of(rows: Iterable[tuple[Any, int]]) -> pd.DataFrame:
    """Frame of unresolved names (``toponym``) and in how many ``reports`` they stand."""
    found = [(printable(text_of(name)), reports) for name, reports in rows]
    frame = pd.DataFrame(found, columns=["toponym", "reports"])
    return frame.astype({"toponym": "str", "reports": "int64"})


def summary_of(row: tuple[Any, ...]) -> Summary:
    """Summary of its numbers."""
    reports, claims, undated, unresolved, first_day, last_day = row
    return Summary(reports, claims, undated, unresolved, day_of(first_day), day_of(last_day))


_KEPT = (
    "claim_id",
    "toponym",
    "place_id",
    "place",
    "kind",
    "country",
    "admin1",
    "lat",
    "lon",
    "status",
    "date_precision",
    "quote",
    "quote_start",
    "quote_end",
    "hedged",
    "attributed",
    "confidence",
    "reviewed",
)
