from __future__ import annotations

import pytest

from geodata.errors import LexiconError
from geodata.gazetteer.index import default_gazetteer
from geodata.models import Report, Toponym
from geodata.pipeline import read_report
from geodata.toponyms import unlisted as module
from geodata.toponyms.unlisted import with_unlisted


def written(text, language="de", known=()):
    found = with_unlisted(text, language, list(known), default_gazetteer())
    return [one.text for one in found if one not in known]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Brand in der Fliederstraße ist gelöscht.", ["Fliederstraße"]),
        ("Zwischen der Kanal- und der Hafnergasse brannte es.", ["Hafnergasse"]),
        ("Sie wohnt in der Gifhorner Straße.", ["Gifhorner Straße"]),
        ("Lawinen im Krumpental und am Hirzenkogel.", ["Krumpental", "Hirzenkogel"]),
        ("Die Mauern des Zwerchtals halten.", ["Zwerchtals"]),
        ("Ein Feuer in Quittelshausen griff über.", ["Quittelshausen"]),
        ("An der St. Blasiuskapelle wurde gebetet.", ["St. Blasiuskapelle"]),
        ("Die Reviere Zwetschgengasse und Nord werden eins.", ["Zwetschgengasse"]),
        (
            "Zerstört sind die Dörfer Wuppelsdonk, Alt-Zwerchow und Knurps.",
            ["Wuppelsdonk", "Alt-Zwerchow", "Knurps"],
        ),
        ("Stau auf der A 7, die Autobahnen A1 und A 93 sind frei.", ["A 7", "A1", "A 93"]),
        ("Er nahm die Landesstraße 1140.", ["Landesstraße 1140"]),
        ("Der Rat der Gemeinde Wuppelsdonk tagt.", ["Wuppelsdonk"]),
        ("Die Otto-Wels-Straße und die Peter-Gast-Hütte", ["Otto-Wels-Straße"]),
    ],
)
def test_a_name_that_says_what_it_is_is_kept_without_a_place(text, expected):
    assert written(text)[: len(expected)] == expected
    assert all(one.place is None for one in with_unlisted(text, "de", [], default_gazetteer()))


@pytest.mark.parametrize(
    "text",
    [
        "Die Hauptstraße, eine Nebenstraße und die Bundesstraße sind frei.",
        "Das Eigenkapital und das Startkapital stammen von den Käufern.",
        "Der Schuldenberg wächst, der Stausee auch.",
        "Die Vorläufer der Ausläufer kamen am Vorabend.",
        "Das Dorf und die Gemeinde Jesu.",
        "Dörfer, Kirchen und Felder brannten, Dörfer und Kirchen.",
        "Ein Airbus A 380 und die A-Klasse, Blätter in DIN A 4.",
        "Herr von Quittelshausen und Erna Hinterhausen kamen.",
        "Ein Bericht aus Hamburg und vom Bodensee.",
        "",
    ],
)
def test_ordinary_words_persons_and_listed_names_are_not(text):
    assert written(text) == []


def test_nothing_is_found_twice():
    text = "Der Brand in der Fliederstraße"

    assert written(text, known=[Toponym(17, 30, "Fliederstraße")]) == []


def test_a_language_without_rules_has_none():
    assert written("A fire in der Fliederstraße", "en") == []


def test_a_hostile_text_is_read_in_its_time():
    assert written("der " + "Aa-" * 20_000) == []


def test_a_report_keeps_such_a_name_and_puts_no_claim_on_it():
    reading = read_report(Report("In der Fliederstraße kam es am Montag zu Krawallen."))

    found = [one for one in reading.toponyms if one.text == "Fliederstraße"]
    assert [one.place for one in found] == [None]
    assert reading.claims == ()


def test_a_damaged_file_of_rules_is_named(tmp_path, monkeypatch):
    damaged = tmp_path / "unlisted.toml"
    damaged.write_text("[de]\nsites = 3", encoding="utf-8")
    monkeypatch.setattr(module, "RULES_FILE", damaged)
    module._rules.cache_clear()

    with pytest.raises(LexiconError, match=r"unlisted\.toml"):
        written("Der Brand in der Fliederstraße")
    module._rules.cache_clear()
