"""What stands on the disk when writing ends, well or badly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.errors import ExchangeError
from geodata.exchange import files, read, write
from geodata.exchange.files import replacing
from tests.geodata.exchange.hostile_claims import plain_claims

ROOT = Path(__file__).parents[3]
FILES = ["claims.parquet", "claims.gpkg", "claims.geojson", "claims.csv"]
NAMES = [*FILES, "months"]

LIMITED = """
import resource, sys
from pathlib import Path
from geodata.errors import ExchangeError
from geodata.exchange import write
from tests.geodata.exchange.hostile_claims import plain_claims
import pyogrio, pyarrow.parquet
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    write(plain_claims(), Path(sys.argv[1]))
except ExchangeError as error:
    sys.exit(f"ExchangeError: {error}")
"""

UNPRIVILEGED = """
import os, sys
from pathlib import Path
from geodata.errors import ExchangeError
from geodata.exchange import read, write
from tests.geodata.exchange.hostile_claims import plain_claims
import pyogrio, pyarrow.parquet
path = Path(sys.argv[1])
# What Python loads on the way is loaded now: it may lie where only the owner reads.
write(plain_claims().iloc[:1], path)
read(path)
for folder in [path.parent, *path.glob("**/")]:
    folder.chmod(0o555)
if os.getuid() == 0:
    os.setuid(65534)
try:
    write(plain_claims(), path)
except ExchangeError as error:
    print(f"ExchangeError: {error}")
print(len(read(path)))
"""


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def listing(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_file_is_left_after_writing(name, tmp_path):
    write(plain_claims(), tmp_path / name)

    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    months = {f"months/month={m}/claims.parquet" for m in ("2021-12", "2022-01", "undated")}
    assert {path for path in found if not path.endswith(("-12", "-01"))} == (
        months if name == "months" else {name}
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_what_was_there(name, tmp_path):
    path = tmp_path / name
    write(plain_claims().iloc[:1], path)
    before = listing(tmp_path)

    done = run(LIMITED, path, 2000)

    assert "ExchangeError" in done.stderr, done.stderr
    assert "cannot be written" in done.stderr
    assert {p: b for p, b in listing(tmp_path).items() if b is not None} == {
        p: b for p, b in before.items() if b is not None
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_no_half_file(name, tmp_path):
    done = run(LIMITED, tmp_path / name, 2000)

    assert "cannot be written" in done.stderr, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_read_only_folder_is_an_error_and_reading_goes_on(name, tmp_path):
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)

    done = run(UNPRIVILEGED, tmp_path / name)

    assert done.stdout.startswith("ExchangeError: "), done.stderr
    assert "Permission denied" in done.stdout
    assert done.stdout.endswith("\n1\n"), done.stderr


@pytest.mark.parametrize("name", FILES)
def test_a_missing_folder_is_an_error(name, tmp_path):
    with pytest.raises(ExchangeError, match="cannot be written: No such file or directory"):
        write(plain_claims(), tmp_path / "missing" / name)

    assert list(tmp_path.iterdir()) == []


def test_a_failing_body_leaves_what_was_there(tmp_path):
    (tmp_path / "x").write_text("old")

    def fail() -> None:
        with replacing(tmp_path / "x") as draft:
            draft.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert (tmp_path / "x").read_text() == "old"
    assert list(tmp_path.iterdir()) == [tmp_path / "x"]


def test_a_symbolic_link_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "secret").write_text("keep")
    (tmp_path / "claims.csv").symlink_to(tmp_path / "secret")

    write(plain_claims(), tmp_path / "claims.csv")

    assert (tmp_path / "secret").read_text() == "keep"
    assert len(read(tmp_path / "claims.csv")) == 4


def test_a_pipe_is_neither_replaced_nor_read(tmp_path):
    os.mkfifo(tmp_path / "claims.csv")

    with pytest.raises(ExchangeError, match="is no ordinary file"):
        write(plain_claims(), tmp_path / "claims.csv")
    with pytest.raises(ExchangeError, match="must be a file"):
        read(tmp_path / "claims.csv")


@pytest.mark.parametrize("name", ["", "a\0b.csv", ".."])
def test_a_path_without_a_name_is_refused(name):
    with pytest.raises(ExchangeError):
        write(plain_claims(), Path(name), "csv")
    with pytest.raises(ExchangeError):
        read(Path(name), "csv")


@pytest.mark.parametrize("name", FILES)
def test_a_folder_is_not_replaced_by_a_file(name, tmp_path):
    (tmp_path / name).mkdir()

    with pytest.raises(ExchangeError, match="is a folder"):
        write(plain_claims(), tmp_path / name, "csv")


@pytest.mark.parametrize("name", FILES)
def test_a_file_beyond_the_limit_is_refused_unread(name, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_BYTES", 100)
    write(plain_claims(), tmp_path / name)

    with pytest.raises(ExchangeError, match="expected at most 100"):
        read(tmp_path / name)
