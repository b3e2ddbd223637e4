from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from geodata.errors import GazetteerError
from geodata.gazetteer.geonames.importing import import_dump
from geodata.gazetteer.geonames.work import locked
from geodata.gazetteer.index import Gazetteer
from tests.geodata.gazetteer.dumps import alternate, alternates, archive, many, row, shipped

COUNT = 4000
CHUNK_BYTES = 1500
"""So small that the import takes long enough to be killed in the midst of it."""

_SCRIPT = """
import resource, signal, sys
from pathlib import Path
from geodata.gazetteer.geonames.importing import import_dump
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
import_dump(folder / "allCountries.zip", folder / "alternateNamesV2.zip",
            folder=folder / "index", base=folder / "shipped", chunk_bytes=int(sys.argv[3]))
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Dumps, and the index that an import makes of them without any interruption."""
    folder = tmp_path_factory.mktemp("whole")
    shipped(folder / "shipped")
    archive(folder / "allCountries.zip", many(COUNT))
    alternates(
        folder / "alternateNamesV2.zip",
        [alternate(20_000_000 + number, f"Ж{number}ъй", "ru") for number in range(COUNT)],
    )
    run_import(folder)
    return folder


@pytest.fixture
def folder(whole, tmp_path):
    """The same dumps beside nothing."""
    for name in ("shipped", "allCountries.zip", "alternateNamesV2.zip"):
        (tmp_path / name).symlink_to(whole / name)
    return tmp_path


def run_import(folder, **options):
    return import_dump(
        folder / "allCountries.zip",
        folder / "alternateNamesV2.zip",
        folder=folder / "index",
        base=folder / "shipped",
        **options,
    )


def start_import(folder, *, limit=0, chunk_bytes=CHUNK_BYTES):
    """Start an import in a process of its own."""
    command = [sys.executable, "-c", _SCRIPT, str(folder), str(limit), str(chunk_bytes)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def work_folders(folder):
    return list(folder.glob("index.import-*"))


def state(folder, stage):
    """State of a stage in the one work folder, or None."""
    found = list(folder.glob(f"index.import-*/{stage}.json"))
    return json.loads(found[0].read_text()) if found else None


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("stage", ["places", "names"])
def test_a_killed_import_goes_on_and_ends_as_if_it_had_not_been(whole, folder, stage):
    process = start_import(folder)
    deadline = time.monotonic() + 60
    while (state(folder, stage) or {"chunks": 0})["chunks"] < 5:
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    reached = state(folder, stage)
    assert not (folder / "index").exists()

    bars = Bars()
    run_import(folder, bars=bars)

    assert (
        bars.steps[{"places": "Reading places", "names": "Reading names"}[stage]][0]
        == (reached["offset"])
    )
    assert "Checking the files" not in bars.steps
    assert contents(folder / "index") == contents(whole / "index")
    assert work_folders(folder) == []


@pytest.mark.parametrize("steps", [1, 2, 4, 5, 6, 7, 8])
def test_an_import_may_be_interrupted_anywhere(whole, folder, steps):
    with pytest.raises(KeyboardInterrupt):
        run_import(folder, bars=Bars(steps))
    assert not (folder / "index").exists()

    run_import(folder)

    assert contents(folder / "index") == contents(whole / "index")


def test_a_disk_that_takes_no_more_is_told_and_the_import_goes_on_later(whole, folder):
    process = start_import(folder, limit=60_000, chunk_bytes=2**20)
    _, message = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "GazetteerError: The place index cannot be written to" in message
    assert not (folder / "index").exists()

    run_import(folder)

    assert contents(folder / "index") == contents(whole / "index")


def test_a_full_disk_is_called_full(whole, folder):
    with pytest.raises(KeyboardInterrupt):
        run_import(folder, bars=Bars(4))
    (work,) = work_folders(folder)
    for stage in ("places", "names"):
        path = work / f"{stage}-00000.names.arrow"
        path.unlink(missing_ok=True)
        path.symlink_to("/dev/full")
        (work / f"{stage}.json").unlink(missing_ok=True)

    with pytest.raises(GazetteerError, match=r"The disk of .* is full .*it goes on"):
        run_import(folder)


def test_the_same_files_are_not_imported_twice(whole):
    before = contents(whole / "index")

    done = run_import(whole, bars=Bars(0))

    assert done.again
    assert done.added == {"settlement": COUNT}
    assert contents(whole / "index") == before


def test_another_dump_takes_the_place_of_the_former_one(folder):
    run_import(folder)
    (folder / "allCountries.zip").unlink()
    archive(folder / "allCountries.zip", [row(7, "Qaskeleng")])

    run_import(folder)

    index = Gazetteer(folder / "index")
    assert index.lookup("Qaskeleng")
    assert len(index) == len(Gazetteer(folder / "shipped")) + 1
    assert {path.name for path in folder.iterdir() if path.name.startswith("index")} == {
        *("index", "index.lock")
    }


def test_what_another_import_left_behind_is_removed(folder):
    stale = folder / "index.import-0123456789abcdef"
    stale.mkdir()
    (stale / "places-00000.names.arrow").write_bytes(b"old")

    run_import(folder)

    assert not stale.exists()


def test_two_imports_into_one_folder_do_not_mix(folder):
    with locked(folder / "index.lock"), pytest.raises(GazetteerError, match="Another import is"):
        run_import(folder)


def test_a_folder_with_other_files_is_left_alone(folder):
    (folder / "index").mkdir()
    (folder / "index" / "thesis.txt").write_text("years of work")

    with pytest.raises(GazetteerError, match="is not a place index that an import made"):
        run_import(folder)

    assert (folder / "index" / "thesis.txt").read_text() == "years of work"


class Bars:
    """Progress bars that note their steps, and interrupt at a given one if it is not None."""

    def __init__(self, interrupt=None):
        self.steps = {}
        self._left = interrupt

    @contextmanager
    def __call__(self, label, length):
        self._label = label
        self.steps[label] = []
        yield self

    def update(self, step):
        self.steps[self._label].append(step)
        if self._left is not None:
            self._left -= 1
            if self._left <= 0:
                raise KeyboardInterrupt
