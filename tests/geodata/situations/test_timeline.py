from __future__ import annotations

from datetime import timedelta

import pytest

from geodata.schema import TIMELINE_COLUMNS, validate
from geodata.situations import intervals, timeline
from tests.geodata.examples import ALMATY, ASTANA, claims_of, january, reading, said
from tests.geodata.situations.world import TAXONOMY

UNREST = reading("Unrest.", said(ALMATY, "unrest", january(5)))


def test_a_timeline_has_the_spans_of_every_aspect_oldest_first():
    rows = intervals(
        claims_of(
            UNREST,
            reading("Calm.", said(ALMATY, "calm", january(8))),
            reading("Closed.", said(ALMATY, "airport_closed", january(6))),
            reading("Elsewhere.", said(ASTANA, "calm", january(5))),
        ),
        taxonomy=TAXONOMY,
    )

    spans = timeline(rows, ALMATY.place_id)

    assert spans["status"].tolist() == ["unrest", "airport_closed", "calm"]
    assert spans["ended"].tolist() == ["status", "open", "open"]
    assert spans["followed_by"].tolist() == ["calm", "", ""]


@pytest.mark.parametrize(
    ("next_claim", "last_named_day", "expected"),
    [
        pytest.param(None, None, ("open", ""), id="nothing came"),
        pytest.param(None, 7, ("date", ""), id="its date"),
        pytest.param(("unrest", 9), 7, ("date", ""), id="its date, then a gap"),
        pytest.param(("unrest", 8), 7, ("date", ""), id="its date, then the same at once"),
        pytest.param(("calm", 9), None, ("status", "calm"), id="another status"),
        pytest.param(("calm", 6), 9, ("status", "calm"), id="another status before its date"),
        pytest.param(("calm", 20), None, ("status", "calm"), id="another status, long after"),
        pytest.param(("unrest", 13), None, ("stale", ""), id="silence, then the same"),
    ],
)
def test_a_span_says_by_what_it_ended(next_claim, last_named_day, expected):
    date_end = january(last_named_day) if last_named_day else None
    first = reading("Unrest.", said(ALMATY, "unrest", january(5), date_end=date_end))
    later = (
        [reading("Later.", said(ALMATY, next_claim[0], january(next_claim[1])))]
        if next_claim
        else []
    )
    rows = intervals(claims_of(first, *later), taxonomy=TAXONOMY)

    spans = timeline(rows, ALMATY.place_id)

    assert (spans["ended"][0], spans["followed_by"][0]) == expected


def test_an_open_span_is_stale_from_its_day_on():
    rows = intervals(claims_of(UNREST), taxonomy=TAXONOMY)
    stale_from = january(5) + timedelta(days=TAXONOMY["unrest"].stale_after_days)

    ended = [
        timeline(rows, ALMATY.place_id, on=day)["ended"].tolist()
        for day in (stale_from - timedelta(days=1), stale_from)
    ]

    assert ended == [["open"], ["stale"]]


@pytest.mark.parametrize("claims", [claims_of(), claims_of(UNREST)], ids=["none", "elsewhere"])
def test_a_place_without_claims_has_an_empty_timeline(claims):
    rows = intervals(claims, taxonomy=TAXONOMY)

    assert len(validate(timeline(rows, ASTANA.place_id), TIMELINE_COLUMNS)) == 0
