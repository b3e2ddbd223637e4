"""The values that a format can hold: taken from a frame, and checked on their way back into one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.errors import ExchangeError, NotClaimsError
from geodata.models import Kind, Precision, digest
from geodata.schema import CLAIM_COLUMNS, SITUATION_COLUMNS, points_frame, printable, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CHUNK = 20_000
"""Rows that are turned from or into Python values at a time."""
MOST_CLAIMS = 2_000_000
"""A file with more claims is not imported."""
LONGEST_TEXT = 1_000_000
"""Code points of one value: a quote cannot be longer than the longest report."""

Columns = Mapping[str, Sequence[Any]]
"""Values of a few rows by column, ``lat`` and ``lon`` among them; dates as ISO text or None."""

_DAY = re.compile(r"(?!0000)\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}")
_CHOICES = {
    "kind": get_args(Kind),
    "published_precision": get_args(Precision),
    "date_precision": get_args(Precision),
    "reviewed": ("", "accepted", "edited"),
}
_HASHED = ("claim_id", "report_id", "place_id", "status", "date", "quote_start")
_SHOWN = 60


def contract(frame: gpd.GeoDataFrame) -> tuple[str, Mapping[str, str]]:
    """Whether the frame holds "claims" or "situations", and the columns that it then has."""
    if "claim_id" in frame.columns:
        return "claims", CLAIM_COLUMNS
    return "situations", SITUATION_COLUMNS


def ordered(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    The same rows in the order in which files hold them, whatever order they came in.

    Raises
    ------
    SchemaError
        If the frame is neither a valid claims frame nor one of situations.
    """
    kind, columns = contract(frame)
    validate(frame, columns)
    key = (
        ["claim_id", "reader_version", "recorded_at", "retired_at"]
        if kind == "claims"
        else ["place_id", "aspect"]
    )
    rows = frame.sort_values(key, kind="stable", ignore_index=True)
    return rows[[*columns, "geometry"]]


def chunks(frame: gpd.GeoDataFrame) -> Iterator[dict[str, list[Any]]]:
    """Values of the frame's rows as JSON has them, a chunk of rows at a time."""
    _, columns = contract(frame)
    for start in range(0, len(frame), CHUNK):
        part = frame.iloc[start : start + CHUNK]
        values = {name: _plain(part[name], dtype) for name, dtype in columns.items()}
        yield {**values, "lat": part.geometry.y.tolist(), "lon": part.geometry.x.tolist()}


def claims_of(parts: Iterable[Columns], *, name: str) -> gpd.GeoDataFrame:
    """
    Claims frame of what was read in a file, chunk by chunk.

    Parameters
    ----------
    parts
        Values by column, with all of `CLAIM_COLUMNS`, ``lat`` and ``lon``.
    name
        Of the file, for messages.

    Raises
    ------
    ExchangeError
        If a value is of the wrong type, too long or out of range, or there are more than
        `MOST_CLAIMS`; the message names the row, the column and the value.
    """
    frames = []
    count = 0
    for part in parts:
        frames.append(_checked(part, _Row(name, count)))
        count += len(frames[-1])
        refuse_too_many(count, name)
    if not frames:
        return points_frame([], CLAIM_COLUMNS)
    return ordered(gpd.GeoDataFrame(pd.concat(frames, ignore_index=True)))


def refuse_too_many(count: int, name: str) -> None:
    """Raise `ExchangeError` if a file has more claims than are imported from one."""
    if count > MOST_CLAIMS:
        raise ExchangeError(f"{name} has more than {MOST_CLAIMS:,} claims, split it.")


def refuse_missing(present: Iterable[str], name: str) -> None:
    """Raise `ExchangeError` if a column that a claim needs is not among those present."""
    found = set(present)
    if "claim_ids" in found:
        raise NotClaimsError(
            f"{name} holds situations, which follow from claims: import the claims instead."
        )
    if missing := [column for column in (*CLAIM_COLUMNS, "lat", "lon") if column not in found]:
        raise ExchangeError(f"{name} lacks {', '.join(missing)}, expected an export of claims.")


def shown(value: object) -> str:
    """Beginning of a value as a message repeats it; of what holds others only what it is."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = repr(value[:_SHOWN] if isinstance(value, str | bytes) else value)
    return text if len(text) <= _SHOWN + 2 else text[:_SHOWN] + "…"


class _Row:
    """Names the row of a value that is refused."""

    def __init__(self, name: str, before: int) -> None:
        self._name = name
        self._before = before

    def check(
        self, column: str, values: Iterable[Any], good: Callable[[Any], object], expected: str
    ) -> None:
        for number, value in enumerate(values, start=self._before + 1):
            if not good(value):
                raise ExchangeError(
                    f"{self._name}, claim {number}: {column} must be {expected}, "
                    f"got {shown(value)}."
                )


def _checked(part: Columns, row: _Row) -> gpd.GeoDataFrame:
    table = {name: _read(name, dtype, part[name], row) for name, dtype in CLAIM_COLUMNS.items()}
    row.check("quote_start", part["quote_start"], lambda at: at >= 0, "0 or more")
    spans = zip(part["quote_start"], part["quote_end"], strict=True)
    row.check("the quote", spans, lambda span: span[0] <= span[1] < 2**31, "[start, end]")
    ids = zip(*(part[name] if name == "date" else table[name] for name in _HASHED), strict=True)
    row.check("claim_id", ids, _is_true_id, f"the hash of its {', '.join(_HASHED[1:])}")
    for name, most in (("lat", 90), ("lon", 180)):
        row.check(
            name,
            part[name],
            partial(_is_degrees, most=most),
            f"between -{most} and {most}",
        )
    coordinates = {"lat": part["lat"], "lon": part["lon"]}
    return points_frame(pd.DataFrame({**table, **coordinates}), CLAIM_COLUMNS)


def _read(name: str, dtype: str, values: Sequence[Any], row: _Row) -> Any:
    if dtype == "datetime64[s]":
        row.check(name, values, lambda v: v is None or _is_text(v, _DAY), "a day or nothing")
        return _dates(name, values, "datetime64[s]", row)
    if dtype == "datetime64[us, UTC]":
        row.check(
            name, values, lambda v: v is None or _is_text(v, _MOMENT), "a time in UTC or nothing"
        )
        if name == "recorded_at":
            row.check(name, values, lambda v: v is not None, "a time in UTC")
        bare = [value and value[:-1] for value in values]
        return pd.Series(_dates(name, bare, "datetime64[us]", row)).dt.tz_localize("UTC")
    if dtype == "bool":
        row.check(name, values, lambda v: type(v) is bool, "true or false")
    elif dtype == "int64":
        row.check(name, values, lambda v: type(v) is int, "a whole number")
    elif dtype == "float64":
        row.check(name, values, lambda v: _is_number(v) and 0 <= v <= 1, "between 0 and 1")
    else:
        limit = f"text of at most {LONGEST_TEXT:,} characters"
        row.check(name, values, lambda v: type(v) is str and len(v) <= LONGEST_TEXT, limit)
        if name in _CHOICES:
            row.check(name, values, _CHOICES[name].__contains__, f"one of {_CHOICES[name]}")
        if name in ("report_id", "claim_id"):
            row.check(name, values, _ID.fullmatch, "32 hexadecimal digits")
        return _printable(values)
    return values


def _printable(texts: Sequence[str]) -> Sequence[str]:
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return [printable(text) for text in texts]
    return texts


def _dates(name: str, values: Iterable[str | None], dtype: str, row: _Row) -> Any:
    texts = [value or "NaT" for value in values]
    try:
        return np.array(texts, dtype=dtype)
    except ValueError:
        row.check(name, texts, lambda text: _is_date(text, dtype), "a date of the calendar")
        raise


def _is_true_id(values: tuple[Any, ...]) -> bool:
    """Whether the id is that of the claim, so that no claim can pass for another."""
    claim_id, report_id, place_id, status, day, quote_start = values
    return bool(digest(report_id, place_id, status, day or "", str(quote_start)) == claim_id)


def _is_date(text: str, dtype: str) -> bool:
    try:
        np.array(text, dtype=dtype)
    except ValueError:
        return False
    return True


def _is_text(value: Any, pattern: re.Pattern[str]) -> bool:
    return type(value) is str and pattern.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return type(value) is int or (type(value) is float and math.isfinite(value))


def _is_degrees(value: Any, *, most: int) -> bool:
    return _is_number(value) and -most <= value <= most


def _plain(column: pd.Series[Any], dtype: str) -> list[Any]:
    if dtype == "datetime64[s]":
        return _iso(column.to_numpy(), "D", "")
    if dtype == "datetime64[us, UTC]":
        return _iso(column.dt.tz_localize(None).to_numpy(), "us", "Z")
    if dtype == "object":
        return [list(ids) for ids in column]
    values: list[Any] = column.tolist()
    return values


def _iso(values: Any, unit: Literal["D", "us"], zone: str) -> list[str | None]:
    texts = np.datetime_as_string(values, unit=unit)
    return [None if text == "NaT" else f"{text}{zone}" for text in texts.tolist()]
