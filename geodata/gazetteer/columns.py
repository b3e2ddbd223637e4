"""Tables on disk that are memory-mapped: opened at once, and shared by processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodata.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NUMPY_TYPES: dict[Any, Any] = {
    pa.int8(): np.int8,
    pa.int16(): np.int16,
    pa.int32(): np.int32,
    pa.int64(): np.int64,
    pa.float32(): np.float32,
}


def read_table(path: Path) -> pa.Table:
    """Return the table of an Arrow file; its columns stay in the file."""
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as an Arrow file."""
    with pa.ipc.new_file(str(path), table.schema) as file:
        file.write_table(table.combine_chunks())


def write_long_table(path: Path, schema: pa.Schema, pieces: Iterable[pa.RecordBatch]) -> None:
    """
    Write pieces of a table, one after the other, as an Arrow file that has them in one piece.

    Only one piece at a time is in memory. The columns are numbers, strings or dictionaries of
    strings, none of them with a null.

    Raises
    ------
    GazetteerError
        If a column has more distinct values than its type can number.
    """
    columns = [_LongColumn(path.with_name(f"{path.name}.{field.name}"), field) for field in schema]
    rows = 0
    for piece in pieces:
        rows += len(piece)
        for column, array in zip(columns, piece.columns, strict=True):
            column.append(array)
    batch = pa.RecordBatch.from_arrays([column.whole(rows) for column in columns], schema=schema)
    with pa.ipc.new_file(str(path), schema) as file:
        file.write_batch(batch)
    del batch
    for column in columns:
        column.remove()


def numbers(column: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    """Return a column of numbers as an array that shares the file's memory."""
    whole = _whole(column)
    # Not to_numpy: it imports pandas, which costs more than all else that opening takes.
    values = np.frombuffer(whole.buffers()[1], _NUMPY_TYPES[whole.type])
    return values[whole.offset : whole.offset + len(whole)]


def codes(column: pa.ChunkedArray) -> tuple[np.ndarray[Any, Any], list[Any]]:
    """Return a dictionary-encoded column as its codes, sharing memory, and its dictionary."""
    whole = _whole(column)
    return numbers(pa.chunked_array([whole.indices])), whole.dictionary.to_pylist()


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


class _LongColumn:
    """A column that grows on disk, in one file for its numbers and one for its text."""

    def __init__(self, path: Path, field: pa.Field) -> None:
        self._field = field
        self._text = pa.types.is_string(field.type)
        self._paths = [path, path.with_name(f"{path.name}.text")] if self._text else [path]
        self._words: dict[str, int] = {}
        self._end = 0
        for file in self._paths:
            file.write_bytes(b"")
        if self._text:
            path.write_bytes(np.zeros(1, np.int32).tobytes())

    def append(self, array: pa.Array) -> None:
        if self._text:
            values = [value.encode() for value in array.to_pylist()]
            ends = self._end + np.cumsum([len(value) for value in values], dtype=np.int64)
            self._end = int(ends[-1]) if len(ends) else self._end
            if self._end > np.iinfo(np.int32).max:
                raise GazetteerError(f"The column {self._field.name} has more than 2 GB of text.")
            self._write(self._paths[0], ends.astype(np.int32).tobytes())
            self._write(self._paths[1], b"".join(values))
        elif pa.types.is_dictionary(self._field.type):
            listed = array.dictionary.to_pylist()
            word_codes = [self._words.setdefault(word, len(self._words)) for word in listed]
            kind = _NUMPY_TYPES[self._field.type.index_type]
            if len(self._words) > np.iinfo(kind).max:
                raise GazetteerError(
                    f"The column {self._field.name} has {len(self._words):,} distinct values, "
                    f"expected at most {np.iinfo(kind).max:,}."
                )
            indices = numbers(pa.chunked_array([array.indices]))
            self._write(self._paths[0], np.array(word_codes, kind)[indices].tobytes())
        else:
            self._write(self._paths[0], numbers(pa.chunked_array([array])).tobytes())

    def whole(self, rows: int) -> pa.Array:
        buffers = [
            pa.py_buffer(b"") if not path.stat().st_size else _mapped(path) for path in self._paths
        ]
        kind = self._field.type
        if not pa.types.is_dictionary(kind):
            return pa.Array.from_buffers(kind, rows, [None, *buffers])
        indices = pa.Array.from_buffers(kind.index_type, rows, [None, *buffers])
        return pa.DictionaryArray.from_arrays(indices, pa.array([*self._words], kind.value_type))

    def remove(self) -> None:
        for path in self._paths:
            path.unlink()

    def _write(self, path: Path, content: bytes) -> None:
        with path.open("ab") as file:
            file.write(content)


def _mapped(path: Path) -> pa.Buffer:
    return pa.memory_map(str(path)).read_buffer()
