from concurrent.futures import ThreadPoolExecutor

import pytest

from geodata.language.identify import identify

TEXTS = {
    "de": "Am Sonntag kam es in mehreren Städten zu Unruhen.",
    "en": "On Sunday there was unrest in several cities.",
    "ru": "В воскресенье в нескольких городах прошли беспорядки.",
    "fr": "Dimanche, des troubles ont éclaté dans plusieurs villes.",
    "es": "El domingo hubo disturbios en varias ciudades.",
    "zh": "周日，多个城市发生了骚乱，机场已经关闭。",
    "ja": "日曜日、いくつかの都市で暴動が起きた。",
    "ar": "اندلعت يوم الأحد اضطرابات في عدة مدن.",
    "no": "På søndag var det opptøyer i flere byer i landet.",
    "sr": "U Beogradu su u nedelju uveče izbili neredi, policija je upotrebila suzavac.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_is_an_iso_639_1_code(language, text):
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "  \n", "2022-01-09 12:30", "!?…", "\ud800"])
def test_a_text_without_letters_is_undetermined(text):
    assert identify(text) == "und"


def test_only_the_beginning_is_looked_at():
    assert identify(TEXTS["de"] * 200 + TEXTS["ru"] * 2000) == "de"


def test_threads_agree():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(identify, [*TEXTS.values()] * 10))

    assert found == [*TEXTS] * 10


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Riots in Karachi.", "en"),
        ("Karachi airport closed", "en"),
        ("Disturbios en Lima", "es"),
        ("Unruhen in Almaty", "de"),
        ("Беспорядки в Алматы", "ru"),
        ("Protesten in Den Haag duren voort na onrustige nacht", "nl"),
        ("Onluste in Kaapstad duur voort ná ’n onrustige nag", "af"),
    ],
)
def test_a_headline_is_taken_for_a_language_of_much_news(headline, language):
    assert identify(headline) == language
