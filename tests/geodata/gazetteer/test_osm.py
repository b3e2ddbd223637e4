from __future__ import annotations

import pytest
from geopy.location import Location

from geodata.gazetteer.nominatim import configured_geocoder
from geodata.gazetteer.osm import place_of, places_named
from geodata.settings import Settings
from tests.geodata.nominatim_server import osm_place


@pytest.fixture
def online(nominatim, tmp_path):
    settings = Settings(geocoder=nominatim.url)
    return configured_geocoder(settings, folder=tmp_path, interval_seconds=0.01)


def located(**changed):
    raw = osm_place("node", 17, "Somewhere", 10.0, 20.0, where="Nigeria/ng") | changed
    return Location(raw["display_name"], (float(raw["lat"]), float(raw["lon"])), raw)


def test_a_place_is_named_in_english_with_its_osm_id_and_country(online, nominatim):
    [country] = places_named("Deutschland", online)

    assert (country.place_id, country.name) == ("osm:relation/51477", "Germany")
    assert (country.kind, country.country) == ("country", "DE")
    assert (country.lat, country.lon) == (51.1638, 10.4478)
    assert country.geonameid is None
    assert nominatim.requests[0].parameters["accept-language"] == "en"


def test_roads_are_no_places(online):
    assert places_named("Freiheitsfeldstraße", online) == []
    assert [place.kind for place in places_named("Tempelhofer Freiheitsfeld", online)] == ["site"]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"addresstype": "state"}, "admin-1"),
        ({"addresstype": "county"}, "admin-2"),
        ({"addresstype": "village"}, "settlement"),
        ({"class": "aeroway", "type": "aerodrome", "addresstype": "aeroway"}, "airport"),
        ({"class": "waterway", "type": "river", "addresstype": "river"}, "water"),
        ({"class": "place", "type": "sea", "addresstype": "sea"}, "water"),
        ({"class": "natural", "type": "desert", "addresstype": "natural"}, "region"),
        ({"category": "natural", "class": None, "type": "ridge", "addresstype": "x"}, "region"),
    ],
)
def test_the_kind_follows_nominatims_words(changed, kind):
    assert place_of(located(**changed)).kind == kind


@pytest.mark.parametrize(
    "changed",
    [
        {"class": "shop", "type": "supermarket", "addresstype": "shop"},
        {"osm_type": "planet"},
        {"osm_id": "17"},
        {"osm_id": True},
        {"name": "", "display_name": ""},
        {"name": "x" * 1000, "display_name": "y" * 1000},
        {"addresstype": ["city"], "type": {}, "class": 4},
    ],
)
def test_a_result_without_id_name_or_kind_is_no_place(changed):
    assert place_of(located(**changed)) is None


@pytest.mark.parametrize("address", [None, "Nigeria", {"country_code": "nga"}, {"country_code": 1}])
def test_a_country_that_is_no_code_is_left_empty(address):
    assert place_of(located(address=address)).country == ""


def test_a_name_is_passed_on_as_it_is():
    name = "<b>{{ 7*7 }}</b>"

    assert place_of(located(name=name)).name == name
