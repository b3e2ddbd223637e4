"""
How many places of labelled news the index knows by name, and how many at the right point.

Run it with the folder of the labelled corpora in SITUATION_MAP_CORPORA::

    SITUATION_MAP_CORPORA=corpora python -m benchmarks.gazetteer_presence [INDEX] [--missing 100]

The corpora are lgl.jsonl, trnews.jsonl and geowebnews.jsonl, one JSON object per line: ``text``,
``lang`` and ``toponyms`` with ``start``, ``end``, ``text``, ``lat``, ``lon`` and, where known,
``country``, the English name of the country. Only toponyms with coordinates count. A name is
present if the index has any place of it; a place is right if it lies within 161 km, a first-order
division within 500 km, and a country if it is the one named or the point lies in it.

Nothing is ever added to the index because a corpus lacks it: the figure is for whole classes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely

from geodata.gazetteer.index import Gazetteer, default_gazetteer, great_circle_km
from geodata.gazetteer.spelling import normalise
from geodata.toponyms.matching import match_span

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA = ("lgl", "trnews", "geowebnews")
PLACE_KM, DIVISION_KM = 161.0, 500.0


@dataclass
class Figures:
    """Counts for one corpus, or for several together."""

    toponyms: int = 0
    present: int = 0
    right: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        """Take in the counts of another corpus."""
        self.toponyms += other.toponyms
        self.present += other.present
        self.right += other.right
        self.missing += other.missing
        self.elsewhere += other.elsewhere


def main() -> int:
    """Print the table and the names; status 0 also where there are no corpora to read."""
    parser = argparse.ArgumentParser(description="Measure which gold names the index knows.")
    parser.add_argument("index", nargs="?", type=Path, help="folder of a built index")
    parser.add_argument("--missing", type=int, default=60, help="how many names to print")
    options = parser.parse_args()
    folder = os.environ.get("SITUATION_MAP_CORPORA", "")
    paths = [Path(folder) / f"{name}.jsonl" for name in CORPORA]
    if not folder or not all(path.is_file() for path in paths):
        print(
            "Skipped: SITUATION_MAP_CORPORA names no folder with "
            f"{', '.join(path.name for path in paths)}.",
            file=sys.stderr,
        )
        return 0
    index = Gazetteer(options.index) if options.index else default_gazetteer()
    pooled = Figures()
    print("| corpus | toponyms | name present | place among the candidates |")
    print("|---|---:|---:|---:|")
    for path in paths:
        figures = measure(index, path)
        _print_row(path.stem, figures)
        pooled.add(figures)
    _print_row("pooled", pooled)
    for title, names in (
        ("Names the index lacks", pooled.missing),
        ("Names it has elsewhere only", pooled.elsewhere),
    ):
        print(f"\n{title}: {len(names)}, {names.total()} times")
        print(", ".join(f"{name} ({n})" for name, n in names.most_common(options.missing)))
    return 0


def measure(index: Gazetteer, path: Path) -> Figures:
    """Figures for one corpus."""
    figures = Figures()
    for document, toponym in _gold(path):
        figures.toponyms += 1
        span = (toponym["start"], toponym["end"])
        match = match_span(document["text"], span, document["lang"], index)
        if not match:
            figures.missing[toponym["text"]] += 1
            continue
        figures.present += 1
        if any(is_right(index, entry.row, toponym) for entry in match.entries):
            figures.right += 1
        else:
            figures.elsewhere[toponym["text"]] += 1
    return figures


def is_right(index: Gazetteer, row: int, toponym: dict[str, Any]) -> bool:
    """Whether the place in a row is the one that a gold toponym means."""
    kind = index.kind(row)
    if kind == "country":
        named = country_code(index, toponym.get("country") or "")
        if named:
            return named == index.country(row)
        outline = index.area(index.place(row))
        # Longitude is the x of a point.
        point = shapely.Point(toponym["lon"], toponym["lat"])
        if outline is not None and outline.buffer(0).contains(point):
            return True
    distance = great_circle_km(index.lat[row], index.lon[row], toponym["lat"], toponym["lon"])
    return bool(distance <= (DIVISION_KM if kind == "admin-1" else PLACE_KM))


def country_code(index: Gazetteer, name: str) -> str:
    """ISO code of the country of an English name; empty if the index knows none."""
    entries = index.entries(normalise(name), "en") if name else []
    codes = [index.country(entry.row) for entry in entries if index.kind(entry.row) == "country"]
    return codes[0] if codes else ""


def _gold(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            for toponym in document["toponyms"]:
                if toponym["lat"] is not None:
                    yield document, toponym


def _print_row(name: str, figures: Figures) -> None:
    print(
        f"| {name} | {figures.toponyms:,} | {figures.present / figures.toponyms:.1%} "
        f"| {figures.right / figures.toponyms:.1%} |"
    )


if __name__ == "__main__":
    sys.exit(main())
