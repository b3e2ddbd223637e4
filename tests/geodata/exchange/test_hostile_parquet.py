"""GeoParquet files made to harm: refused with a message, before they are unfolded."""

from __future__ import annotations

import struct

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.errors import ExchangeError
from geodata.exchange import arrow, read, write
from tests.geodata.exchange.hostile_claims import plain_claims


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    write(plain_claims(), folder / "claims.parquet")
    return folder


@pytest.fixture
def parquet(tmp_path):
    return tmp_path / "claims.parquet"


@pytest.fixture
def table(written) -> pa.Table:
    return pq.read_table(written / "claims.parquet")


@pytest.mark.parametrize(
    ("column", "array", "message"),
    [
        ("quote", pa.array([1, 2, 3, 4]), "quote must be string, got int64"),
        ("quote", pa.array([None, "", "", ""]), "quote must be text"),
        ("hedged", pa.array([1, 2, 3, 4]), "hedged must be bool"),
        ("confidence", pa.array(["1"] * 4), "confidence must be double"),
        ("confidence", pa.array([float("nan")] * 4), "confidence must be between 0 and 1, got nan"),
        ("quote_start", pa.array([1.0] * 4), "quote_start must be int64"),
        ("date", pa.array([0] * 4, pa.timestamp("s")), r"date must be date32\[day\]"),
        ("date", pa.array([10_000_000] * 4, pa.date32()), "date must be a day or nothing"),
        ("recorded_at", pa.array([0] * 4, pa.timestamp("us")), "recorded_at must be timestamp"),
        ("geometry", pa.array(["POINT (1 2)"] * 4), "geometry must be binary"),
        ("geometry", pa.array([b"x"] * 4), "geometry must be a Point"),
        ("geometry", pa.array([struct.pack("<BIdd", 1, 1, 0, 91)] * 4), "lat must be between"),
        ("geometry", pa.array([struct.pack("<BIdd", 1, 1, float("nan"), 0)] * 4), "got nan"),
    ],
)
def test_a_parquet_column_that_no_claim_has_is_refused(parquet, table, column, array, message):
    at = table.schema.get_field_index(column)
    pq.write_table(table.set_column(at, column, array), parquet)

    with pytest.raises(ExchangeError, match=message):
        read(parquet)


@pytest.mark.parametrize("column", ["quote", "geometry", "claim_id"])
def test_a_parquet_file_without_a_column_is_refused(parquet, table, column):
    pq.write_table(table.drop_columns([column]), parquet)

    with pytest.raises(ExchangeError, match="lacks"):
        read(parquet)


def test_a_parquet_file_of_others_columns_is_read_without_them(parquet, table):
    wider = table.append_column("note", pa.array([[{"a": 1}]] * 4))
    pq.write_table(wider, parquet)

    assert len(read(parquet)) == 4


def test_text_that_is_not_utf8_in_a_parquet_file_is_refused(parquet, table):
    broken = pa.array([b"\xff"] * 4, pa.binary()).view(pa.string())
    pq.write_table(
        table.set_column(table.schema.get_field_index("title"), "title", broken), parquet
    )

    with pytest.raises(ExchangeError, match="damaged"):
        read(parquet)


def test_a_count_of_two_milliards_in_a_header_is_refused_before_anything_is_read(
    parquet, table, monkeypatch
):
    rows = 3_000_000
    pq.write_table(pa.table({f.name: pa.nulls(rows, f.type) for f in table.schema}), parquet)
    monkeypatch.setattr(arrow, "columns_of", None)

    with pytest.raises(ExchangeError, match="has more than 2,000,000 claims"):
        read(parquet)


def test_little_that_stands_for_much_text_is_refused_before_it_is_unfolded(
    parquet, table, monkeypatch
):
    monkeypatch.setattr(arrow, "LARGEST_BYTES", 50_000_000)
    rows = 1_000
    at = table.schema.get_field_index("quote")
    folded = table.take(pa.array([0] * rows)).set_column(
        at, "quote", pa.array(["x" * 1_000_000]).take(pa.array([0] * rows))
    )
    pq.write_table(folded, parquet, compression="zstd")
    assert parquet.stat().st_size < 1_000_000

    with pytest.raises(ExchangeError, match="holds more than 50,000,000 bytes of text"):
        read(parquet)


def test_a_long_text_in_a_parquet_file_is_refused(parquet, table):
    at = table.schema.get_field_index("quote")
    pq.write_table(table.set_column(at, "quote", pa.array(["x" * 4_000_001] * 4)), parquet)

    with pytest.raises(ExchangeError, match="quote must be text of at most 1,000,000 characters"):
        read(parquet)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_parquet_file_that_was_cut_is_refused(parquet, written, share):
    content = (written / "claims.parquet").read_bytes()
    parquet.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(ExchangeError, match="damaged"):
        read(parquet)
