"""GeoPackages made to harm: refused with a message, nothing of them run."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from geodata.errors import ExchangeError
from geodata.exchange import read, write
from tests.geodata.exchange.hostile_claims import plain_claims


@pytest.fixture
def package(tmp_path):
    write(plain_claims(), tmp_path / "claims.gpkg")
    return tmp_path / "claims.gpkg"


def execute(path, *statements) -> None:
    with closing(sqlite3.connect(path)) as file:
        # Triggers of the spatial index call functions that only GDAL has.
        for [name] in file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            file.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            file.execute(*statement) if isinstance(statement, tuple) else file.execute(statement)
        file.commit()


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
