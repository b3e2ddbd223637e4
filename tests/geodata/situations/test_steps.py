from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.situations import intervals
from geodata.situations.interval_rows import interval_rows
from geodata.situations.spans import PLACED_COLUMNS, SPAN_COLUMNS, placed, spans
from geodata.situations.verdicts import VERDICT_COLUMNS, verdicts
from geodata.situations.votes import known, shared_stories, votes
from tests.geodata.examples import ALMATY, claims_of, january, reading, said
from tests.geodata.situations.world import PROPERTY, TAXONOMY, claims_frames, days_st

CALM = reading("Calm.", said(ALMATY, "calm", january(5)))
UNREST = reading("Unrest.", said(ALMATY, "unrest", january(8)))


@pytest.mark.parametrize("claims", [claims_of(), claims_of(CALM, UNREST)], ids=["none", "two"])
def test_every_step_keeps_its_contract(claims):
    judged = verdicts(votes(claims, TAXONOMY), claims, TAXONOMY)
    in_spans = placed(judged, TAXONOMY)
    rows = spans(in_spans, TAXONOMY)

    assert judged.dtypes.astype(str).to_dict() == VERDICT_COLUMNS
    assert in_spans.dtypes.astype(str).to_dict() == PLACED_COLUMNS
    assert rows.dtypes.astype(str).to_dict() == SPAN_COLUMNS
    assert placed(judged, TAXONOMY, before=in_spans[:0]).dtypes.equals(in_spans.dtypes)


@settings(PROPERTY, max_examples=60)
@given(claims_frames(), st.sets(days_st))
def test_the_verdicts_of_some_days_need_the_claims_of_these_days_only(claims, chosen):
    claims = known(claims)
    shared = shared_stories(claims, TAXONOMY)
    of_days = claims[claims["date"].dt.date.isin(chosen)]

    alone = verdicts(votes(of_days, TAXONOMY, shared=shared), of_days, TAXONOMY)

    every = verdicts(votes(claims, TAXONOMY), claims, TAXONOMY)
    assert_frame_equal(alone, every[every["day"].dt.date.isin(chosen)].reset_index(drop=True))


@settings(PROPERTY, max_examples=60)
@given(claims_frames(), days_st)
def test_spans_are_continued_from_the_last_verdict_before_a_day(claims, day):
    claims = known(claims)
    judged = verdicts(votes(claims, TAXONOMY), claims, TAXONOMY)
    whole = placed(judged, TAXONOMY)
    earlier = whole["day"].dt.date < day

    before = whole[earlier].drop_duplicates(["place_id", "aspect"], keep="last")
    continued = placed(judged[~earlier].reset_index(drop=True), TAXONOMY, before=before)

    assert_frame_equal(continued, whole[~earlier].reset_index(drop=True))


@settings(PROPERTY, max_examples=60)
@given(claims_frames(), st.randoms(use_true_random=False))
def test_the_rows_of_some_spans_need_the_claims_of_their_days_only(claims, random):
    claims = known(claims)
    whole = intervals(claims, taxonomy=TAXONOMY)
    days = placed(verdicts(votes(claims, TAXONOMY), claims, TAXONOMY), TAXONOMY)
    every = spans(days, TAXONOMY)
    chosen = pd.Series([random.random() < 0.5 for _ in range(len(every))], dtype=bool)
    keys = every[chosen][["place_id", "aspect", "start"]]
    ids = {claim_id for ids in whole.loc[chosen, "claim_ids"] for claim_id in ids}
    some = claims[claims["claim_id"].isin(ids)]

    rows = interval_rows(
        some,
        votes(some, TAXONOMY, shared=shared_stories(claims, TAXONOMY)),
        days.merge(keys),
        every[chosen],
        TAXONOMY,
    )

    assert_frame_equal(rows, whole[chosen].reset_index(drop=True))


def test_steps_of_different_days_are_refused():
    claims = claims_of(CALM, UNREST)
    cast = votes(claims, TAXONOMY)
    days = placed(verdicts(cast, claims, TAXONOMY), TAXONOMY)

    with pytest.raises(ValueError, match="2 days with votes, 1 with a verdict"):
        interval_rows(claims, cast, days[:1], spans(days[:1], TAXONOMY), TAXONOMY)
