"""The formats by name and by suffix, and what can be done in each: write, read, erase."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import geopandas as gpd

from geodata.errors import ExchangeError, NotClaimsError
from geodata.exchange import (
    delimited,
    geojson,
    geopackage,
    geopackage_reading,
    geoparquet,
    months,
)
from geodata.exchange.files import replacing

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

Format = Literal["geoparquet", "gpkg", "geojson", "csv"]

_SUFFIXES: dict[str, Format] = {
    ".parquet": "geoparquet",
    ".geoparquet": "geoparquet",
    ".gpkg": "gpkg",
    ".geojson": "geojson",
    ".json": "geojson",
    ".csv": "csv",
}
_WRITERS = {
    "geoparquet": geoparquet.write,
    "gpkg": geopackage.write,
    "geojson": geojson.write,
    "csv": delimited.write,
}
_READERS = {
    "geoparquet": geoparquet.read,
    "gpkg": geopackage_reading.read,
    "geojson": geojson.read,
    "csv": delimited.read,
}
_DOWNLOAD_SUFFIX = {"geoparquet": ".parquet", "gpkg": ".gpkg", "geojson": ".geojson", "csv": ".csv"}


def format_of(path: Path) -> Format:
    """
    Format that the name of a file or folder tells.

    A name without a suffix, or a folder, is GeoParquet by month.

    Raises
    ------
    ExchangeError
        If the suffix is not one of ours.
    """
    if not path.suffix or path.is_dir():
        return "geoparquet"
    if found := _SUFFIXES.get(path.suffix.lower()):
        return found
    raise ExchangeError(
        f"{path.name}: expected a name that ends in {', '.join(_SUFFIXES)}, or a folder."
    )


def write(
    frame: gpd.GeoDataFrame,
    path: Path,
    format: Format | None = None,  # noqa: A002 (what everybody calls it)
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> None:
    """
    Write claims or situations; the rows alone decide the bytes, whatever order they come in.

    Parameters
    ----------
    frame
        A claims frame, or one of situations.
    path
        A file, which is replaced in one step or stays as it was; for GeoParquet also a folder,
        which gets a file for each month (`months.write`).
    format
        None takes it from the name.
    since, until
        For a folder: the days that were asked for, both included.

    Raises
    ------
    ExchangeError
        If it cannot be written: no such folder, read-only, disk full, no such format.
    """
    chosen = format or format_of(path)
    if chosen not in get_args(Format):
        raise ExchangeError(f"The format must be one of {get_args(Format)}, got {chosen!r}.")
    if _is_folder(path, chosen):
        months.write(frame, path, since=since, until=until)
        return
    with replacing(path) as draft:
        _WRITERS[chosen](frame, draft)


def to_bytes(frame: gpd.GeoDataFrame, format: Format) -> bytes:  # noqa: A002 (as in `write`)
    """Content of the one file that `write` would write, for a download."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{_DOWNLOAD_SUFFIX[format]}"
        write(frame, path, format)
        return path.read_bytes()


def read(path: Path, format: Format | None = None) -> gpd.GeoDataFrame:  # noqa: A002
    """
    Claims of a file or folder that `write` wrote, whatever else it may pretend to be.

    Returns
    -------
    claims
        Columns as in `CLAIM_COLUMNS`, one Point per row, EPSG:4326, ordered by claim id.

    Raises
    ------
    ExchangeError
        If the file is missing, of another kind, damaged, larger than the limits, or holds a
        value that a claim cannot have. Nothing of it is used then.
    """
    chosen = format or format_of(path)
    if path.is_dir() and chosen == "geoparquet":
        return months.read(path)
    return _READERS[chosen](path)


def erase(path: Path, report_id: str, format: Format | None = None) -> int:  # noqa: A002
    """
    Remove a report's rows from an exported file or folder, and say how many there were.

    Every other row stays, and so does the file, even if it has no row any more. A file of
    situations holds nothing of a report's words and is left as it is. Columns that somebody
    added to the file are lost with the rows; copies of it elsewhere are not found.

    Raises
    ------
    ExchangeError
        If the file is not there any more, cannot be read as an export, or cannot be written.
    """

    def kept(frame: gpd.GeoDataFrame) -> pd.Series[bool]:
        keep: pd.Series[bool] = frame["report_id"] != report_id
        return keep

    chosen = format or format_of(path)
    if path.is_dir() and chosen == "geoparquet":
        return months.change(path, kept)
    try:
        claims = read(path, chosen)
    except NotClaimsError:
        return 0
    keep = kept(claims)
    if not keep.all():
        write(gpd.GeoDataFrame(claims[keep]), path, chosen)
    return int((~keep).sum())


def _is_folder(path: Path, chosen: str) -> bool:
    return chosen == "geoparquet" and (path.is_dir() or not path.suffix)
