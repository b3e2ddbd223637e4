"""
GeoPackage: written by GDAL, read by SQLite alone.

A GeoPackage of somebody else's is a database, and may hold views, triggers and virtual tables that
do something when it is opened as one. SQLite reads it here as a list of rows: any of these is
refused, and no statement but the reading of one table is allowed.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geodata.errors import ExchangeError
from geodata.exchange.arrow import GEOMETRY, batches, schema_of
from geodata.exchange.terms import attribution, licence
from geodata.exchange.values import chunks, contract, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd

ESCAPE = "\u241b"
"""Stands before itself, and before a 0 that stands for NUL, where GDAL would end the text."""

_SHOWN = 80
"""Characters of GDAL's message that are repeated."""

_TIMELESS = (
    "UPDATE gpkg_contents SET last_change = '1970-01-01T00:00:00.000Z'",
    "UPDATE gpkg_metadata_reference SET timestamp = '1970-01-01T00:00:00.000Z'",
)
"""A GeoPackage must say when it was made; the same rows are to give the same bytes."""


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """
    Write claims or situations as a layer of that name.

    Days are of type DATE. Times are ISO text, because GDAL would round them to milliseconds. The
    attribution and the licence are the layer's description and the file's metadata.
    """
    rows = ordered(frame)
    layer = contract(rows)[0]
    terms = {"ATTRIBUTION": attribution(rows), "LICENCE": licence(rows)}
    schema = _with_text_times(schema_of(rows))
    reader = pa.RecordBatchReader.from_batches(schema, _batches(rows, schema))
    gdal = _gdal()
    try:
        gdal.write_arrow(
            reader,
            str(path.absolute()),
            layer=layer,
            driver="GPKG",
            geometry_name=GEOMETRY,
            geometry_type="Point",
            crs="EPSG:4326",
            encoding="UTF-8",
            dataset_metadata=terms,
            layer_options={"DESCRIPTION": " ".join(terms.values())},
        )
        _finish(path, layer, len(rows))
    except (RuntimeError, sqlite3.Error) as error:
        # GDAL tells what failed last, not why.
        reason = str(error)[:_SHOWN]
        raise ExchangeError(
            f"{path.name} cannot be written, perhaps because the disk is full: {reason}."
        ) from error


def _batches(rows: gpd.GeoDataFrame, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for batch, part in zip(batches(rows), chunks(rows), strict=True):
        yield pa.record_batch(
            [
                pa.array([_escaped(value) for value in part[field.name]], field.type)
                if pa.types.is_string(field.type)
                else batch[field.name]
                for field in schema
            ],
            schema=schema,
        )


def _with_text_times(schema: pa.Schema) -> pa.Schema:
    """The schema with times and lists as text."""
    return pa.schema(
        field.with_type(pa.string())
        if pa.types.is_timestamp(field.type) or pa.types.is_list(field.type)
        else field
        for field in schema
    )


def _escaped(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(map(_escaped, value))
    if isinstance(value, str):
        return value.replace(ESCAPE, ESCAPE + ESCAPE).replace("\0", ESCAPE + "0")
    return value


def _gdal() -> Any:
    """pyogrio, with those drivers of GDAL off that follow addresses they find in a file."""
    os.environ.setdefault("GDAL_SKIP", "OGR_VRT,VRT,GTI")
    os.environ.setdefault("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}")
    # Only now, because it reads these once, and takes a while.
    return importlib.import_module("pyogrio")


def _finish(path: Path, layer: str, count: int) -> None:
    """Make the file depend on its rows alone, and see that all are there."""
    with closing(sqlite3.connect(path)) as file:
        for statement in _TIMELESS:
            file.execute(statement)
        file.commit()
        [(found,)] = file.execute(f'SELECT count(*) FROM "{layer}"')  # noqa: S608 (our own name)
    if found != count:
        raise ExchangeError(f"{path.name} cannot be written: {found} of {count} rows are there.")
