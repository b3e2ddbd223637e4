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


def test_a_small_town_counts_where_its_country_is_spoken_of():
    alone = names("Lae was tense.", "en")
    beside = names("Port Moresby in Papua New Guinea erupted. Lae was tense.", "en")

    assert "Lae" not in alone
    assert "Lae" in beside


def test_a_text_without_places_has_none():
    assert names("", "en") == []
    assert names("Nothing happened there today.", "en") == []
