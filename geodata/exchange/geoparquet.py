"""GeoParquet 1.1: one file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.errors import ExchangeError
from geodata.exchange.arrow import GEOMETRY, batches, columns_of, refuse_types, schema_of
from geodata.exchange.files import LARGEST_BYTES, opened
from geodata.exchange.terms import attribution, licence
from geodata.exchange.values import (
    CHUNK,
    claims_of,
    contract,
    ordered,
    refuse_missing,
    refuse_too_many,
)
from geodata.schema import CLAIM_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    import geopandas as gpd

_MAGIC = b"PAR1"
_HEADER_BYTES = 2**26
"""Of the description of the file; ours has a few thousand."""


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """
    Write claims or situations as GeoParquet.

    The file's metadata say ``contents`` ("claims" or "situations"), ``attribution`` and
    ``licence``.
    """
    rows = ordered(frame)
    schema = schema_of(rows).with_metadata(
        {
            "geo": json.dumps(_geo(rows)),
            "contents": contract(rows)[0],
            "attribution": attribution(rows),
            "licence": licence(rows),
        }
    )
    with pq.ParquetWriter(str(path.absolute()), schema, compression="zstd") as file:
        for batch in batches(rows):
            file.write_batch(batch)


def read(path: Path) -> gpd.GeoDataFrame:
    """
    Claims frame of a file that `write` wrote.

    Raises
    ------
    ExchangeError
        If it is something else, or a value in it is not as it must be.
    """
    with opened(path) as source:
        if source.read(4) != _MAGIC:
            raise ExchangeError(f"{path.name} is not a GeoParquet file.")
        try:
            _refuse_header(_open(source, []), path.name)
            texts = [column for column, dtype in CLAIM_COLUMNS.items() if dtype == "str"]
            found = _open(source, texts).iter_batches(CHUNK, columns=[*CLAIM_COLUMNS, GEOMETRY])
            return claims_of(columns_of(found, name=path.name), name=path.name)
        except (pa.ArrowException, UnicodeDecodeError, EOFError, OSError) as error:
            raise ExchangeError(f"{path.name} is a damaged GeoParquet file: {error}.") from error


def _geo(rows: gpd.GeoDataFrame) -> dict[str, object]:
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "crs": rows.crs.to_json_dict(),
    }
    if len(rows):
        column["bbox"] = rows.total_bounds.tolist()
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def _open(source: BinaryIO, packed: list[str]) -> pq.ParquetFile:
    """
    Open a file, never its name, which pyarrow might take for an address.

    The columns ``packed`` stay as they lie in the file, with a text that occurs often there once.
    """
    return pq.ParquetFile(
        source,
        read_dictionary=packed,
        pre_buffer=False,
        thrift_string_size_limit=_HEADER_BYTES,
        thrift_container_size_limit=_HEADER_BYTES,
        arrow_extensions_enabled=False,
    )


def _refuse_header(file: pq.ParquetFile, name: str) -> None:
    """Refuse what the file says of itself, before any of its rows is read."""
    metadata = file.metadata
    if (metadata.metadata or {}).get(b"contents") == b"situations":
        refuse_missing(["claim_ids"], name)
    points = {"lat", "lon"} if GEOMETRY in file.schema_arrow.names else set()
    refuse_missing([*file.schema_arrow.names, *points], name)
    refuse_too_many(metadata.num_rows, name)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    size = sum(group.total_byte_size for group in groups)
    if size > LARGEST_BYTES or any(group.num_rows < 0 for group in groups):
        raise ExchangeError(f"{name} unpacks to {size:,} bytes, at most {LARGEST_BYTES:,} may.")
    refuse_types(file.schema_arrow, name)
