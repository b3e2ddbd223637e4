from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.matching import match_span
from geodata.toponyms.outlets import Home
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import MOST_KEPT, resolve
from geodata.toponyms.resolve_groups import MOST_NEIGHBOURS, group_of
from geodata.toponyms.surroundings import surroundings


def read(text, language="en"):
    gazetteer = default_gazetteer()
    return resolve(text, recognise(text, language, gazetteer), gazetteer, language=language)


def resolved(text, names, language="en", **options):
    """Countries of given names, whether they would be recognised or not."""
    gazetteer = default_gazetteer()
    matches = []
    for name in names:
        start = text.index(name, matches[-1].end if matches else 0)
        matches.append(match_span(text, (start, start + len(name)), language, gazetteer))
    toponyms = resolve(text, matches, gazetteer, language=language, **options)
    return [toponym.place.country for toponym in toponyms]


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


@pytest.mark.parametrize(
    ("text", "names", "language", "country"),
    [
        ("Пожар в городе Триполи, Ливан.", ["Триполи", "Ливан"], "ru", "LB"),
        ("Incendio en Mérida, Venezuela.", ["Mérida", "Venezuela"], "es", "VE"),
        ("In Frankfurt und Cottbus blieb es ruhig.", ["Frankfurt", "Cottbus"], "de", "DE"),
        ("Mehrere Verletzte in Valencia und Maracay.", ["Valencia", "Maracay"], "de", "VE"),
        ("Unruhen in Tripoli, Sidon und Beirut.", ["Tripoli", "Sidon", "Beirut"], "de", "LB"),
    ],
)
def test_famous_namesakes_lose_in_every_language(text, names, language, country):
    assert resolved(text, names, language)[0] == country


def test_a_repeated_name_means_one_place():
    text = "Tripoli was calm. Shops in Tripoli, near Beirut, were open. Tripoli slept."

    assert resolved(text, ["Tripoli", "Tripoli", "Beirut", "Tripoli"]) == ["LB"] * 4


def test_the_same_report_gives_the_same_answer():
    text = "Clashes in Tripoli, Sidon and Beirut; Paris and London were worried."

    assert read(text) == read(text)


def test_names_are_weighed_in_groups_so_that_a_long_text_takes_no_square_of_its_length():
    gazetteer = default_gazetteer()
    names = [gazetteer.place(row).name for row in range(0, 60_000, 60)]
    text = "; ".join(names)
    spans, end = [], 0
    for name in names:
        spans.append((text.index(name, end), text.index(name, end) + len(name)))
        end = spans[-1][1]
    matches = [match for span in spans if (match := match_span(text, span, "en", gazetteer))]

    around = surroundings(text, matches, "en", gazetteer)
    first = group_of(around, 0)
    toponyms = resolve(text, matches, gazetteer, language="en")

    assert len(around.names) > 3 * MOST_NEIGHBOURS
    assert first.weights.shape == first.following.shape == (len(first.owner), MOST_NEIGHBOURS)
    assert len(toponyms) == len(matches)


def test_a_city_state_is_its_city():
    assert read("Police cleared streets in Hong Kong on Monday.")[0].place.kind == "capital"


@pytest.mark.parametrize(
    ("text", "name", "language", "kind"),
    [
        ("Shops in Stepanakert were open again.", "Stepanakert", "en", "settlement"),
        ("Police in Herat said nothing.", "Herat", "en", "settlement"),
        ("Ruhe in Luhansk am Freitag.", "Luhansk", "de", "settlement"),
        ("Flooding across Herat province went on.", "Herat province", "en", "admin-1"),
        ("Trains to Buffalo, New York, were late.", "New York", "en", "admin-1"),
        ("New York state closed its schools.", "New York state", "en", "admin-1"),
    ],
)
def test_a_bare_name_is_the_town_and_not_the_division_of_its_name(text, name, language, kind):
    gazetteer = default_gazetteer()
    matches = [
        match_span(text, (text.index(one), text.index(one) + len(one)), language, gazetteer)
        for one in ("Buffalo", name)
        if one in text
    ]

    toponyms = resolve(text, matches, gazetteer, language=language)

    assert toponyms[-1].place.kind == kind


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("Demonstrasi besar di Paris", "id", "FR"),
        ("Proteste in Berlin", "de", "DE"),
        ("Beben nahe Lima", "de", "PE"),
        ("Взрыв в Париже", "ru", "FR"),
        ("Paris'te protesto", "tr", "FR"),
        ("Oroligheter i Moskva", "sv", "RU"),
        ("احتجاجات في باريس", "ar", "FR"),
        ("Bạo loạn ở Paris", "vi", "FR"),
        ("파리에서 시위", "ko", "FR"),
        ("Scontri a Roma", "it", "IT"),
    ],
)
def test_a_headline_names_the_famous_place(text, language, country):
    assert [one.place and one.place.country for one in read(text, language)] == [country]


def test_the_home_of_the_source_tells_namesakes_apart():
    text = "Fire crews were busy in Springfield for hours."

    homes = [Home("US", "US.MO"), Home("US", "US.MA")]
    gazetteer = default_gazetteer()
    span = (text.index("Springfield"), text.index("Springfield") + len("Springfield"))
    match = match_span(text, span, "en", gazetteer)
    found = [resolve(text, [match], gazetteer, language="en", home=home)[0] for home in homes]

    assert [one.candidates[0].place.admin1 for one in found] == ["Missouri", "Massachusetts"]


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
