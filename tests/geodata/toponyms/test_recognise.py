from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.recognise import recognise


def names(text, language):
    return [text[m.start : m.end] for m in recognise(text, language, default_gazetteer())]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Police clashed with crowds in Karachi, Lahore and Peshawar.", 3),
        ("de", "Die Lage in der Landeshauptstadt Nur-Sultan im Norden war ruhig.", 1),
        ("fr", "À Lyon, des affrontements ont éclaté du côté de Vénissieux.", 2),
        ("es", "El aeropuerto de Arequipa volvió a operar este lunes.", 1),
        ("ru", "В Исламабаде и Карачи прервано сообщение.", 2),
    ],
)
def test_places_of_news_sentences_are_recognised(language, text, expected):
    assert len(names(text, language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "rejected"),
    [
        ("en", "Paris Hilton met Chelsea Clinton at the premiere.", "Paris"),
        ("en", "He wrote for the Washington Post for years.", "Washington"),
        ("en", "Shares of Boston University Hospital rose.", "Boston"),
        ("de", "Im Norden blieb es ruhig.", "Norden"),
        ("de", "Das Treffen begann mit einem Essen.", "Essen"),
        ("de", "Im Sender Echo Moskwy sprach er darüber.", "Moskwy"),
        ("fr", "Le Nord du pays reste calme.", "Nord"),
    ],
)
def test_persons_media_and_common_words_are_not(language, text, rejected):
    assert rejected not in names(text, language)


def test_a_small_town_is_likelier_where_its_country_is_spoken_of():
    alone = recognise("Lae was tense.", "en", default_gazetteer())
    text = "Port Moresby in Papua New Guinea erupted. Lae was tense."
    beside = recognise(text, "en", default_gazetteer())

    assert text[beside[-1].start : beside[-1].end] == "Lae"
    assert beside[-1].probability > max([match.probability for match in alone], default=0.0)


def test_a_text_without_places_has_none():
    assert names("", "en") == []
    assert names("Nothing happened there today.", "en") == []


def test_every_toponym_has_a_probability():
    matches = recognise(
        "Police clashed with crowds in Karachi and Lahore.", "en", default_gazetteer()
    )

    assert len(matches) == 2
    assert all(0.5 < match.probability < 1.0 for match in matches)


def test_a_name_in_its_usual_company_is_likelier_than_in_a_persons_name():
    sure = recognise("Floods hit Karachi in Pakistan.", "en", default_gazetteer())
    unsure = names("Karachi Williams sang.", "en")

    assert [match.probability > 0.8 for match in sure] == [True, True]
    assert unsure == []


def test_adjectives_are_toponyms_in_english_german_and_russian_only():
    assert "Russian" in names("Two Russian soldiers were killed in Syria.", "en")
    assert names("Zwei russische Soldaten starben in Syrien.", "de") == ["russische", "Syrien"]
    assert names("Два российских солдата погибли в Сирии.", "ru") == ["российских", "Сирии"]
    assert names("Dwaj rosyjscy żołnierze zginęli w Syrii.", "pl") == ["Syrii"]


def test_an_adjective_in_an_organisations_name_is_no_toponym():
    assert names("Die Berliner Zeitung berichtete darüber.", "de") == []
    assert names("Ein Berliner Gericht entschied darüber.", "de") == ["Berliner"]


def test_a_word_that_is_a_place_too_counts_where_the_sentence_is_sure_of_it():
    assert names("A lorry drove into a crowd in Nice, France.", "en") == ["Nice", "France"]
    assert names("Nice people came.", "en") == []


def test_a_place_in_a_well_known_name_is_none():
    assert names("He flew with Air France to Karachi.", "en") == ["Karachi"]


def test_a_word_with_a_small_letter_is_no_name():
    assert "district" not in names("The school district in Boston cut its budget.", "en")


def test_the_same_text_is_recognised_the_same_way():
    text = "Paris Hilton left Paris, Texas. Paris was calm."

    assert names(text, "en") == names(text, "en")


@pytest.mark.parametrize(
    "text", ["\x00", "'", "’s", "A" * 5000, "Paris" * 500, "((((Paris", "\ud800Paris\u202e", "\n\n"]
)
def test_odd_text_is_read_without_an_error(text):
    assert isinstance(names(text, "en"), list)
