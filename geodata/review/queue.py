"""What needs a person's eyes: claims of a low score, disputed or undated ones, unresolved names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, get_args

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import geopandas as gpd

    from geodata.store import Store

LOW_SCORE = 0.6
"""A claim with a lower score is worth a look; of the samples' claims one in thirty is."""
LOOKED_AT = 50_000
"""Claims whose score is looked at, the newest of the store."""

Why = Literal["disputed", "low-score", "undated", "unresolved"]
"""Why something needs eyes; the order is that of the list."""

WHYS: tuple[Why, ...] = get_args(Why)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that needs eyes: a claim, or a name that could not be resolved."""

    why: Why
    toponym: str
    """As written."""
    reports: int = 1
    """How many reports have the name; of a claim, 1."""
    claim_id: str = ""
    report_id: str = ""
    place: str = ""
    place_id: str = ""
    status: str = ""
    date: dt.date | None = None
    confidence: float | None = None
    source: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Things that need eyes for one reason: the first of them, and how many there are."""

    why: Why
    first: tuple[Waiting, ...]
    total: int


def waiting(
    store: Store,
    why: Why,
    *,
    limit: int = 20,
    below: float = LOW_SCORE,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Section:
    """
    What needs eyes for one reason; what a person accepted or edited does not.

    Parameters
    ----------
    store
        Where the claims are.
    why
        - "disputed": claims of days for which independent sources say the opposite of a place,
          the newest day first, those of one day and place together;
        - "low-score": claims with a score under ``below``, the lowest first, among the newest
          `LOOKED_AT` claims;
        - "undated": claims without a day, which never reach the map, the lowest score first;
        - "unresolved": names that could not be resolved, those of the most reports first.
    limit
        How many to give at most.
    below
        See "low-score".
    since, until
        The first and last day that a disputed or low claim may have; None: any.
    """
    if why == "unresolved":
        names = store.unresolved()
        first = names.head(limit)
        pairs = zip(first["toponym"].tolist(), first["reports"].tolist(), strict=True)
        return Section(why, tuple(Waiting(why, *pair) for pair in pairs), len(names))
    if why == "disputed":
        return _disputed(store, limit, since, until)
    if why == "undated":
        found = store.undated()
    else:
        found = store.query(since=since, until=until, limit=LOOKED_AT)
        found = found[found["confidence"] < below]
    claims = found[found["reviewed"] == ""]
    lowest = claims.sort_values(["confidence", "claim_id"]).head(limit)
    return Section(why, tuple(_of_claims(why, lowest)), len(claims))


def _disputed(store: Store, limit: int, since: dt.date | None, until: dt.date | None) -> Section:
    spans = store.intervals(since=since, until=until)
    days: list[tuple[dt.date, str, frozenset[str]]] = []
    for span in spans[spans["disputed"]].itertuples(index=False):
        for day in span.disputed_days:
            ids = zip(span.claim_ids, span.claim_days, strict=True)
            of_day = frozenset(claim_id for claim_id, of in ids if of == day)
            if (since is None or since <= day) and (until is None or day <= until):
                days.append((day, span.place_id, of_day))
    days.sort(key=lambda one: one[1])
    days.sort(key=lambda one: one[0], reverse=True)
    first = tuple(islice(_claims_of_days(store, days), limit))
    return Section("disputed", first, sum(len(ids) for _, _, ids in days))


def _claims_of_days(
    store: Store, days: list[tuple[dt.date, str, frozenset[str]]]
) -> Iterator[Waiting]:
    for day, place_id, ids in days:
        claims = store.query(since=day, until=day, place_id=place_id)
        open_ones = claims[claims["claim_id"].isin(ids) & (claims["reviewed"] == "")]
        yield from _of_claims("disputed", open_ones.sort_values(["status", "source", "claim_id"]))


def _of_claims(why: Why, claims: gpd.GeoDataFrame) -> Iterator[Waiting]:
    for row in claims.itertuples(index=False):
        yield Waiting(
            why,
            row.toponym,
            claim_id=row.claim_id,
            report_id=row.report_id,
            place=row.place,
            place_id=row.place_id,
            status=row.status,
            date=_day(row.date),
            confidence=float(row.confidence),
            source=row.source,
            quote=row.quote,
        )


def _day(value: Any) -> dt.date | None:
    return None if pd.isna(value) else value.date()
