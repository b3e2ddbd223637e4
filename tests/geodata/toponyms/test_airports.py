from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.airports import find_airports
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import resolve


def airports(text, language):
    gazetteer = default_gazetteer()
    toponyms = resolve(text, recognise(text, language, gazetteer), gazetteer)
    return find_airports(text, toponyms, language, gazetteer)


@pytest.mark.parametrize(
    ("language", "text", "written", "iata"),
    [
        ("de", "Der Flughafen von Almaty ist gesperrt.", "Flughafen von Almaty", "ALA"),
        ("en", "Karachi airport is closed.", "Karachi airport", "KHI"),
        ("ru", "Аэропорт Махачкалы закрыт.", "Аэропорт Махачкалы", "MCX"),
        ("fr", "L'aéroport de La Tontouta reste fermé.", "aéroport de La Tontouta", "NOU"),
        ("es", "El aeropuerto Velasco Astete de Cusco cerró.", "aeropuerto Velasco Astete", "CUZ"),
        ("en", "Riots in Port Moresby shut Jacksons airport.", "Jacksons airport", "POM"),
    ],
)
def test_an_airport_is_found_by_its_own_or_its_towns_name(language, text, written, iata):
    (mention,) = airports(text, language)

    assert mention.toponym.text == written
    assert mention.toponym.place.iata == iata
    assert mention.named


def test_the_airport_is_that_of_the_town_spoken_of():
    (mention,) = airports("A quake hit Palu in Indonesia. The city's airport is shut.", "en")

    assert mention.toponym.place.iata == "PLW"
    assert not mention.named


def test_the_airport_named_last_stays_the_airport_spoken_of():
    text = "Almaty airport closed. The airport will stay closed, an expert in Berlin said."

    mentions = airports(text, "en")

    assert [mention.toponym.place.iata for mention in mentions] == ["ALA", "ALA"]


def test_an_airport_without_any_town_is_none():
    assert airports("The airport is closed.", "en") == []


def test_an_airport_with_an_unknown_name_is_not_the_one_spoken_of():
    text = "Almaty airport is open. The airport of Qwertz is closed."

    assert [mention.toponym.place.iata for mention in airports(text, "en")] == ["ALA"]


def test_a_town_without_an_airport_of_its_own_has_the_nearest():
    (mention,) = airports("The airport of Oakland in California is closed.", "en")

    assert mention.toponym.place.iata == "OAK"
