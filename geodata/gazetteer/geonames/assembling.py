"""From what the stages of an import left in the work folder to the files of an index."""

from __future__ import annotations

import shutil
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from geodata.gazetteer.columns import read_table, write_long_table
from geodata.gazetteer.geonames.work import PARTS, grouped
from geodata.gazetteer.names import write_columns
from geodata.gazetteer.pack import FORMER_SCHEMA, PLACES_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.gazetteer.geonames.reading import Bar
    from geodata.gazetteer.geonames.work import Work

ROWS_A_TABLE = 400_000
"""Rows of names that a table of names has about, and that are in memory at once."""

ATTRIBUTION = (
    "Places and names: GeoNames (https://www.geonames.org/), Creative Commons Attribution 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/)."
)
_NOTICE = f"""\
{ATTRIBUTION}
    Taken: places with coordinates, population, feature codes and names.
    Changed: selected, merged with the place index that Situation Map ships, indexed.

The place index of Situation Map is contained in this one; its sources and their licences stand
in the file NOTICE of Situation Map.
"""


def assemble(work: Work, base: Path, stages: Sequence[str], *, rows: int, bar: Bar) -> Path:
    """
    Write the files of the index into the work folder and return their folder.

    Parameters
    ----------
    work
        Holds the chunks.
    base
        Folder of the shipped index, whose places come first.
    stages
        Those that have names, in the order of the reading.
    rows
        Rows of names in all of them.
    bar
        Is told of the tables of names written.
    """
    folder = work.folder / "index"
    folder.mkdir(exist_ok=True)
    tables = number_of_tables(rows)
    written = work.recall("tables") or 0
    bar.update(written)
    for table in range(written, tables):
        parts = range(table, PARTS, tables)
        batches = [
            batch
            for part in parts
            for stage in stages
            for batch in work.batches(stage, "names", part)
        ]
        write_columns(folder, f"names-{table:02}", grouped(batches))
        work.remember("tables", table + 1)
        bar.update(1)
    shipped = read_table(base / "places.arrow").to_batches()
    write_long_table(
        folder / "places.arrow", PLACES_SCHEMA, chain(shipped, work.batches("places", "places"))
    )
    for name in ("areas.parquet", "disputes.parquet"):
        shutil.copyfile(base / name, folder / name)
    with pq.ParquetWriter(folder / "former.parquet", FORMER_SCHEMA, compression="zstd") as file:
        file.write_table(pq.read_table(base / "former.parquet"))
        for stage in stages:
            for batch in work.batches(stage, "former"):
                if len(batch):
                    file.write_batch(batch)
    (folder / "NOTICE").write_text(_NOTICE, encoding="utf-8")
    return folder


def number_of_tables(rows: int) -> int:
    """Return over how many tables so many rows of names are spread: a power of two."""
    tables = 1
    while tables < PARTS and rows > tables * ROWS_A_TABLE:
        tables *= 2
    return tables
