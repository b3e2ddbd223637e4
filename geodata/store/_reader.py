"""The reading half of the SQLite store."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.store import (
    _adding,
    _decisions,
    _intervals,
    _ledger,
    _naming,
    _origins,
    _queries,
    _sources,
)
from geodata.store._connections import Connections
from geodata.store._work import revision_of
from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geodata.decisions import Decided
    from geodata.models import NamingRule, Report, Toponym
    from geodata.store._queries import Box
    from geodata.store.counts import Export, Redacted, Summary
    from geodata.taxonomy import Status


class SqliteReader:
    """
    What a `Store` in a SQLite file answers.

    Parameters
    ----------
    path
        The file, taken literally.
    read_only
        Open it in such a way that SQLite itself refuses to write.
    busy_seconds
        How long to wait for another writer.
    taxonomy
        Statuses by name; those of the settings by default.
    """

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        busy_seconds: float,
        taxonomy: Mapping[str, Status] | None,
    ) -> None:
        self._path = path.absolute()
        self._read_only = read_only
        self._taxonomy = load_taxonomy() if taxonomy is None else taxonomy
        self._connections = Connections(self._path, read_only=read_only, busy_seconds=busy_seconds)

    def known(self, report_ids: Iterable[str], reader_version: str) -> set[str]:
        """Reports that need not be read with this version; see `Store.known`."""
        with self._connections.borrow() as connection:
            return _adding.known(connection, report_ids, reader_version)

    def claims(self, *, known_by: datetime | None = None) -> gpd.GeoDataFrame:
        """Claims that are current, or were at an instant; see `Store.claims`."""
        if known_by is not None and known_by.tzinfo is None:
            raise StoreError(f"known_by must have a time zone, got {known_by.isoformat()}.")
        with self._connections.borrow() as connection:
            return _queries.claims(connection, known_by=known_by)

    def find(self, digits: str) -> gpd.GeoDataFrame:
        """Claims of which an id begins so; see `Store.find`."""
        with self._connections.borrow() as connection:
            return _queries.find(connection, digits)

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
        """Current claims that pass every filter, the newest first; see `Store.query`."""
        with self._connections.borrow() as connection:
            return _queries.query(
                connection,
                since=since,
                until=until,
                bbox=bbox,
                statuses=statuses,
                place_id=place_id,
                text=text,
                source=source,
                limit=limit,
            )

    def origins(self, *, text: str | None = None) -> pd.DataFrame:
        """Return who says each current dated claim; see `Store.origins`."""
        with self._connections.borrow() as connection:
            return _origins.origins(connection, text=text)

    def intervals(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        bbox: Box | None = None,
        place_id: str | None = None,
        explained: bool = True,
    ) -> gpd.GeoDataFrame:
        """Spans of statuses that overlap a range of days; see `Store.intervals`."""
        with self._reading() as connection:
            return _intervals.intervals(
                connection,
                self._taxonomy,
                since=since,
                until=until,
                bbox=bbox,
                place_id=place_id,
                explained=explained,
            )

    def counts(self, since: date | None = None, until: date | None = None) -> pd.DataFrame:
        """How many current claims of each status the days have; see `Store.counts`."""
        with self._connections.borrow() as connection:
            return _queries.counts(connection, since, until)

    def changes(self, after: int) -> gpd.GeoDataFrame:
        """Claims that were added or retired after a revision; see `Store.changes`."""
        with self._connections.borrow() as connection:
            return _queries.changes(connection, after)

    def undated(self) -> gpd.GeoDataFrame:
        """Return the current claims without a date; see `Store.undated`."""
        with self._connections.borrow() as connection:
            return _queries.claims(connection, undated=True)

    def unresolved(self) -> pd.DataFrame:
        """Return the names that could not be resolved; see `Store.unresolved`."""
        with self._connections.borrow() as connection:
            return _queries.unresolved(connection)

    def sources(self) -> pd.DataFrame:
        """Return how many reports each source has written; see `Store.sources`."""
        with self._connections.borrow() as connection:
            return _sources.sources(connection)

    def summary(self) -> Summary:
        """Return how much the store holds; see `Store.summary`."""
        with self._connections.borrow() as connection:
            return _queries.summary(connection)

    def report(self, report_id: str) -> Report | None:
        """Return the report with its text; None if the store does not have it."""
        with self._connections.borrow() as connection:
            return _queries.report(connection, report_id)

    def reports_holding(self, name: str, *, source: str = "") -> list[str]:
        """Ids of the reports that hold a name; see `Store.reports_holding`."""
        with self._connections.borrow() as connection:
            return _naming.reports_holding(connection, name, source)

    def toponyms(self, report_id: str) -> list[Toponym]:
        """Toponyms of the report's current reading; see `Store.toponyms`."""
        with self._connections.borrow() as connection:
            return _queries.toponyms(connection, report_id)

    def revision(self) -> int:
        """Return a number that grows with every change of what is stored."""
        with self._connections.borrow() as connection:
            return revision_of(connection)

    def decisions(self, report_id: str | None = None) -> list[Decided]:
        """Decisions on a report, or all of them, the oldest first."""
        with self._connections.borrow() as connection:
            return _decisions.decisions_of(connection, report_id)

    def rules(self) -> list[NamingRule]:
        """Return the naming rules, the oldest first."""
        with self._connections.borrow() as connection:
            return _ledger.rules_of(connection)

    def exports(self) -> list[Export]:
        """Return where claims were exported to, the oldest first."""
        with self._connections.borrow() as connection:
            return _ledger.exports_of(connection)

    def redactions(self) -> list[Redacted]:
        """Return which reports were redacted, the oldest redaction first."""
        with self._connections.borrow() as connection:
            return _ledger.redactions_of(connection)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to which the store stays as it is."""
        with self._connections.borrow() as connection:
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
