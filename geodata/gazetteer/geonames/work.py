"""
The work folder of an import: what is done so far, in pieces that a dead process leaves whole.

Each stage reads a file in chunks. A chunk is a few Arrow files and, written last, a JSON file
with the stage's state; without this last file the others do not count, and are written again.
The names of a chunk are parted by the table of names that they will stand in, so that each table
can be made with only its own names in memory.
"""

from __future__ import annotations

import json
import os
import sqlite3
from array import array
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geodata.errors import GazetteerError
from geodata.gazetteer.columns import numbers
from geodata.gazetteer.names import NameColumns
from geodata.gazetteer.pack import FORMER_SCHEMA, place_batch, shard_of, spellings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.gazetteer.names import Form
    from geodata.gazetteer.pack import PlaceRow

PARTS = 64
"""Into how many parts the names of a chunk are divided; tables of names are one or more parts."""

_NAMES_SCHEMA = pa.schema(
    {"key": pa.string(), "place": pa.int32(), "form": pa.int8(), "languages": pa.int64()}
)
_IDS_SCHEMA = pa.schema({"geonameid": pa.int32(), "place": pa.int32()})
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")


@dataclass(slots=True)
class State:
    """How far a stage has come; chunks tell it for all of the stage up to their end."""

    chunks: int = 0
    offset: int = 0
    """Bytes read of the source."""
    lines: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    first_bad: str = ""
    """What was wrong with the first bad line, and its number."""
    places: int = 0
    """Places added."""
    names: int = 0
    """Rows of names written."""

    def count(self, what: str) -> None:
        """Count a line."""
        self.counts[what] = self.counts.get(what, 0) + 1


class Chunk:
    """What is read until the next point of return."""

    def __init__(self) -> None:
        self.places: list[PlaceRow] = []
        self.former: list[dict[str, Any]] = []
        self._ids: tuple[array[int], array[int]] = (array("i"), array("i"))
        self._keys: list[str] = []
        self._rows: tuple[array[int], array[int], array[int]] = (array("i"), array("b"), array("q"))

    def name(self, place: int, text: str, form: Form, *, language: str = "") -> bool:
        """Give a place a name; False if it has too few letters to be one."""
        before = len(self._keys)
        for key, spelt, mask in spellings(text, form, language=language):
            self._keys.append(key)
            for column, value in zip(self._rows, (place, spelt, mask), strict=True):
                column.append(value)
        return len(self._keys) > before

    def identify(self, geonameid: int, place: int) -> None:
        """Say which place a geonameid stands for."""
        self._ids[0].append(geonameid)
        self._ids[1].append(place)

    def __len__(self) -> int:
        return len(self._keys)

    def columns(self) -> NameColumns:
        """Names so far, one row for each."""
        places, forms, masks = (np.array(column) for column in self._rows)
        last = np.arange(1, len(self._keys) + 1)
        return NameColumns(self._keys, last, places, forms, masks)

    def tables(self) -> dict[str, list[pa.RecordBatch]]:
        """What goes into files, by their names."""
        ids = [pa.array(np.array(column, np.int32)) for column in self._ids]
        return {
            "names": parted(self.columns()),
            "places": [place_batch(self.places)],
            "ids": [pa.RecordBatch.from_arrays(ids, schema=_IDS_SCHEMA)],
            "former": [pa.RecordBatch.from_pylist(self.former, schema=FORMER_SCHEMA)],
        }


class Work:
    """The folder, while this process alone uses it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def recall(self, name: str) -> Any:
        """Return what was remembered under a name, or None."""
        path = self.folder / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def remember(self, name: str, value: Any) -> None:
        """Keep a value for this and later processes."""
        path = self.folder / f"{name}.new"
        with path.open("w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        path.replace(self.folder / f"{name}.json")

    def state(self, stage: str) -> State:
        """Return how far a stage has come."""
        found = self.recall(stage)
        return State(**found) if found else State()

    def commit(self, stage: str, state: State, tables: dict[str, list[pa.RecordBatch]]) -> None:
        """Keep a chunk; after this the stage goes on from here, whatever happens."""
        for name, batches in tables.items():
            path = self._path(stage, state.chunks, name)
            with path.open("wb") as file:
                with pa.ipc.new_file(file, batches[0].schema, options=_COMPRESSED) as written:
                    for batch in batches:
                        written.write_batch(batch)
                file.flush()
                os.fsync(file.fileno())
        state.chunks += 1
        self.remember(stage, asdict(state))

    def batches(self, stage: str, name: str, part: int = 0) -> Iterator[pa.RecordBatch]:
        """Yield one batch of each chunk of a stage, in order."""
        for chunk in range(self.state(stage).chunks):
            with pa.OSFile(str(self._path(stage, chunk, name))) as file:
                yield pa.ipc.open_file(file).get_batch(part)

    def _path(self, stage: str, chunk: int, name: str) -> Path:
        return self.folder / f"{stage}-{chunk:05}.{name}.arrow"


def parted(columns: NameColumns) -> list[pa.RecordBatch]:
    """Rows of names in `PARTS` batches: each spelling in the one that `shard_of` says."""
    parts = np.fromiter((_part_of(key[:2]) for key in columns.keys), np.int8, len(columns.keys))
    counts = np.diff(columns.last, prepend=0)
    row_parts = np.repeat(parts, counts)
    keys = pa.array(columns.keys, pa.string())
    key_numbers = np.repeat(np.arange(len(parts)), counts)
    order = np.argsort(row_parts, kind="stable")
    ends = np.searchsorted(row_parts[order], np.arange(PARTS + 1))
    batches = []
    for part in range(PARTS):
        rows = order[ends[part] : ends[part + 1]]
        arrays = [
            keys.take(pa.array(key_numbers[rows])),
            pa.array(columns.places[rows], pa.int32()),
            pa.array(columns.forms[rows], pa.int8()),
            pa.array(columns.masks[rows], pa.int64()),
        ]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=_NAMES_SCHEMA))
    return batches


def grouped(batches: list[pa.RecordBatch]) -> NameColumns:
    """
    Return rows of names with each spelling and place once.

    What different rows say of one spelling and place is one fact: the best form, all languages.
    """
    table = pa.Table.from_batches(batches, schema=_NAMES_SCHEMA)
    encoded = table["key"].combine_chunks().dictionary_encode()
    keys = numbers(pa.chunked_array([encoded.indices]))
    places, forms, masks = (numbers(table[name]) for name in ("place", "form", "languages"))
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])
    starts = np.flatnonzero(first)
    listed = encoded.dictionary.to_pylist()
    last = np.searchsorted(keys[starts], np.arange(len(listed)), side="right")
    return NameColumns(
        listed,
        last.astype(np.int32),
        places[starts],
        np.maximum.reduceat(forms[order], starts) if len(starts) else forms,
        np.bitwise_or.reduceat(masks[order], starts) if len(starts) else masks,
    )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """
    Keep other processes out; the lock ends with the process, however that ends.

    Raises
    ------
    GazetteerError
        If another process has the lock.
    """
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise GazetteerError(f"{path} cannot be written: {error}.") from error
            raise GazetteerError(
                f"Another import is at work, it holds {path}. Wait until it has ended."
            ) from error
        yield
    finally:
        connection.close()


@lru_cache(2**16)
def _part_of(beginning: str) -> int:
    return shard_of(beginning, PARTS)
