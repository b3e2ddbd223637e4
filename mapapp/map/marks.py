"""Situations as the numbers that the browser draws: no name and no words of a report."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from mapapp.palette import MARKS, status_index

if TYPE_CHECKING:
    import geopandas as gpd

STALE, DISPUTED, HEDGED, AREA = 1, 2, 4, 8
"""Bits of a mark's flags; static/marks.js reads them by the same numbers."""

AREA_KINDS = frozenset({"country", "region", "water", "admin-1", "admin-2"})
"""Kinds of place that are areas and are drawn as such."""

_CODE_BYTES = 6  # 48 bits: JavaScript's numbers are exact up to 53


@dataclass(frozen=True, slots=True)
class Shown:
    """What goes to the browser; every field is a number or packed numbers."""

    packed: str
    """Base64 of the columns one after the other, little-endian, row by row within each:
    place code (float64), lat and lon (float32), status index and flags (uint8)."""
    rows: int
    counts: list[int]
    """Rows per status, in the order of the palette."""
    home: list[list[float]] | None
    """South-west and north-east corner of the first view, each as (lat, lon); None: the world."""
    selected: int
    """Code of the selected place; -1 for none."""


def place_code(place_id: str) -> int:
    """Number that stands for a place in the browser: the same for ever, and without words."""
    return int.from_bytes(blake2b(place_id.encode(), digest_size=_CODE_BYTES).digest(), "big")


def shown_marks(
    situations: gpd.GeoDataFrame, *, home: gpd.GeoDataFrame | None = None, place_id: str = ""
) -> Shown:
    """
    Pack situations for the browser.

    Parameters
    ----------
    situations
        One row per place and aspect, columns as in `SITUATION_COLUMNS`, EPSG:4326.
    home
        The situations that the first view is to enclose; None for those shown.
    place_id
        The selected place; empty for none.
    """
    status = np.array([status_index(name) for name in situations["status"]], dtype="<u1")
    codes = {place_id: place_code(place_id) for place_id in situations["place_id"].unique()}
    flags = (
        situations["stale"].to_numpy(bool) * STALE
        + situations["disputed"].to_numpy(bool) * DISPUTED
        + situations["hedged"].to_numpy(bool) * HEDGED
        + situations["kind"].isin(AREA_KINDS).to_numpy(bool) * AREA
    )
    columns = (
        situations["place_id"].map(codes).to_numpy("<f8"),
        situations.geometry.y.to_numpy("<f4"),
        situations.geometry.x.to_numpy("<f4"),
        status,
        flags.astype("<u1"),
    )
    return Shown(
        packed=base64.b64encode(b"".join(column.tobytes() for column in columns)).decode(),
        rows=len(situations),
        counts=np.bincount(status, minlength=len(MARKS)).tolist(),
        home=_corners(situations if home is None else home),
        selected=place_code(place_id) if place_id else -1,
    )


def _corners(situations: gpd.GeoDataFrame) -> list[list[float]] | None:
    if situations.empty:
        return None
    west, south, east, north = (float(bound) for bound in situations.total_bounds)
    # Leaflet wants (lat, lon).
    return [[south, west], [north, east]]
