"""What every store can do, and the door to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geodata.errors import StoreError
from geodata.store._backup import put_back
from geodata.store.counts import Added, Export, Summary
from geodata.store.reading import ReadableStore
from geodata.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    import geopandas as gpd

    from geodata.models import Decision, NamingRule, Reading

__all__ = ["Added", "Export", "Store", "Summary", "open_store", "restore"]

_SQLITE = "sqlite:///"


class Store(ReadableStore, Protocol):
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
            When the claims became known, with a time zone. A claim that the reading before already
            made keeps the time of its recording.

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

    def add_claims(self, claims: gpd.GeoDataFrame, *, recorded_at: datetime) -> int:
        """
        Store claims that another store gave, all of them or, on an error, none.

        A claim whose id is known is left as it is, and so is every report that this store has
        read itself or that was redacted. Where the claims are a newer reading of a report than
        those that were imported before, they take their place.

        Parameters
        ----------
        claims
            A claims frame. Each claim keeps when it was recorded and retired, and its story.
        recorded_at
            When they are imported, with a time zone: what they replace is retired then.

        Returns
        -------
        added
            How many claims were stored.

        Raises
        ------
        ReadOnlyStoreError
            If the store can only be read.
        StoreError
            If it cannot be written, or ``recorded_at`` has no time zone.
        SchemaError
            If it is no valid claims frame, or claims of one report disagree about its source,
            title, address, date or story.
        """

    def decide(self, decision: Decision) -> None:
        """
        Keep a decision for ever, and change the claims of its report as it says.

        A claim as it was read is never changed: what was edited or accepted is a claim beside it.

        Raises
        ------
        ReadOnlyStoreError
            If the store can only be read.
        StoreError
            If the store has no such claim, or the decision's time has no time zone.
        """

    def add_rule(self, rule: NamingRule) -> None:
        """Keep a naming rule; those who read reports apply it."""

    def record_export(self, export: Export) -> None:
        """Keep where claims were exported to, so that what is redacted can be erased there."""

    def redact(self, report_id: str, *, author: str, reason: str, at: datetime) -> None:
        """
        Erase the words of a report for good: text, title, address, toponyms, quotes.

        Its id, source and date stay, and who redacted it when and why; its claims are retired.
        The same report is never taken again. Backups and exports are out of the store's reach.
        A report that was redacted may be redacted again, which changes nothing.

        Parameters
        ----------
        report_id
            Of a report that the store has.
        author, reason, at
            Who asks for it, why, and when, with a time zone.

        Raises
        ------
        ReadOnlyStoreError
            If the store can only be read.
        StoreError
            If the store does not have the report, or somebody reads it all the while, so that
            old pages cannot be overwritten yet.
        """

    def backup(self, path: Path) -> None:
        """
        Copy the store into a file while others read and write it; `restore` puts it back.

        Raises
        ------
        StoreError
            If the file cannot be written; it is there whole or not at all.
        """

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
        If a newer version of this program wrote the store, or an older one and it is to be read
        only.
    StoreError
        If the address is of another kind, or no store can be opened there.
    """
    return SqliteStore(_path_of(url), read_only=read_only)


def restore(backup: Path, url: str) -> Path | None:
    """
    Put a backup in the place of a store that nobody is using.

    Parameters
    ----------
    backup
        A file that `Store.backup` wrote, or a store that was sealed.
    url
        Address of the store, as for `open_store`.

    Returns
    -------
    aside
        Where the old store now is; None if there was none.

    Raises
    ------
    StoreError
        If the backup is missing, damaged or no store, or the old store is in use.
    """
    return put_back(backup, _path_of(url))


def _path_of(url: str) -> Path:
    path = url.removeprefix(_SQLITE)
    if path == url or path in ("", ":memory:") or "\0" in path:
        raise StoreError(f"The store's address must be sqlite:/// and a path, got {url!r}.")
    return Path(path)
