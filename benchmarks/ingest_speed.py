"""
How many reports a second are read into a store, by one process and by two.

    python -m benchmarks.ingest_speed
    python -m benchmarks.ingest_speed --reports 2000 --workers 1 2 4

Texts of 2,000 characters are cut from the reports of the corpora that SITUATION_MAP_CORPORA names,
or else from the project's own passages, and are read as the command does, each time into a new
store. ``rate`` counts from the first report to the last, ``CPU`` is processor time a report: of the
process that stores, and of those that read together, starting them included. ``in step`` is the
rate that this processor time would allow if each process had a processor to itself. ``memory`` is
what one reading process adds: its proportional set size (PSS), where what is shared counts in
parts, of which ``own`` is shared with nobody; both are taken when the last report is read.
Prints a table in Markdown, and how busy the machine was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import resource
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.ingest import ingest
from geodata.reports.files import read_path
from geodata.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.ingest import Ingested
    from geodata.ingest.outcome import Given

ROOT = Path(__file__).parents[1]
SIZE = 2_000
LANGUAGES = ("en", "de", "fr", "es", "ru", "ar")
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def main() -> None:
    """Measure each number of workers in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = parser.parse_args()
    print("| workers | rate | CPU storing, ms | CPU reading, ms | in step | memory, MB | own, MB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(one) + "\n" for one in _reports(chosen.reports))
        for workers in chosen.workers:
            _measure(path, Path(folder) / f"{workers}.db", workers)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\nLoad of the machine's {os.cpu_count()} processors in the last minutes: {load}.")


def _measure(path: Path, store_path: Path, workers: int) -> None:
    memory: list[tuple[float, float]] = []
    began: list[float] = []
    count = sum(1 for _ in path.open("rb"))

    def watch(_: Given, ingested: Ingested) -> None:
        began.append(time.monotonic())
        if ingested.reports >= count - 1 or len(began) == count:
            memory[:] = [_memory_mb(child.pid) for child in multiprocessing.active_children()]

    own, children = _seconds(resource.RUSAGE_SELF), _seconds(resource.RUSAGE_CHILDREN)
    with open_store(f"sqlite:///{store_path}") as store:
        ingest(read_path(path), store, clock=lambda: NOON, workers=workers, watch=watch)
    for child in multiprocessing.active_children():
        child.join()
    own = (_seconds(resource.RUSAGE_SELF) - own) / count
    children = (_seconds(resource.RUSAGE_CHILDREN) - children) / count
    memory = memory or [_memory_mb(os.getpid())]
    pss, private = (sum(column) / len(memory) for column in zip(*memory, strict=True))
    rate = (count - 1) / (began[-1] - began[0])
    in_step = 1 / max(own, children / workers)
    print(
        f"| {workers} | {rate:,.0f} | {1000 * own:.2f} | {1000 * children:.2f} | {in_step:,.0f} | "
        f"{pss:.0f} | {private:.0f} |",
        flush=True,
    )


def _reports(count: int) -> Iterator[dict[str, str]]:
    """Reports of exactly `SIZE` characters, in several languages by turns, each one different."""
    texts = [_texts(language) for language in LANGUAGES]
    cut = [text for texts_of_turn in zip(*texts, strict=False) for text in texts_of_turn]
    for number, (language, text) in enumerate(islice(cycle(cut), count)):
        yield {
            "text": text,
            "language": language,
            "source": f"Agency {number}",
            "published": "2022-01-10",
        }


def _texts(language: str) -> list[tuple[str, str]]:
    corpora = os.environ.get("SITUATION_MAP_CORPORA")
    files = sorted(Path(corpora, "toponyms").glob("*.jsonl")) if corpora else []
    joined = ""
    for file in files or sorted((ROOT / "tests/geodata/passages").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row.get("lang", file.stem) == language:
                    joined += row["text"] + "\n\n"
    last = min(len(joined) - SIZE, 200 * SIZE)
    return [(language, joined[start : start + SIZE]) for start in range(0, last + 1, SIZE)]


def _seconds(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _memory_mb(pid: int | None) -> tuple[float, float]:
    """PSS of a process, and what is shared with no other (Linux only)."""
    sizes = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, size, *_ = line.split()
        sizes[name] = int(size) / 1024
    return sizes["Pss:"], sizes["Private_Clean:"] + sizes["Private_Dirty:"]


if __name__ == "__main__":
    main()
