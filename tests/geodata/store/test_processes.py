"""Several processes at one store: they are killed, run out of disk, and meet each other."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pandas.testing import assert_frame_equal

from geodata.errors import ReadOnlyStoreError, StoreError
from geodata.situations import intervals
from geodata.store.sqlite import SqliteStore
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import ALMATY, LEARNT, january, reading, said

ROOT = Path(__file__).parents[3]

CLAIMS = 4
"""That each report of a writer makes."""

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from geodata.store.sqlite import SqliteStore
from tests.geodata.examples import ALMATY, ASTANA, january, reading, said

path, name, batches, size = sys.argv[1:]
with SqliteStore(Path(path), busy_seconds=120) as store:
    for number in range(int(batches)):
        readings = [
            reading(
                f"{name} {number} {one}",
                *(
                    said(place, status, january(1 + (number + one) % 31))
                    for place in (ALMATY, ASTANA)
                    for status in ("unrest", "calm")
                ),
                source=name,
            )
            for one in range(int(size))
        ]
        store.add(readings, reader_version="1", recorded_at=datetime(2022, 2, 1, tzinfo=UTC))
        print(*(one.report.report_id for one in readings), flush=True)
"""


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "map.db"


def start_writer(path: Path, name: str, batches: int, size: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(batches), str(size)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def reports_of(store: SqliteStore) -> set[str]:
    """Reports with claims, after a check that each has all of its claims."""
    sizes = store.claims().groupby("report_id").size()
    assert set(sizes) <= {CLAIMS}
    return set(sizes.index)


def assert_whole(path: Path) -> None:
    """Assert that nothing in the file is damaged, and that its spans follow from its claims."""
    with SqliteStore(path) as store:
        derived = intervals(store.claims(), taxonomy=load_taxonomy())
        assert_frame_equal(store.intervals(), derived)
        assert store.counts()["claims"].sum() == len(store.claims())
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("batches", "size"), [pytest.param(10, 8, marks=pytest.mark.small), (80, 80)]
)
def test_two_processes_that_write_batches_lose_nothing(path, batches, size):
    check_two_writers(path, batches, size)


def test_two_processes_that_write_at_once_lose_nothing(path):
    check_two_writers(path, 12, 1)


def check_two_writers(path: Path, batches: int, size: int) -> None:
    writers = [start_writer(path, name, batches, size) for name in ("left", "right")]

    told = [writer.communicate()[0] for writer in writers]

    assert [writer.returncode for writer in writers] == [0, 0]
    written = {report_id for output in told for report_id in output.split()}
    assert len(written) == 2 * batches * size
    with SqliteStore(path, read_only=True) as store:
        assert reports_of(store) == written
    assert_whole(path)


def kill_a_writer_after(path: Path, name: str, acknowledged: int, size: int = 1) -> set[str]:
    """Reports that the writer said were stored before it was killed; somebody reads all along."""
    writer = start_writer(path, name, 1_000_000, size)
    assert writer.stdout is not None
    lines = [writer.stdout.readline()]
    with SqliteStore(path, read_only=True) as reader:
        seen = reports_of(reader)
        for _ in range(acknowledged - 1):
            lines.append(writer.stdout.readline())
            now = reports_of(reader)
            assert seen | set(lines[-1].split()) <= now
            seen = now
        writer.kill()
        lines += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        assert seen <= reports_of(reader)
    return {report_id for line in lines if line.endswith("\n") for report_id in line.split()}


def test_a_killed_writer_loses_no_acknowledged_report(path):
    acknowledged = kill_a_writer_after(path, "a", 10)

    with SqliteStore(path) as store:
        assert acknowledged <= reports_of(store)
        one = reading("After.", said(ALMATY, "unrest", january(5)))
        assert store.add([one], reader_version="1", recorded_at=LEARNT).reports == 1


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [pytest.param(2, marks=pytest.mark.small), 20])
def test_writers_killed_time_and_again_lose_no_acknowledged_report(path, rounds):
    acknowledged: set[str] = set()

    for number in range(rounds):
        acknowledged |= kill_a_writer_after(path, f"round {number}", 2 + number % 7, size=5)

    with SqliteStore(path) as store:
        assert acknowledged <= reports_of(store)
    assert_whole(path)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from geodata.errors import ReadOnlyStoreError, StoreError
from geodata.store.sqlite import SqliteStore
from tests.geodata.examples import ALMATY, LEARNT, january, reading, said

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = SqliteStore(Path(sys.argv[1]))
small = reading("small", said(ALMATY, "unrest", january(5)))
store.add([small], reader_version="1", recorded_at=LEARNT)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
for _ in range(2):
    try:
        store.add([reading("big" * 1_000_000)], reader_version="1", recorded_at=LEARNT)
    except StoreError as error:
        print(error)
print(store.summary().reports, len(store.intervals()))
"""


def test_a_full_disk_is_an_error_and_reading_goes_on(path):
    command = [sys.executable, "-c", FULL_DISK, str(path)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    *messages, last = done.stdout.splitlines()
    assert len(messages) == 2
    assert all(message.startswith(f"The store {path} failed: ") for message in messages)
    assert last == "1 1"


@pytest.fixture
def read_only_path():
    """A sealed store in a folder that this process may not write to, even if it is root's."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "map.db"
        with SqliteStore(path) as store:
            store.add([reading("One.")], reader_version="1", recorded_at=LEARNT)
            store.seal()
        path.chmod(0o444)
        path.parent.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield path
        finally:
            os.seteuid(user)
            path.parent.chmod(0o755)


def test_a_read_only_folder_is_an_error_for_the_writer_and_none_for_readers(read_only_path):
    with pytest.raises(ReadOnlyStoreError, match="cannot be written"):
        SqliteStore(read_only_path).redact("x", author="a", reason="r", at=LEARNT)

    with SqliteStore(read_only_path, read_only=True) as store:
        assert store.summary().reports == 1
        with pytest.raises(StoreError, match="No file can be made"):
            store.backup(read_only_path.with_name("backup.db"))
