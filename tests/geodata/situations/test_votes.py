from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.errors import SchemaError
from geodata.situations import intervals, situations
from geodata.situations.votes import known, shared_stories
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
from tests.geodata.situations.world import LATER, TAXONOMY, spans_of

if TYPE_CHECKING:
    import geopandas as gpd

CLOSED = reading("Closed.", said(ALMATY_AIRPORT, "airport_closed", january(5)), source="KazTAG")
REOPENED = reading("Open.", said(ALMATY_AIRPORT, "airport_open", january(13)), source="KazTAG")


def test_a_claim_without_a_date_never_appears():
    undated = reading("a", said(ALMATY, "unrest", None))

    assert spans_of(undated) == []
    assert len(spans_of(undated, CLOSED)) == 1


def test_a_status_that_the_taxonomy_lacks_is_named():
    with pytest.raises(SchemaError, match="'flooded'"):
        spans_of(reading("a", said(ALMATY, "flooded", january(5))))


def test_known_by_needs_a_time_zone():
    with pytest.raises(ValueError, match="time zone"):
        intervals(claims_of(CLOSED), taxonomy=TAXONOMY, known_by=datetime(2022, 1, 9))  # noqa: DTZ001


def test_known_by_leaves_out_what_was_recorded_later():
    claims = pd.concat(
        [claims_of(CLOSED), claims_of(REOPENED, recorded_at=LEARNT + timedelta(days=1))]
    )

    then = intervals(claims, taxonomy=TAXONOMY, known_by=LEARNT)
    before = intervals(claims, taxonomy=TAXONOMY, known_by=LEARNT - timedelta(microseconds=1))

    assert then["status"].tolist() == ["airport_closed"]
    assert situations(then, on=january(20))["status"].tolist() == ["airport_closed"]
    assert len(before) == 0


def claims_in_stories(*told: tuple[str, str, str]) -> gpd.GeoDataFrame:
    """Claims of unrest in Almaty on 5 January, each by story, source and text."""
    readings = [
        reading(text, said(ALMATY, "unrest", january(5)), source=source) for _, source, text in told
    ]
    stories = [story for story, _, _ in told]
    return claims_of(*readings).assign(story=pd.array(stories, dtype="str"))


@pytest.mark.parametrize(
    ("told", "sources", "confirmations"),
    [
        pytest.param([("agency", "A", "a"), ("agency", "B", "b")], 2, 1, id="reprints"),
        pytest.param([("1", "A", "a"), ("2", "B", "b")], 2, 2, id="each its own"),
        pytest.param([("1", "A", "a"), ("1", "A", "b"), ("2", "A", "c")], 1, 1, id="one source"),
        pytest.param([("1", "", "a"), ("1", "", "b")], 2, 1, id="reprints without a source"),
        pytest.param([("", "A", "a"), ("", "B", "b")], 2, 2, id="story not known"),
        pytest.param(
            [("agency", "A", "a"), ("agency", "B", "b"), ("own", "B", "c")], 2, 2, id="and its own"
        ),
    ],
)
def test_sources_that_print_one_story_are_one_voice(told, sources, confirmations):
    [row] = intervals(claims_in_stories(*told), taxonomy=TAXONOMY).itertuples()

    assert (row.reports, row.sources, row.confirmations) == (len(told), sources, confirmations)


def test_a_story_is_shared_where_several_sources_tell_it_of_the_place():
    of_almaty = claims_in_stories(("agency", "A", "a"), ("agency", "B", "b"), ("own", "B", "c"))
    of_astana = claims_of(reading("d", said(ASTANA, "unrest", january(5)), source="C"))
    of_astana = of_astana.assign(story=pd.array(["own"], dtype="str"))

    shared = shared_stories(pd.concat([of_almaty, of_astana]), TAXONOMY)

    assert shared.to_dict("records") == [
        {"place_id": ALMATY.place_id, "aspect": "security", "story": "agency"}
    ]


def test_five_reprints_do_not_outvote_two_that_went_and_looked():
    reprints = claims_in_stories(*[("agency", source, source) for source in "ABCDE"])
    seen = [
        reading(f"Calm, {source}.", said(ALMATY, "calm", january(5)), source=source)
        for source in ("Vlast", "KazTAG")
    ]

    [row] = intervals(pd.concat([reprints, claims_of(*seen)]), taxonomy=TAXONOMY).itertuples()

    assert (row.status, row.confirmations, row.disputed) == ("calm", 2, True)


def test_copies_of_one_story_that_were_read_differently_are_no_dispute():
    whole = reading("Closed, then open.", said(ALMATY_AIRPORT, "airport_open", january(5)))
    cut = reading("Closed", said(ALMATY_AIRPORT, "airport_closed", january(5)))
    claims = claims_of(whole, cut).assign(story=pd.array(["agency"] * 2, dtype="str"))

    [row] = intervals(claims, taxonomy=TAXONOMY).itertuples()

    assert not row.disputed
    assert len(row.claim_ids) == 2


def test_a_claim_counts_until_the_instant_at_which_it_is_retired():
    retired = LATER + timedelta(days=1)
    claims = claims_of(CLOSED).assign(retired_at=pd.Timestamp(retired).as_unit("us"))

    def known_at(instant: datetime | None) -> int:
        return len(intervals(claims, taxonomy=TAXONOMY, known_by=instant))

    assert known_at(retired - timedelta(microseconds=1)) == 1
    assert known_at(retired) == 0
    assert known_at(None) == 0


def test_of_one_claim_in_two_readings_the_one_that_stood_then_is_known():
    older = claims_of(CLOSED).assign(retired_at=pd.Timestamp(LATER).as_unit("us"), hedged=True)
    newer = claims_of(CLOSED).assign(reader_version="2")
    both = pd.concat([newer, older])

    assert known(both, LEARNT)["hedged"].tolist() == [True]
    assert known(both, LATER)["hedged"].tolist() == [False]
    assert known(both)["hedged"].tolist() == [False]
