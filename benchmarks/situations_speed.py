"""
How fast the situations of one day are found among many intervals, beside a plain pandas way.

    python -m benchmarks.situations_speed [--places 20000] [--spans 15]

Both answer the same question in the same process on the same frame, one after the other in turns;
the plain way filters by a mask and works out age and dispute row by row. Prints a table in
Markdown: milliseconds of processor time on one core, the middle of the rounds and the best of them.
"""

from __future__ import annotations

import argparse
import statistics
import time
from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.schema import CRS, INTERVAL_COLUMNS, validate
from geodata.situations import situations, situations_between

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_DAY = date(2022, 1, 1)
DAYS = 3 * 365
STATUSES = (("unrest", 7), ("calm", 14))


def main() -> None:
    """Make the intervals and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--places", type=int, default=20_000)
    parser.add_argument("--spans", type=int, default=15, help="of each place")
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    intervals = make_intervals(chosen.places, chosen.spans)
    middle = FIRST_DAY + timedelta(days=DAYS // 2)
    last = FIRST_DAY + timedelta(days=DAYS)
    questions: dict[str, tuple[Callable[[], gpd.GeoDataFrame], ...]] = {
        f"{middle}, amid the claims": (
            lambda: situations(intervals, on=middle),
            lambda: plain(intervals, middle),
        ),
        f"{last}, the newest day": (
            lambda: situations(intervals, on=last),
            lambda: plain(intervals, last),
        ),
        f"{middle} and the month after": (
            lambda: situations_between(intervals, since=middle, until=middle + timedelta(days=30)),
        ),
    }
    print(f"{len(intervals):,} intervals of {chosen.places:,} places\n")
    print("| question | rows | ours, ms: median | best | plain pandas, ms: median | ratio |")
    print("|---|---|---|---|---|---|")
    for name, ways in questions.items():
        rows = len(ways[0]())
        times = _measure(ways, chosen.rounds)
        ours, *others = [statistics.median(of_way) for of_way in times]
        beside = f"{others[0]:.1f} | {others[0] / ours:.1f}" if others else "– | –"
        print(f"| {name} | {rows:,} | {ours:.1f} | {min(times[0]):.1f} | {beside} |")


def make_intervals(places: int, spans: int) -> gpd.GeoDataFrame:
    """Alternating spans of unrest and calm, each with one to six claims, all over the world."""
    rng = np.random.default_rng(1)
    opened = np.sort(rng.integers(0, DAYS, (places, spans)), axis=1)
    opened += np.arange(spans)  # no two on one day
    following = np.append(opened[:, 1:], np.full((places, 1), DAYS + spans + 9), axis=1)
    start, length = opened.ravel(), (following - opened).ravel()
    count = np.minimum(rng.integers(1, 7, len(start)), length)
    claim_days = [
        tuple(
            FIRST_DAY + timedelta(days=int(first + step * (days // number)))
            for step in range(number)
        )
        for first, days, number in zip(start, length, count, strict=True)
    ]
    disputed = rng.random(len(start)) < 0.1
    stale = np.array([days for _, days in STATUSES])
    last_day = np.array([days[-1] for days in claim_days], dtype="datetime64[s]")
    which = np.tile(np.arange(spans) % 2, places)
    starts = np.datetime64(FIRST_DAY, "D") + start
    ends = (starts + length - 1).astype("datetime64[s]")
    ends[spans - 1 :: spans] = np.datetime64("NaT")
    ids = np.char.zfill(np.arange(places).astype(str), 7)
    columns = {
        "place_id": np.repeat(np.char.add("geonames:", ids), spans),
        "place": np.repeat(np.char.add("Place ", ids), spans),
        "kind": "settlement",
        "country": "KZ",
        "admin1": "KZ-ALA",
        "aspect": "security",
        "status": np.array([name for name, _ in STATUSES])[which],
        "start": starts.astype("datetime64[s]"),
        "end": ends,
        "stale_from": last_day + (stale[which] * 86_400).astype("m8[s]"),
        "last_day": last_day,
        "disputed": disputed,
        "hedged": False,
        "reports": count.astype(np.int64),
        "sources": count.astype(np.int64),
        "confirmations": count.astype(np.int64),
        "claim_ids": [tuple(f"{row:032x}" for _ in days) for row, days in enumerate(claim_days)],
        "claim_days": claim_days,
        "disputed_days": [
            days[-1:] if is_disputed else ()
            for days, is_disputed in zip(claim_days, disputed, strict=True)
        ],
    }
    frame = pd.DataFrame(columns).astype(dict(INTERVAL_COLUMNS))
    lon = np.repeat(rng.uniform(-180, 180, places), spans)
    lat = np.repeat(rng.uniform(-60, 75, places), spans)
    points = gpd.points_from_xy(lon, lat)  # x before y
    return validate(gpd.GeoDataFrame(frame, geometry=points, crs=CRS), INTERVAL_COLUMNS)


def plain(intervals: gpd.GeoDataFrame, on: date) -> gpd.GeoDataFrame:
    """The same question as one asks it in pandas at first."""
    day = pd.Timestamp(on)
    held = intervals[(intervals["start"] <= day) & ~(intervals["end"] < day)].copy()
    newest = held["claim_days"].apply(lambda days: days[bisect_right(days, on) - 1])
    held["age_days"] = newest.apply(lambda newest_day: (on - newest_day).days)
    held["disputed"] = [
        newest_day in days for newest_day, days in zip(newest, held["disputed_days"], strict=True)
    ]
    held["stale"] = held["stale_from"] <= day
    return held


def _measure(ways: tuple[Callable[[], gpd.GeoDataFrame], ...], rounds: int) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, of_way in zip(ways, times, strict=True):
            began = time.process_time()
            way()
            of_way.append(1000 * (time.process_time() - began))
    return times


if __name__ == "__main__":
    main()
