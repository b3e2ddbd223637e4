from __future__ import annotations

import pytest

from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.names import Form
from geodata.gazetteer.pack import PackWriter, PlaceRow, shard_of


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


@pytest.fixture
def forms(tmp_path):
    """A gazetteer of Poland and Oregon with an adjective, an abbreviation and a code."""
    pack = PackWriter()
    poland = pack.add(PlaceRow("Poland", "country", 52.1, 19.4, "PL", geonameid=798544))
    oregon = pack.add(PlaceRow("Oregon", "admin-1", 44.0, -120.5, "US", geonameid=5744337))
    pack.name(poland, "Poland", canonical=True)
    pack.form(poland, "Polish", Form.ADJECTIVE, language="en")
    pack.form(poland, "polnische", Form.ADJECTIVE, language="de")
    pack.form(oregon, "Ore.", Form.AFTER_COMMA, language="en")
    pack.form(oregon, "PDX", Form.CODE)
    pack.name(oregon, "Oregon", canonical=True)
    pack.former(poland, "Polish People's Republic", first_year=1952, last_year=1989)
    pack.dispute(oregon, claims=["US", "GB"], note="Settled in 1846.")
    pack.write(tmp_path)
    return Gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("polish", Form.CAPITAL_ADJECTIVE),
        ("polnische", Form.ADJECTIVE),
        ("ore.", Form.AFTER_COMMA),
        ("pdx", Form.CODE),
    ],
)
def test_a_form_that_is_no_name_is_found_only_when_asked_for(forms, key, form):
    assert forms.entries(key) == []
    assert [entry.form for entry in forms.entries(key, forms={form})] == [form]


def test_former_names_come_with_their_years(forms):
    poland = forms.lookup("Poland")[0]

    assert [(f.first_year, f.last_year) for f in forms.former_names(poland)] == [(1952, 1989)]


def test_a_dispute_comes_with_both_sides(forms):
    assert forms.dispute(forms.lookup("Oregon")[0]).claims == ("US", "GB")
    assert forms.dispute(forms.lookup("Poland")[0]) is None


def test_spellings_that_begin_alike_stand_in_one_table():
    assert {shard_of(key, 16) for key in ("tyre", "tyros", "ty")} == {shard_of("ty", 16)}
    assert 0 <= shard_of("шымкент", 16) < 16


def test_a_dropped_name_leads_nowhere(tmp_path):
    pack = PackWriter()
    amman = pack.add(PlaceRow("Amman", "capital", 31.95, 35.93, "JO", geonameid=250441))
    pack.name(amman, "Amman", canonical=True)
    pack.name(amman, "Philadelphía", canonical=False)

    assert pack.drop(amman, "Philadelphía")

    pack.write(tmp_path)
    assert Gazetteer(tmp_path).lookup("Philadelphia") == []
    assert not pack.drop(amman, "Philadelphía")
