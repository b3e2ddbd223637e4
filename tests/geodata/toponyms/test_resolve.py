from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import MOST_KEPT, resolve


def read(text, language="en"):
    gazetteer = default_gazetteer()
    return resolve(text, recognise(text, language, gazetteer), gazetteer)


def countries(text, language="en"):
    return {toponym.text: toponym.place.country for toponym in read(text, language)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Riots broke out in Tripoli, Lebanon, on Friday.", "Tripoli", "LB"),
        ("Riots broke out in Tripoli in Libya on Friday.", "Tripoli", "LY"),
        ("Fire in Paris, Texas, destroyed a barn near Dallas.", "Paris", "US"),
        ("Police in Peru closed roads around Arequipa and Cusco.", "Arequipa", "PE"),
        ("Tbilisi is the capital of Georgia.", "Georgia", "GE"),
        ("Atlanta and Savannah in Georgia were flooded.", "Savannah", "US"),
    ],
)
def test_the_report_tells_which_place_is_meant(text, name, country):
    assert countries(text)[name] == country


def test_a_city_state_is_its_city():
    assert read("Police cleared streets in Hong Kong on Monday.")[0].place.kind == "capital"


def test_a_word_for_a_region_makes_it_the_region():
    assert read("Floods in Almaty Region in Kazakhstan went on.")[0].place.kind == "admin-1"


def test_candidates_are_few_ordered_and_scored():
    toponym = read("Police in San José said nothing.")[0]

    scores = [candidate.score for candidate in toponym.candidates]
    assert toponym.place == toponym.candidates[0].place
    assert 1 < len(scores) <= MOST_KEPT
    assert scores == sorted(scores, reverse=True)
    assert 0 <= toponym.confidence <= 1


def test_a_name_with_one_meaning_is_surer_than_one_with_many():
    almaty = read("Police in Almaty said nothing.")[0]
    san_jose = read("Police in San José said nothing.")[0]

    assert almaty.confidence > san_jose.confidence


def test_no_toponyms_resolve_to_none():
    assert resolve("Nothing.", [], default_gazetteer()) == []
