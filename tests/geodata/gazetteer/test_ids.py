from __future__ import annotations

import pytest

from geodata.gazetteer.ids import country_at, place_at, place_of_id
from geodata.gazetteer.index import default_gazetteer


@pytest.fixture(scope="module")
def index():
    return default_gazetteer()


@pytest.mark.parametrize(
    ("place_id", "name"),
    [
        ("1526384", "Almaty"),
        ("geonames:1526384", "Almaty"),
        ("geonames:1522867", "Kazakhstan"),
        ("icao:UAAA", "Almaty International Airport"),
        ("region:sandžak", "Sandžak"),
    ],
)
def test_a_place_is_found_by_its_id(index, place_id, name):
    assert place_of_id(place_id, index).name == name


def test_the_id_of_every_kind_of_place_finds_it(index):
    places = [index.place(row) for row in range(0, len(index), 4001)]

    assert [place_of_id(place.place_id, index) for place in places] == places
    assert len({place.place_id.partition(":")[0] for place in places}) > 3


@pytest.mark.parametrize(
    "place_id",
    ["", "0", "00", "Almaty", "geonames:", "geonames:0", "-1", "9" * 30, "icao:", "\ud800", "1.5"],
)
def test_what_is_no_id_finds_nothing(index, place_id):
    assert place_of_id(place_id, index) is None


def test_a_point_is_a_place_of_the_country_that_covers_it(index):
    place = place_at(43.123456789, 76.9, "  Old \n mill ", index)

    assert place.place_id == "point:43.12346,76.90000"
    assert (place.name, place.kind, place.country) == ("Old mill", "site", "KZ")
    assert (place.lat, place.lon) == (43.12346, 76.9)


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (0.0, -30.0, ""),
        (-17.8, 178.0, "FJ"),
        (44.95, 34.1, "UA"),
        (90.0, 180.0, ""),
        (-89, 0, "AQ"),
    ],
)
def test_the_country_of_a_point_is_that_of_the_outline(index, lat, lon, country):
    assert country_at(lat, lon, index) == country


def test_minus_nought_is_nought(index):
    assert place_at(-0.0, -0.000001, "Null", index).place_id == "point:0.00000,0.00000"


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [
        (91.0, 0.0, "X"),
        (0.0, 180.1, "X"),
        (float("nan"), 0.0, "X"),
        (0.0, float("inf"), "X"),
        (0.0, 0.0, " "),
    ],
)
def test_what_is_no_point_or_has_no_name_is_refused(index, lat, lon, name):
    with pytest.raises(ValueError, match=r"must"):
        place_at(lat, lon, name, index)
