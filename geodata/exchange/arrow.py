"""Rows of a frame as Arrow batches, and claims back from such batches, within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from geodata.errors import ExchangeError
from geodata.exchange.files import LARGEST_BYTES
from geodata.exchange.points import points_of
from geodata.exchange.values import CHUNK, LONGEST_TEXT, contract
from geodata.schema import CLAIM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd
    import pandas as pd

GEOMETRY = "geometry"

TYPES = {
    "str": pa.string(),
    "datetime64[s]": pa.date32(),
    "datetime64[us, UTC]": pa.timestamp("us", tz="UTC"),
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "float64": pa.float64(),
    "object": pa.list_(pa.string()),
}
"""Arrow's type of each type of the frames' contracts."""


def schema_of(frame: gpd.GeoDataFrame) -> pa.Schema:
    """Columns of the frame's contract and ``geometry`` as well-known binary."""
    columns = contract(frame)[1]
    return pa.schema([*((name, TYPES[dtype]) for name, dtype in columns.items()), _GEOMETRY])


def batches(frame: gpd.GeoDataFrame) -> Iterator[pa.RecordBatch]:
    """Batches of the frame's rows with the schema of `schema_of`."""
    columns = contract(frame)[1]
    for start in range(0, len(frame), CHUNK):
        part = frame.iloc[start : start + CHUNK]
        arrays = [_array(part[name], dtype) for name, dtype in columns.items()]
        arrays.append(pa.array(part.geometry.to_wkb().tolist(), pa.binary()))
        yield pa.record_batch(arrays, schema=schema_of(frame))


def refuse_types(schema: pa.Schema, name: str) -> None:
    """Raise `ExchangeError` if a column that a claim needs has another type than we give it."""
    for column, dtype in CLAIM_COLUMNS.items():
        found = schema.field(column).type
        if pa.types.is_large_string(found):
            found = pa.string()
        if found != TYPES[dtype]:
            raise ExchangeError(
                f"{name}: {column} must be {TYPES[dtype]}, got {schema.field(column).type}."
            )
    if schema.field(GEOMETRY).type != pa.binary():
        raise ExchangeError(
            f"{name}: {GEOMETRY} must be binary, got {schema.field(GEOMETRY).type}."
        )


def columns_of(found: Iterable[pa.RecordBatch], *, name: str) -> Iterator[dict[str, list[Any]]]:
    """
    Values by column of batches that were read from a file.

    Raises
    ------
    ExchangeError
        If they hold more text than a file may: a few bytes can stand for very much of it.
    """
    rows, size = 0, 0
    for batch in found:
        batch.validate(full=True)
        for column, dtype in CLAIM_COLUMNS.items():
            if dtype == "str":
                size += _text_size(batch[column], column, name)
        if size > LARGEST_BYTES:
            raise ExchangeError(f"{name} holds more than {LARGEST_BYTES:,} bytes of text.")
        points = points_of(batch[GEOMETRY].to_pylist(), name=name, before=rows)
        values = {column: _values(batch[column]) for column in CLAIM_COLUMNS}
        rows += len(batch)
        yield {**values, **points}


_GEOMETRY = pa.field(GEOMETRY, pa.binary())


def _array(column: pd.Series[Any], dtype: str) -> pa.Array:
    if dtype == "object":
        return pa.array(column.map(list).tolist(), TYPES[dtype])
    array = pa.array(column, from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(TYPES[dtype])


def _text_size(column: pa.Array, name: str, file: str) -> int:
    """Bytes of a column's text, found without unfolding values that are stored once."""
    if isinstance(column, pa.DictionaryArray):
        lengths = pc.binary_length(column.dictionary)
        sizes = lengths.take(column.indices)
    else:
        lengths = sizes = pc.binary_length(column)
    if (pc.max(lengths).as_py() or 0) > 4 * LONGEST_TEXT:
        raise ExchangeError(f"{file}: {name} must be text of at most {LONGEST_TEXT:,} characters.")
    return int(pc.sum(sizes).as_py() or 0)


def _values(column: pa.Array) -> list[Any]:
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary_decode()
    elif pa.types.is_date(column.type):
        column = column.cast(pa.string())
    elif pa.types.is_timestamp(column.type):
        column = pc.replace_substring(column.cast(pa.string()), " ", "T")
    values: list[Any] = column.to_pylist()
    return values
