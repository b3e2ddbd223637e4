from __future__ import annotations

import json

import pytest

from geodata.language.codes import own_code
from geodata.parsing import parse_line
from geodata.status.lexicon import lexicon_languages

MOSTAR = "U Sarajevu su u utorak izbili neredi. Aerodrom u Mostaru je zatvoren."
YANGON = "仰光週二爆發騷亂。曼德勒機場關閉。"
OSLO = "Det brøt ut opptøyer i Oslo tirsdag kveld. Flyplassen i Bergen er stengt."
KABUL = "سه‌شنبه در کابل شورش شد. فرودگاه هرات بسته شد."
JAKARTA = "Kerusuhan pecah di Jakarta pada Selasa. Bandara Ngurah Rai ditutup."
ACCRA = "Riots broke out in Accra on Tuesday. Kumasi Airport has been closed."
BOTH = ["unrest", "airport_closed"]


@pytest.mark.parametrize(
    ("codes", "own"),
    [
        ("bs BS cnr sh hbs srp sr-Latn sr_ME", "sr"),
        ("hr hrv hr-BA", "hr"),
        ("nb nn no nob nb-NO", "no"),
        ("zh zh-Hant yue cmn zh_TW", "zh"),
        ("iw he heb", "he"),
        ("tlh", "tlh"),
        ("und zxx mul", "und"),
        ("", ""),
    ],
)
def test_every_code_of_a_language_comes_to_its_own(codes, own):
    assert {own_code(code) for code in codes.split()} <= {own}


def test_a_language_with_words_keeps_its_code():
    assert [own_code(code) for code in lexicon_languages()] == lexicon_languages()


@pytest.mark.parametrize(
    ("codes", "text", "statuses"),
    [
        ("sr bs hr cnr sh sr-Latn hbs bos", MOSTAR, BOTH),
        ("zh zh-Hant yue cmn", YANGON, BOTH),
        ("fa prs fa-AF pes", KABUL, BOTH),
        ("id in ind", JAKARTA, BOTH),
        ("en eng EN-us", ACCRA, BOTH),
        ("no nb nn da und zxx", OSLO, []),
        ("tlh xx mul", ACCRA, []),
    ],
)
def test_a_report_is_read_under_every_code_of_its_language(codes, text, statuses):
    for code in codes.split():
        record = {"text": text, "published": "2022-05-12", "language": code}

        read = parse_line(json.dumps(record))

        assert [claim["status"] for claim in read["claims"]] == statuses, code


@pytest.mark.parametrize("code", ["nb", "bs", "yue"])
def test_the_given_code_is_told_again(code):
    record = {"text": MOSTAR, "published": "2022-05-12", "language": code}

    assert parse_line(json.dumps(record))["language"] == code
