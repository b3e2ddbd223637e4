"""Readings as rows of the SQLite store, and reports and claims back from its rows."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api.types import infer_dtype

from geodata.models import Report
from geodata.schema import CLAIM_COLUMNS, claim_rows, points_frame, printable, validate
from geodata.store.counts import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from geodata.models import Reading, Toponym

MAX_CANDIDATES = 5


def report_row(report: Report) -> dict[str, Any]:
    """Row of the ``reports`` table."""
    return _storable(
        {
            "report_id": report.report_id,
            "text": report.text,
            "title": report.title,
            "source": report.source,
            "url": report.url,
            "language": report.language,
            "published": report.published,
            "published_day": report.published_day,
            "published_precision": report.published_precision,
            "spans": None if report.spans is None else json.dumps(report.spans),
        }
    )


def report_of(row: tuple[Any, ...]) -> Report:
    """Report of a row of `SELECT_REPORT`, exactly as it was stored."""
    text, title, source, url, language, published, day, precision, spans = map(_text, row)
    return Report(
        text=text,
        title=title,
        source=source,
        url=url,
        language=language,
        published=datetime.fromisoformat(published) if published else None,
        published_day=_day(day),
        published_precision=precision,
        spans=None if spans is None else tuple((start, end) for start, end in json.loads(spans)),
    )


def reading_row(reading: Reading, *, reader_version: str, recorded_at: datetime) -> dict[str, Any]:
    """Row of the ``readings`` table."""
    return _storable(
        {
            "report_id": reading.report.report_id,
            "reader_version": reader_version,
            "language": reading.language,
            "published_inferred": reading.published_inferred,
            "recorded_at": recorded_at,
        }
    )


def toponym_rows(reading: Reading, reading_id: int) -> list[dict[str, Any]]:
    """Rows of the ``toponyms`` table; places and candidates as JSON."""
    return [
        _storable({"reading_id": reading_id, **_toponym_row(toponym)})
        for toponym in reading.toponyms
    ]


def reading_claim_rows(
    reading: Reading, reading_id: int, *, reader_version: str, recorded_at: datetime
) -> list[dict[str, Any]]:
    """Rows of the ``claims`` table."""
    rows = claim_rows(reading, reader_version=reader_version, recorded_at=recorded_at)
    return [_storable({"reading_id": reading_id, **row}) for row in rows]


def claims_of(rows: Iterable[tuple[Any, ...]]) -> gpd.GeoDataFrame:
    """Claims frame of rows with the fields of `CLAIM_COLUMNS`, ``lat`` and ``lon``."""
    table = pd.DataFrame(list(rows), columns=[*CLAIM_COLUMNS, "lat", "lon"], dtype=object)
    for name, dtype in CLAIM_COLUMNS.items():
        if dtype == "str" and infer_dtype(table[name], skipna=True) not in ("string", "empty"):
            table[name] = table[name].map(lambda value: printable(_text(value)))
        elif dtype.startswith("datetime64"):
            table[name] = pd.to_datetime(table[name], format="ISO8601")
    return validate(points_frame(table, CLAIM_COLUMNS), CLAIM_COLUMNS)


def names_of(rows: Iterable[tuple[Any, int]]) -> pd.DataFrame:
    """Frame of unresolved names (``toponym``) and in how many ``reports`` they stand."""
    found = [(printable(_text(name)), reports) for name, reports in rows]
    frame = pd.DataFrame(found, columns=["toponym", "reports"])
    return frame.astype({"toponym": "str", "reports": "int64"})


def summary_of(row: tuple[Any, ...]) -> Summary:
    """Summary of a row of `SELECT_SUMMARY`."""
    reports, claims, undated, unresolved, first_day, last_day = row
    return Summary(reports, claims, undated, unresolved, _day(first_day), _day(last_day))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _toponym_row(toponym: Toponym) -> dict[str, Any]:
    place = toponym.place
    candidates = [
        {"place": asdict(candidate.place), "score": candidate.score}
        for candidate in toponym.candidates[:MAX_CANDIDATES]
    ]
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "place_id": None if place is None else place.place_id,
        "place": None if place is None else json.dumps(asdict(place)),
        "confidence": toponym.confidence,
        "candidates": json.dumps(candidates),
    }


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _stored(value) for name, value in row.items()}


def _stored(value: Any) -> Any:
    """The value as SQLite keeps it; text that is not valid Unicode becomes bytes."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
        return value
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        # Always with microseconds, so that the order of the texts is that of the instants.
        return aware.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> Any:
    """The text that `_stored` made bytes of; anything else as it is."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
