"""Two statuses of one place on one day: what came first, and which one holds."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geodata.models import Report
from geodata.parsing import parse_line
from geodata.pipeline import read_report
from geodata.situations import intervals, situations
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import claims_of

CLOSED_AND_OPEN = [
    ("ar", "أغلق مطار ألماتي ثلاث ساعات ثم أعيد فتحه."),
    ("de", "Der Flughafen Almaty war stundenlang geschlossen und ist wieder offen."),
    ("en", "Almaty airport was closed for hours and reopened."),
    ("en", "Almaty airport was closed from 8 to 11 and then reopened."),
    ("en", "Almaty airport was closed from 8 to 11 on Tuesday before flights resumed."),
    ("es", "El aeropuerto de Almaty estuvo cerrado tres horas y reabrió."),
    ("fa", "فرودگاه آلماتی سه ساعت بسته شد و سپس بازگشایی شد."),
    ("fr", "L'aéroport d'Almaty a été fermé pendant trois heures puis a rouvert."),
    ("hi", "अल्माटी हवाई अड्डा तीन घंटे बंद रहा और फिर से खुल गया।"),
    ("id", "Bandara Almaty ditutup tiga jam dan kembali dibuka."),
    ("it", "L'aeroporto di Almaty è rimasto chiuso tre ore e poi ha riaperto."),
    ("ja", "アルマトイ空港は3時間閉鎖された後、再開した。"),
    ("pl", "Lotnisko w Ałmaty zamknięto na trzy godziny i ponownie otwarto."),
    ("pt", "O aeroporto de Almaty ficou fechado três horas e reabriu."),
    ("ru", "Аэропорт Алматы был закрыт на три часа и снова открылся."),
    ("tr", "Almatı Havalimanı üç saat kapatıldı ve yeniden açıldı."),
    ("uk", "Аеропорт Алмати закрили на три години і знову відкрили."),
    ("zh", "阿拉木图机场关闭了三小时，随后重新开放。"),
]
OPEN_AFTER_CLOSED = [
    ("ar", "أعيد فتح مطار ألماتي بعد إغلاقه ثلاث ساعات."),
    ("de", "Der Flughafen Almaty ist wieder offen, nachdem er drei Stunden geschlossen war."),
    ("en", "Almaty airport reopened after being closed for hours."),
    ("es", "El aeropuerto de Almaty reabrió tras permanecer cerrado tres horas."),
    ("es", "El aeropuerto de Almaty reabrió después de estar cerrado tres horas."),
    ("fr", "L'aéroport d'Almaty a rouvert après avoir été fermé trois heures."),
    ("id", "Bandara Almaty kembali dibuka setelah ditutup tiga jam."),
    ("it", "L'aeroporto di Almaty ha riaperto dopo essere rimasto chiuso tre ore."),
    ("nl", "De luchthaven van Almaty is weer open nadat hij drie uur gesloten was."),
    ("pl", "Lotnisko w Ałmaty ponownie otwarto po trzech godzinach zamknięcia."),
    ("pt", "O aeroporto de Almaty reabriu após ficar fechado três horas."),
    ("ru", "Аэропорт Алматы снова открыт после того, как три часа был закрыт."),
]


@pytest.mark.parametrize(("language", "text"), CLOSED_AND_OPEN)
def test_both_statuses_stay_and_the_later_one_holds(language, text):
    assert statuses(text, language) == ["airport_closed", "airport_open"]
    assert holds(text, language) == "airport_open"


@pytest.mark.parametrize(("language", "text"), OPEN_AFTER_CLOSED)
def test_what_had_been_does_not_hold(language, text):
    assert statuses(text, language) == ["airport_open"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Almaty airport was to reopen but remained closed.", "airport_closed"),
        ("Almaty airport reopened on Monday but was closed again.", "airport_closed"),
        ("Almaty airport has reopened and is no longer closed.", "airport_open"),
    ],
)
def test_other_orders_are_kept(text, expected):
    assert holds(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Almaty airport was reopened for a few aid flights and will remain closed."),
        ("es", "El aeropuerto de Almatý se ha vuelto a abrir a la ayuda y permanecerá cerrado."),
        ("de", "Der Flughafen Almaty wurde für Hilfe wieder geöffnet und bleibt geschlossen."),
    ],
)
def test_what_is_said_to_stay_as_it_was_has_not_changed(language, text):
    assert statuses(text, language) == ["airport_closed"]


def test_another_place_that_stays_as_it_was_denies_nothing():
    text = "Almaty airport has reopened and Astana airport will remain closed."

    assert statuses(text, "en") == ["airport_open", "airport_closed"]


def test_what_is_told_of_another_place_is_no_turn():
    text = "Riots broke out in Almaty and calm returned to Shymkent."
    record = {"text": text, "published": "2022-01-12", "language": "en"}

    claims = parse_line(json.dumps(record))["claims"]

    assert [one["status"] for one in claims if one["name"] == "Shymkent"] == ["calm"]


def test_each_part_of_a_clause_is_quoted_for_its_own_status():
    record = {"text": CLOSED_AND_OPEN[2][1], "published": "2022-01-12", "language": "en"}

    quotes = [claim["quote"] for claim in parse_line(json.dumps(record))["claims"]]

    assert quotes == ["Almaty airport was closed for hours", "and reopened."]


def test_rest_after_riots_on_one_day_keeps_both():
    text = "Riots broke out in Almaty on Monday and calm was restored."

    assert statuses(text, "en") == ["unrest", "calm"]
    assert holds(text, "en", aspect="security") == "calm"


def statuses(text, language):
    record = {"text": text, "published": "2022-01-12", "language": language}
    return [claim["status"] for claim in parse_line(json.dumps(record))["claims"]]


def holds(text, language, *, aspect="airport"):
    day = date(2022, 1, 12)
    report = Report(text=text, published_day=day, published_precision="day", language=language)
    spans = intervals(claims_of(read_report(report)), taxonomy=load_taxonomy())
    found = situations(spans, on=day)
    almaty = found[(found["aspect"] == aspect) & found["place"].str.contains("Almaty")]
    (status,) = almaty["status"]
    return status
