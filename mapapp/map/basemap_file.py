"""
The basemap's shape files: arcs and rings as variable-length integers.

Layout: the four bytes ``SMB1``, then unsigned LEB128 integers; signed ones are zigzag coded.
Grid bits; number of arcs; per arc its kind, its number of points and its points, the first
against the first point of the arc before, the others against the point before. Then, for the land
and for the lakes: number of rings, and per ring its number of arcs and their signed indices (~i is
arc i reversed), each against the index before. Less than half the size of the same numbers
in JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mapapp.map.basemap_topology import BasemapError

if TYPE_CHECKING:
    import numpy.typing as npt

MAGIC = b"SMB1"


@dataclass(frozen=True, slots=True)
class Shapes:
    """What one file holds: arcs of grid points with their kinds, and rings of arc indices."""

    grid_bits: int
    """The world is ``1 << grid_bits`` units wide and high."""
    kinds: list[int]
    arcs: list[npt.NDArray[np.int64]]
    land: list[list[int]]
    lakes: list[list[int]]


def encode(shapes: Shapes) -> bytes:
    """Return the shapes as the bytes of a file."""
    out = bytearray(MAGIC)
    _put(out, shapes.grid_bits)
    _put(out, len(shapes.arcs))
    origin = np.zeros(2, dtype=np.int64)
    for kind, arc in zip(shapes.kinds, shapes.arcs, strict=True):
        _put(out, kind)
        _put(out, len(arc))
        for value in np.diff(arc, axis=0, prepend=origin[None, :]).ravel().tolist():
            _put_signed(out, value)
        origin = arc[0]
    for rings in (shapes.land, shapes.lakes):
        _put(out, len(rings))
        last = 0
        for ring in rings:
            _put(out, len(ring))
            for index in ring:
                _put_signed(out, index - last)
                last = index
    return bytes(out)


def decode(content: bytes) -> Shapes:
    """
    Return the shapes in the bytes of a file.

    Raises
    ------
    BasemapError
        If the bytes are of another format, cut off, or longer than they say.
    """
    if not content.startswith(MAGIC):
        raise BasemapError(f"Not a basemap file: starts with {content[:4]!r}, expected {MAGIC!r}.")
    numbers = _Numbers(content, len(MAGIC))
    grid_bits = numbers.take()
    kinds: list[int] = []
    arcs: list[npt.NDArray[np.int64]] = []
    origin = np.zeros(2, dtype=np.int64)
    for _ in range(numbers.take()):
        kinds.append(numbers.take())
        length = numbers.take()
        steps = np.array([numbers.take_signed() for _ in range(2 * length)], dtype=np.int64)
        arcs.append(origin + np.cumsum(steps.reshape(length, 2), axis=0))
        origin = arcs[-1][0]
    land, lakes = _take_rings(numbers), _take_rings(numbers)
    if numbers.position != len(content):
        raise BasemapError(f"Basemap file is {len(content)} bytes, read {numbers.position}.")
    return Shapes(grid_bits, kinds, arcs, land, lakes)


class _Numbers:
    """The integers of a file, one after the other."""

    def __init__(self, content: bytes, position: int) -> None:
        self.content = content
        self.position = position

    def take(self) -> int:
        value = shift = 0
        while self.position < len(self.content):
            byte = self.content[self.position]
            self.position += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
        raise BasemapError(f"Basemap file is cut off after {self.position} bytes.")

    def take_signed(self) -> int:
        value = self.take()
        return value >> 1 ^ -(value & 1)


def _take_rings(numbers: _Numbers) -> list[list[int]]:
    rings: list[list[int]] = []
    last = 0
    for _ in range(numbers.take()):
        ring: list[int] = []
        for _ in range(numbers.take()):
            last += numbers.take_signed()
            ring.append(last)
        rings.append(ring)
    return rings


def _put(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _put_signed(out: bytearray, value: int) -> None:
    _put(out, value << 1 if value >= 0 else (-value << 1) - 1)
