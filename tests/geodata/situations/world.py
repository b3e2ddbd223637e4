"""A small taxonomy, and any readings of four places that hypothesis makes up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from geodata.schema import claim_rows, claims_frame
from geodata.situations import intervals, situations
from geodata.taxonomy import Status
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    ASTANA,
    LEARNT,
    claims_of,
    january,
    reading,
    said,
)

if TYPE_CHECKING:
    import geopandas as gpd

    from geodata.models import Reading

TAXONOMY = {
    "unrest": Status("unrest", "security", 7),
    "calm": Status("calm", "security", 14),
    "airport_closed": Status("airport_closed", "airport", 14),
    "airport_open": Status("airport_open", "airport", 30),
}


def spans_of(*readings: Reading) -> list[tuple[str, date, date | None]]:
    """Status, start and end of every interval, in the order of the frame."""
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)
    return [
        (row.status, row.start.date(), None if pd.isna(row.end) else row.end.date())
        for row in rows.itertuples()
    ]


def status_on(day: date, *readings: Reading) -> list[str]:
    rows = intervals(claims_of(*readings), taxonomy=TAXONOMY)
    return situations(rows, on=day)["status"].tolist()


days_st = st.dates(january(1), date(2022, 2, 10))

claims_st = st.builds(
    lambda place, status, day, length, at, hedged: said(
        place,
        status,
        day,
        at=at,
        hedged=hedged,
        date_end=day + timedelta(days=length) if day and length is not None else None,
    ),
    st.sampled_from([ALMATY, ALMATY_AIRPORT, ASTANA]),
    st.sampled_from(list(TAXONOMY)),
    st.none() | days_st,
    st.none() | st.integers(-1, 20),
    st.integers(0, 5),
    st.booleans(),
)

readings_st = st.lists(
    st.builds(
        lambda text, claims, source, hour: reading(
            text,
            *claims,
            source=source,
            published=None if hour is None else datetime(2022, 1, 6, hour, tzinfo=UTC),
        ),
        st.text("ab", min_size=1, max_size=2),
        st.lists(claims_st, max_size=5, unique_by=lambda claim: claim.claim_id("")),
        st.sampled_from(["", "KazTAG", "Vlast", "Tengrinews"]),
        st.none() | st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda one: one.report.report_id,
)

PROPERTY = settings(
    # A machine that is busy with other things is no fault of the property.
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)

LATER = LEARNT + timedelta(days=1)

INSTANTS = [LEARNT + timedelta(days=day) for day in range(3)]
"""When the claims of `claims_frames` are recorded and retired."""


@st.composite
def claims_frames(draw: st.DrawFn) -> gpd.GeoDataFrame:
    """Claims of readings that print each other's stories, learnt and retired at any time."""
    rows = []
    for one in draw(readings_st):
        first = draw(st.integers(0, 1))
        recorded = INSTANTS[first]
        retired = draw(st.none() | st.sampled_from(INSTANTS[first + 1 :]))
        story = draw(st.sampled_from(["", "agency", "ministry"])) or one.report.report_id
        for row in claim_rows(one, reader_version="1", recorded_at=recorded):
            rows.append({**row, "story": story, "retired_at": retired})
            if retired and draw(st.booleans()):
                # A newer reading says the same again: the claim keeps its first time.
                rows.append({**rows[-1], "reader_version": "2", "retired_at": None})
    return claims_frame(rows)
