from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.models import NamingRule, Place, Report
from geodata.pipeline import read_report, reader_version
from geodata.toponyms.naming import RULE_CONFIDENCE, naming_for, version_of
from tests.geodata.examples import ALMATY, ALMATY_AIRPORT, ASTANA, SHYMKENT

MADE = dt.datetime(2022, 2, 1, tzinfo=dt.UTC)
TRIPOLI_LEBANON = Place("geonames:266826", "Tripoli", "settlement", "LB", "", 34.4367, 35.8497)
HAMLET = Place("point:43.1,76.9", "Qwertaul", "site", "KZ", "", 43.1, 76.9)


def rule(name: str, place: Place | None = TRIPOLI_LEBANON, source: str = "", days: int = 0):
    return NamingRule(name, source, place, "Ann", MADE + dt.timedelta(days=days))


def report(text: str, source: str = "Daily Cedar", **values) -> Report:
    day = dt.date(2022, 1, 10)
    return Report(text=text, source=source, published_day=day, published_precision="day", **values)


def places(text: str, *rules: NamingRule, **values) -> list[tuple[str, str | None]]:
    reading = read_report(report(text, **values), rules=rules)
    return [(one.text, one.place.place_id if one.place else None) for one in reading.toponyms]


RIOTS = "Riots broke out in Tripoli on Sunday, police said."


def test_a_name_that_a_rule_gives_a_place_means_that_place():
    [(_, without)] = places(RIOTS)
    [(name, with_rule)] = places(RIOTS, rule("Tripoli"))

    assert without != TRIPOLI_LEBANON.place_id
    assert (name, with_rule) == ("Tripoli", TRIPOLI_LEBANON.place_id)


def test_the_claim_is_about_the_place_of_the_rule_and_its_toponym_says_how_sure():
    reading = read_report(report(RIOTS), rules=(rule("Tripoli"),))

    [claim], [toponym] = reading.claims, reading.toponyms
    assert (claim.place, claim.status) == (TRIPOLI_LEBANON, "unrest")
    assert toponym.confidence == RULE_CONFIDENCE
    assert toponym.candidates[0].place == TRIPOLI_LEBANON
    scores = [one.score for one in toponym.candidates]
    assert 1 < len(scores) <= 5
    assert scores == sorted(scores, reverse=True)


def test_without_rules_a_report_is_read_as_ever():
    assert read_report(report(RIOTS), rules=()) == read_report(report(RIOTS))


@pytest.mark.parametrize("name", ["tripoli", " TRIPOLI ", "Tripoli"])
def test_case_and_space_of_the_rule_do_not_matter(name):
    assert places(RIOTS, rule(name)) == [("Tripoli", TRIPOLI_LEBANON.place_id)]


def test_a_rule_of_another_source_says_nothing():
    assert places(RIOTS, rule("Tripoli", source="Libya Post")) == places(RIOTS)


def test_a_source_is_told_without_its_case():
    expected = [("Tripoli", TRIPOLI_LEBANON.place_id)]

    assert places(RIOTS, rule("Tripoli", source="DAILY cedar")) == expected


def test_a_rule_of_the_source_goes_before_a_newer_one_for_all():
    own = rule("Tripoli", source="Daily Cedar")
    general = rule("Tripoli", ASTANA, days=1)

    assert places(RIOTS, general, own) == [("Tripoli", TRIPOLI_LEBANON.place_id)]
    assert places(RIOTS, general, own, source="Other") == [("Tripoli", ASTANA.place_id)]


def test_the_newer_of_two_rules_holds_whatever_their_order():
    old, new = rule("Tripoli", ASTANA), rule("Tripoli", days=1)

    for rules in ((old, new), (new, old)):
        assert places(RIOTS, *rules) == [("Tripoli", TRIPOLI_LEBANON.place_id)]


def test_a_rule_taken_back_leaves_the_name_to_the_resolver_or_to_the_rule_for_all():
    own, back = rule("Tripoli", source="Daily Cedar"), rule("Tripoli", None, "Daily Cedar", 1)

    assert places(RIOTS, own, back) == places(RIOTS)
    assert places(RIOTS, own, back, rule("Tripoli", ASTANA)) == [("Tripoli", ASTANA.place_id)]


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("Almaty’da protestolar sürüyor.", "tr", "Almaty"),
        ("W Ałmaty doszło do zamieszek.", "pl", "Ałmaty"),
        ("Беспорядки вспыхнули в Шымкенте в воскресенье.", "ru", "Шымкенте"),
    ],
)
def test_forms_that_the_recogniser_traces_back_to_the_name_count(text, language, written):
    name = {"Шымкенте": "Шымкент"}.get(written, written)

    found = places(text, rule(name, HAMLET), language=language)

    assert [place for one, place in found if one.startswith(written)] == [HAMLET.place_id]


def test_a_title_is_read_by_the_rules_too():
    text = "Riots broke out there on Sunday, police said."

    reading = read_report(report(text, title="Riots in Tripoli"), rules=(rule("Tripoli"),))

    assert {claim.place for claim in reading.claims} <= {TRIPOLI_LEBANON}


def test_a_name_that_the_index_lacks_is_found_as_a_whole_word():
    text = "Riots broke out in Qwertaul on Sunday. Qwertaulians fled; qwertaul soup is good."

    assert places(text) == []
    assert places(text, rule("Qwertaul", HAMLET)) == [("Qwertaul", HAMLET.place_id)]
    [claim] = read_report(report(text), rules=(rule("Qwertaul", HAMLET),)).claims
    assert claim.place == HAMLET


def test_a_name_that_the_index_lacks_is_found_where_words_have_no_spaces():
    text = "周日在阿布拉卡达布村爆发骚乱。"

    found = places(text, rule("阿布拉卡达布村", HAMLET), language="zh")

    assert ("阿布拉卡达布村", HAMLET.place_id) in found


def test_a_word_that_the_index_knows_is_no_place_only_because_of_a_rule():
    text = "She is Reading books at home."

    assert places(text, rule("Reading", HAMLET)) == places(text)


def test_offsets_count_in_the_text_as_given():
    text = "Riots  broke\u00adout in  Qwer\u0301taul on Sunday."

    [toponym] = read_report(report(text), rules=(rule("Qwer\u0301taul", HAMLET),)).toponyms

    assert toponym.text == text[toponym.start : toponym.end] == "Qwer\u0301taul"


def test_given_spans_are_named_by_the_rules():
    spans = ((19, 26),)

    assert places(RIOTS, rule("Tripoli"), spans=spans) == [("Tripoli", TRIPOLI_LEBANON.place_id)]


def test_a_rule_names_an_airport():
    other = replace(ALMATY_AIRPORT, place_id="icao:XXXX", name="Other Airport")
    text = "Almaty airport is closed. Flights were cancelled."

    [by_town] = read_report(report(text), rules=(rule("Almaty", other),)).claims
    [by_name] = read_report(report(text), rules=(rule("Almaty airport", other),)).claims
    [without] = read_report(report(text)).claims

    assert without.place.place_id != other.place_id
    assert by_town.place == by_name.place == other
    assert by_name.status == "airport_closed"


def test_a_name_that_is_an_airport_by_rule_needs_no_word_for_airport():
    text = "Qwertaul is closed. All flights were cancelled on Sunday, the airport said."
    airport = replace(HAMLET, place_id="icao:XXXX", kind="airport")

    claims = read_report(report(text), rules=(rule("Qwertaul", airport),)).claims

    assert {(claim.place.place_id, claim.status) for claim in claims} == {
        ("icao:XXXX", "airport_closed")
    }


@pytest.mark.parametrize("name", ["", " ", "\u00ad", "(", "\ud800", "a|b", "\x00", "x" * 10_000])
def test_hostile_names_do_no_harm(name):
    hostile = rule(name, HAMLET)

    assert places(RIOTS, hostile) == places(RIOTS)
    assert naming_for((hostile,), "").find("", [], default_gazetteer()) == []


def test_rules_are_part_of_what_read_a_report():
    first = reader_version()

    with_rule = reader_version((rule("Tripoli"),))

    assert with_rule != first
    assert reader_version((rule("Tripoli", None),)) == reader_version(()) == first


def test_no_version_comes_back_when_rules_change_to_and_fro():
    to_and_fro = [
        rule("Tripoli"),
        rule("Tripoli", ASTANA, days=1),
        rule("Tripoli", days=2),
        rule("Tripoli", None, days=3),
    ]

    versions = {version_of(to_and_fro[:length]) for length in range(5)}

    assert len(versions) == 5


def test_the_version_tells_what_rules_do_and_not_who_made_them():
    again = replace(rule("tripoli"), author="Ben", reason="…", made_at=MADE + dt.timedelta(1))

    assert version_of([rule("Tripoli")]) == version_of([rule("Tripoli"), again])
    assert version_of([rule("Tripoli")]) != version_of([rule("Tripoli", ALMATY)])
    assert version_of([rule("Tripoli")]) != version_of([rule("Tripoli", source="Daily Cedar")])
    assert version_of([rule("Homs"), rule("Tripoli")]) == version_of(
        [rule("Tripoli"), rule("Homs")]
    )
    assert version_of([rule(" "), rule("Tripoli", None)]) == ""
    assert version_of([rule("Shymkent", SHYMKENT, "\ud800")])
