from __future__ import annotations

import pytest
from shapely.geometry import Point

from geodata.errors import GazetteerError
from geodata.gazetteer.index import Gazetteer, default_gazetteer, great_circle_km


@pytest.fixture(scope="module")
def gazetteer():
    return default_gazetteer()


def rows(gazetteer, key, kind):
    found = [entry.row for entry in gazetteer.entries(key) if gazetteer.kind(entry.row) == kind]
    return sorted(found, key=gazetteer.prominence, reverse=True)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Schymkent", "geonames:1518980"),
        ("Шымкент", "geonames:1518980"),
        ("Nur-Sultan", "geonames:1526273"),
        ("Астана", "geonames:1526273"),
        ("Charkiw", "geonames:706483"),
        ("ألماتي", "geonames:1526384"),
        ("Kasachstan", "geonames:1522867"),
        ("Elfenbeinküste", "geonames:2287781"),
        ("Noumea", "geonames:2139521"),
    ],
)
def test_lookup_finds_places_in_many_languages(gazetteer, name, place_id):
    assert gazetteer.lookup(name)[0].place_id == place_id


def test_lookup_gives_every_tripoli_the_largest_first(gazetteer):
    countries = [place.country for place in gazetteer.lookup("Tripoli")]

    assert countries[0] == "LY"
    assert {"LB", "GR"} <= set(countries)


def test_lookup_of_an_unknown_or_empty_name_finds_nothing(gazetteer):
    assert gazetteer.lookup("Qwertzuiop") == []
    assert gazetteer.lookup("") == []


def test_the_name_with_its_accents_goes_before_the_one_without(gazetteer):
    assert gazetteer.lookup("Şam")[0].name == "Damascus"


def test_a_name_of_another_language_is_foreign(gazetteer):
    entries = {gazetteer.kind(e.row): e for e in gazetteer.entries("palu", "es")}

    assert entries["country"].foreign
    assert not entries["settlement"].foreign


@pytest.mark.parametrize(
    ("town", "kind", "iata"),
    [
        ("almaty", "settlement", "ALA"),
        ("kathmandu", "capital", "KTM"),
        ("cusco", "settlement", "CUZ"),
        ("hong kong", "capital", "HKG"),
        ("port au prince", "capital", "PAP"),
    ],
)
def test_a_town_is_served_by_its_airport(gazetteer, town, kind, iata):
    airports = gazetteer.airports_of(rows(gazetteer, town, kind)[0])

    assert gazetteer.place(airports[0]).iata == iata


def test_a_place_without_an_airport_has_none(gazetteer):
    country = rows(gazetteer, "kazakhstan", "country")[0]

    assert gazetteer.airports_of(country) == []


@pytest.mark.parametrize(
    ("name", "kind"), [("Kazakhstan", "country"), ("California", "admin-1"), ("Bavaria", "admin-1")]
)
def test_an_area_holds_its_place(gazetteer, name, kind):
    place = next(place for place in gazetteer.lookup(name) if place.kind == kind)

    area = gazetteer.area(place)

    # Shapely wants (lon, lat).
    assert area.buffer(0.3).contains(Point(place.lon, place.lat))


def test_a_town_has_no_area(gazetteer):
    assert gazetteer.area(gazetteer.lookup("Almaty")[0]) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Пенджаб", "PK"),
        ("Kalifornien", "US"),
        ("阿拉木图", "KZ"),
        ("Lower Saxony", "DE"),
        ("Oblast Donezk", "UA"),
        ("Los Angeles County", "US"),
    ],
)
def test_divisions_and_simplified_chinese_are_known(gazetteer, name, country):
    assert country in {place.country for place in gazetteer.lookup(name)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Donbass", "region"),
        ("Ближний Восток", "region"),
        ("Gazastreifen", "admin-1"),
        ("mer Rouge", "water"),
        ("Calif.", "admin-1"),
    ],
)
def test_reviewed_regions_seas_and_abbreviations_are_known(gazetteer, name, kind):
    assert kind in {place.kind for place in gazetteer.lookup(name)}


def test_a_settlement_says_which_division_it_lies_in(gazetteer):
    assert gazetteer.lookup("Karachi")[0].admin1 == "Sindh"


def test_every_place_lies_on_the_earth(gazetteer):
    assert (abs(gazetteer.lat) <= 90).all()
    assert (abs(gazetteer.lon) <= 180).all()
    assert len(gazetteer) > 240_000


def test_great_circle_km_crosses_the_antimeridian():
    assert great_circle_km(0.0, 179.5, 0.0, -179.5) == pytest.approx(111.2, abs=0.1)


def test_a_missing_index_is_an_error_that_names_the_folder(tmp_path):
    with pytest.raises(GazetteerError, match=str(tmp_path)):
        Gazetteer(tmp_path)
