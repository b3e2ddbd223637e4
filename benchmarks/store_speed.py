"""
How fast the store answers and grows, beside a plain filter over one GeoParquet file.

    python -m benchmarks.store_speed [--claims 1000000] [--folder FOLDER]

Both hold the same made-up claims: 20,000 places of which few have most of the claims, three years,
400 sources, four statuses. Each is measured in a process of its own, one after the other. Prints a
table in Markdown: medians of several runs, in milliseconds by the clock and of processor time.
``resident`` is how much the process grew from before the store was opened, at its highest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

SUBJECTS = ("store", "geoparquet")
BOX = (-20.0, 0.0, 150.0, 60.0)
"""West, south, east and north: about a fifth of the claims."""


def main() -> None:
    """Fill a store and a file, and measure both; or measure the one that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the data are made or found again")
    parser.add_argument("--subject", choices=SUBJECTS, help="measure one, and print JSON")
    options = parser.parse_args()
    if options.subject:
        measure = {"store": _measure_store, "geoparquet": _measure_geoparquet}[options.subject]
        print(json.dumps(measure(options.folder, options.claims)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "claims.parquet").exists():
            fill(folder, options.claims)
        load = "/".join(f"{one:.1f}" for one in os.getloadavg())
        found = {subject: _run(subject, folder, options.claims) for subject in SUBJECTS}
    print(f"{options.claims:,} claims, {os.cpu_count()} cores, load {load} before the run.\n")
    print(
        "| what | store, ms | of processor | GeoParquet, ms | of processor | ratio of processor |"
    )
    print("|---|---|---|---|---|---|")
    for name, (clock, processor) in found["store"]["times"].items():
        other = found["geoparquet"]["times"].get(name)
        beside = (
            f"{other[0]:,.0f} | {other[1]:,.0f} | {processor / other[1]:.3f}" if other else "| |"
        )
        print(f"| {name} | {clock:,.1f} | {processor:,.1f} | {beside} |")
    sizes = (f"{name}: {found[name]['resident_mb']:.0f} MB" for name in SUBJECTS)
    print(f"\nResident growth, {', '.join(sizes)}.", found["store"]["notes"])


def fill(folder: Path, count: int) -> None:
    """Make the store and the file: tables filled, then what follows from them built once."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    from benchmarks.store_world import World
    from geodata.schema import CLAIM_COLUMNS, claims_frame
    from geodata.store._rebuild import rebuild
    from geodata.store._rows import claim_row
    from geodata.store._values import instant_number
    from geodata.store._work import Work
    from geodata.store.sqlite import SqliteStore
    from geodata.taxonomy import load_taxonomy

    rows = World().claims(count)
    parts = []
    with SqliteStore(folder / "map.db") as store, store._connections.borrow() as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        work = Work(connection, load_taxonomy(), 1)
        while part := list(islice(rows, 50_000)):
            parts.append(claims_frame(part))
            reports = {int(row["report_id"], 16) + 1: row for row in part}
            connection.executemany(
                "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, 'en', ?, NULL, 'day',"
                " NULL, NULL, NULL, NULL)",
                (
                    (
                        number,
                        row["report_id"],
                        row["report_id"],
                        row["title"],
                        row["source"],
                        row["url"],
                        instant_number(row["published"]),
                    )
                    for number, row in reports.items()
                ),
            )
            connection.executemany(
                "INSERT INTO readings VALUES (?, ?, ?, 'en', NULL, ?, NULL)",
                (
                    (number, number, row["reader_version"], instant_number(row["recorded_at"]))
                    for number, row in reports.items()
                ),
            )
            work.insert(
                {
                    **claim_row(row),
                    "reading_id": int(row["report_id"], 16) + 1,
                    "report_number": int(row["report_id"], 16) + 1,
                    "decided": False,
                    "superseded_at": None,
                }
                for row in part
            )
            work.touched.clear()
        # As many bands as that many different texts have.
        bands = np.sort(np.random.default_rng(1).integers(-(2**63), 2**63 - 1, count // 2 * 24))
        numbers = np.arange(len(bands)) % (count // 2) + 1
        connection.executemany(
            "INSERT OR IGNORE INTO story_bands VALUES (?, ?)",
            zip(map(int, bands), map(int, numbers), strict=True),
        )
        # As many as wait there when batches of 500 reports have come all along.
        for statement in (
            "INSERT INTO new_bands SELECT * FROM story_bands WHERE report_number <= 16000",
            "DELETE FROM story_bands WHERE report_number <= 16000",
        ):
            connection.execute(statement)
        rebuild(connection, load_taxonomy())
        connection.execute("UPDATE meta SET value = 1 WHERE key = 'revision'")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    claims = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True))
    claims[[*CLAIM_COLUMNS, "geometry"]].to_parquet(folder / "claims.parquet")


def _measure_store(folder: Path, count: int) -> dict[str, Any]:
    from benchmarks.store_world import DAYS, FIRST_DAY, VERSION, World
    from geodata.situations import situations
    from geodata.store import open_store
    from geodata.stories import fingerprint

    world = World(seed=count)
    batches = [world.readings(1000, day=DAYS + number) for number in range(7)]
    # A copy, so that every run appends to the same store.
    shutil.copyfile(folder / "map.db", folder / "measured.db")
    url = f"sqlite:///{folder / 'measured.db'}"
    before = _resident_mb()
    times = {"open": _timed(lambda _: open_store(url, read_only=True).close(), 9)}
    with open_store(url) as store:

        def week(number: int) -> gpd.GeoDataFrame:
            since = FIRST_DAY + dt.timedelta(days=100 + 97 * number)
            return store.query(since=since, until=since + dt.timedelta(days=6), bbox=BOX)

        def append(number: int) -> object:
            at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number)
            return store.add(batches[number], reader_version=VERSION, recorded_at=at)

        def search(word: str) -> gpd.GeoDataFrame:
            return store.query(text=word)

        times["one week in a box"] = _timed(week, 9)
        times["append 1,000 claims of 500 reports"] = _timed(append, 7)
        times["of this, fingerprints of the 500 texts"] = _timed(
            lambda number: [fingerprint(one.report.text) for one in batches[number]], 7
        )
        day = FIRST_DAY + dt.timedelta(days=500)
        times["interval rows of one day, from the file"] = _timed(
            lambda _: store.intervals(since=day, until=day), 3
        )
        rows = store.intervals(since=day, until=day)
        times["situations of the day, from those rows"] = _timed(
            lambda _: situations(rows, on=day), 9
        )
        resident = _peak_mb() - before
        times["a word that all have, 5,000 claims of"] = _timed(lambda _: search("PHONE"), 3)
        times["a word that none has"] = _timed(lambda _: search("nowhere"), 3)
        times["all interval rows, from the file"] = _timed(lambda _: store.intervals(), 1)
        everything = store.intervals()
        times["situations of the day, from all rows"] = _timed(
            lambda _: situations(everything, on=day), 9
        )
        notes = (
            f"The day has {len(rows):,} rows of {len(everything):,}, a week in the box "
            f"{len(week(0)):,} claims; with all interval rows in memory the process grew by "
            f"{_peak_mb() - before:.0f} MB."
        )
    return {"times": times, "resident_mb": resident, "notes": notes}


def _measure_geoparquet(folder: Path, count: int) -> dict[str, Any]:
    import geopandas as gpd
    import pandas as pd

    from benchmarks.store_world import DAYS, FIRST_DAY, World
    from geodata.schema import claims_frame
    from geodata.situations import intervals, situations
    from geodata.taxonomy import load_taxonomy

    path = folder / "claims.parquet"
    more = claims_frame(World(seed=count).claims(1000, first=DAYS, last=DAYS + 1))
    day = FIRST_DAY + dt.timedelta(days=500)
    before = _resident_mb()

    def week(number: int) -> gpd.GeoDataFrame:
        claims = gpd.read_parquet(path)
        since = pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=100 + 97 * number)
        found = claims[claims["date"].between(since, since + pd.Timedelta(days=6))]
        return found.cx[BOX[0] : BOX[2], BOX[1] : BOX[3]]

    def append(_: int) -> None:
        pd.concat([gpd.read_parquet(path), more]).to_parquet(folder / "appended.parquet")

    def situations_of_the_day(_: int) -> gpd.GeoDataFrame:
        # Parquet has no days in seconds.
        claims = gpd.read_parquet(path).astype({"date": "M8[s]", "date_end": "M8[s]"})
        return situations(intervals(claims, taxonomy=load_taxonomy()), on=day)

    times = {
        "one week in a box": _timed(week, 3),
        "append 1,000 claims of 500 reports": _timed(append, 1),
        "interval rows of one day, from the file": _timed(situations_of_the_day, 1),
    }
    return {"times": times, "resident_mb": _peak_mb() - before}


def _timed(work: Callable[[int], object], runs: int) -> tuple[float, float]:
    """Median of the runs in milliseconds: by the clock, and of processor time."""
    clock, processor = [], []
    for number in range(runs):
        began, used = time.perf_counter(), time.process_time()
        work(number)
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - used))
    return statistics.median(clock), statistics.median(processor)


def _run(subject: str, folder: Path, count: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.store_speed", "--subject", subject]
    command += ["--folder", str(folder), "--claims", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return dict(json.loads(done.stdout))


def _resident_mb() -> float:
    return _status_mb("VmRSS")


def _peak_mb() -> float:
    return _status_mb("VmHWM")


def _status_mb(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return float("nan")


if __name__ == "__main__":
    main()
