from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.schema import claims_frame
from geodata.situations import intervals, situations_between
from geodata.taxonomy import load_taxonomy
from mapapp.map.interval_columns import held, interval_columns, place_code
from mapapp.palette import MARKS, status_index
from tests.mapapp.world import LAST_DAY

FIRST_DAY = dt.date(1969, 12, 28)
DAYS = st.integers(0, 60).map(lambda n: FIRST_DAY + dt.timedelta(days=n))
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(list(MARKS)),
        DAYS,
        st.sampled_from(["AP", "AFP", "dpa"]),
        st.booleans(),
    ),
    max_size=25,
)


def row(number, claim):
    place_id, status, day, source, hedged = claim
    return {
        "report_id": f"report-{number}",
        "claim_id": f"claim-{number}",
        "story": f"report-{number}",
        "source": source,
        "published_precision": "day",
        "published": dt.datetime.combine(day, dt.time(12), dt.UTC),
        "place_id": place_id,
        "place": place_id,
        "kind": "country" if place_id == "c" else "settlement",
        "status": status,
        "date": day,
        "quote_start": 0,
        "quote_end": 1,
        "hedged": hedged,
        "attributed": False,
        "confidence": 0.9,
        "recorded_at": dt.datetime(2022, 2, 1, tzinfo=dt.UTC),
        "lat": 10.0,
        "lon": 20.0,
    }


def answers(columns, found):
    """What the columns say holds, as sets of facts."""
    return {
        (
            columns.place_ids[columns.place[i]],
            int(columns.status[i]),
            bool(stale),
            bool(disputed),
            bool(columns.hedged[i]),
        )
        for i, stale, disputed in zip(found.rows, found.stale, found.disputed, strict=True)
    }


@settings(deadline=None)
@given(CLAIMS, DAYS, DAYS)
def test_the_columns_say_what_the_frame_of_situations_says(claims, one, other):
    since, until = sorted([one, other])
    rows = [row(number, claim) for number, claim in enumerate(claims)]
    spans = intervals(claims_frame(rows), taxonomy=load_taxonomy())

    columns = interval_columns(spans)
    found = held(columns, since=since, until=until)

    frame = situations_between(spans, since=since, until=until)
    expected = {
        (s.place_id, status_index(s.status), bool(s.stale), bool(s.disputed), bool(s.hedged))
        for s in frame.itertuples()
    }
    assert answers(columns, found) == expected
    assert len(found.rows) == len(frame)


def test_a_status_that_is_not_chosen_hides_the_place_and_does_not_show_what_it_had_before(data):
    found = held(data.columns, since=dt.date(2022, 1, 6), until=LAST_DAY, statuses=["unrest"])

    shown = {data.columns.place_ids[i] for i in data.columns.place[found.rows]}
    assert "geonames:610612" not in shown  # Aktau, in unrest on the 6th, calm at the end
    assert "geonames:1526384" in shown


@pytest.mark.parametrize("statuses", [[], ["airport_open"]])
def test_nothing_found_is_no_error(data, statuses):
    early = dt.date(2021, 12, 19)

    assert len(held(data.columns, since=early, until=early, statuses=statuses).rows) == 0


def test_a_place_code_is_the_same_for_ever_and_exact_in_javascript():
    assert place_code("geonames:1526384") == 126_206_786_446_580 < 2**53
    assert place_code("geonames:1526385") != place_code("geonames:1526384")
