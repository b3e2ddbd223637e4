"""The machine contract of ``python -m geodata parse``: JSON Lines in, JSON Lines out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geodata.errors import ReportError
from geodata.pipeline import read_report
from geodata.reports.record import read_record

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.models import Claim, Reading, Toponym
    from geodata.toponyms.web import OnlineNames


def parse_line(
    line: bytes | str, gazetteer: Gazetteer | None = None, *, online: OnlineNames | None = None
) -> dict[str, Any]:
    """
    Answer to one line of input.

    Returns
    -------
    answer
        ``{"id", "error"}`` for a bad line; else ``id``, ``language``, ``published``,
        ``published_precision``, ``published_inferred``, ``toponyms`` and ``claims``.
    """
    record = read_record(line)
    if record.report is None:
        return {"id": record.id, "error": record.error}
    try:
        reading = read_report(record.report, gazetteer, online=online)
    except ReportError as error:
        return {"id": record.id, "error": str(error)}
    return {"id": record.id, **_reading(reading, record.published)}


def to_json(answer: dict[str, Any]) -> str:
    """One line of JSON without a line break; what UTF-8 cannot hold is escaped."""
    written = json.dumps(answer, ensure_ascii=False)
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(answer)
    return written


def _reading(reading: Reading, published: str | None) -> dict[str, Any]:
    inferred = reading.published_inferred
    return {
        "language": reading.language,
        "published": published,
        "published_precision": reading.report.published_precision,
        "published_inferred": inferred.isoformat() if inferred else None,
        "toponyms": [_toponym(toponym) for toponym in reading.toponyms],
        "claims": [_claim(claim) for claim in reading.claims],
    }


def _toponym(toponym: Toponym) -> dict[str, Any]:
    place = toponym.place
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "name": place.name if place else None,
        "kind": place.kind if place else None,
        "geonameid": place.geonameid if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "confidence": toponym.confidence,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    place = claim.place
    return {
        "place": claim.toponym,
        "name": place.name,
        "kind": place.kind,
        "geonameid": place.geonameid,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "status": claim.status,
        "date": claim.date.isoformat() if claim.date else None,
        "date_end": claim.date_end.isoformat() if claim.date_end else None,
        "date_precision": claim.date_precision,
        "quote": claim.quote,
        "quote_start": claim.quote_start,
        "quote_end": claim.quote_end,
        "hedged": claim.hedged,
        "attributed": claim.attributed,
        "confidence": claim.confidence,
    }
