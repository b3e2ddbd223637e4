"""On which day calm or an airport's closure holds, by the tense it is told in."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from geodata.parsing import parse_line
from geodata.status.lexicon import lexicon_languages, load_lexicon

WEDNESDAY = dt.date(2024, 5, 15)
SUNDAY, MONDAY, TUESDAY = (WEDNESDAY - dt.timedelta(days=days) for days in (3, 2, 1))


@pytest.mark.parametrize("language", lexicon_languages())
def test_every_language_tells_the_past_from_what_lasts(language):
    cues = load_lexicon(language).cues

    assert cues["past"].pattern != cues["lasting"].pattern
    assert not cues["past"].search("")
    assert not cues["lasting"].search("")
    assert "(?!)" not in (cues["past"].pattern, cues["lasting"].pattern)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rioters looted shops in Leicester on Monday. Coventry remained quiet.", "en"),
        ("In Utrecht braken maandag rellen uit. In Breda bleef het rustig.", "nl"),
        ("V Brně v pondělí vypukly nepokoje. V Ostravě byl klid.", "cs"),
        ("Lundi, des émeutes ont éclaté à Nantes. À Rennes, tout est resté calme.", "fr"),
        ("Τη Δευτέρα ξέσπασαν ταραχές στην Πάτρα. Η νύχτα στο Βόλο ήταν ήρεμη.", "el"),
        ("V ponedeljek so v Mariboru izbruhnili nemiri. V Kranju ni bilo nemirov.", "sl"),
        ("W poniedziałek w Łodzi wybuchły zamieszki. W Gdańsku było spokojnie.", "pl"),
    ],
)
def test_calm_told_in_the_past_takes_the_day_of_the_sentence_before(text, language):
    assert _days(text, language, "calm") == {MONDAY}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rioters looted shops in Leicester on Monday. Coventry is calm.", "en"),
        ("In Utrecht braken maandag rellen uit. In Breda is het nu rustig.", "nl"),
        ("V Brně v pondělí vypukly nepokoje. V Ostravě je klid.", "cs"),
        ("Lundi, des émeutes ont éclaté à Nantes. Le calme règne à Rennes.", "fr"),
        ("W poniedziałek w Łodzi wybuchły zamieszki. W Gdańsku jest spokojnie.", "pl"),
    ],
)
def test_calm_told_in_the_present_holds_on_the_day_of_publication(text, language):
    assert _days(text, language, "calm") == {WEDNESDAY}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fighting broke out in Goma on Monday, and Goma airport is still closed.", "en"),
        (
            "In Goma brachen am Montag Kämpfe aus, und der Flughafen Goma ist noch geschlossen.",
            "de",
        ),
        ("W poniedziałek w Gomie wybuchły walki, a lotnisko w Gomie nadal jest zamknięte.", "pl"),
        ("Lundi, des combats ont éclaté à Goma, mais l'aéroport de Goma reste fermé.", "fr"),
        ("В понедельник в Гоме начались бои, а аэропорт Гомы остаётся закрытым.", "ru"),
    ],
)
def test_what_is_still_closed_does_not_take_the_day_of_another_clause(text, language):
    assert _days(text, language, "airport_closed") == {WEDNESDAY}


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        (
            "Riots broke out in Leicester on Sunday. By Tuesday the situation had calmed.",
            "en",
            TUESDAY,
        ),
        (
            "Kerusuhan pecah di Wamena pada Minggu. Hingga Selasa Biak terpantau tenang.",
            "id",
            TUESDAY,
        ),
    ],
)
def test_calm_that_came_by_a_day_holds_on_it(text, language, day):
    assert _days(text, language, "calm") == {day}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Goma airport was closed on Monday and reopened on Tuesday.", "en"),
        ("Der Flughafen Goma wurde am Montag geschlossen und am Dienstag wieder geöffnet.", "de"),
        ("L'aéroport de Goma a été fermé lundi et rouvert mardi.", "fr"),
        ("El aeropuerto de Goma fue cerrado el lunes y reabierto el martes.", "es"),
        ("Lotnisko w Gomie zamknięto w poniedziałek i otwarto ponownie we wtorek.", "pl"),
    ],
)
def test_an_airport_closed_on_one_day_and_opened_on_another_has_both(text, language):
    assert _days(text, language, "airport_closed") == {MONDAY}
    assert _days(text, language, "airport_open") == {TUESDAY}


def _days(text: str, language: str, status: str) -> set[dt.date]:
    record = {"id": "1", "text": text, "published": WEDNESDAY.isoformat(), "language": language}
    claims = parse_line(json.dumps(record))["claims"]
    return {dt.date.fromisoformat(c["date"]) for c in claims if c["status"] == status}
