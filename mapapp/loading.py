"""Which store is shown, and what the page and the routes read from it."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import shapely
from shapely.geometry import Polygon

from geodata.gazetteer.index import default_gazetteer
from geodata.models import Place
from geodata.samples import open_samples
from geodata.schema import claims_frame
from geodata.situations import intervals
from geodata.store import Summary, open_store
from geodata.taxonomy import load_taxonomy
from mapapp.map.interval_columns import AREA_KINDS, IntervalColumns, interval_columns, place_code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    import geopandas as gpd

    from geodata.gazetteer.annotations import Dispute
    from geodata.settings import Settings
    from geodata.store import Store

_log = logging.getLogger(__name__)

_SQLITE = "sqlite:///"
_SAMPLES = "samples"

_reading = threading.Lock()
_newest: dict[str, tuple[int, MapData]] = {}
"""Revision and data of each store read so far; not Streamlit's cache, which routes lack."""


@dataclass(frozen=True, slots=True, eq=False)
class MapData:
    """What one revision of a store gives the map. Shared by all visitors: never change it."""

    revision: int
    """Of the store, when it was read."""
    summary: Summary
    claims: gpd.GeoDataFrame
    """The dated claims, columns as in `CLAIM_COLUMNS`."""
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

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that have a claim; None if there is no dated claim."""
        if self.summary.first_day is None or self.summary.last_day is None:
            return None
        return self.summary.first_day, self.summary.last_day

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


def load(settings: Settings) -> MapData:
    """
    Read the user's own store or, while that has no reports, the samples.

    Parameters
    ----------
    settings
        Its ``store`` is opened for reading only; ``show_samples`` False keeps to it even if
        it is empty or not there yet.

    Raises
    ------
    StoreError
        If the store is there and cannot be read.
    """
    if _is_there(settings.store):
        own = _read(settings.store, lambda: open_store(settings.store, read_only=True))
        if own.summary.reports or not settings.show_samples:
            return own
    return _read(_SAMPLES, open_samples) if settings.show_samples else _nothing()


def _is_there(url: str) -> bool:
    # Of an address that is no file we cannot tell; opening it will.
    return not url.startswith(_SQLITE) or Path(url.removeprefix(_SQLITE)).exists()


def _read(name: str, opened: Callable[[], Store]) -> MapData:
    # Of visitors that come at once, one reads and the others wait for it.
    with _reading, opened() as store:
        revision = store.revision()
        newest = _newest.get(name)
        if newest is None or newest[0] != revision:
            newest = (revision, _derived(store, revision, samples=name == _SAMPLES))
            _newest[name] = newest
        return newest[1]


def _derived(store: Store, revision: int, *, samples: bool) -> MapData:
    claims = _known(store.claims())
    dated = claims[claims["date"].notna()]
    spans = intervals(dated, taxonomy=load_taxonomy())
    places = _places(dated)
    disputes = _disputes(places)
    return MapData(
        revision=revision,
        summary=store.summary(),
        claims=dated,
        intervals=spans,
        columns=interval_columns(spans),
        undated=claims[claims["date"].isna()],
        unresolved=store.unresolved(),
        places=_place_names(dated, disputes),
        disputes=disputes,
        areas={place_code(place.place_id): place for place in places if place.kind in AREA_KINDS},
        samples=samples,
    )


def _known(claims: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The claims of statuses that are on: what was read while others were stays in the store."""
    on = claims["status"].isin(load_taxonomy().keys())
    if off := sorted(set(claims["status"][~on])):
        _log.warning("%d claims of %s are not shown: switched off.", (~on).sum(), off)
    return claims[on]


def _places(claims: gpd.GeoDataFrame) -> list[Place]:
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
        for row in claims.drop_duplicates("place_id").itertuples()
    ]


def _disputes(places: Iterable[Place]) -> dict[str, Dispute]:
    gazetteer = default_gazetteer()
    found = {place.place_id: gazetteer.dispute(place) for place in places}
    return {place_id: dispute for place_id, dispute in found.items() if dispute}


def _place_names(claims: gpd.GeoDataFrame, disputes: Mapping[str, Dispute]) -> dict[str, str]:
    distinct = claims.drop_duplicates("place_id").sort_values(["place", "country", "place_id"])
    names = {}
    for row in distinct.itertuples():
        dispute = disputes.get(row.place_id)
        country = " / ".join(dispute.claims) if dispute else row.country
        names[row.place_id] = f"{row.place}, {country}" if country else row.place
    return names


def _nothing() -> MapData:
    empty = claims_frame([])
    spans = intervals(empty, taxonomy=load_taxonomy())
    return MapData(
        revision=0,
        summary=Summary(0, 0, 0, 0, None, None),
        claims=empty,
        intervals=spans,
        columns=interval_columns(spans),
        undated=empty,
        unresolved=pd.DataFrame({"toponym": [], "reports": []}),
        places={},
        disputes={},
        areas={},
        samples=False,
    )
