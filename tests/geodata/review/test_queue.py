from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.models import Toponym
from geodata.review import decide, waiting
from geodata.review.queue import WHYS
from geodata.store import open_store
from tests.geodata.examples import ALMATY, ASTANA, LEARNT, SHYMKENT, january, reading, said

if TYPE_CHECKING:
    from geodata.store import Store


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'map.db'}") as opened:
        yield opened


def add(store: Store, *readings) -> None:
    store.add(readings, reader_version="1", recorded_at=LEARNT)


def sure(confidence: float, claim):
    return replace(claim, confidence=confidence)


def places(store: Store, why, **options) -> list[str]:
    return [one.place or one.toponym for one in waiting(store, why, **options).first]


@pytest.mark.parametrize("why", WHYS)
def test_in_an_empty_store_nothing_waits(store, why):
    section = waiting(store, why)

    assert (section.first, section.total) == ((), 0)


def test_claims_of_a_low_score_wait_the_lowest_first(store):
    low, lower, fine = (
        sure(score, said(place, "unrest", january(5), at=at))
        for at, (score, place) in enumerate([(0.5, ALMATY), (0.1, SHYMKENT), (0.6, ASTANA)])
    )
    add(store, reading("Unrest.", low, lower, fine))

    assert places(store, "low-score") == ["Shymkent", "Almaty"]
    assert places(store, "low-score", below=0.2) == ["Shymkent"]


def test_a_section_says_how_much_there_is_beyond_its_limit(store):
    claims = [sure(at / 10, said(ALMATY, "unrest", january(5), at=at)) for at in range(5)]
    add(store, reading("Unrest.", *claims))

    section = waiting(store, "low-score", limit=2)

    assert ([one.confidence for one in section.first], section.total) == ([0.0, 0.1], 5)


def test_what_independent_sources_deny_each_other_waits_with_both_sides(store):
    add(
        store,
        reading("Riots.", said(ALMATY, "unrest", january(5)), source="KazTAG"),
        reading("All quiet.", said(ALMATY, "calm", january(5)), source="Vesti"),
        reading("Calm.", said(SHYMKENT, "calm", january(5)), source="Vesti"),
    )

    section = waiting(store, "disputed")

    assert [(one.status, one.source) for one in section.first] == [
        ("calm", "Vesti"),
        ("unrest", "KazTAG"),
    ]
    assert section.total == 2


def test_of_disputes_the_newest_day_comes_first_and_days_can_be_chosen(store):
    for day in (5, 7):
        add(
            store,
            reading(f"Riots {day}.", said(ALMATY, "unrest", january(day)), source="KazTAG"),
            reading(f"Quiet {day}.", said(ALMATY, "calm", january(day)), source="Vesti"),
        )

    days = [one.date.day for one in waiting(store, "disputed").first]
    until = [one.date.day for one in waiting(store, "disputed", until=january(6)).first]
    since = [one.date.day for one in waiting(store, "disputed", since=january(6)).first]

    assert (days, until, since) == ([7, 7, 5, 5], [5, 5], [7, 7])


def test_a_dispute_is_over_when_one_side_is_rejected(store):
    add(
        store,
        reading("Riots.", said(ALMATY, "unrest", january(5)), source="KazTAG"),
        reading("All quiet.", said(ALMATY, "calm", january(5)), source="Vesti"),
    )
    [calm, _] = waiting(store, "disputed").first

    decide(store, calm.claim_id, "reject", author="Ann", at=LEARNT)

    assert waiting(store, "disputed").total == 0


def test_claims_without_a_day_wait_and_those_with_one_do_not(store):
    add(
        store,
        reading("Riots.", said(ALMATY, "unrest", None), said(ASTANA, "calm", january(5), at=3)),
    )

    [one] = waiting(store, "undated").first

    assert (one.place, one.date, one.claim_id != "") == ("Almaty", None, True)


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_what_a_person_decided_of_waits_no_more(store, verdict):
    add(store, reading("Riots.", sure(0.1, said(ALMATY, "unrest", None))))
    [one] = waiting(store, "undated").first

    decide(store, one.claim_id, verdict, author="Ann", at=LEARNT)

    assert waiting(store, "undated").total == waiting(store, "low-score").total == 0


def test_names_that_could_not_be_resolved_wait_the_most_frequent_first(store):
    rare, frequent = Toponym(0, 4, "Rare"), Toponym(5, 9, "Oftn")
    add(
        store,
        reading("Rare Oftn", toponyms=(rare, frequent)),
        reading("Once, Oftn", toponyms=(frequent,)),
    )

    section = waiting(store, "unresolved", limit=1)

    assert [(one.toponym, one.reports) for one in section.first] == [("Oftn", 2)]
    assert section.total == 2
