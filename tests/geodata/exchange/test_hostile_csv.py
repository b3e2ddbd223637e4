from __future__ import annotations

import csv
import io

import geopandas as gpd
import pytest
from hypothesis import example, given

from geodata.errors import ExchangeError
from geodata.exchange import delimited, read, to_bytes, values
from geodata.exchange.delimited import neutralised, restored
from tests.geodata.exchange.hostile_claims import NASTY, plain_claims, texts

ROWS = list(csv.reader(io.StringIO(to_bytes(plain_claims(), "csv").decode("utf-8-sig"))))


@pytest.fixture
def refused(tmp_path):
    """Check that a CSV file is refused with a message."""

    def check(text: str | bytes, message: str) -> None:
        path = tmp_path / "claims.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        with pytest.raises(ExchangeError, match=message):
            read(path)

    return check


def table(rows: list[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def changed(column: str, cell: str) -> str:
    """The head and one claim, with another cell."""
    row = list(ROWS[1])
    row[ROWS[0].index(column)] = cell
    return table([ROWS[0], row])


@given(texts)
@example("'=")
def test_a_neutralised_cell_is_no_formula_and_comes_back(text):
    cell = neutralised(text)

    assert restored(cell) == text
    assert cell[:1] not in set("=+-@\t\r")
    assert cell.strip()[:1] not in set("=+-@")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", " =1", "\ufeff=1", "＝1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert neutralised(text) == "'" + text


def test_no_cell_of_a_file_begins_like_a_formula():
    frame = plain_claims()
    for column in ("source", "url", "title", "toponym", "place", "quote", "reader_version"):
        frame[column] = [NASTY[1], NASTY[4], NASTY[6], NASTY[9]]

    rows = list(csv.reader(io.StringIO(to_bytes(frame, "csv").decode("utf-8-sig"))))

    for row in rows[1:]:
        assert [cell for cell in row if cell.strip()[:1] in set("=+-@") and cell.strip()] == []


def test_southern_and_western_degrees_are_numbers(tmp_path):
    frame = plain_claims()
    frame["geometry"] = gpd.points_from_xy([-70.5] * 4, [-33.25] * 4, crs=frame.crs)

    path = tmp_path / "claims.csv"
    path.write_bytes(to_bytes(frame, "csv"))

    assert path.read_bytes().count(b",-33.25,-70.5,") == 4
    assert read(path).geometry.y.tolist() == [-33.25] * 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lacks report_id, claim_id"),
        ("a,b\n1,2\n", "lacks report_id, claim_id"),
        (b"\xff\xfea", "is not UTF-8"),
        (b"PK\x03\x04", "lacks report_id"),
        ("\0" * 100, "lacks report_id"),
        (table([[*ROWS[0], "lat"]]), "has the column 'lat' twice"),
        (table([ROWS[0], ROWS[1][:-1]]), f"line 2: expected {len(ROWS[0])} cells"),
        (table([ROWS[0], [*ROWS[1], "x"]]), f"line 2: expected {len(ROWS[0])} cells"),
        (table([ROWS[0]]) + '"never closed', "is not CSV|expected .* cells"),
        (table([ROWS[0]]) + '"a"b\n', "is not CSV"),
    ],
)
def test_what_is_no_table_of_claims_is_refused(refused, text, message):
    refused(text, message)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("lat", "nan", "lat must be between -90 and 90, got 'nan'"),
        ("lat", "91", "lat must be between -90 and 90, got 91.0"),
        ("lon", "1e999", "lon must be between -180 and 180, got inf"),
        ("lon", "=1+1", "lon must be between"),
        ("lon", "1_0", "lon must be between"),
        ("lon", "", "lon must be between"),
        ("quote_start", "1.0", "quote_start must be a whole number, got '1.0'"),
        ("quote_start", "9" * 30, "quote_start must be a whole number"),
        ("hedged", "maybe", "hedged must be true or false, got 'maybe'"),
        ("confidence", "=0.5", "confidence must be between 0 and 1"),
        ("date", "05.01.2022", "date must be a day or nothing, got '05.01.2022'"),
        ("recorded_at", "", "recorded_at must be a time in UTC, got None"),
        ("quote", "x" * 1_000_001, "text of at most 1,000,000 characters|field larger"),
    ],
)
def test_a_cell_that_no_claim_has_is_refused(refused, column, cell, message):
    refused(changed(column, cell), message)


def test_a_row_without_end_is_refused_before_it_is_all_read(refused, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST_ROW", 100_000)

    refused(table([ROWS[0]]) + "," * 1_000_000, "has a row of more than 100,000 characters")
    refused(table([ROWS[0]]) + 'x,"\n",' * 100_000, "has a row of more than 100,000 characters")


def test_more_claims_than_the_limit_are_refused(refused, monkeypatch):
    monkeypatch.setattr(values, "MOST_CLAIMS", 3)

    refused(table(ROWS), "has more than 3 claims")


def test_columns_of_others_are_left_out_wherever_they_stand(tmp_path):
    (tmp_path / "claims.csv").write_text(
        table([["note", *row[::-1]] for row in ROWS]), "utf-8", newline=""
    )
    (tmp_path / "plain.csv").write_bytes(to_bytes(plain_claims(), "csv"))

    assert read(tmp_path / "claims.csv").equals(read(tmp_path / "plain.csv"))


def test_very_many_columns_of_which_one_is_there_twice_are_soon_refused(refused):
    names = [*ROWS[0], *map(str, range(200_000)), "lat"]

    refused(table([names]), "has the column 'lat' twice")
