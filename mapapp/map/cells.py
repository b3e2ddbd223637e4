"""
Situations as the numbers that the browser draws: no name and no words of a report.

Where marks would touch, the server counts them: those of one cell, a few pixels wide, become one
row for each look. What goes out is a header in JSON, its length before it, and the columns one
after the other; static/cells.js reads it.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mapapp.palette import MARKS

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from mapapp.map.interval_columns import Held, IntervalColumns

STALE, DISPUTED, HEDGED, AREA = 1, 2, 4, 8
"""Bits of a row's flags; static/marks.js reads them by the same numbers."""

COLUMNS = (
    ("code", "<f8"),
    ("x", "<f4"),
    ("y", "<f4"),
    ("count", "<u4"),
    ("status", "u1"),
    ("flags", "u1"),
)
"""Name and type of each column; ``code`` is that of the place, `SEVERAL` where they are more."""

SEVERAL = -1.0

CELL_SIZE = 10
"""Side of a cell in CSS pixels."""

TILE_SIZE = 256
"""Side of a tile in CSS pixels, as everywhere in web maps."""

FINEST = 10
"""The map's last zoom: there no mark is counted together with another."""

_ALIGNMENT = 8


@dataclass(frozen=True, slots=True)
class Block:
    """Tiles of one zoom, from the west to the east and from the north to the south, both included.

    ``west`` and ``east`` may lie outside the world, which repeats itself there.
    """

    zoom: int
    west: int
    north: int
    east: int
    south: int


def pack_cells(columns: IntervalColumns, shown: Held, block: Block) -> bytes:
    """
    Pack what is shown in a block of tiles, marks that would touch counted together.

    Countries and other areas stay single rows, because the browser draws each as itself. The
    header's counts speak of the whole world.
    """
    inside = _inside(columns, shown, block)
    flags = _flags(columns, shown)
    single = columns.area[shown.rows] | (block.zoom >= FINEST)
    alone = np.flatnonzero(inside & single)
    together = np.flatnonzero(inside & ~single)
    parts = [_singles(columns, shown, flags, alone)]
    parts.append(_cells(columns, shown, flags, together, block.zoom))
    table = {name: np.concatenate([part[name] for part in parts]) for name, _ in COLUMNS}
    return _packed(table, _header(columns, shown))


def pack_all(columns: IntervalColumns, shown: Held) -> bytes:
    """Pack all that is shown, each situation a row of its own."""
    everything = np.arange(len(shown.rows))
    table = _singles(columns, shown, _flags(columns, shown), everything)
    return _packed(table, _header(columns, shown))


def _inside(columns: IntervalColumns, shown: Held, block: Block) -> NDArray[np.bool_]:
    tiles = 1 << block.zoom
    x, y = columns.x[shown.rows] * tiles, columns.y[shown.rows] * tiles
    width = block.east - block.west + 1
    rows = (y >= block.north) & (y < block.south + 1)
    return np.asarray(rows & ((x - block.west) % tiles < width), dtype=bool)


def _flags(columns: IntervalColumns, shown: Held) -> NDArray[np.uint8]:
    flags = (
        shown.stale * STALE
        + shown.disputed * DISPUTED
        + columns.hedged[shown.rows] * HEDGED
        + columns.area[shown.rows] * AREA
    )
    return np.asarray(flags, dtype=np.uint8)


def _singles(
    columns: IntervalColumns, shown: Held, flags: NDArray[np.uint8], chosen: NDArray[np.int64]
) -> dict[str, NDArray[Any]]:
    rows = shown.rows[chosen]
    return {
        "code": columns.codes[columns.place[rows]],
        "x": columns.x[rows],
        "y": columns.y[rows],
        "count": np.ones(len(rows), dtype=np.uint32),
        "status": columns.status[rows],
        "flags": flags[chosen],
    }


def _cells(
    columns: IntervalColumns,
    shown: Held,
    flags: NDArray[np.uint8],
    chosen: NDArray[np.int64],
    zoom: int,
) -> dict[str, NDArray[Any]]:
    """One row for each cell and look; all rows of a cell lie in the middle of its places."""
    rows = shown.rows[chosen]
    across = TILE_SIZE * (1 << zoom) // CELL_SIZE + 1
    x, y = columns.x[rows], columns.y[rows]
    size = np.float32(TILE_SIZE * (1 << zoom) / CELL_SIZE)
    cell = (y * size).astype(np.int64) * across + (x * size).astype(np.int64)
    cells, cell = np.unique(cell, return_inverse=True)
    amount = np.bincount(cell, minlength=len(cells))
    middle_x = np.bincount(cell, weights=x, minlength=len(cells)) / np.maximum(amount, 1)
    middle_y = np.bincount(cell, weights=y, minlength=len(cells)) / np.maximum(amount, 1)
    code = _common_place(columns, columns.place[rows], cell, len(cells))
    look = columns.status[rows].astype(np.int64) << 8 | flags[chosen]
    looks, count = np.unique(cell << 16 | look, return_counts=True)
    of_cell = looks >> 16
    return {
        "code": code[of_cell],
        "x": middle_x[of_cell],
        "y": middle_y[of_cell],
        "count": count,
        "status": looks >> 8 & 0xFF,
        "flags": looks & 0xFF,
    }


def _common_place(
    columns: IntervalColumns, place: NDArray[np.int32], cell: NDArray[np.intp], cells: int
) -> NDArray[np.float64]:
    """Code of the one place of each cell; `SEVERAL` for a cell that has more."""
    first = np.full(cells, len(columns.place_ids))
    last = np.full(cells, -1)
    np.minimum.at(first, cell, place)
    np.maximum.at(last, cell, place)
    code = np.full(cells, SEVERAL)
    one = first == last
    code[one] = columns.codes[first[one]]
    return code


def _header(columns: IntervalColumns, shown: Held) -> dict[str, Any]:
    status = columns.status[shown.rows]
    return {
        "counts": np.bincount(status, minlength=len(MARKS)).tolist(),
        "stale": int(shown.stale.sum()),
        "disputed": int(shown.disputed.sum()),
        "areas": int(columns.area[shown.rows].sum()),
    }


def _packed(table: dict[str, NDArray[Any]], header: dict[str, Any]) -> bytes:
    text = json.dumps({"rows": len(table["code"]), **header}).encode()
    # Spaces up to a multiple of eight: the browser reads numbers only at such positions.
    text += b" " * (-(len(text) + 4) % _ALIGNMENT)
    columns = [np.asarray(table[name]).astype(kind).tobytes() for name, kind in COLUMNS]
    return b"".join([struct.pack("<I", len(text)), text, *columns])
