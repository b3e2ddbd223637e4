"""Points in well-known binary, read byte by byte: nothing else that it may hold is understood."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from geodata.errors import ExchangeError
from geodata.exchange.values import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_POINT = 1
_WKB = {0: struct.Struct(">Idd"), 1: struct.Struct("<Idd")}
_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EPSG_4326 = 4326


def points_of(values: Iterable[Any], *, name: str, before: int) -> dict[str, list[float]]:
    """
    Columns ``lat`` and ``lon`` of Points in well-known binary.

    Parameters
    ----------
    values
        One ``bytes`` for each row.
    name, before
        The file, and how many of its claims came before, for messages.

    Raises
    ------
    ExchangeError
        If a value is anything but a Point of two coordinates.
    """
    points: dict[str, list[float]] = {"lat": [], "lon": []}
    for number, value in enumerate(values, start=before + 1):
        found = _point(value)
        if found is None:
            raise ExchangeError(
                f"{name}, claim {number}: geometry must be a Point, got {shown(value)}."
            )
        # Binary geometry has longitude first.
        points["lon"].append(found[0])
        points["lat"].append(found[1])
    return points


def without_header(value: Any) -> Any:
    """Well-known binary of a GeoPackage's geometry; None if it is no such in EPSG:4326."""
    if type(value) is not bytes or len(value) < 8 or value[:3] != b"GP\0":
        return None
    flags = value[3]
    order = "<" if flags & 1 else ">"
    envelope = _ENVELOPE_BYTES.get(flags >> 1 & 7)
    [srs] = struct.unpack(f"{order}i", value[4:8])
    # The higher bits say that it is empty or of an extended type.
    if envelope is None or flags >> 4 or srs != _EPSG_4326:
        return None
    return value[8 + envelope :]


def _point(value: Any) -> tuple[float, float] | None:
    if type(value) is not bytes or len(value) != 21 or value[0] not in _WKB:
        return None
    kind, x, y = _WKB[value[0]].unpack(value[1:])
    return (x, y) if kind == _POINT else None
