"""Which places a status is given to, from the text of a whole report."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("اندلعت اشتباكات في طرابلس وصيدا.", {(34, 36), (34, 35)}),
        ("اندلعت اشتباكات في بغداد وفي البصرة.", {(33, 44), (31, 48)}),
    ],
)
def test_a_list_goes_on_behind_an_and_that_is_written_together_with_the_name(text, places):
    record = {"id": "1", "text": text, "published": "2024-05-07", "language": "ar"}
    claims = parse_line(json.dumps(record))["claims"]

    assert {(round(c["lat"]), round(c["lon"])) for c in claims} == places
    assert {c["status"] for c in claims} == {"unrest"}


def test_a_site_goes_before_the_country_of_those_who_act():
    text = "Pada Jumat polisi Israel menembakkan granat kejut ke jemaah di kompleks Al-Aqsa."
    record = {"id": "one", "text": text, "published": "2021-05-22"}
    claims = parse_line(json.dumps(record))["claims"]

    assert [(claim["place"], claim["status"]) for claim in claims] == [("Al-Aqsa", "unrest")]


def test_a_hebrew_and_is_written_together_with_the_name_behind_it():
    record = {"id": "one", "text": "מהומות פרצו בפריז ובברלין.", "published": "2024-05-07"}
    claims = parse_line(json.dumps(record))["claims"]

    assert {(claim["name"], claim["status"]) for claim in claims} == {
        ("Paris", "unrest"),
        ("Berlin", "unrest"),
    }


def test_a_place_among_the_words_is_nearer_than_one_before_them():
    text = "Unlike London on Friday the situation in Kazan is calm."
    record = {"id": "one", "text": text, "published": "2024-05-07"}
    claims = parse_line(json.dumps(record))["claims"]

    assert [(claim["place"], claim["status"]) for claim in claims] == [("Kazan", "calm")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ταραχές ξέσπασαν στο Παρίσι και στην Τουλούζη.", {"Paris", "Toulouse"}),
        ("파리와 런던에서 폭동이 일어났다.", {"Paris", "London"}),
    ],
)
def test_a_list_goes_on_behind_the_words_of_its_language(text, names):
    record = {"id": "one", "text": text, "published": "2024-05-07"}
    claims = parse_line(json.dumps(record))["claims"]

    assert {claim["name"] for claim in claims} == names


@pytest.mark.parametrize(
    "text",
    [
        "The minister flew to Rome and Oslo. Riots broke out on Monday.",
        "파리와 런던에서 회담이 열렸다. 폭동이 일어났다.",
    ],
)
def test_what_makes_one_name_of_a_list_no_place_of_unrest_holds_for_all(text):
    record = {"id": "one", "text": text, "published": "2024-05-07"}

    assert parse_line(json.dumps(record))["claims"] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The crowd set fire to cars in Nantes and looted in Marseille.", "en"),
        ("Mulțimea a incendiat mașini la Nantes și a jefuit la Marsilia.", "ro"),
        ("La foule a incendié des voitures à Nantes et pillé à Marseille.", "fr"),
        ("La folla ha incendiato auto a Nantes e saccheggiato a Marsiglia.", "it"),
        ("La multitud incendió coches en Nantes y saqueó en Marsella.", "es"),
        ("A multidão incendiou carros em Nantes e saqueou em Marselha.", "pt"),
    ],
)
def test_a_verb_behind_an_and_takes_the_place_behind_it(text, language):
    record = {"id": "1", "text": text, "published": "2024-05-07", "language": language}
    claims = parse_line(json.dumps(record))["claims"]

    assert {(round(c["lat"]), round(c["lon"])) for c in claims} == {(47, -2), (43, 5)}
    assert {c["status"] for c in claims} == {"unrest"}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        (
            "en",
            "The mayor of Lyon spoke on Monday. Police are to be reinforced in Nice and Marseille. "
            "On Sunday protesters clashed with officers.",
            "Lyon",
        ),
        (
            "es",
            "La alcaldesa de Sevilla habló el lunes. Está previsto reforzar la policía en Málaga "
            "y Granada. El domingo hubo enfrentamientos con los agentes.",
            "Sevilla",
        ),
        (
            "en",
            "Police are to be reinforced in Marseille. On Sunday protesters clashed with officers.",
            "Marseille",
        ),
    ],
)
def test_where_something_is_only_planned_comes_last(language, text, place):
    record = {"text": text, "published": "2024-05-07", "language": language}
    claims = parse_line(json.dumps(record))["claims"]

    assert [(claim["place"], claim["status"]) for claim in claims] == [(place, "unrest")]
