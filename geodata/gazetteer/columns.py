"""Tables on disk that are memory-mapped: opened at once, and shared by processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from pathlib import Path

_NUMPY_TYPES = {
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
