"""What the page and the routes are given of a store: derived once for each of its revisions."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import shapely
from shapely.geometry import Polygon

from geodata.exchange.selection import Selection, select
from geodata.gazetteer.index import default_gazetteer
from geodata.models import Place
from geodata.schema import claims_frame
from geodata.situations import intervals
from geodata.store import Summary
from geodata.taxonomy import load_taxonomy
from mapapp.map.interval_columns import AREA_KINDS, IntervalColumns, interval_columns, place_code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping

    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray

    from geodata.gazetteer.annotations import Dispute
    from geodata.store import Store

_log = logging.getLogger(__name__)

MOST_CLAIMS = 500
"""Claims of one place that are read to be shown; a place has had more in a long war."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class MapData:
    """What one revision of a store gives the map. Shared by all visitors: never change it."""

    revision: int
    """Of the store, when it was read."""
    summary: Summary
    counts: pd.DataFrame
    """Claims by ``day`` and ``status``, in the column ``claims``."""
    intervals: gpd.GeoDataFrame
    """Columns as in `INTERVAL_COLUMNS`."""
    columns: IntervalColumns
    """The intervals once more, for the map."""
    undated: gpd.GeoDataFrame
    unresolved: pd.DataFrame
    """Columns ``toponym`` and ``reports``."""
    places: dict[str, str]
    """Name and country, or all that claim it, of every place with a dated claim, by place id."""
    disputes: dict[str, Dispute]
    """Who claims the places with a dated claim that lie in a disputed territory, by place id."""
    areas: dict[int, Place]
    """Countries, regions and waters with a dated claim, by place code."""
    samples: bool
    """True if these are the sample reports, shown because the user's own store is empty."""
    claims_known: gpd.GeoDataFrame | None
    """The claims that were known by the instant asked for; None: the current ones, in the store."""
    open_store: Callable[[], Store] | None
    """Opens the store for reading; None if there is none."""

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that have a claim; None if there is no dated claim."""
        if self.counts.empty:
            return None
        days = self.counts["day"]
        return days.min().date(), days.max().date()

    def claims_until(
        self,
        day: dt.date,
        *,
        place_id: str | None = None,
        statuses: Collection[str] | None = None,
        limit: int = MOST_CLAIMS,
    ) -> gpd.GeoDataFrame:
        """The newest dated claims of or before a day, newest first; columns as in `CLAIM_COLUMNS`.

        Parameters
        ----------
        place_id, statuses
            Only claims of this place, of one of these statuses; None for all.
        limit
            How many at most.
        """
        if self.claims_known is not None:
            known = self.claims_known
            chosen = known["date"] <= pd.Timestamp(day)
            if place_id is not None:
                chosen &= known["place_id"] == place_id
            if statuses is not None:
                chosen &= known["status"].isin(statuses)
            newest = known[chosen].sort_values(["date", "claim_id"], ascending=[False, True])
            return newest.head(limit).reset_index(drop=True)
        if self.open_store is None:
            return claims_frame([])
        with self.open_store() as store:
            return store.query(until=day, place_id=place_id, statuses=statuses, limit=limit)

    def origins(self, *, text: str | None = None) -> pd.DataFrame:
        """Who says each dated claim, only of those with a text; as `Store.origins`."""
        if self.claims_known is not None:
            return _origins_of(self.claims_known, text)
        if self.open_store is None:
            return _origins_of(claims_frame([]), text)
        with self.open_store() as store:
            return store.origins(text=text)

    def intervals_of(self, place_id: str) -> gpd.GeoDataFrame:
        """Intervals of one place with the claims that explain them."""
        return self.intervals[self.intervals["place_id"] == place_id]

    def intervals_at(self, rows: NDArray[np.int64]) -> gpd.GeoDataFrame:
        """Intervals by their positions in `columns`."""
        return self.intervals.iloc[rows]

    def outline(self, code: int) -> list[list[tuple[float, float]]] | None:
        """Rings, as (lon, lat), of the area that a place code stands for; None if none is known."""
        place = self.areas.get(code)
        outline = default_gazetteer().area(place) if place else None
        if outline is None:
            return None
        parts = [part for part in shapely.get_parts(outline) if isinstance(part, Polygon)]
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        # Shapely, like GeoJSON, puts longitude first; 3 decimals are about 100 m.
        return [[(round(x, 3), round(y, 3)) for x, y in ring.coords] for ring in rings]


def derive(
    open_store: Callable[[], Store], *, samples: bool, known_by: dt.datetime | None
) -> MapData:
    """
    Derive the map's data from a store as it is now.

    Parameters
    ----------
    open_store
        Opens the store for reading.
    samples
        Whether it holds the sample reports.
    known_by
        Only what was known by this instant counts; None: all that is current.
    """
    statuses = list(load_taxonomy())
    with open_store() as store:
        revision, summary = store.revision(), store.summary()
        unresolved, undated = store.unresolved(), store.undated()
        if known_by is None:
            known = None
            spans, counts = store.intervals(), store.counts()
        else:
            then = store.claims(known_by=known_by).drop_duplicates("claim_id")
            undated, dated = then[then["date"].isna()], then[then["date"].notna()]
            known, counts = _known(dated, statuses), _counts(dated)
            spans = intervals(known, taxonomy=load_taxonomy(), known_by=known_by)
    hidden = counts[~counts["status"].isin(statuses)]
    if not hidden.empty:
        off = sorted(set(hidden["status"]))
        _log.warning(
            "%d dated claims of %s are not shown: switched off.", hidden["claims"].sum(), off
        )
    places = _places(spans)
    disputes = _disputes(places)
    return MapData(
        revision=revision,
        summary=summary,
        counts=counts[counts["status"].isin(statuses)].reset_index(drop=True),
        intervals=spans,
        columns=interval_columns(spans),
        undated=_known(undated, statuses),
        unresolved=unresolved,
        places=_place_names(places, disputes),
        disputes=disputes,
        areas={place_code(place.place_id): place for place in places if place.kind in AREA_KINDS},
        samples=samples,
        claims_known=known,
        open_store=open_store,
    )


def nothing() -> MapData:
    """Data of no store at all."""
    empty = claims_frame([])
    spans = intervals(empty, taxonomy=load_taxonomy())
    return MapData(
        revision=0,
        summary=Summary(0, 0, 0, 0, None, None),
        counts=_counts(empty),
        intervals=spans,
        columns=interval_columns(spans),
        undated=empty,
        unresolved=pd.DataFrame({"toponym": [], "reports": []}),
        places={},
        disputes={},
        areas={},
        samples=False,
        claims_known=None,
        open_store=None,
    )


def _origins_of(claims: gpd.GeoDataFrame, text: str | None) -> pd.DataFrame:
    """As `Store.origins` gives them of the claims."""
    found = claims if text is None else select(claims, Selection(text=text))
    return pd.DataFrame(found[["claim_id", "source", "language", "confidence"]])


def _known(claims: gpd.GeoDataFrame, statuses: Collection[str]) -> gpd.GeoDataFrame:
    """The claims of statuses that are on: what was read while others were stays in the store."""
    return claims[claims["status"].isin(statuses)].reset_index(drop=True)


def _counts(claims: gpd.GeoDataFrame) -> pd.DataFrame:
    """As `Store.counts` gives them."""
    counts: pd.DataFrame = claims.groupby(["date", "status"]).size().rename("claims").reset_index()
    return counts.rename(columns={"date": "day"})


def _places(spans: gpd.GeoDataFrame) -> list[Place]:
    return [
        Place(
            place_id=row.place_id,
            name=row.place,
            kind=row.kind,
            country=row.country,
            admin1=row.admin1,
            lat=row.geometry.y,
            lon=row.geometry.x,
        )
        for row in spans.drop_duplicates("place_id", keep="last").itertuples()
    ]


def _disputes(places: Iterable[Place]) -> dict[str, Dispute]:
    gazetteer = default_gazetteer()
    found = {place.place_id: gazetteer.dispute(place) for place in places}
    return {place_id: dispute for place_id, dispute in found.items() if dispute}


def _place_names(places: Iterable[Place], disputes: Mapping[str, Dispute]) -> dict[str, str]:
    names = {}
    for place in sorted(places, key=lambda place: (place.name, place.country, place.place_id)):
        dispute = disputes.get(place.place_id)
        country = " / ".join(dispute.claims) if dispute else place.country
        names[place.place_id] = f"{place.name}, {country}" if country else place.name
    return names
