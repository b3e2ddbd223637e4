"""Claims frames with whatever a claim may hold, and a few plain ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from geodata.models import Kind, Precision, digest
from geodata.schema import claims_frame
from tests.geodata.examples import ALMATY, ALMATY_AIRPORT, ASTANA, january, reading, said
from tests.geodata.examples import claims_of as claims_of_readings

if TYPE_CHECKING:
    import geopandas as gpd

NASTY = (
    "",
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "''",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r\n",
    " =1",
    "a\0b\0",
    "\0",
    "␛0",
    "␛",
    'say "no", she said;\nand left',
    "\udc80\ud800",
    "\u202eقلعة\u202c",
    "مطار ألماتي",
    "阿拉木图机场",
    "👨‍👩‍👧‍👦🏳️‍🌈",
    "\ufeffbom",
    "\u2028\u2029\x85\x0b\x0c\x1c",
    "{{cycler.__init__}}",
    "</script><img onerror=x>",
    "NaN",
    "null",
    "NULL",
    "true",
    "1e5",
    "2022-01-01",
    "\\N",
    "e\u0301",
)

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(), max_size=30),
    st.text(st.sampled_from("='+-@\t\r\n\0\"'␛0,; "), max_size=8),
)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
instants = st.datetimes(timezones=st.just(UTC))
ids = st.binary(min_size=1, max_size=2).map(lambda seed: digest(seed.hex()))


@st.composite
def _row(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(0, 1_000_000))
    day = draw(days)
    row = {
        "report_id": draw(ids),
        "place_id": f"geonames:{draw(st.integers(1, 9))}",
        "status": draw(st.sampled_from(["unrest", "calm", "airport_closed", "odd"])),
        "kind": draw(st.sampled_from(get_args(Kind))),
        "published": draw(st.none() | instants),
        "published_precision": draw(st.sampled_from(get_args(Precision))),
        "date": day,
        "date_end": draw(days),
        "date_precision": draw(st.sampled_from(get_args(Precision))),
        "quote_start": start,
        "quote_end": start + draw(st.integers(0, 1_000_000)),
        "hedged": draw(st.booleans()),
        "attributed": draw(st.booleans()),
        "confidence": draw(st.floats(0, 1)),
        "reviewed": draw(st.sampled_from(["", "accepted", "edited"])),
        "recorded_at": draw(instants),
        "retired_at": draw(st.none() | instants),
        "lat": draw(st.floats(-90, 90)),
        "lon": draw(st.sampled_from([-180.0, 180.0, -179.99]) | st.floats(-180, 180)),
    }
    for name in ("reader_version", "story", "source", "url", "title", "language"):
        row[name] = draw(texts)
    for name in ("toponym", "place", "country", "admin1", "quote"):
        row[name] = draw(texts)
    at = (row["place_id"], row["status"], day.isoformat() if day else "", str(start))
    return {**row, "claim_id": digest(row["report_id"], *at)}


frames = st.lists(_row(), max_size=5).map(claims_frame)
"""Claims frames with any text, day, instant and point that a claim may have."""


def plain_claims() -> gpd.GeoDataFrame:
    """Four claims of two reports in December, January and without a day."""
    return claims_of_readings(
        reading(
            "Unrest in Almaty, whose airport is closed.",
            replace(said(ALMATY, "unrest", january(5)), quote="Unrest in Almaty", quote_end=16),
            said(ALMATY_AIRPORT, "airport_closed", january(6), at=18),
            source="=Herald",
        ),
        reading(
            "Calm in Astana since December.",
            said(ASTANA, "calm", date(2021, 12, 30)),
            said(ASTANA, "calm", None, at=5),
            source="Tribune",
        ),
    )
