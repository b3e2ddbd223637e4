"""What the browser reads of packed situations."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np

from mapapp.map.cells import COLUMNS


def unpacked(packed: bytes) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Header and columns, read as static/cells.js reads them."""
    (length,) = struct.unpack_from("<I", packed)
    header = json.loads(packed[4 : 4 + length])
    at, columns = 4 + length, {}
    for name, kind in COLUMNS:
        column = np.frombuffer(packed, kind, header["rows"], at)
        # JavaScript refuses numbers that do not begin at a multiple of their size.
        assert at % column.itemsize == 0
        columns[name] = column.tolist()
        at += column.nbytes
    assert at == len(packed)
    return header, columns
