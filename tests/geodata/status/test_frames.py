"""What a sentence beside another makes of it: a story of long ago, a rumour denied."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

LONG_AGO = [
    ("ar", "قبل عشر سنوات امتلأ الميدان. واندلعت اشتباكات في القاهرة."),
    ("de", "Vor zehn Jahren war der Platz voll. Demonstranten stürmten das Ministerium in Kairo."),
    ("de", "Vor vierzig Jahren kamen Soldaten. In Kairo brachen Unruhen aus."),
    ("en", "Ten years ago this week, the square was full. Protesters stormed a ministry in Cairo."),
    ("en", "In 2014 the square was full of tents. Protesters stormed the ministry in Cairo."),
    ("en", "Sixty years ago soldiers came. Few spoke of it. Riots broke out in Cairo."),
    ("es", "Hace diez años la plaza estaba llena. Estallaron disturbios en El Cairo."),
    ("fr", "Il y a dix ans, la place était pleine. Des émeutes ont éclaté au Caire."),
    ("id", "Sepuluh tahun lalu alun-alun penuh. Kerusuhan pecah di Kairo."),
    ("it", "Dieci anni fa la piazza era piena. Al Cairo sono scoppiati disordini."),
    ("pl", "Dziesięć lat temu plac był pełny. W Kairze wybuchły zamieszki."),
    ("pt", "Há dez anos a praça estava cheia. Eclodiram motins no Cairo."),
    ("ru", "Десять лет назад площадь была полна. В Каире начались беспорядки."),
    ("tr", "On yıl önce meydan doluydu. Kahire'de isyan çıktı."),
    ("uk", "Десять років тому площа була повна. У Каїрі почалися заворушення."),
    ("zh", "十年前，广场上挤满了人。开罗爆发骚乱。"),
]
DENIED = [
    ("de", "Die Polizei dementierte Gerüchte. In Leeds sei angeblich geplündert worden."),
    (
        "en",
        "Police denied reports on social media. There had been clashes in Leeds, the posts said.",
    ),
    ("en", "There had been clashes in Leeds, posts on social media said. Police denied it."),
    ("en", "Police denied a rumour. Rioters had allegedly looted shops in Leeds."),
    ("ru", "Полиция опровергла слухи. В Лидсе якобы начались беспорядки."),
]
TRUE = [
    ("en", "The mayor was elected in 2014. Protesters stormed the ministry in Cairo."),
    ("en", "Ten years ago the square was full. On Tuesday protesters stormed a ministry in Cairo."),
    ("en", "Ten years ago the square was full.\n\nProtesters stormed the ministry in Cairo."),
    ("en", "In 2014 tents stood here. Few came. None stayed. Riots broke out in Cairo."),
    ("en", "The government denied using force. Protesters clashed with police in Cairo."),
    ("en", "Police denied reports of riots. Clashes broke out in Cairo on Tuesday."),
    ("en", "Since 2014 the square has been full. Protesters stormed the ministry in Cairo."),
    ("de", "Vor zehn Jahren war der Platz voll. Am Dienstag brachen in Kairo Unruhen aus."),
]


@pytest.mark.parametrize(("language", "text"), LONG_AGO)
def test_a_story_of_long_ago_goes_on_in_the_next_sentence(language, text):
    assert statuses(text, language) == []


@pytest.mark.parametrize(("language", "text"), DENIED)
def test_hearsay_beside_a_denial_is_no_claim(language, text):
    assert statuses(text, language) == []


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_what_has_a_time_or_a_voice_of_its_own_is_claimed(language, text):
    assert statuses(text, language) == ["unrest"]


@pytest.mark.parametrize(("language", "text"), LONG_AGO)
def test_the_same_words_alone_are_a_claim(language, text):
    last = [one for one in text.replace("。", "。|").replace(". ", ".|").split("|") if one][-1]

    assert statuses(last, language) == ["unrest"]


def statuses(text, language):
    record = {"text": text, "published": "2022-05-12", "language": language}
    return [claim["status"] for claim in parse_line(json.dumps(record))["claims"]]
