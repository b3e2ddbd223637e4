"""What is reported from one place: its situations and the words behind each, ready to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pandas as pd

from mapapp.palette import MARKS

if TYPE_CHECKING:
    import geopandas as gpd

_NEWEST_FIRST = ["date", "published", "claim_id"]


@dataclass(frozen=True, slots=True)
class Quote:
    """One claim as its report words it. Every text of it is hostile until proven otherwise."""

    words: str
    source: str
    title: str
    link: str
    """An http or https address; empty if the report has none that may be followed."""
    day: dt.date | None
    status: str
    notes: tuple[str, ...]
    """Our own words: whether it is hedged, attributed or reviewed."""
    claim_id: str
    report_id: str
    place_id: str
    start: int
    """Of the words in the report's text, as code points."""
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One situation of the place and the claims that explain it, newest first."""

    status: str
    since: dt.date
    until: dt.date | None
    """Its last day, where it has ended or the reports name one."""
    newest: dt.date
    """The day of its newest claim."""
    stale: bool
    disputed: bool
    sources: int
    quotes: tuple[Quote, ...]


def evidence(
    situations: gpd.GeoDataFrame, claims: gpd.GeoDataFrame, *, place_id: str, until: dt.date
) -> list[Evidence]:
    """
    Situations of a place with the claims behind each; empty if it has none.

    Parameters
    ----------
    situations
        Columns as in `SITUATION_COLUMNS`.
    claims
        Columns as in `CLAIM_COLUMNS`.
    place_id
        The place.
    until
        Claims of later days are left out: the situation is shown as it stood then.
    """
    here = situations[situations["place_id"] == place_id]
    said = claims[(claims["place_id"] == place_id) & (claims["date"] <= pd.Timestamp(until))]
    return [
        Evidence(
            status=row.status,
            since=row.since.date(),
            until=_day(row.until),
            newest=until - dt.timedelta(days=int(row.age_days)),
            stale=bool(row.stale),
            disputed=bool(row.disputed),
            sources=int(row.sources),
            quotes=_quotes(
                said[said["claim_id"].isin(row.claim_ids)].sort_values(
                    _NEWEST_FIRST, ascending=False
                )
            ),
        )
        for row in here.itertuples()
    ]


def latest(claims: gpd.GeoDataFrame, *, limit: int) -> list[tuple[str, Quote]]:
    """Place ids with the first of the claims, given newest first, one a place and report."""
    newest = claims.drop_duplicates("place_id").drop_duplicates("report_id").head(limit)
    return [(quote.place_id, quote) for quote in _quotes(newest)]


def followable(url: str) -> str:
    """The address if it is plain http or https with a host, else an empty text."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return ""
    # A browser drops control characters and reads a backslash as a slash: refuse, don't guess.
    odd = any(char.isspace() or char == "\\" or not char.isprintable() for char in url.strip())
    return url.strip() if parts.scheme in ("http", "https") and host and not odd else ""


def headline(status: str) -> str:
    """Status with its symbol, such as ``▲ Unrest``."""
    mark = MARKS[status]
    return f"{mark.glyph} {mark.label}"


def since_line(situation: Evidence) -> str:
    """How long it holds, when it was last reported and by how many, in one line."""
    span = f"since {day_words(situation.since)}"
    if situation.until:
        span = f"{day_words(situation.since)} to {day_words(situation.until)}"
    sources = "1 source" if situation.sources == 1 else f"{situation.sources} sources"
    return f"{span} · last reported {day_words(situation.newest)} · {sources}"


def day_words(day: dt.date) -> str:
    """Day as ``5 Jan 2022``."""
    return f"{day.day} {day:%b %Y}"


def _quotes(claims: gpd.GeoDataFrame) -> tuple[Quote, ...]:
    """The claims as quotes, in their order."""
    return tuple(
        Quote(
            words=row.quote,
            source=row.source,
            title=row.title,
            link=followable(row.url),
            day=_day(row.date),
            status=row.status,
            notes=_notes(row),
            claim_id=row.claim_id,
            report_id=row.report_id,
            place_id=row.place_id,
            start=int(row.quote_start),
            end=int(row.quote_end),
        )
        for row in claims.itertuples()
    )


def _notes(claim: Any) -> tuple[str, ...]:
    said = {
        "worded with doubt": claim.hedged,
        "quoting someone": claim.attributed,
        "accepted by a person": claim.reviewed == "accepted",
        "corrected by a person": claim.reviewed == "edited",
    }
    return tuple(words for words, holds in said.items() if holds)


def _day(moment: pd.Timestamp) -> dt.date | None:
    return None if pd.isna(moment) else moment.date()
