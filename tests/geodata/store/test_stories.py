from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from geodata.models import Report
from geodata.store.sqlite import SqliteStore
from tests.geodata.examples import ALMATY, LEARNT, SHYMKENT, january, reading, said

AGENCY = (
    "Shots were heard near the town hall of Almaty late on Wednesday, and police closed the roads "
    "around the square. Residents said that mobile phones had stopped working at noon. The mayor "
    "asked everybody to stay at home until further notice, while the airport remained closed."
)
OTHER = (
    "The harvest of apples in the south of the country was the best for ten years, farmers say. "
    "Prices in the markets have fallen by a third since August, and exporters hope for new buyers "
    "in the north, where the autumn was cold and wet and most of the orchards gave nothing at all."
)

UNREST, CALM = (said(ALMATY, status, january(5)) for status in ("unrest", "calm"))
ORIGINAL = reading(AGENCY, UNREST, source="Agency")
REPRINT = reading(f"ALMATY. {AGENCY}", UNREST, source="Daily")
CUT = reading(AGENCY.rpartition(", while")[0], UNREST, source="Weekly")
ALONE = reading(OTHER, UNREST, source="Farmer")


@pytest.fixture
def store(tmp_path):
    with SqliteStore(tmp_path / "map.db") as opened:
        yield opened


def add(store, *readings, version="1"):
    store.add(readings, reader_version=version, recorded_at=LEARNT)


def stories(store) -> dict[str, str]:
    claims = store.claims()
    return dict(zip(claims["source"], claims["story"], strict=True))


def test_a_report_that_nobody_reprints_is_a_story_of_its_own(store):
    add(store, ALONE)

    assert stories(store) == {"Farmer": ALONE.report.report_id}


@pytest.mark.parametrize("together", [True, False])
def test_reprints_are_one_story_in_whatever_order_they_come(tmp_path, together):
    found = []

    for number, order in enumerate(permutations([ORIGINAL, REPRINT, CUT, ALONE])):
        with SqliteStore(tmp_path / f"{number}.db") as store:
            for batch in [order] if together else [[one] for one in order]:
                add(store, *batch)
            found.append(stories(store))

    assert all(one == found[0] for one in found)
    assert len({found[0][name] for name in ("Agency", "Daily", "Weekly")}) == 1
    assert found[0]["Farmer"] == ALONE.report.report_id


def test_reprints_confirm_nothing(store):
    add(store, ORIGINAL, REPRINT)
    assert store.intervals()[["sources", "confirmations"]].to_numpy().tolist() == [[2, 1]]

    add(store, ALONE)

    assert store.intervals()[["sources", "confirmations"]].to_numpy().tolist() == [[3, 2]]


def test_a_story_is_shared_only_where_several_sources_print_it(store):
    add(store, reading(OTHER, CALM, source="Farmer"), ORIGINAL)
    add(store, replace(REPRINT, claims=(said(SHYMKENT, "unrest", january(5)),)))
    before = store.intervals().set_index("place")["status"].to_dict()

    add(store, reading(f"{AGENCY} Pictures follow.", CALM, source="Monthly"))

    assert before == {"Almaty": "unrest", "Shymkent": "unrest"}
    after = store.intervals().set_index("place")
    assert after["confirmations"].to_dict() == {"Almaty": 2, "Shymkent": 1}


def test_hundreds_of_copies_are_found_by_one(store):
    copies = [reading(AGENCY, UNREST, source=f"Mirror {number}") for number in range(300)]

    add(store, *copies)

    assert len(set(stories(store).values())) == 1
    assert store.intervals()[["sources", "confirmations"]].to_numpy().tolist() == [[300, 1]]


def test_the_same_words_in_white_space_of_their_own_are_one_report(store):
    add(store, ORIGINAL)
    spaced = replace(ORIGINAL, report=Report(text=AGENCY.replace(" ", "\n"), source="Agency"))

    add(store, spaced, version="2")

    assert store.summary().reports == 1
    assert stories(store) == {"Agency": ORIGINAL.report.report_id}


def test_copies_of_a_redacted_report_are_still_found(store):
    copies = [reading(AGENCY, UNREST, source=f"Mirror {number}") for number in range(4)]
    add(store, *copies[:2])
    for copy in copies[:2]:
        store.redact(copy.report.report_id, author="a", reason="order", at=LEARNT)

    add(store, copies[2])
    add(store, copies[3])

    assert len(stories(store)) == 2
    assert len(set(stories(store).values())) == 1


def test_bands_are_moved_out_of_the_small_table_and_still_found(store):
    add(store, ORIGINAL)
    for number in range(64):
        add(store, reading(f"Nothing happened on day {number}.", source="Farmer"))

    add(store, REPRINT)

    with store._connections.borrow() as connection:
        query = "SELECT count(*) FROM new_bands WHERE report_number = 1"
        assert connection.execute(query).fetchone() == (0,)
    assert stories(store)["Agency"] == stories(store)["Daily"]
