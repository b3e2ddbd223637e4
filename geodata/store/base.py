"""What every store can do, and the door to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geodata.errors import StoreError
from geodata.store.counts import Added, Summary
from geodata.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    import geopandas as gpd
    import pandas as pd

    from geodata.models import Reading, Report

__all__ = ["Added", "Store", "Summary", "open_store"]

_SQLITE = "sqlite:///"


class Store(Protocol):
    """
    Keeps reports, toponyms, claims and decisions.

    Nothing is deleted: a newer reading of a report retires the older one's claims, which stay in
    the store but are no longer current. Every method raises `StoreError` if the store cannot be
    read, and may be called from any thread.
    """

    def add(
        self, readings: Iterable[Reading], *, reader_version: str, recorded_at: datetime
    ) -> Added:
        """
        Store what was read; when it returns, all of it is safely on the disk.

        Parameters
        ----------
        readings
            Taken one after the other. If the iterable fails, what it gave before is stored.
        reader_version
            Version of the rules and weights. The same version of a known report adds nothing;
            another version retires the claims of the older reading.
        recorded_at
            When the claims became known, with a time zone. A claim that an older reading of the
            report already made keeps the time of its first recording.

        Returns
        -------
        added
            How many reports were new, how many known, and how many claims were stored.

        Raises
        ------
        ReadOnlyStoreError
            If the store can only be read.
        StoreError
            If it cannot be written, or ``recorded_at`` has no time zone.
        """

    def claims(self) -> gpd.GeoDataFrame:
        """Return the current claims: columns as in `CLAIM_COLUMNS`, Points, EPSG:4326, by id."""

    def undated(self) -> gpd.GeoDataFrame:
        """Return the current claims without a date, which never reach the map; as `claims`."""

    def unresolved(self) -> pd.DataFrame:
        """
        Names that could not be resolved.

        Returns
        -------
        names
            One row per name, columns ``toponym`` (as written) and ``reports`` (how many have
            it), the most frequent first, then by name.
        """

    def summary(self) -> Summary:
        """Return how much the store holds."""

    def report(self, report_id: str) -> Report | None:
        """Return the report with its text; None if the store does not have it."""

    def revision(self) -> int:
        """Return a number that grows with every change of what is stored."""

    def close(self) -> None:
        """Let go of the file; the store cannot be used any more."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


def open_store(url: str, *, read_only: bool = False) -> Store:
    """
    Open a store; a missing one is created, with its folder, unless it is to be read only.

    Parameters
    ----------
    url
        ``sqlite:///`` and a path, which may be absolute (``sqlite:////srv/map.db``) or
        relative; the path is taken literally.
    read_only
        Refuse every write, and never touch the file.

    Raises
    ------
    StoreVersionError
        If a newer version of this program wrote the store.
    StoreError
        If the address is of another kind, or no store can be opened there.
    """
    path = url.removeprefix(_SQLITE)
    if path == url or path in ("", ":memory:") or "\0" in path:
        raise StoreError(f"The store's address must be sqlite:/// and a path, got {url!r}.")
    return SqliteStore(Path(path), read_only=read_only)
