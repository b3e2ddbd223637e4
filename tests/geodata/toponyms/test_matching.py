from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.matching import find_adjectives, find_matches, match_span


def found(text, language):
    """Likeliest place by name as written."""
    gazetteer = default_gazetteer()
    return {
        text[match.start : match.end]: gazetteer.place(
            max(match.entries, key=gazetteer.standing).row
        ).name
        for match in find_matches(text, language, gazetteer)
    }


@pytest.mark.parametrize(
    ("language", "text", "written", "name"),
    [
        ("de", "Schüsse in Almatys Innenstadt", "Almatys", "Almaty"),
        ("ru", "протесты в Шымкенте", "Шымкенте", "Shymkent"),
        ("ru", "вылетел из Москвы", "Москвы", "Moscow"),
        ("uk", "вибухи у Харкові", "Харкові", "Kharkiv"),
        ("pl", "protest w Kijowie", "Kijowie", "Kyiv"),
        ("kk", "Алматыда наразылық", "Алматыда", "Almaty"),
        ("tr", "Almatı'da çatışma", "Almatı", "Almaty"),
        ("ar", "اشتباكات في والقاهرة", "والقاهرة", "Cairo"),
        ("ja", "カザフスタンのアルマトイで暴動", "アルマトイ", "Almaty"),
        ("en", "in N’Djamena and", "N’Djamena", "N'Djamena"),
        ("en", "the U.S. said", "U.S.", "United States"),
    ],
)
def test_names_are_found_as_they_are_inflected(language, text, written, name):
    assert found(text, language).get(written) == name


def test_the_longest_name_wins():
    assert list(found("He left New York City today", "en"))[-1] == "New York City"


def test_a_name_in_lower_case_is_no_name():
    assert "nice" not in found("a nice day", "en")


def test_a_part_of_a_word_is_no_name():
    assert "Paris" not in found("The Parisians left", "en")


def test_a_span_without_a_place_matches_nothing():
    assert match_span("xx Qwertz yy", (3, 9), "en", default_gazetteer()) is None


def test_a_span_is_matched_without_its_article_and_genitive():
    text = "the Netherlands's ports"

    match = match_span(text, (0, 17), "en", default_gazetteer())

    assert match is not None
    assert match.start == 0
    assert default_gazetteer().country(match.entries[0].row) == "NL"


@given(st.text(max_size=60), st.sampled_from(["de", "ru", "ar", "zh", "und"]))
def test_matches_lie_in_the_text_in_order_and_apart(text, language):
    matches = find_matches(text, language, default_gazetteer())

    bounds = [bound for match in matches for bound in (match.start, match.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= match.start < match.end <= len(text) for match in matches)


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("die kasachische Stadt", "kasachische", "Kazakhstan"),
        ("Ein Berliner Gericht", "Berliner", "Berlin"),
        ("in  französischen Häfen", "französischen", "France"),
    ],
)
def test_adjectives_are_found_in_small_letters_too(text, written, name):
    gazetteer = default_gazetteer()

    (match,) = find_adjectives(text, "de", gazetteer)

    assert text[match.start : match.end] == written
    assert match.adjective
    assert gazetteer.place(match.entries[0].row).name == name


def test_a_name_is_no_adjective():
    assert find_adjectives("Schüsse in Almaty und Kasachstan", "de", default_gazetteer()) == []
