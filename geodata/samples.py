"""The sample reports that come with the program, in a read-only store of their own."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from geodata.pipeline import read_report, reader_version
from geodata.reports.files import read_path
from geodata.settings import SAMPLES_FOLDER
from geodata.store import open_store
from geodata.store._tables import VERSION as LAYOUT
from geodata.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.models import Reading
    from geodata.store import Store

RECORDED_AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
"""When the samples were written: fixed, so that everyone has the same samples."""


def open_samples(folder: Path | None = None) -> Store:
    """
    Open the store of the sample reports for reading; the first call after an update builds it.

    Parameters
    ----------
    folder
        Where the store lies; the user's cache folder by default.

    Raises
    ------
    StoreError
        If it can be neither read nor built.
    """
    # A store of an earlier layout cannot be read, even if the same version read its reports.
    path = _folder(folder) / f"samples-{reader_version()}-{LAYOUT}.db"
    if not path.exists():
        _build(path)
    return open_store(f"sqlite:///{path}", read_only=True)


def cached_samples(folder: Path | None = None) -> list[Path]:
    """Return the files that `open_samples` has built, with this and earlier versions."""
    return sorted(_folder(folder).glob("samples-*.db*"))


def _folder(folder: Path | None) -> Path:
    return folder or user_cache_path("situation-map")


def _build(path: Path) -> None:
    """Build beside the goal and rename, so that nobody ever opens half a store."""
    building = path.with_name(f"{path.stem}.{os.getpid()}.building")
    building.unlink(missing_ok=True)
    store = open_store(f"sqlite:///{building}")
    store.add(_readings(), reader_version=reader_version(), recorded_at=RECORDED_AT)
    if isinstance(store, SqliteStore):
        store.seal()
    store.close()
    building.replace(path)


def _readings() -> Iterator[Reading]:
    for record in read_path(SAMPLES_FOLDER):
        if record.report is not None:
            yield read_report(record.report)
