"""Land and sea by name: the reviewed features, and the seas and islands of Flinn and Engdahl."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geodata.gazetteer.build.features import Feature, code_of, listed_names, read_rows
from geodata.gazetteer.build.waters import add_lakes, add_rivers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.build.features import Features

NATURE_FILE = Path(__file__).parents[1] / "nature.toml"
SEISMIC_FOLDER = Path("wheels/obspy/geodetics/data")

SEISMIC_RANK = 5
"""Rank of the seismic regions, which have none of their own: well known, but not to all."""

_WATERS = frozenset({"sea", "strait", "gulf", "bay", "river", "lake", "canal", "falls"})
_WATER_WORDS = re.compile(r"\b(SEA|OCEAN|GULF|BAY|STRAIT|CHANNEL|SOUND|PASSAGE)\b")
_LAND_WORDS = re.compile(r"\b(ISLANDS?|PENINSULA|ARCHIPELAGO|ATOLL)\b")
_NOT_ONE_PLACE = re.compile(
    r"^([NSEW]\. |(OFF|NEAR|NORTH|SOUTH|EAST|WEST|NORTHERN|SOUTHERN|EASTERN|WESTERN|CENTRAL"
    r"|(NORTH|SOUTH)(EAST|WEST)(ERN)?)\b(?! (ISLAND|CHINA|SANDWICH|SHETLAND|GEORGIA|SIBERIAN SEA)))"
    r"|JUNCTION|RIDGE|RISE"
)
_MISSPELT = frozenset({"GULF OF TONGKING", "AZORES ISLANDS", "NEAR ISLANDS", "FIJI ISLANDS"})
"""Seismic regions whose names nobody else uses so, or read like common words."""

_QUADRANTS = (("ne", 1, 1), ("nw", 1, -1), ("se", -1, 1), ("sw", -1, -1))
_LATITUDES = 91


def add_nature(features: Features, sources: Path) -> None:
    """Add the reviewed features, then lakes, rivers and seismic regions; see their functions."""
    add_reviewed_nature(features)
    add_lakes(features)
    add_rivers(features, sources)
    add_seismic_regions(features, sources / SEISMIC_FOLDER)


def add_reviewed_nature(features: Features) -> None:
    """Add what ``nature.toml`` holds: rivers, mountains, islands, deserts, parks and the like."""
    for row in read_rows(NATURE_FILE, "feature"):
        water = row["class"] in _WATERS
        features.add(
            Feature(
                name=row["name"],
                kind="water" if water else "region",
                country=row.get("country", ""),
                lat=row["lat"],
                lon=row["lon"],
                rank=row["rank"],
                code=code_of(row["class"], row["name"]),
                names=list(listed_names(features, row)),
                radius_km=1000.0 if row["class"] == "river" else 300.0,
            )
        )


def add_seismic_regions(features: Features, folder: Path) -> None:
    """
    Add the seas, islands and peninsulas among the regions that seismologists name.

    Parameters
    ----------
    features
        The features that the pack has so far.
    folder
        Holds the files of the Flinn-Engdahl regionalisation (Young et al. 1996), as the
        package obspy carries them: ``Flinn-Engdahl.csv``, ``quadsidx.asc`` and the sectors.
    """
    names = dict(_seismic_names(folder))
    cells: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, lat, lon in _seismic_cells(folder):
        if number in names:
            cells[number].append((lat, lon))
    for number, points in sorted(cells.items()):
        north, east = _middle(points)
        title = re.sub(r"\bOf\b", "of", names[number].title().replace("'S", "'s"))
        if not features.stands_alone(title):
            continue
        water = bool(_WATER_WORDS.search(names[number]))
        features.add(
            Feature(
                name=title,
                kind="water" if water else "region",
                lat=north,
                lon=east,
                rank=SEISMIC_RANK,
                code=f"flinn-engdahl:{number}",
                names=[("", title)],
                radius_km=500.0,
            )
        )


def _seismic_names(folder: Path) -> Iterator[tuple[int, str]]:
    """Numbers and names of the regions that are one sea, island group or peninsula."""
    for line in (folder / "Flinn-Engdahl.csv").read_text(encoding="ascii").splitlines():
        number, divider, written = line.partition(";")
        if not divider or line.startswith("#"):
            continue
        name = re.sub(r" REG(ION|\.)?$", "", written.strip().split(",")[0].strip())
        named = _WATER_WORDS.search(name) or _LAND_WORDS.search(name)
        if named and not _NOT_ONE_PLACE.search(name) and name not in _MISSPELT:
            yield int(number), name


def _seismic_cells(folder: Path) -> Iterator[tuple[int, int, int]]:
    """
    Number of the region, latitude and longitude of each cell of one degree.

    The index says for each quadrant and latitude how many of the sector file's pairs belong to
    it; a pair is the longitude where a region begins, and its number.
    """
    counts = [int(word) for word in (folder / "quadsidx.asc").read_text(encoding="ascii").split()]
    for quadrant, (name, north, east) in enumerate(_QUADRANTS):
        words = (folder / f"{name}sect.asc").read_text(encoding="ascii").split()
        pairs = iter(zip(map(int, words[::2]), map(int, words[1::2]), strict=True))
        for lat, count in enumerate(counts[quadrant * _LATITUDES : (quadrant + 1) * _LATITUDES]):
            row = [next(pairs) for _ in range(count)]
            for (first, number), (end, _) in pairwise([*row, (180, 0)]):
                for lon in range(first, end):
                    yield number, north * lat, east * lon


def _middle(points: list[tuple[int, int]]) -> tuple[float, float]:
    """Centre of the cell that lies nearest to the middle of all cells, on the sphere."""
    phi, lam = np.radians(np.array(points, dtype=float)).T
    # On the sphere, since a mean of longitudes fails at the antimeridian.
    vectors = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
    nearest = int(np.argmax(vectors @ vectors.mean(axis=0)))
    north, east = points[nearest]
    return north + (0.5 if north >= 0 else -0.5), east + (0.5 if east >= 0 else -0.5)
