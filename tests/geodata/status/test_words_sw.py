"""What the Swahili words claim of a place, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "Ghasia zilizuka mjini Nairobi siku ya Jumatatu."),
    (["unrest"], "Waandamanaji walikabiliana na polisi jijini Mombasa."),
    (["unrest"], "Polisi walirusha mabomu ya machozi huko Kisumu."),
    (["unrest"], "Maduka yaliporwa na magari kuchomwa moto mjini Dodoma."),
    (["calm"], "Hali ni shwari mjini Arusha."),
    (["calm"], "Utulivu umerejea mjini Goma."),
    (["calm"], "Mji wa Nakuru haukukumbwa na fujo."),
    (["calm"], "Hakuna matukio ya vurugu yaliyoripotiwa mjini Mwanza."),
    (["airport_closed"], "Uwanja wa ndege wa Goma umefungwa."),
    (["airport_closed"], "Safari zote za ndege zimesitishwa katika uwanja wa ndege wa Goma."),
    (["airport_open"], "Uwanja wa ndege wa Goma umefunguliwa tena."),
    (["airport_open"], "Safari za ndege zimerejea katika uwanja wa ndege wa Goma."),
    ([], "Mechi ya fainali mjini Nairobi ilikuwa na mapambano makali."),
    ([], "Rais aliwataka wananchi kudumisha amani mjini Kisumu."),
    ([], "Barabara ya kwenda uwanja wa ndege wa Goma imefungwa."),
    ([], "Uwanja wa ndege wa Goma utafunguliwa Jumatatu."),
    ([], "Polisi wanahofia ghasia mjini Mombasa."),
    ([], "Polisi walikanusha kuwepo kwa ghasia mjini Mombasa."),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-01-11", "lang": "sw"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses
