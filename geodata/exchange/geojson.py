"""
GeoJSON (RFC 7946): written feature by feature, read by the standard library's json alone.

GDAL never sees such a file: it opens whatever a file *is*, and a file named ``.geojson`` may be a
recipe (VRT) that reads the server's other files or its network.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from geodata.errors import ExchangeError
from geodata.exchange.files import opened
from geodata.exchange.json_stream import JsonStream
from geodata.exchange.terms import attribution, licence
from geodata.exchange.values import (
    CHUNK,
    chunks,
    claims_of,
    contract,
    ordered,
    refuse_missing,
    refuse_too_many,
    shown,
)
from geodata.schema import CLAIM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    import geopandas as gpd

_CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84"
"""The only system that RFC 7946 allows; GDAL still names it in the files that it writes."""


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """
    Write claims or situations as one FeatureCollection, a line for each feature.

    The foreign members ``contents`` ("claims" or "situations"), ``attribution`` and ``licence``
    stand before the features.
    """
    rows = ordered(frame)
    head = {
        "type": "FeatureCollection",
        "contents": contract(rows)[0],
        "attribution": attribution(rows),
        "licence": licence(rows),
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(head)[:-1] + ',"features":[\n')
        for number, feature in enumerate(_features(rows)):
            file.write((",\n" if number else "") + _json(feature))
        file.write("\n]}\n")


def read(path: Path) -> gpd.GeoDataFrame:
    """
    Claims frame of a file that `write` wrote.

    Raises
    ------
    ExchangeError
        If it is something else, or a value in it is not as it must be.
    """
    with opened(path) as file:
        try:
            return claims_of(_parts(file, path.name), name=path.name)
        except UnicodeDecodeError as error:
            raise ExchangeError(f"{path.name} is not UTF-8: {error.reason}.") from error


def _features(rows: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    for part in chunks(rows):
        # GeoJSON wants longitude first.
        points = zip(part.pop("lon"), part.pop("lat"), strict=True)
        names = list(part)
        for point, *values in zip(points, *part.values(), strict=True):
            yield {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": point},
                "properties": dict(zip(names, values, strict=True)),
            }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _parts(file: BinaryIO, name: str) -> Iterator[dict[str, list[Any]]]:
    stream = JsonStream(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), name)
    members: dict[str, Any] = {}
    part = _empty()
    count = 0
    for key, value in stream.members("features"):
        if key == "features":
            count += 1
            refuse_too_many(count, name)
            _add(part, value, f"{name}, claim {count}")
            if len(part["lat"]) == CHUNK:
                yield part
                part = _empty()
        else:
            members[key] = value
            _refuse_head(members, name)
    if members.get("type") != "FeatureCollection" or "features" not in stream.seen:
        raise ExchangeError(f"{name} must be a GeoJSON FeatureCollection.")
    yield part


def _refuse_head(members: dict[str, Any], name: str) -> None:
    if members.get("contents") == "situations":
        refuse_missing(["claim_ids"], name)
    crs = members.get("crs")
    if crs is not None and crs != {"type": "name", "properties": {"name": _CRS84}}:
        raise ExchangeError(f"{name} must be in EPSG:4326 as RFC 7946 has it, got {shown(crs)}.")


def _add(part: dict[str, list[Any]], feature: Any, where: str) -> None:
    """Put a feature's values into the columns; what kind of values they are is seen later."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ExchangeError(f"{where} must be a Feature, got {shown(feature)}.")
    geometry: Any = feature.get("geometry")
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        raise ExchangeError(f"{where}: properties must be an object, got {shown(properties)}.")
    point = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(point, list) or geometry.get("type") != "Point" or len(point) != 2:
        raise ExchangeError(f"{where}: geometry must be a Point, got {shown(geometry)}.")
    refuse_missing([*properties, "lat", "lon"], where)
    for column in CLAIM_COLUMNS:
        part[column].append(properties[column])
    part["lon"].append(point[0])
    part["lat"].append(point[1])


def _empty() -> dict[str, list[Any]]:
    return {column: [] for column in (*CLAIM_COLUMNS, "lat", "lon")}
