from __future__ import annotations

import pytest
from geopy.exc import GeocoderQueryError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer.geocoder import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder():
    return GazetteerGeocoder(user_agent="anything")


def test_it_is_a_geopy_geocoder(geocoder):
    location = geocoder.geocode("Tbilisi")

    assert isinstance(geocoder, Geocoder)
    assert isinstance(location, Location)
    assert (round(location.latitude), round(location.longitude)) == (42, 45)
    assert location.address == "Tbilisi, GE"
    assert location.raw["geonameid"] == 611717


def test_it_works_behind_geopys_rate_limiter(geocoder):
    geocode = RateLimiter(geocoder.geocode, min_delay_seconds=0)

    assert [geocode(name).raw["address"]["country_code"] for name in ("Lviv", "Oran")] == [
        "ua",
        "dz",
    ]


@pytest.mark.parametrize(
    ("query", "country"),
    [
        ("Tripoli", "LY"),
        ("Tripoli, Lebanon", "LB"),
        ("Paris, Texas", "US"),
        ("Paris, Texas, United States", "US"),
        ({"city": "Paris", "country": "France"}, "FR"),
        ("Łódź", "PL"),
        ("Lodz", "PL"),
    ],
)
def test_what_a_place_lies_in_tells_it_from_its_namesakes(geocoder, query, country):
    assert geocoder.geocode(query).raw["address"]["country_code"] == country.lower()


@pytest.mark.parametrize("query", ["Qwertzuiop", "", " , ", "Paris, Kazakhstan", {}])
def test_what_is_not_there_is_none(geocoder, query):
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_several_results_come_most_prominent_first_up_to_the_limit(geocoder):
    found = geocoder.geocode("San José", exactly_one=False, limit=3)

    assert len(found) == 3
    assert found[0].raw["address"]["country_code"] == "cr"


def test_results_can_be_limited_to_countries_kinds_and_a_box(geocoder):
    assert geocoder.geocode("Tripoli", country_codes="lb").longitude > 35
    assert geocoder.geocode("Georgia", featuretype="state").raw["type"] == "admin-1"
    box = [Point(36, 34), Point(33, 37)]
    assert geocoder.geocode("Tripoli", viewbox=box, bounded=True).longitude > 35


def test_reverse_finds_the_nearest_settlement(geocoder):
    assert geocoder.reverse((43.25, 76.91)).raw["name"] == "Almaty"
    assert geocoder.reverse("-16.39, -71.53").raw["address"]["country_code"] == "pe"
    assert len(geocoder.reverse(Point(48.85, 2.35), exactly_one=False)) > 1


def test_reverse_at_sea_is_none(geocoder):
    assert geocoder.reverse((-40.0, -120.0)) is None


def test_wrong_queries_are_geopys_errors(geocoder):
    with pytest.raises(GeocoderQueryError, match="points only"):
        geocoder.geocode("Oran", geometry="wkt")
    with pytest.raises(GeocoderQueryError, match="featuretype"):
        geocoder.geocode("Oran", featuretype="river")
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("Oran", limit=0)
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("no point")
