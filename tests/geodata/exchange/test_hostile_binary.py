"""GeoPackages and GeoParquet files made to harm: refused with a message, nothing of them run."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import zipfile
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geodata.errors import ExchangeError
from geodata.exchange import arrow, read, values, write
from geodata.exchange.points import points_of, without_header
from tests.geodata.exchange.hostile_claims import plain_claims
from tests.geodata.exchange.test_hostile_geojson import VRT


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with the plain claims as GeoPackage and as GeoParquet."""
    folder = tmp_path_factory.mktemp("written")
    write(plain_claims(), folder / "claims.gpkg")
    write(plain_claims(), folder / "claims.parquet")
    return folder


@pytest.fixture
def package(written, tmp_path):
    return shutil.copy(written / "claims.gpkg", tmp_path / "claims.gpkg")


@pytest.fixture
def parquet(tmp_path):
    return tmp_path / "claims.parquet"


@pytest.fixture
def table(written) -> pa.Table:
    return pq.read_table(written / "claims.parquet")


def execute(path, *statements) -> None:
    with closing(sqlite3.connect(path)) as file:
        # Triggers of the spatial index call functions that only GDAL has.
        for [name] in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            file.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            file.execute(*statement) if isinstance(statement, tuple) else file.execute(statement)
        file.commit()


@pytest.mark.parametrize("name", ["claims.gpkg", "claims.parquet", "claims.geojson", "claims.csv"])
@pytest.mark.parametrize(
    "content", [b"", b"\0", VRT.encode(), b"PAR1PAR1", b"PK\x05\x06" + bytes(18)]
)
def test_what_only_bears_the_name_is_refused(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ExchangeError, match=name):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["claims.gpkg", "claims.parquet", "claims.geojson", "claims.csv"])
def test_an_archive_is_not_looked_into(name, written, tmp_path):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.write(written / "claims.gpkg", "../../claims.gpkg")

    with pytest.raises(ExchangeError, match=name):
        read(tmp_path / name)


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet", ".geojson", ".csv"])
@pytest.mark.parametrize(
    "address",
    ["/vsicurl/http://127.0.0.1:9/x", "/vsizip/{}/a.zip/x", "http://127.0.0.1:9/x", "file://{}/x"],
)
def test_an_address_is_no_path(address, suffix, tmp_path):
    from pathlib import Path

    with pytest.raises(ExchangeError, match="There is no file"):
        read(Path(address.format(tmp_path) + suffix))


def test_another_database_is_no_geopackage(tmp_path):
    execute(tmp_path / "claims.gpkg", "CREATE TABLE claims (fid INTEGER)")

    with pytest.raises(ExchangeError, match="is not a GeoPackage"):
        read(tmp_path / "claims.gpkg")


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("CREATE VIEW x AS SELECT load_extension('/tmp/evil.so')", "has the view 'x'"),
        (
            "CREATE TRIGGER x AFTER INSERT ON claims BEGIN SELECT randomblob(1e9); END",
            "has the trigger 'x'",
        ),
        ("CREATE VIRTUAL TABLE x USING fts5(y)", "has the virtual table 'x'"),
        ("CREATE VIRTUAL TABLE x USING dbstat", "has the virtual table 'x'"),
        ("/* */ CREATE VIRTUAL TABLE x USING fts4(y)", "has the virtual table 'x'"),
        (
            "ALTER TABLE claims ADD COLUMN x TEXT AS (hex(zeroblob(1000000000)))",
            "columns that are computed",
        ),
        ("ALTER TABLE claims RENAME TO others", "has no layer 'claims'"),
        ("ALTER TABLE claims DROP COLUMN story", "lacks story"),
        ("ALTER TABLE claims RENAME COLUMN geom TO shape", "lacks lat, lon"),
        ("UPDATE claims SET quote = NULL", "quote must be text"),
        ("UPDATE claims SET hedged = 2", "hedged must be true or false, got 2"),
        ("UPDATE claims SET hedged = 'x'", "hedged must be true or false"),
        ("UPDATE claims SET quote_start = 1.5", "quote_start must be a whole number"),
        ("UPDATE claims SET confidence = 9e999", "confidence must be between 0 and 1, got inf"),
        ("UPDATE claims SET date = '2022-13-01'", "date must be a date of the calendar"),
        ("UPDATE claims SET geom = NULL", "geometry must be a Point, got None"),
        ("UPDATE claims SET geom = 'x'", "geometry must be a Point"),
        ("UPDATE claims SET title = zeroblob(40000000)", "damaged"),
        ("UPDATE claims SET title = zeroblob(1000001)", "title must be text of at most"),
    ],
)
def test_a_geopackage_that_could_run_something_or_is_wrong_is_refused(package, statement, message):
    execute(package, statement)

    with pytest.raises(ExchangeError, match=message):
        read(package)


def test_a_view_in_the_place_of_the_layer_is_refused(package):
    execute(
        package,
        "ALTER TABLE claims RENAME TO rows",
        "CREATE VIEW claims AS WITH RECURSIVE x(y) AS (SELECT 1 UNION ALL SELECT 1 FROM x) "
        "SELECT * FROM rows, x",
    )

    with pytest.raises(ExchangeError, match="has the view 'claims'"):
        read(package)


def test_a_schema_that_was_tampered_with_is_refused(package):
    execute(
        package,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE claims USING fts5(quote)', "
        "rootpage = 0 WHERE name = 'claims'",
    )

    with pytest.raises(ExchangeError, match=r"virtual table|damaged"):
        read(package)


def test_a_damaged_geopackage_is_refused(package):
    content = package.read_bytes()
    package.write_bytes(content[:4096] + bytes(len(content) - 4096))

    with pytest.raises(ExchangeError, match="damaged"):
        read(package)


def test_a_journal_beside_a_geopackage_is_left_alone(package):
    journal = package.with_name("claims.gpkg-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 1000)

    assert len(read(package)) == 4
    assert journal.exists()


def test_reading_a_geopackage_writes_nothing(package, tmp_path):
    before = package.read_bytes()

    read(package)

    assert package.read_bytes() == before
    assert list(tmp_path.iterdir()) == [package]


@pytest.mark.parametrize(
    "wkb",
    [
        None,
        "text",
        b"",
        b"\1",
        struct.pack("<BI", 1, 1),
        struct.pack("<BIddd", 1, 1001, 1, 2, 3),
        struct.pack("<BIdd", 1, 2, 1, 2),
        struct.pack("<BIdd", 7, 1, 1, 2),
        struct.pack("<BII", 1, 7, 2**32 - 1) * 10_000,
    ],
)
def test_binary_that_is_no_point_is_refused(wkb):
    with pytest.raises(ExchangeError, match="x, claim 8: geometry must be a Point"):
        points_of([wkb], name="x", before=7)


def test_points_of_either_byte_order_are_read():
    found = points_of([struct.pack(">BIdd", 0, 1, 3, 4)], name="x", before=0)

    assert found == {"lat": [4.0], "lon": [3.0]}


@pytest.mark.parametrize(
    "head",
    [b"", b"GP\0", b"XX\0\1", b"GP\1\1", b"GP\0\x0b", b"GP\0\x11", b"GP\0\x21"],
)
def test_a_geometry_of_another_kind_of_geopackage_is_refused(head):
    point = struct.pack("<BIdd", 1, 1, 1, 2)
    if len(head) == 4:
        head += struct.pack("<i", 4326)

    assert without_header(head + point) is None
    assert without_header(b"GP\0\1" + struct.pack("<i", 3857) + point) is None
    assert without_header(b"GP\0\1" + struct.pack("<i", 4326) + point) == point


def test_points_with_an_envelope_are_read():
    point = struct.pack("<BIdd", 1, 1, 1, 2)

    assert without_header(b"GP\0\3" + struct.pack("<i4d", 4326, 1, 1, 2, 2) + point) == point


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


def test_bytes_changed_in_a_file_never_end_in_another_error(written, tmp_path):
    for name in ("claims.parquet", "claims.gpkg"):
        content = (written / name).read_bytes()
        path = tmp_path / name
        for at in range(0, len(content), max(1, len(content) // 150)):
            path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
            try:
                read(path)
            except ExchangeError:
                continue


def test_more_claims_than_the_limit_are_refused(written, monkeypatch):
    monkeypatch.setattr(values, "MOST_CLAIMS", 3)

    for name in ("claims.parquet", "claims.gpkg"):
        with pytest.raises(ExchangeError, match="has more than 3 claims"):
            read(written / name)
