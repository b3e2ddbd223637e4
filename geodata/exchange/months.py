"""A folder of GeoParquet files, one for each month: ``month=2022-01/claims.parquet``."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.errors import ExchangeError
from geodata.exchange import geoparquet
from geodata.exchange.files import refuse_link, replacing
from geodata.exchange.values import contract, ordered, refuse_too_many
from geodata.schema import CLAIM_COLUMNS, points_frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

UNDATED = "undated"
"""Month of the claims without a day."""

_FILE = "claims.parquet"
_MONTH = re.compile(rf"month=(\d{{4}}-(?:0[1-9]|1[0-2])|{UNDATED})", re.ASCII)


def write(
    frame: gpd.GeoDataFrame, folder: Path, *, since: date | None = None, until: date | None = None
) -> None:
    """
    Write claims into a folder, each month's file in one step, and none if one cannot be written.

    The files of the months from ``since`` to ``until`` are replaced, and removed where there is
    no claim; other months stay as they are. Whoever reads meanwhile finds the old or the new
    file of a month, whole.

    Parameters
    ----------
    frame
        Claims.
    folder
        It is made if it is missing, but its own folder must be there.
    since, until
        The days that were asked for, both included; None for no bound.

    Raises
    ------
    ExchangeError
        If the folder cannot be written, a month in it is a symbolic link, the frame holds no
        claims, or a month that is there already would lose the days that were not asked for.
    """
    rows = ordered(frame)
    if contract(rows)[0] != "claims":
        raise ExchangeError("Only claims are kept by month, write situations to one file.")
    months = rows["date"].to_numpy().astype("datetime64[M]").astype("str")
    months = np.where(months == "NaT", UNDATED, months)
    there = _files(folder) if folder.is_dir() else {}
    if not (since is None and until is None):
        there = {month: there[month] for month in there if _touches(month, since, until)}
    for month in there:
        _refuse_loss(month, folder, since, until)
    wanted = [folder, *(folder / f"month={month}" for month in sorted(set(months)))]
    new = [path for path in wanted if not path.exists()]
    try:
        # All drafts are there before the first of them takes its place: the disk may be full.
        with ExitStack() as drafts:
            _make(folder)
            for path in wanted[1:]:
                refuse_link(path)
                _make(path)
            for month, part in rows.groupby(months):
                path = folder / f"month={month}" / _FILE
                geoparquet.write(gpd.GeoDataFrame(part), drafts.enter_context(replacing(path)))
    except ExchangeError:
        for path in reversed(new):
            with suppress(OSError):
                path.rmdir()
        raise
    for month in there.keys() - set(months):
        _remove(there[month])


def read(folder: Path) -> gpd.GeoDataFrame:
    """
    Claims of all months of a folder that `write` wrote.

    Raises
    ------
    ExchangeError
        If it holds something but no month, one of them is a symbolic link, or a file is refused.
    """
    files = _files(folder)
    if not files and any(folder.iterdir()):
        raise ExchangeError(f"{folder} holds no file month=YYYY-MM/{_FILE}.")
    frames = []
    for path in files.values():
        frames.append(geoparquet.read(path))
        refuse_too_many(sum(map(len, frames)), folder.name)
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return points_frame([], CLAIM_COLUMNS)
    return ordered(gpd.GeoDataFrame(pd.concat(filled, ignore_index=True)))


def change(folder: Path, kept: Callable[[gpd.GeoDataFrame], pd.Series[bool]]) -> int:
    """Drop the rows that are not to be kept from the months' files; return how many."""
    dropped = 0
    for path in _files(folder).values():
        frame = geoparquet.read(path)
        keep = kept(frame)
        if keep.all():
            continue
        dropped += int((~keep).sum())
        if keep.any():
            with replacing(path) as draft:
                geoparquet.write(gpd.GeoDataFrame(frame[keep]), draft)
        else:
            _remove(path)
    return dropped


def _files(folder: Path) -> dict[str, Path]:
    """Files by month; anything else in the folder is left alone."""
    found = {}
    try:
        for parent in sorted(folder.iterdir()):
            if month := _MONTH.fullmatch(parent.name):
                path = parent / _FILE
                refuse_link(parent)
                refuse_link(path)
                if path.exists():
                    found[month[1]] = path
    except OSError as error:
        raise ExchangeError(f"{folder} cannot be read: {error.strerror or error}.") from error
    return found


def _touches(month: str, since: date | None, until: date | None) -> bool:
    """Whether a day of the month was asked for; a claim without a day never is."""
    if month == UNDATED:
        return False
    after = since is not None and month < since.isoformat()[:7]
    before = until is not None and month > until.isoformat()[:7]
    return not (after or before)


def _refuse_loss(month: str, folder: Path, since: date | None, until: date | None) -> None:
    starts_late = since is not None and since.isoformat()[:7] == month and since.day > 1
    ends_early = (
        until is not None
        and until.isoformat()[:7] == month
        and until.day < monthrange(until.year, until.month)[1]
    )
    if starts_late or ends_early:
        raise ExchangeError(
            f"{folder} has the month {month} already, of which only some days were asked for. "
            "Ask for whole months, or write to another folder."
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExchangeError(f"{folder} cannot be made: {error.strerror or error}.") from error


def _remove(path: Path) -> None:
    try:
        path.unlink()
        path.parent.rmdir()
    except OSError as error:
        # What else lies in the month's folder is not ours.
        if path.exists():
            raise ExchangeError(f"{path} cannot be removed: {error.strerror}.") from error
