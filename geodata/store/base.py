"""What every store can do, and the door to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geodata.errors import StoreError
from geodata.store.counts import Added, Export, Summary
from geodata.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime
    from types import TracebackType
    from typing import Self

    import geopandas as gpd
    import pandas as pd

    from geodata.decisions import Decided
    from geodata.models import Decision, NamingRule, Reading, Report, Toponym
    from geodata.store._queries import Box

__all__ = ["Added", "Export", "Store", "Summary", "open_store"]

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

    def known(self, report_ids: Iterable[str], reader_version: str) -> set[str]:
        """
        Reports that `add` would not take again.

        Returns
        -------
        known
            Those of the reports that the store has as read by this version of the rules, and
            those that were redacted.
        """

    def claims(self, *, known_by: datetime | None = None) -> gpd.GeoDataFrame:
        """
        Claims that are current, or were at an instant.

        Parameters
        ----------
        known_by
            With a time zone: what had been recorded by then and was not retired. None: what is
            not retired now.

        Returns
        -------
        claims
            One row per claim in the order of their ids, columns as in `CLAIM_COLUMNS`, one Point
            per row, EPSG:4326. ``story`` is what is known of reprints now, whatever ``known_by``.

        Raises
        ------
        StoreError
            If ``known_by`` has no time zone.
        """

    def find(self, digits: str) -> gpd.GeoDataFrame:
        """
        Claims whose id begins with some digits, or if there are none, whose report's id does.

        The current ones, or if there are none, the retired; as `claims`, but in their own order.

        A retired id may stand in several rows, as it was read by several readings or decided of.
        """

    def query(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        bbox: Box | None = None,
        statuses: Collection[str] | None = None,
        place_id: str | None = None,
        text: str | None = None,
        source: str | None = None,
        limit: int = 5000,
    ) -> gpd.GeoDataFrame:
        """
        Current claims that pass every filter; None is no filter.

        Parameters
        ----------
        since, until
            First and last day of the claims, both included; either leaves out the undated.
        bbox
            West, south, east and north in degrees, the edges included; west is greater than east
            where the box crosses the antimeridian.
        statuses
            Names of the statuses; an empty collection lets no claim pass.
        place_id
            Of the place.
        text
            Stands in the quote, the toponym, the place's name or the report's title; case does
            not matter, in any script.
        source
            The source, exactly.
        limit
            How many claims at most.

        Returns
        -------
        claims
            The newest first, undated ones last, and those of one day by id; as `claims`.
        """

    def intervals(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        bbox: Box | None = None,
        place_id: str | None = None,
    ) -> gpd.GeoDataFrame:
        """
        Spans over which places had a status, as `situations.intervals` derives them from `claims`.

        Parameters
        ----------
        since, until
            First and last day of a range, both included: spans that overlap it; None: no bound.
        bbox
            As in `query`.
        place_id
            Of the place.

        Returns
        -------
        intervals
            One row per place, aspect and span, columns as in `INTERVAL_COLUMNS`, one Point per
            row, EPSG:4326. Claims of statuses that the taxonomy lacks have no part in it.
        """

    def counts(self, since: date | None = None, until: date | None = None) -> pd.DataFrame:
        """
        How many claims the days have.

        Returns
        -------
        counts
            One row per day and status that has current claims, columns ``day``, ``status`` and
            ``claims``, in their order; only the days from ``since`` to ``until``, both included.
        """

    def changes(self, after: int) -> gpd.GeoDataFrame:
        """
        What happened to the claims since a revision.

        Returns
        -------
        changes
            One row per claim that was added or retired after the revision, in the order in which
            it happened: as `claims`, with the columns ``revision`` and ``change`` ("added" or
            "retired"). A claim that a newer reading makes again is retired and added.
        """

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
        """Return the report with its text; None if the store does not have that."""

    def toponyms(self, report_id: str) -> list[Toponym]:
        """Return the toponyms of the report's current reading, in its order."""

    def revision(self) -> int:
        """Return a number that grows with every change of what is stored."""

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

    def decisions(self, report_id: str | None = None) -> list[Decided]:
        """
        Return the decisions on a report, or all of them, the oldest first.

        Those on a report that was redacted have an empty claim.
        """

    def add_rule(self, rule: NamingRule) -> None:
        """Keep a naming rule; those who read reports apply it."""

    def rules(self) -> list[NamingRule]:
        """Return the naming rules in the order in which they were made known."""

    def record_export(self, export: Export) -> None:
        """Keep where claims were exported to, so that what is redacted can be erased there."""

    def exports(self) -> list[Export]:
        """Return where claims were exported to, the oldest first."""

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
    path = url.removeprefix(_SQLITE)
    if path == url or path in ("", ":memory:") or "\0" in path:
        raise StoreError(f"The store's address must be sqlite:/// and a path, got {url!r}.")
    return SqliteStore(Path(path), read_only=read_only)
