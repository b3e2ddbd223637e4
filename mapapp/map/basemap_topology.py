"""
Shapes of the world out of a TopoJSON file, on a square grid of the web mercator projection.

A TopoJSON file holds each stretch of coast or border once, as an *arc*; areas refer to arcs. So a
coast can be drawn without the borders, a border is one line and not two, and simplifying an arc
leaves no gap between neighbours.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

from geodata.errors import GeodataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Line = npt.NDArray[np.float64]
"""Points as rows; columns are longitude and latitude, or x and y on the grid."""

GRID_BITS = 18
GRID = 1 << GRID_BITS
"""The world is this many units wide and high; x grows eastward, y southward."""

COAST, BORDER, DISPUTED, SHORE = range(4)
"""Kinds of arc: edge of the land, border, border dashed as disputed, edge of a lake."""

MERGED = {"Baikonur": "Kazakhstan"}
"""Areas that the source outlines but that have no border: Baikonur is a leased town."""

_MAX_LAT = 86.0  # a little beyond the square's edge at 85.05


class BasemapError(GeodataError):
    """The basemap's sources, or the file of disputed stretches, are not what they should be."""


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs in degrees, and the areas and the land as rings of arcs; ~i is arc i reversed."""

    arcs: list[Line]
    areas: dict[str, list[list[list[int]]]]
    """Name to polygons; a polygon is an outer ring and its holes."""
    ids: dict[str, str]
    """Name to ISO 3166-1 numeric code; areas without one are missing."""
    land: list[list[int]]
    """The rings of all land; holes run against their outer ring."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of boundary that is drawn dashed, as the file of disputed stretches lists it."""

    sides: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    box: tuple[float, float, float, float] | None
    """West, south, east, north in degrees; None: the whole line of each pair."""
    source: str
    note: str


def read_topology(document: Mapping[str, Any]) -> Topology:
    """
    Decode a TopoJSON document that has the objects ``countries`` and ``land``.

    An arc that crosses the 180th meridian runs on beyond ±180 degrees instead of jumping.

    Raises
    ------
    BasemapError
        If the document is not such a topology.
    """
    try:
        scale, translate = document["transform"]["scale"], document["transform"]["translate"]
        arcs = [
            _unwrap(np.cumsum(np.array(arc, dtype=float), axis=0) * scale + translate)
            for arc in document["arcs"]
        ]
        countries = document["objects"]["countries"]["geometries"]
        areas: dict[str, list[list[list[int]]]] = defaultdict(list)
        for country in countries:
            areas[country["properties"]["name"]] += _polygons(country)
        ids = {c["properties"]["name"]: c["id"] for c in countries if c.get("id") is not None}
        land = [
            ring
            for geometry in document["objects"]["land"]["geometries"]
            for polygon in _polygons(geometry)
            for ring in polygon
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise BasemapError(f"Not a TopoJSON of countries and land: {error!r}.") from error
    return Topology(arcs, dict(areas), ids, land)


def read_disputed(path: Path) -> list[Stretch]:
    """Return the disputed stretches listed in a TOML file, in its order."""
    rows = tomllib.loads(path.read_text("utf-8"))["stretch"]
    return [
        Stretch(
            sides=tuple(row["sides"]),
            pairs=tuple((first, second) for first, second in row["pairs"]),
            box=tuple(row["box"]) if "box" in row else None,
            source=row["source"],
            note=row["note"],
        )
        for row in rows
    ]


def project(points: Line) -> Line:
    """Return degrees (lon, lat) as x and y on the grid; x runs on beyond the 180th meridian."""
    sine = np.sin(np.radians(np.clip(points[:, 1], -_MAX_LAT, _MAX_LAT)))
    x = (points[:, 0] + 180.0) / 360.0
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return np.column_stack([x, y]) * GRID


def ring_line(topology: Topology, ring: Sequence[int]) -> Line:
    """Return a ring's points in degrees, each arc shifted by whole turns to join the last one."""
    parts: list[Line] = []
    for index in ring:
        arc = topology.arcs[index] if index >= 0 else topology.arcs[~index][::-1]
        if parts:
            turns = round((parts[-1][-1, 0] - arc[0, 0]) / 360.0)
            arc = (arc + np.array([360.0 * turns, 0.0]))[1:]
        parts.append(arc)
    return np.concatenate(parts)


def borders(topology: Topology, stretches: Iterable[Stretch]) -> list[tuple[int, Line]]:
    """
    Return every line that two areas share, with its kind, in degrees.

    A line that a disputed stretch's box cuts comes back in pieces, dashed inside the box.

    Raises
    ------
    BasemapError
        If a stretch names an area that the source lacks, or marks no line at all.
    """
    rules: dict[frozenset[str], list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        for pair in stretch.pairs:
            unknown = [name for name in pair if name not in topology.areas]
            if unknown:
                raise BasemapError(f"Disputed stretch names the unknown area {unknown[0]!r}.")
            rules[frozenset(pair)].append(stretch)
    lines: list[tuple[int, Line]] = []
    unmet = set(rules)
    for index, sides in sorted(_sides(topology).items()):
        if len(sides) < 2:
            continue
        arc = topology.arcs[index]
        dashed = np.zeros(len(arc) - 1, dtype=bool)
        for names in [names for names in rules if names <= sides]:
            inside = np.any([_inside(arc, stretch.box) for stretch in rules[names]], axis=0)
            if inside.any():
                unmet.discard(names)
            dashed |= inside
        lines += _pieces(arc, dashed)
    if unmet:
        first, second = sorted(min(unmet, key=sorted))
        raise BasemapError(f"Disputed stretch between {first} and {second} marks no line.")
    return lines


def largest_rings(topology: Topology) -> dict[str, Line]:
    """Return the outer ring of each area's largest part, in degrees."""
    rings: dict[str, Line] = {}
    for name, polygons in topology.areas.items():
        candidates = [ring_line(topology, polygon[0]) for polygon in polygons]
        if candidates:
            rings[name] = max(candidates, key=lambda ring: ring_area(project(ring)))
    return rings


def ring_area(ring: Line) -> float:
    """Return the area that a ring of points encloses, in square units of its coordinates."""
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


def simplify(line: Line, tolerance: float) -> npt.NDArray[np.int64]:
    """
    Return a line with fewer points, rounded to whole units.

    No point removed is further than ``tolerance`` units from the line; the ends stay. A closed
    line keeps at least three corners as long as it has them.
    """
    closed = bool(np.array_equal(line[0], line[-1]))
    shape = shapely.LineString(line)
    reduced = line
    while tolerance > 0.1:
        reduced = shapely.get_coordinates(shape.simplify(tolerance, preserve_topology=False))
        if not closed or len(reduced) >= 4:
            break
        tolerance, reduced = tolerance / 2, line
    whole = np.rint(reduced).astype(np.int64)
    moved = np.append(True, np.any(np.diff(whole, axis=0) != 0, axis=1))
    return whole[moved] if moved.sum() > 1 else whole[[0, -1]]


def _unwrap(points: Line) -> Line:
    turns = np.cumsum(np.round(np.diff(points[:, 0], prepend=points[0, 0]) / 360.0))
    return np.column_stack([points[:, 0] - 360.0 * turns, points[:, 1]])


def _polygons(geometry: Mapping[str, Any]) -> list[list[list[int]]]:
    kind = geometry.get("type")
    if kind == "MultiPolygon":
        return [list(polygon) for polygon in geometry["arcs"]]
    return [list(geometry["arcs"])] if kind == "Polygon" else []


def _sides(topology: Topology) -> dict[int, frozenset[str]]:
    sides: dict[int, set[str]] = defaultdict(set)
    for name, polygons in topology.areas.items():
        for index in _arc_indices(polygons):
            sides[index].add(MERGED.get(name, name))
    return {index: frozenset(names) for index, names in sides.items()}


def _arc_indices(polygons: Iterable[Iterable[Iterable[int]]]) -> Iterator[int]:
    for polygon in polygons:
        for ring in polygon:
            for index in ring:
                yield index if index >= 0 else ~index


def _inside(arc: Line, box: tuple[float, float, float, float] | None) -> npt.NDArray[np.bool_]:
    """Return for each segment whether its middle lies in the box."""
    middles = (arc[1:] + arc[:-1]) / 2
    if box is None:
        return np.ones(len(middles), dtype=bool)
    west, south, east, north = box
    lon, lat = (middles[:, 0] + 180.0) % 360.0 - 180.0, middles[:, 1]
    return np.asarray((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))


def _pieces(arc: Line, dashed: npt.NDArray[np.bool_]) -> list[tuple[int, Line]]:
    cuts = [0, *(np.flatnonzero(np.diff(dashed)) + 1).tolist(), len(dashed)]
    return [
        (DISPUTED if dashed[start] else BORDER, arc[start : stop + 1])
        for start, stop in pairwise(cuts)
    ]
