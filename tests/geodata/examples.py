"""Real places, and short ways to make reports, readings and claims of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from geodata.models import Claim, Place, Precision, Reading, Report
from geodata.schema import claim_rows, claims_frame

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.models import Toponym

ALMATY = Place("geonames:1526384", "Almaty", "settlement", "KZ", "KZ-ALA", 43.2525, 76.9115)
ALMATY_AIRPORT = Place(
    "icao:UAAA", "Almaty International Airport", "airport", "KZ", "KZ-ALA", 43.3521, 77.0405
)
SHYMKENT = Place("geonames:1518980", "Shymkent", "settlement", "KZ", "KZ-SHY", 42.3, 69.6)
ASTANA = Place("geonames:1526273", "Astana", "capital", "KZ", "KZ-AST", 51.1801, 71.446)

LEARNT = datetime(2022, 2, 1, tzinfo=UTC)
"""When the examples were recorded, unless they say otherwise."""


def january(day: int) -> date:
    return date(2022, 1, day)


def said(place: Place, status: str, day: date | None, **more: Any) -> Claim:
    """A claim of the place with a quote at ``at`` (0)."""
    at = more.pop("at", 0)
    precision: Precision = "day" if day else "none"
    return Claim(
        toponym=place.name,
        place=place,
        status=status,
        date=day,
        quote="…",
        quote_start=at,
        quote_end=at + 1,
        date_precision=precision,
        **more,
    )


def reading(
    text: str,
    *claims: Claim,
    source: str = "",
    published: datetime | None = None,
    toponyms: tuple[Toponym, ...] = (),
) -> Reading:
    report = Report(
        text=text,
        source=source,
        published=published,
        published_day=published.date() if published else None,
        published_precision="day" if published else "none",
    )
    return Reading(report, "en", toponyms=toponyms, claims=claims)


def claims_of(*readings: Reading, recorded_at: datetime = LEARNT) -> gpd.GeoDataFrame:
    """The claims frame of readings that were all recorded at one time."""
    return claims_frame(
        row
        for one in readings
        for row in claim_rows(one, reader_version="1", recorded_at=recorded_at)
    )
