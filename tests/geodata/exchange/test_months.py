from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from geodata.errors import ExchangeError
from geodata.exchange import geoparquet, months, read, write
from tests.geodata.examples import january
from tests.geodata.exchange.hostile_claims import plain_claims

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = plain_claims()
IN_JANUARY = gpd.GeoDataFrame(CLAIMS[CLAIMS["date"] >= "2022-01-01"])


def found(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet")}


@pytest.fixture
def folder(tmp_path) -> Path:
    write(CLAIMS, tmp_path / "out")
    return tmp_path / "out"


def test_each_month_has_a_file_and_so_have_the_undated(folder):
    assert found(folder) == {
        "month=2021-12/claims.parquet",
        "month=2022-01/claims.parquet",
        "month=undated/claims.parquet",
    }
    assert len(geoparquet.read(folder / "month=2022-01" / "claims.parquet")) == 2


def test_geopandas_reads_the_whole_folder(folder):
    everything = gpd.read_parquet(folder)

    assert sorted(everything["claim_id"]) == sorted(CLAIMS["claim_id"])
    assert set(everything["month"]) == {"2021-12", "2022-01", "undated"}


def test_a_second_export_replaces_everything(folder):
    write(IN_JANUARY, folder)

    assert found(folder) == {"month=2022-01/claims.parquet"}


def test_a_second_export_of_some_months_replaces_only_those(folder):
    one = gpd.GeoDataFrame(IN_JANUARY.iloc[:1])

    write(one, folder, since=january(1), until=january(31))

    assert len(found(folder)) == 3
    assert len(read(folder)) == 3


def test_a_month_without_claims_loses_its_file(folder):
    write(CLAIMS.iloc[:0], folder, since=january(1), until=january(31))

    assert found(folder) == {"month=2021-12/claims.parquet", "month=undated/claims.parquet"}
    assert not (folder / "month=2022-01").exists()


@pytest.mark.parametrize(
    ("since", "until"),
    [(january(2), None), (None, january(30)), (january(2), january(3)), (january(1), january(6))],
)
def test_a_month_never_loses_days_that_were_not_asked_for(folder, since, until):
    with pytest.raises(ExchangeError, match="has the month 2022-01 already"):
        write(IN_JANUARY, folder, since=since, until=until)

    assert len(read(folder)) == 4


def test_days_within_a_month_can_be_written_to_a_new_folder(tmp_path):
    write(IN_JANUARY, tmp_path / "new", since=january(2), until=january(8))

    assert len(read(tmp_path / "new")) == 2


def test_an_open_range_reaches_all_months_after_it(folder):
    write(CLAIMS.iloc[:0], folder, since=date(2022, 1, 1))

    assert found(folder) == {"month=2021-12/claims.parquet", "month=undated/claims.parquet"}


@pytest.mark.parametrize("name", ["month=2022-01", "month=2022-01/claims.parquet"])
def test_a_symbolic_link_out_of_the_folder_is_not_followed(name, folder, tmp_path):
    outside = tmp_path / "outside"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    before = outside.read_bytes() if outside.is_file() else None

    for act in (read, lambda path: write(CLAIMS, path)):
        with pytest.raises(ExchangeError, match="is a symbolic link"):
            act(folder)

    assert before is None or outside.read_bytes() == before


def test_a_link_in_the_place_of_a_new_month_is_not_followed(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "out" / "month=2022-01").symlink_to(tmp_path / "outside")

    with pytest.raises(ExchangeError, match="is a symbolic link"):
        write(CLAIMS, tmp_path / "out")

    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["month=2022-13", "month=..", "month=2022-1", "month=٢٠٢٢-٠١", "x", "month=2022-01 "]
)
def test_only_months_are_read(name, folder, tmp_path):
    (tmp_path / "other").mkdir()
    (folder / "month=2022-01").rename(tmp_path / "other" / name)

    with pytest.raises(ExchangeError, match="holds no file month=YYYY-MM"):
        read(tmp_path / "other")


def test_what_others_put_into_the_folder_is_left_alone(folder):
    (folder / "month=2022-01" / "notes.txt").write_text("keep")
    (folder / "README").write_text("keep")

    write(CLAIMS.iloc[:0], folder)

    kept = {path.name for path in folder.rglob("*") if path.is_file()}
    assert kept == {"notes.txt", "README"}


def test_one_bad_month_is_enough_to_refuse_the_folder(folder):
    (folder / "month=2022-01" / "claims.parquet").write_bytes(b"PAR1")

    with pytest.raises(ExchangeError, match="damaged"):
        read(folder)


def test_who_reads_while_a_month_is_written_finds_it_whole(folder):
    path = folder / "month=2022-01" / "claims.parquet"
    half = gpd.GeoDataFrame(IN_JANUARY.iloc[:1])
    stop = threading.Event()
    sizes: set[int] = set()

    def poll() -> None:
        while not stop.is_set():
            sizes.add(len(geoparquet.read(path)))

    reader = threading.Thread(target=poll)
    reader.start()
    try:
        for number in range(20):
            months.write(IN_JANUARY if number % 2 else half, folder, since=january(1))
    finally:
        stop.set()
        reader.join()

    assert sizes <= {1, 2}
    assert sizes


def test_two_writers_at_once_leave_a_whole_month(tmp_path):
    folder = tmp_path / "out"
    half = gpd.GeoDataFrame(IN_JANUARY.iloc[:1])
    writers = [
        threading.Thread(target=lambda rows=rows: [months.write(rows, folder) for _ in range(10)])
        for rows in (IN_JANUARY, half)
    ]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(read(folder)) in (1, 2)
    assert found(folder) == {"month=2022-01/claims.parquet"}
