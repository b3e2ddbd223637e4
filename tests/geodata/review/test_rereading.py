from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geodata.models import NamingRule, Place, Report
from geodata.pipeline import read_report, reader_version
from geodata.review import decide
from geodata.review.rereading import reread
from geodata.store import open_store

NOON = dt.datetime(2022, 2, 1, 12, tzinfo=dt.UTC)
MILL = Place("point:43.10000,76.90000", "Glorbtown", "site", "KZ", "", 43.1, 76.9)
RULE = NamingRule("glorbtown", "Kaztag", MILL, "Ann", NOON)
DAY = dt.date(2022, 1, 10)


def report(text: str, source: str = "KazTAG") -> Report:
    return Report(text=text, source=source, published_day=DAY, published_precision="day")


RIOTS = report("Riots broke out in Almaty on Saturday. In Glorbtown, riots broke out on Sunday.")
ELSEWHERE = report("Riots broke out in Glorbtown on Sunday.", source="Vesti")
OTHER = report("Riots broke out in Almaty on Sunday.")


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'map.db'}") as opened:
        readings = [read_report(one) for one in (RIOTS, ELSEWHERE, OTHER)]
        opened.add(readings, reader_version=reader_version(), recorded_at=NOON)
        yield opened


def places(store, one: Report) -> set[str]:
    claims = store.claims()
    return set(claims[claims["report_id"] == one.report_id]["place"])


def later(hours: int) -> dt.datetime:
    return NOON + dt.timedelta(hours=hours)


def test_stored_reports_of_the_source_that_hold_the_name_are_read_again(store):
    store.add_rule(RULE)

    done = reread(store, RULE, at=later(1))

    assert (done.reports, done.failures) == (1, [])
    assert places(store, RIOTS) == {"Almaty", "Glorbtown"}
    assert places(store, ELSEWHERE) == set()
    assert set(store.claims(known_by=NOON)["place"]) == {"Almaty"}


def test_a_rule_for_all_sources_reaches_them_all(store):
    general = replace(RULE, source="")
    store.add_rule(general)

    assert reread(store, general, at=later(1)).reports == 2
    assert places(store, ELSEWHERE) == {"Glorbtown"}


def test_what_was_read_by_the_rules_already_is_not_read_again(store):
    store.add_rule(RULE)
    reread(store, RULE, at=later(1))
    revision = store.revision()

    assert reread(store, RULE, at=later(2)).reports == 0
    assert store.revision() == revision


def test_decisions_stay_in_force(store):
    claims = store.claims()
    for claim_id in claims[claims["report_id"] == RIOTS.report_id]["claim_id"]:
        decide(store, claim_id, "reject", author="Ann", at=later(1))
    store.add_rule(RULE)

    reread(store, RULE, at=later(2))

    assert places(store, RIOTS) == {"Glorbtown"}


def test_a_rule_taken_back_brings_the_older_reading_back(store):
    store.add_rule(RULE)
    reread(store, RULE, at=later(1))
    back = replace(RULE, place=None, made_at=later(2))
    store.add_rule(back)

    reread(store, back, at=later(3))

    assert places(store, RIOTS) == {"Almaty"}


@pytest.mark.parametrize("name", ["%", "_", "\\", "\ud800", "'", "glorb*"])
def test_no_name_is_taken_for_a_pattern(store, name):
    assert store.reports_holding(name) == []
