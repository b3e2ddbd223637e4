from __future__ import annotations

import pytest

from mapapp.page.find import find
from tests.mapapp.world import ALMATY, ALMATY_AIRPORT, ASTANA

NAMES = {ALMATY.place_id: "Almaty, KZ", ALMATY_AIRPORT.place_id: "Almaty Airport, KZ"}


@pytest.mark.parametrize("words", ["Almaty", "almaty ", "Алматы"])
def test_a_place_is_found_by_any_of_its_names(words):
    assert ALMATY.place_id in find(words, NAMES, NAMES).shown


def test_a_part_of_a_name_is_enough():
    assert find("maty air", NAMES, NAMES).places == (ALMATY_AIRPORT.place_id,)


def test_a_place_that_is_not_shown_is_told_from_those_that_are():
    hits = find("Almaty", NAMES, [ALMATY_AIRPORT.place_id])

    assert hits.shown == (ALMATY_AIRPORT.place_id,)
    assert hits.hidden == (ALMATY.place_id,)


def test_a_place_that_no_report_spoke_of_is_named():
    hits = find("Astana", NAMES, NAMES)

    assert hits.places == ()
    assert hits.silent == (f"{ASTANA.name}, {ASTANA.country}",)


@pytest.mark.parametrize("words", ["", "   ", "no such place anywhere"])
def test_what_is_no_name_leads_nowhere(words):
    assert find(words, NAMES, NAMES).places == find(words, NAMES, NAMES).silent == ()
