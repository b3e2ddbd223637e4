from __future__ import annotations

import pytest

from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.pack import PackWriter, PlaceRow


@pytest.fixture
def tiny(tmp_path):
    """A gazetteer of Tyre in Lebanon, the Tyre of New York and the airport of Beirut."""
    pack = PackWriter()
    lebanon = pack.add(
        PlaceRow("Tyre", "settlement", 33.27, 35.19, "LB", population=117_000, geonameid=1)
    )
    other = pack.add(
        PlaceRow("Tyre", "settlement", 42.65, -76.79, "US", population=900, geonameid=2)
    )
    beirut = pack.add(PlaceRow("Beirut", "capital", 33.89, 35.5, "LB", geonameid=276781))
    airport = pack.add(
        PlaceRow("Rafic Hariri", "airport", 33.82, 35.49, "LB", code="icao:OLBA", city=beirut)
    )
    pack.name(lebanon, "Tyre", canonical=True)
    pack.name(lebanon, "Sûr", canonical=False, language="fr")
    pack.name(other, "Tyre", canonical=True)
    pack.name(beirut, "Beirut", canonical=True)
    pack.name(airport, "Rafic Hariri", canonical=True)
    pack.name(airport, "7", canonical=True)
    pack.write(tmp_path)
    return Gazetteer(tmp_path)


def test_what_was_packed_is_found_most_prominent_first(tiny):
    assert [place.country for place in tiny.lookup("Tyre")] == ["LB", "US"]


def test_a_name_is_found_without_its_accents_and_marked_inexact(tiny):
    assert tiny.lookup("Sur")[0].name == "Tyre"
    assert not tiny.entries("sur")[0].exact


def test_a_name_belongs_to_its_language(tiny):
    assert not tiny.entries("sûr", "fr")[0].foreign
    assert tiny.entries("sûr", "de")[0].foreign


def test_a_name_without_two_letters_is_left_out(tiny):
    assert tiny.entries("7") == []


def test_a_place_without_a_geonameid_is_known_by_its_code(tiny):
    airport = tiny.lookup("Rafic Hariri")[0]

    assert airport.place_id == "icao:OLBA"
    assert airport.geonameid is None


def test_rows_of_finds_a_place_again(tiny):
    assert [tiny.country(row) for row in tiny.rows_of(tiny.lookup("Tyre")[1])] == ["US"]
