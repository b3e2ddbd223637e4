"""Reports from JSON records: the input side of ``python -m geodata parse``."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any

from geodata.errors import ReportError
from geodata.models import Precision, Report

_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*", re.IGNORECASE)
_SHOWN = 60
"""Characters of a wrong value that an error message repeats."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of JSON Lines: its id as given, and its report or what is wrong with it."""

    id: Any
    published: str | None = None
    """The publication date as given."""
    report: Report | None = None
    error: str = ""
    origin: str = ""
    """The file, and the line of it, that it stands in; empty if it is from no file."""
    size: int = 0
    """Bytes that it takes in its file."""


def read_record(line: bytes | str) -> Record:
    """
    Read one line of JSON Lines.

    Returns
    -------
    record
        With a report, or with an error that says what was wrong; ``id`` is None if it cannot
        be known.
    """
    try:
        text = line if isinstance(line, str) else line.decode("utf-8-sig")
        values = json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        return Record(None, error=f"The line is not UTF-8: {error.reason} at byte {error.start}.")
    except RecursionError:
        return Record(None, error="The line is nested too deeply.")
    except ValueError as error:
        return Record(None, error=f"The line is not JSON: {error}.")
    if not isinstance(values, dict):
        return Record(None, error=f"The line must be a JSON object, got {_shown(values)}.")
    given = values.get("id")
    known = given if isinstance(given, str | int | float) and not isinstance(given, bool) else None
    try:
        if given is not None and known is None:
            raise ReportError(f"id must be a string or a number, got {_shown(given)}.")
        report = report_from(values)
    except ReportError as error:
        return Record(known, error=str(error))
    return Record(known, values.get("published") or None, report)


def report_from(values: dict[str, Any]) -> Report:
    """
    Build a report from a record's values.

    Raises
    ------
    ReportError
        If there is no text, or a value has the wrong type or form.
    """
    text = _string(values, "text")
    if not text.strip():
        raise ReportError("text is missing or empty.")
    published = _string(values, "published").strip()
    moment, day, precision = parse_published(published)
    language = _string(values, "language").strip()
    if language and not _LANGUAGE.fullmatch(language):
        raise ReportError(f"language must be an ISO 639-1 code, got {_shown(language)}.")
    return Report(
        text=text,
        title=_string(values, "title"),
        source=_string(values, "source"),
        url=_string(values, "url"),
        language=re.split("[-_]", language.lower())[0],
        published=moment,
        published_day=day,
        published_precision=precision,
        spans=_spans(values.get("spans"), len(text)),
    )


def parse_published(published: str) -> tuple[dt.datetime | None, dt.date | None, Precision]:
    """
    Read a publication date: ISO 8601, a month ("2022-01"), or nothing.

    Returns
    -------
    moment
        In UTC; None if not even the month is known.
    day
        As written, in the source's own time zone; for a month its first day.
    precision
        "day", "month" or "none".

    Raises
    ------
    ReportError
        If it is no such date.
    """
    if not published or _YEAR.fullmatch(published):
        return None, None, "none"
    is_month = _MONTH.fullmatch(published) is not None
    try:
        moment = dt.datetime.fromisoformat(f"{published}-01" if is_month else published)
        in_utc = moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise ReportError(
            f"published must be ISO 8601 (2022-01-10 or 2022-01), got {_shown(published)}."
        ) from error
    return in_utc, moment.date(), "month" if is_month else "day"


def _string(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ReportError(f"{key} must be a string, got {_shown(value)}.")
    return value


def _spans(value: Any, length: int) -> tuple[tuple[int, int], ...] | None:
    if value is None:
        return None
    message = f"spans must be a list of [start, end] within 0 and {length}, got "
    if not isinstance(value, list):
        raise ReportError(message + _shown(value))
    for span in value:
        if (
            not isinstance(span, list)
            or len(span) != 2
            or not all(type(bound) is int for bound in span)
            or not 0 <= span[0] < span[1] <= length
        ):
            raise ReportError(message + _shown(span))
    return tuple((start, end) for start, end in value)


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON value")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
