"""Values as SQLite keeps them, and back: days and instants as numbers, odd text as bytes."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata.models import Place
from geodata.schema import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FIRST_DAY = date(1970, 1, 1)
_FIRST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NOT_A_TIME = np.iinfo(np.int64).min


def day_number(day: date | None) -> int | None:
    """Days since 1970; None for None."""
    return None if day is None else (day - _FIRST_DAY).days


def day_of(number: int | None) -> date | None:
    """The day with this number; None for None."""
    return None if number is None else _FIRST_DAY + timedelta(days=number)


def instant_number(instant: datetime | None) -> int | None:
    """Microseconds since 1970; what has no time zone is taken as UTC; None for None."""
    if instant is None:
        return None
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return (aware - _FIRST_INSTANT) // _MICROSECOND


def instant_of(number: int | None) -> datetime | None:
    """The instant with this number, in UTC; None for None."""
    return None if number is None else _FIRST_INSTANT + number * _MICROSECOND


def stored_text(text: str) -> str | bytes:
    """The text, or its bytes if it is not valid Unicode."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def stored_texts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their texts as `stored_text` gives them."""
    try:
        "".join([value for row in rows for value in row.values() if type(value) is str]).encode()
    except UnicodeEncodeError:
        return [
            {
                name: stored_text(value) if isinstance(value, str) else value
                for name, value in row.items()
            }
            for row in rows
        ]
    return rows


def text_of(value: Any) -> Any:
    """The text that `stored_text` made bytes of; anything else as it is."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def stored_place(place: Place | None) -> str | None:
    """The place as JSON, which holds any text; None for None."""
    if place is None:
        return None
    return json.dumps({name: getattr(place, name) for name in Place.__slots__})


def place_of(text: str | None) -> Place | None:
    """The place that `stored_place` made JSON of."""
    return None if text is None else Place(**json.loads(text))


def key_of(*parts: str) -> int:
    """Hash of the parts as a number that SQLite holds."""
    joined = "\0".join(map(printable, parts)).encode()
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big", signed=True)


def column_of(values: Sequence[Any], dtype: str) -> Any:
    """Array of the type from the values of a column."""
    if dtype == "str":
        if bytes in set(map(type, values)):
            values = [printable(text_of(value)) for value in values]
        return pd.array(values, dtype="str")
    if dtype == "datetime64[s]":
        return numbers_of(values).view("datetime64[D]").astype("datetime64[s]")
    if dtype == "datetime64[us, UTC]":
        instants = pd.Series(numbers_of(values).view("datetime64[us]"))
        return instants.dt.tz_localize("UTC").array
    return np.array(values, dtype=dtype)


def frame_of(rows: Sequence[tuple[Any, ...]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Frame of rows with the columns and types."""
    values = transposed(rows, len(columns))
    return pd.DataFrame(
        {
            name: column_of(of_name, dtype)
            for (name, dtype), of_name in zip(columns.items(), values, strict=True)
        }
    )


def transposed(rows: Sequence[tuple[Any, ...]], width: int) -> list[tuple[Any, ...]]:
    """The columns of the rows; as many as said even if there are no rows."""
    return list(zip(*rows, strict=True)) or [()] * width


def day_numbers_of(days: pd.Series[Any]) -> list[int | None]:
    """Days since 1970; None for NaT."""
    numbers = days.to_numpy(dtype="datetime64[D]").astype(np.int64).tolist()
    return [None if day == _NOT_A_TIME else day for day in numbers]


def numbers_of(values: Sequence[int | None]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Numbers of days or instants as an array; None as that of NaT, which is before all others."""
    return np.array([_NOT_A_TIME if value is None else value for value in values], dtype=np.int64)
