from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.schema import claims_frame
from geodata.situations import changes, intervals, situations, situations_between, timeline
from geodata.situations.votes import known
from tests.geodata.examples import ALMATY, LEARNT, claims_of, reading, said
from tests.geodata.situations.world import INSTANTS, PROPERTY, TAXONOMY, claims_frames, days_st

instants_st = st.none() | st.sampled_from(INSTANTS)


@PROPERTY
@given(claims_frames(), instants_st, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(claims, known_by, random):
    order = list(range(len(claims)))
    random.shuffle(order)

    shuffled = intervals(claims.iloc[order], taxonomy=TAXONOMY, known_by=known_by)

    in_order = intervals(claims, taxonomy=TAXONOMY, known_by=known_by)
    assert_frame_equal(shuffled, in_order)


@PROPERTY
@given(claims_frames(), instants_st)
def test_claims_about_one_place_change_no_other_place(claims, known_by):
    rows = intervals(claims, taxonomy=TAXONOMY, known_by=known_by)

    of_almaty = claims[claims["place_id"] == ALMATY.place_id]
    alone = intervals(of_almaty, taxonomy=TAXONOMY, known_by=known_by)
    in_company = rows[rows["place_id"] == ALMATY.place_id].reset_index(drop=True)
    assert_frame_equal(alone, in_company)


@PROPERTY
@given(claims_frames(), instants_st)
def test_every_dated_claim_is_explained_by_one_interval_and_no_undated_one(claims, known_by):
    rows = intervals(claims, taxonomy=TAXONOMY, known_by=known_by)

    explained = [claim_id for ids in rows["claim_ids"] for claim_id in ids]
    counted = known(claims, known_by)
    assert sorted(explained) == sorted(counted.loc[counted["date"].notna(), "claim_id"])


@PROPERTY
@given(claims_frames(), days_st)
def test_a_situation_is_explained_by_the_claims_that_it_lists(claims, day):
    claims = known(claims)
    shown = situations(intervals(claims, taxonomy=TAXONOMY), on=day)

    for row in shown.itertuples():
        listed = claims[claims["claim_id"].isin(row.claim_ids)]
        saying = listed[listed["status"] == row.status]
        assert set(listed["place_id"]) == {row.place_id}
        assert {TAXONOMY[status].aspect for status in listed["status"]} == {row.aspect}
        assert saying["date"].min() == row.since == listed["date"].min()
        assert (row.reports, row.hedged) == (
            saying["report_id"].nunique(),
            bool(saying["hedged"].all()),
        )
        newest = listed.loc[listed["date"] <= pd.Timestamp(day), "date"].max()
        assert row.age_days == (pd.Timestamp(day) - newest).days
        if row.disputed:
            assert listed.loc[listed["date"] == newest, "status"].nunique() > 1


@PROPERTY
@given(claims_frames(), instants_st)
def test_spans_of_a_place_and_aspect_never_overlap_or_run_backwards(claims, known_by):
    rows = intervals(claims, taxonomy=TAXONOMY, known_by=known_by)

    assert not (rows["end"] < rows["start"]).any()
    assert (rows["stale_from"] > rows["last_day"]).all()
    assert (rows["last_day"] >= rows["start"]).all()
    for _, spans in rows.groupby(["place_id", "aspect"]):
        following = spans["start"].shift(-1).iloc[:-1]
        assert (spans["end"].iloc[:-1] < following).all()


@settings(PROPERTY, max_examples=15)
@given(claims_frames(), days_st, st.integers(0, 12))
def test_a_range_shows_the_newest_situation_of_its_days(claims, since, length):
    rows = intervals(claims, taxonomy=TAXONOMY)
    until = since + timedelta(days=length)

    shown = situations_between(rows, since=since, until=until)

    last: dict[tuple[str, str], tuple[str, date]] = {}
    for offset in range(length + 1):
        for row in situations(rows, on=since + timedelta(days=offset)).itertuples():
            last[row.place_id, row.aspect] = (row.status, row.since)
    assert last == {
        (row.place_id, row.aspect): (row.status, row.since) for row in shown.itertuples()
    }


@settings(PROPERTY, max_examples=15)
@given(claims_frames(), days_st, st.integers(0, 12))
def test_changes_lead_from_one_day_to_the_other(claims, since, length):
    rows = intervals(claims, taxonomy=TAXONOMY)
    until = since + timedelta(days=length)

    found = changes(rows, since=since, until=until)

    holding = _holding(rows, since)
    for change in found[found["change"] != "stale"].itertuples():
        key = (change.place_id, change.aspect)
        assert holding.pop(key, "") == change.from_status
        if change.to_status:
            holding[key] = change.to_status
    assert holding == _holding(rows, until)


@settings(PROPERTY, max_examples=15)
@given(claims_frames(), days_st, st.integers(0, 12))
def test_a_status_that_grows_stale_is_told_as_a_change(claims, since, length):
    rows = intervals(claims, taxonomy=TAXONOMY)
    until = since + timedelta(days=length)

    found = changes(rows, since=since, until=until)

    told = {
        (change.place_id, change.aspect, change.day)
        for change in found[found["change"] == "stale"].itertuples()
    }
    seen = set()
    for offset in range(1, length + 1):
        day = since + timedelta(days=offset)
        before = situations(rows, on=day - timedelta(days=1)).itertuples()
        fresh = {(row.place_id, row.aspect, row.since) for row in before if not row.stale}
        seen |= {
            (row.place_id, row.aspect, pd.Timestamp(day))
            for row in situations(rows, on=day).itertuples()
            if row.stale and (row.place_id, row.aspect, row.since) in fresh
        }
    assert told == seen


@PROPERTY
@given(claims_frames())
def test_a_timeline_has_every_span_of_the_place_and_says_how_it_ended(claims):
    rows = intervals(claims, taxonomy=TAXONOMY)

    spans = timeline(rows, ALMATY.place_id)

    assert len(spans) == (rows["place_id"] == ALMATY.place_id).sum()
    assert spans["start"].is_monotonic_increasing
    assert ((spans["ended"] == "open") == spans["end"].isna()).all()
    assert ((spans["ended"] == "status") == (spans["followed_by"] != "")).all()


@PROPERTY
@given(claims_frames(), st.sampled_from(INSTANTS))
def test_what_is_known_by_an_instant_is_what_was_current_then(claims, instant):
    then = claims[
        (claims["recorded_at"] <= instant)
        & (claims["retired_at"].isna() | (claims["retired_at"] > instant))
    ]
    # One who asked on that day had the rows of the older reading only.
    then = then.sort_values(["reader_version"]).drop_duplicates("claim_id")
    as_current = then.assign(
        retired_at=pd.Series(pd.NaT, then.index, dtype=then["retired_at"].dtype)
    )

    rows = intervals(claims, taxonomy=TAXONOMY, known_by=instant)

    assert_frame_equal(rows, intervals(as_current, taxonomy=TAXONOMY))


@PROPERTY
@given(claims_frames())
def test_nothing_is_known_before_it_is_recorded(claims):
    rows = intervals(claims, taxonomy=TAXONOMY, known_by=LEARNT - timedelta(microseconds=1))

    assert len(rows) == 0


@PROPERTY
@given(claims_frames(), days_st, st.booleans())
def test_one_more_reprint_of_a_shared_story_confirms_nothing(claims, day, hedged):
    reprints = claims_of(
        *[
            reading(source, said(ALMATY, "unrest", day, hedged=hedged), source=source)
            for source in ("One", "Two", "Three")
        ]
    ).assign(story=pd.array(["shared"] * 3, dtype="str"))
    before = intervals(pd.concat([claims, reprints[:2]]), taxonomy=TAXONOMY)

    after = intervals(pd.concat([claims, reprints]), taxonomy=TAXONOMY)

    unchanged = ["place_id", "aspect", "status", "start", "end", "disputed", "confirmations"]
    assert_frame_equal(after[unchanged], before[unchanged])
    assert (after["sources"] - before["sources"]).sum() in (0, 1)


def _holding(rows: pd.DataFrame, day: date) -> dict[tuple[str, str], str]:
    shown = situations(rows, on=day).itertuples()
    return {(row.place_id, row.aspect): row.status for row in shown}


@pytest.mark.parametrize("known_by", [None, LEARNT])
def test_no_claims_make_no_intervals(known_by):
    assert len(intervals(claims_frame([]), taxonomy=TAXONOMY, known_by=known_by)) == 0
