"""What every store can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    import geopandas as gpd
    import pandas as pd

    from geodata.decisions import Decided
    from geodata.models import NamingRule, Report, Toponym
    from geodata.store._queries import Box
    from geodata.store.counts import Export, Redacted, Summary


class ReadableStore(Protocol):
    """
    The half of a `Store` that reads.

    Every method raises `StoreError` if the store cannot be read, and may be called from any
    thread.
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

    def origins(self, *, text: str | None = None) -> pd.DataFrame:
        """
        Who says each current dated claim, for filters over all of them at once.

        Parameters
        ----------
        text
            Only claims with this text, as in `query`.

        Returns
        -------
        origins
            One row per claim in any order, columns ``claim_id``, ``source``, ``language`` and
            ``confidence``.
        """

    def intervals(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        bbox: Box | None = None,
        place_id: str | None = None,
        explained: bool = True,
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
        explained
            False leaves ``claim_ids`` empty and each day once in ``claim_days``: of a million
            claims that takes a fraction of the time and memory.

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

    def sources(self) -> pd.DataFrame:
        """
        How many reports each source has written, and until when.

        Returns
        -------
        sources
            One row per source, empty where none is named, columns ``source``, ``reports`` and
            ``latest`` (the day of its newest report, NaT if none has a date), those with the
            most reports first, then by name.
        """

    def summary(self) -> Summary:
        """Return how much the store holds."""

    def report(self, report_id: str) -> Report | None:
        """Return the report with its text; None if the store does not have that."""

    def reports_holding(self, name: str, *, source: str = "") -> list[str]:
        """
        Return the ids of the reports in whose text or title a name stands, the oldest first.

        Case does not matter, neither in the name nor in the source; an empty source is any.
        """

    def toponyms(self, report_id: str) -> list[Toponym]:
        """Return the toponyms of the report's current reading, in its order."""

    def revision(self) -> int:
        """Return a number that grows with every change of what is stored."""

    def decisions(self, report_id: str | None = None) -> list[Decided]:
        """
        Return the decisions on a report, or all of them, the oldest first.

        Those on a report that was redacted have an empty claim.
        """

    def rules(self) -> list[NamingRule]:
        """Return the naming rules in the order in which they were made known."""

    def exports(self) -> list[Export]:
        """Return where claims were exported to, the oldest first."""

    def redactions(self) -> list[Redacted]:
        """Return which reports were redacted, and who did when and why, the oldest first."""
