from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from geodata.settings import Settings
from mapapp.further import NO_FURTHER, Further
from mapapp.loading import load
from mapapp.map.interval_columns import held
from mapapp.passing import origins, passing
from tests.mapapp.world import LAST_DAY, RECORDED_AT


def shown(data, further, day=LAST_DAY):
    found = held(data.columns, since=day, until=day, passing=passing(data, further))
    return sorted(data.intervals_at(found.rows)["place"])


def test_without_a_filter_everything_passes(data):
    assert passing(data, NO_FURTHER) is None


@pytest.mark.parametrize(
    ("further", "places"),
    [
        (Further(source="AP"), ["Almaty"]),
        (Further(source="الجزيرة"), ["Astana"]),
        (Further(language="ru"), ["Almaty"]),
        (Further(text="ВЫСТРЕЛЫ"), ["Almaty"]),
        (Further(text="flights"), ["Aktau Airport"]),
        (Further(source="no such paper"), []),
        (Further(language="zz"), []),
        (Further(text="no such words"), []),
        (Further(score=91), []),
        (Further(confirmations=2), ["Almaty"]),
        (Further(confirmations=3), []),
    ],
)
def test_a_situation_passes_with_one_claim_that_does(data, further, places):
    assert shown(data, further) == places


def test_a_score_that_all_have_lets_all_pass(data):
    assert len(shown(data, Further(score=90))) == 8


def test_one_and_the_same_claim_must_pass_all_filters(data):
    assert shown(data, Further(source="Vlast", language="ru")) == ["Almaty"]
    assert shown(data, Further(source="Reuters", language="ru")) == []


def test_a_claim_counts_from_its_own_day_on(data):
    vlast = Further(source="Vlast")  # wrote on 9 January only

    assert shown(data, vlast, LAST_DAY - dt.timedelta(days=1)) == []
    assert shown(data, vlast) == ["Almaty"]


def test_the_map_as_it_was_known_is_filtered_alike(data, store_url):
    then = load(Settings(store=store_url), known_on=RECORDED_AT.date())

    for further in (Further(source="AP"), Further(text="flights"), Further(language="ru")):
        assert shown(then, further) == shown(data, further) != []


def test_no_data_at_all_has_no_origins_and_nothing_passes(tmp_path):
    empty = load(Settings(store=f"sqlite:///{tmp_path / 'none.db'}", show_samples=False))

    assert origins(empty).sources == {}
    assert len(passing(empty, Further(source="AP", text="x"))) == 0


def test_the_sources_come_with_their_claims_the_most_frequent_first(data):
    sources = origins(data).sources

    assert next(iter(sources)) == "Reuters"
    assert sources["AP"] == 1


def test_an_answer_is_kept(data):
    first = passing(data, Further(text="flights"))

    assert passing(data, Further(text="flights")) is first
    assert not np.array_equal(first, passing(data, Further(text="square")))
