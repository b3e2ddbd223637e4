"""The same reports give the same claims, byte for byte, whatever the order and the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.exchange import to_bytes
from geodata.settings import SAMPLES_FOLDER
from geodata.store import open_store

ROOT = Path(__file__).parents[3]
RUN = """
import datetime as dt, sys
from pathlib import Path
from geodata.ingest import ingest
from geodata.reports.files import read_path
from geodata.store import open_store

url, order, workers, clock, *paths = sys.argv[1:]

if __name__ == "__main__":
    records = [record for path in paths for record in read_path(Path(path))]
    records.sort(key=lambda record: record.origin, reverse=order == "backward")
    passed = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    with open_store(url) as store:
        for _ in range(2):
            ingest(
                records,
                store,
                clock=(lambda: passed) if clock == "passed" else lambda: dt.datetime.now(dt.UTC),
                workers=int(workers),
            )
"""


def export(folder: Path, order: str, workers: int, clock: str, paths: list[Path]):
    """Claims that a process of its own read, in the order of their ids."""
    script = folder / "run.py"
    script.write_text(RUN)
    url = f"sqlite:///{folder / f'{order}-{clock}.db'}"
    subprocess.run(
        [sys.executable, str(script), url, order, str(workers), clock, *map(str, paths)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    with open_store(url, read_only=True) as store:
        return store.claims().sort_values("claim_id", ignore_index=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "samples", [pytest.param("peru-2022.jsonl", marks=pytest.mark.small), "*.jsonl"]
)
def test_samples_read_twice_in_two_orders_by_two_processes_give_identical_exports(
    tmp_path, samples
):
    paths = sorted(SAMPLES_FOLDER.glob(samples))

    forward = export(tmp_path, "forward", 1, "passed", paths)
    backward = export(tmp_path, "backward", 2, "passed", paths)
    by_the_clock = export(tmp_path, "backward", 1, "asked", paths)

    assert len(forward) >= 10
    for kind in ("csv", "geojson"):
        assert to_bytes(forward, kind) == to_bytes(backward, kind)
    assert not by_the_clock["recorded_at"].equals(forward["recorded_at"])
    assert by_the_clock.drop(columns="recorded_at").equals(forward.drop(columns="recorded_at"))
