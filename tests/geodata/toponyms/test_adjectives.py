from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms import adjectives as module
from geodata.toponyms.adjectives import adjectives


def written(text, language):
    return [text[m.start : m.end] for m in adjectives(text, language, default_gazetteer())]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Zwei russische Soldaten starben.", ["russische"]),
        ("de", "Der Duisburger Hafen und die Dresdner Altstadt.", ["Duisburger", "Dresdner"]),
        ("de", "Die Bremer Polizei sucht Zeugen.", ["Bremer"]),
        ("de", "Ein Sprecher des Ravensburger Gemeinderats", ["Ravensburger"]),
        ("de", "Die Darmstädter Bühnen und der Hallenser Marktplatz", ["Darmstädter", "Hallenser"]),
        ("de", "Der Wolfsburger gestand.", ["Wolfsburger"]),
        (
            "de",
            "Fünf Tore gegen die Göttinger, zwei den Wolfsburgern.",
            ["Göttinger", "Wolfsburgern"],
        ),
        ("de", "Kämpfe in der Ostukraine und in Nordirak", ["Ostukraine", "Nordirak"]),
        ("de", "Eine römische Therme, das Flämische Parlament", ["römische", "Flämische"]),
        ("de", "Die Städte Norditaliens und Ost-Kongos", ["Norditaliens", "Ost-Kongos"]),
        ("ru", "Об этом сообщили в лондонском аэропорту.", ["лондонском"]),
        ("ru", "Американские войска ушли.", ["Американские"]),
    ],
)
def test_words_derived_from_a_place_are_found(language, text, expected):
    assert written(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Lehrer Müller und der Sprecher Schmidt kamen."),
        ("de", "Anna Duisburger Straßenfest"),
        ("de", "Der Sieger Max Meier dankte, der Sieger schwieg."),
        ("de", "Im Nordwesten und im Südosten regnet es."),
        ("de", "Südsudan, Nordkorea und Westafrika"),
        ("de", "Ein Reporter der Deutschen Welle kam."),
        ("ru", "Русский язык и россияне."),
        ("pl", "Rosyjscy żołnierze zginęli."),
        ("xx", "Russian soldiers"),
        ("de", ""),
    ],
)
def test_other_words_are_not(language, text):
    assert written(text, language) == []


def test_an_adjective_of_a_town_means_that_town():
    gazetteer = default_gazetteer()
    (match,) = adjectives("Der Duisburger Hafen.", "de", gazetteer)

    assert match.adjective
    assert {gazetteer.place(entry.row).name for entry in match.entries} == {"Duisburg"}


def test_the_part_of_a_country_means_the_country_and_is_no_adjective():
    gazetteer = default_gazetteer()
    (match,) = adjectives("Kämpfe in der Ostukraine", "de", gazetteer)

    assert not match.adjective
    assert {gazetteer.place(entry.row).name for entry in match.entries} == {"Ukraine"}


def test_every_language_of_the_rules_has_a_pattern_that_matches_something():
    for rules in module._rules().values():
        assert rules.form.fullmatch("московский") or rules.from_towns
