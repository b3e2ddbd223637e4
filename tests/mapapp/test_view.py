from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.further import Further
from mapapp.palette import MARKS
from mapapp.view import View, parse_day, parse_statuses, query_from_view, view_from_query

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2022, 1, 9)
DEFAULT = View(LAST, LAST, tuple(MARKS))


def read(query):
    return view_from_query(query, DEFAULT, first=FIRST, last=LAST)


def test_the_bare_address_is_the_default_view():
    assert read({}) == (DEFAULT, [])


def test_a_link_says_days_statuses_and_place():
    query = {
        "from": "2022-01-05",
        "to": "2022-01-08",
        "status": "calm,unrest",
        "place": "icao:UAAA",
    }

    view, problems = read(query)

    assert view == View(dt.date(2022, 1, 5), dt.date(2022, 1, 8), ("unrest", "calm"), "icao:UAAA")
    assert problems == []


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"from": "2022-02-30"},
        {"from": "20220105"},
        {"to": "٢٠٢٢-٠١-٠٥"},
        {"to": ""},
        {"status": "earthquake"},
        {"status": ""},
        {"status": "unrest,<script>"},
    ],
)
def test_garbage_falls_back_to_the_default_with_a_problem(query):
    view, problems = read(query)

    assert view == DEFAULT
    assert len(problems) == 1


def test_problems_never_repeat_the_link():
    _, problems = read({"from": "**bold**", "to": "<img>", "status": "{{7*7}}"})

    assert not {"bold", "img", "7*7"} & set(" ".join(problems).replace("*", " ").split())


def test_days_outside_the_data_are_moved_inside_and_that_is_said():
    view, problems = read({"from": "1999-01-01", "to": "2999-01-01"})

    assert (view.since, view.until) == (FIRST, LAST)
    assert len(problems) == 2


def test_days_in_the_wrong_order_are_read_as_the_range_between_them():
    view, problems = read({"from": "2022-01-08", "to": "2022-01-05"})

    assert (view.since, view.until) == (dt.date(2022, 1, 5), dt.date(2022, 1, 8))
    assert problems == []


def test_no_status_at_all_can_be_linked_to():
    view, problems = read({"status": "none"})

    assert view.statuses == ()
    assert problems == []


def test_the_default_view_leaves_the_address_bare():
    assert query_from_view(DEFAULT, DEFAULT) == {}


@given(
    days=st.tuples(*[st.dates(FIRST, LAST)] * 2).map(sorted),
    statuses=st.sets(st.sampled_from(list(MARKS))),
    place_id=st.sampled_from(["", "geonames:1526384", "iso:KZ-ALA"]),
)
def test_a_link_opens_the_view_it_was_made_from(days, statuses, place_id):
    view = View(*days, tuple(name for name in MARKS if name in statuses), place_id)

    assert read(query_from_view(view, DEFAULT)) == (view, [])


@given(
    st.dictionaries(
        st.sampled_from(["from", "to", "status", "place", "embed"]), st.text(max_size=30)
    )
)
def test_any_link_gives_a_valid_view(query):
    view, _ = read(query)

    assert FIRST <= view.since <= view.until <= LAST
    assert set(view.statuses) <= set(MARKS)


def test_parse_day_says_what_it_expected_and_got():
    with pytest.raises(ValueError, match=r"2022-01-05, got '9 Jan'"):
        parse_day("9 Jan")


def test_parse_statuses_keeps_the_known_order():
    assert parse_statuses("calm, unrest", known=["unrest", "calm"]) == ("unrest", "calm")


def test_further_filters_are_read_back_and_garbage_in_one_spares_the_others():
    asked = {"source": "AP & Co", "score": "x", "confirmations": "2"}

    view, problems = view_from_query(asked, DEFAULT, first=FIRST, last=LAST)

    assert view.further == Further(source="AP & Co", confirmations=2)
    assert problems == ["The link's “score” is not understood."]
    again, _ = view_from_query(query_from_view(view, DEFAULT), DEFAULT, first=FIRST, last=LAST)
    assert again == view
