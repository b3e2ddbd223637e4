"""Runs that are killed or stopped in the midst, and go on where they stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geodata.errors import StoreError
from geodata.store import open_store
from tests.geodata.ingest.records import contents, report_text

ROOT = Path(__file__).parents[3]
COUNT = 240
RUN = """
import datetime as dt, sys
from geodata.ingest import ingest
from geodata.reports.files import read_path
from geodata.errors import StoreError
from geodata.store import open_store
from pathlib import Path
from tests.geodata.ingest.readers import LateReader
from tests.geodata.ingest.records import clock

if __name__ == "__main__":
    with open_store(sys.argv[1]) as store:
        ingest(
            (record for path in sys.argv[3:] for record in read_path(Path(path))),
            store,
            clock=clock,
            workers=int(sys.argv[2]),
            make_reader=LateReader,
            watch=lambda given, _: print(given.record.id, flush=True),
        )
"""


@pytest.fixture
def reports(tmp_path):
    return write_reports(tmp_path, COUNT)


def write_reports(folder: Path, count: int) -> Path:
    path = folder / f"{count}.jsonl"
    with path.open("w") as lines:
        for number in range(count):
            record = {"id": number, "text": report_text(number), "language": "en"}
            record |= {"source": f"S{number}", "published": "2022-01-10"}
            lines.write(json.dumps(record) + "\n")
    return path


def address(tmp_path: Path, name: str) -> str:
    return f"sqlite:///{tmp_path / name}.db"


def start(script: Path, url: str, workers: int, *paths: Path) -> subprocess.Popen:
    # The script is a file, because processes that are started anew import it again.
    script.write_text(RUN)
    return subprocess.Popen(
        [sys.executable, str(script), url, str(workers), *map(str, paths)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen, count: int) -> None:
    for _ in range(count):
        assert process.stdout.readline()


def held(url: str) -> tuple[str, int]:
    with open_store(url, read_only=True) as store:
        return contents(store), store.summary().reports


def children_of(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return set(map(int, listed.split()))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux' /proc")


@needs_proc
@pytest.mark.slow
@pytest.mark.parametrize("kills", [pytest.param(1, marks=pytest.mark.small), 4])
def test_a_killed_run_is_gone_on_with_and_nothing_is_lost_or_doubled(tmp_path, reports, kills):
    whole = start(tmp_path / "run.py", address(tmp_path, "whole"), 1, reports)
    whole.communicate()
    url = address(tmp_path, "killed")

    for kill in range(kills):
        process = start(tmp_path / "run.py", url, 2, reports)
        wait_for(process, COUNT // 4 + 20 * kill)
        orphans = children_of(process.pid)
        process.kill()
        process.communicate()
        until = time.monotonic() + 20
        while any(map(alive, orphans)) and time.monotonic() < until:
            time.sleep(0.1)
        assert orphans
        assert [pid for pid in orphans if alive(pid)] == []
    start(tmp_path / "run.py", url, 2, reports).communicate()

    assert held(url) == held(address(tmp_path, "whole"))
    assert held(url)[1] == COUNT


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "workers", "to_all"),
    [
        pytest.param(signal.SIGINT, 2, True, marks=pytest.mark.small),
        (signal.SIGTERM, 2, False),
        (signal.SIGTERM, 2, True),
        (signal.SIGINT, 1, False),
    ],
)
def test_a_stopped_run_keeps_what_was_read_and_says_so(tmp_path, number, workers, to_all):
    url, reports = address(tmp_path, "own"), write_reports(tmp_path, 5 * COUNT)
    command = [sys.executable, "-m", "geodata", "ingest", str(reports), "--store", url, "--json"]
    with subprocess.Popen(
        [*command, "--workers", str(workers)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while process.poll() is None and stored(tmp_path / "own.db") == 0:
            time.sleep(0.02)
        (os.killpg if to_all else os.kill)(process.pid, number)
        output, errors = process.communicate(timeout=60)

    answer = json.loads(output)
    assert process.returncode == 128 + number
    assert answer["interrupted"]
    assert answer["failed"] == 0
    assert "goes on from here" in errors
    assert "Traceback" not in errors
    again = subprocess.run([*command, "--workers", "1"], cwd=ROOT, capture_output=True, check=True)
    rest = json.loads(again.stdout)
    assert (rest["known"], rest["read"]) == (answer["read"], 5 * COUNT - answer["read"])
    assert rest["read"]


def stored(path: Path) -> int:
    try:
        with open_store(f"sqlite:///{path}", read_only=True) as store:
            return store.summary().reports
    except StoreError:
        # It is not there yet, or being laid out.
        return 0
