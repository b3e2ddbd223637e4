"""Claims out of a GeoPackage of somebody else's, which is a database and may be a hostile one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from geodata.errors import ExchangeError
from geodata.exchange.files import opened
from geodata.exchange.geopackage import ESCAPE
from geodata.exchange.points import points_of, without_header
from geodata.exchange.values import CHUNK, claims_of, refuse_missing, refuse_too_many
from geodata.schema import CLAIM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd

_LAYER = "claims"
_GEOMETRY = "geom"
_LARGEST_VALUE = 32_000_000
"""Bytes of one row."""

_BOOKKEEPING = re.compile(
    r"rtree_\w+_(insert|update\d?|delete)|trigger_(insert|delete)_feature_count_\w+|gpkg_\w+"
)
"""Triggers that GDAL makes; reading fires none."""
_RTREE = re.compile(r'CREATE VIRTUAL TABLE "?rtree_\w+"? USING rtree\s*\(', re.IGNORECASE)
_ESCAPED = re.compile(ESCAPE + "(.?)", re.DOTALL)


def read(path: Path) -> gpd.GeoDataFrame:
    """
    Claims frame of a file that `geopackage.write` wrote, also if a GIS added columns.

    Raises
    ------
    ExchangeError
        If it is something else, holds what could run, or a value is not as it must be.
    """
    with opened(path) as file:
        head = file.read(100)
    if head[:16] != b"SQLite format 3\0" or head[68:72] != b"GPKG":
        raise ExchangeError(f"{path.name} is not a GeoPackage.")
    try:
        # "immutable" keeps SQLite from a journal that might lie beside the file.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            _restrain(connection)
            _refuse_schema(connection, path.name)
            return claims_of(_parts(connection, path.name), name=path.name)
    # A damaged schema ends up in the error's own message, which then is no text.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise ExchangeError(f"{path.name} is a damaged GeoPackage: {error}.") from error


def _restrain(connection: sqlite3.Connection) -> None:
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    connection.text_factory = bytes


def _refuse_schema(connection: sqlite3.Connection, name: str) -> None:
    """Refuse a file that holds anything that could run, or lacks a column."""
    kinds = {}
    for row in connection.execute("SELECT type, name, sql FROM sqlite_schema"):
        kind, thing, sql = (str(value or b"", "utf-8", "replace") for value in row)
        kinds[thing] = kind
        if kind == "view" or (kind == "trigger" and not _BOOKKEEPING.fullmatch(thing)):
            raise ExchangeError(f"{name} has the {kind} {thing!r}, expected tables only.")
        is_virtual = sql.lstrip().upper().startswith("CREATE VIRTUAL")
        if is_virtual and not _RTREE.match(sql.lstrip()):
            raise ExchangeError(f"{name} has the virtual table {thing!r}, expected none.")
    if kinds.get(_LAYER) != "table":
        if "situations" in kinds:
            refuse_missing(["claim_ids"], name)
        raise ExchangeError(f"{name} has no layer {_LAYER!r}.")
    columns = connection.execute(f"PRAGMA table_xinfo({_LAYER})").fetchall()
    names = [str(column[1], "utf-8", "replace") for column in columns]
    if any(column[6] for column in columns):
        raise ExchangeError(f"{name} has columns that are computed, expected none.")
    refuse_missing([*names, *(("lat", "lon") if _GEOMETRY in names else ())], name)


def _parts(connection: sqlite3.Connection, name: str) -> Iterator[dict[str, list[Any]]]:
    wanted = [*CLAIM_COLUMNS, _GEOMETRY]
    connection.set_authorizer(_only_reading)
    listed = ", ".join(f'"{column}"' for column in wanted)
    rows = connection.execute(f"SELECT {listed} FROM {_LAYER}")  # noqa: S608 (our own names)
    count = 0
    while found := rows.fetchmany(CHUNK):
        refuse_too_many(count + len(found), name)
        part = dict(zip(wanted, map(list, zip(*found, strict=True)), strict=True))
        blobs = map(without_header, part.pop(_GEOMETRY))
        points = points_of(blobs, name=name, before=count)
        values = {
            column: [_value(value, CLAIM_COLUMNS[column]) for value in column_values]
            for column, column_values in part.items()
        }
        count += len(found)
        yield {**values, **points}


def _only_reading(action: int, table: str | None, *_: object) -> int:
    if action == sqlite3.SQLITE_SELECT or (action == sqlite3.SQLITE_READ and table == _LAYER):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _value(value: Any, dtype: str) -> Any:
    """The value as the frame has it; one of another kind stays as it is, and is then refused."""
    if dtype == "bool":
        return bool(value) if value in (0, 1) else value
    if isinstance(value, bytes):
        return _ESCAPED.sub(_unescaped, str(value, "utf-8", "replace"))
    return value


def _unescaped(found: re.Match[str]) -> str:
    return "\0" if found[1] == "0" else found[1]
