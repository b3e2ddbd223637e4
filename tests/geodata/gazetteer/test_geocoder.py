from __future__ import annotations

import asyncio
import inspect
from concurrent.futures import ThreadPoolExecutor

import geopy.geocoders
import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer.geocoder import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder():
    return GazetteerGeocoder(user_agent="anything")


def awaited(coroutine):
    """What a coroutine gives; in a thread, for another test's event loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_it_is_a_geopy_geocoder(geocoder):
    location = geocoder.geocode("Tbilisi")

    assert isinstance(geocoder, Geocoder)
    assert isinstance(location, Location)
    assert (round(location.latitude), round(location.longitude)) == (42, 45)
    assert location.address == "Tbilisi, Georgia"
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
        geocoder.geocode("Oran", exactly_one=False, limit=0)
    with pytest.raises(ValueError, match="Point"):
        geocoder.reverse("no point")


@pytest.mark.parametrize("method", ["geocode", "reverse"])
def test_every_parameter_of_nominatim_is_taken_in_the_same_way(method):
    theirs = inspect.signature(getattr(Nominatim, method)).parameters
    ours = inspect.signature(getattr(GazetteerGeocoder, method)).parameters

    assert {name: one.kind for name, one in ours.items()} == {
        name: one.kind for name, one in theirs.items()
    }
    assert {name: one.default for name, one in ours.items()} == {
        name: one.default for name, one in theirs.items()
    }


def test_it_is_made_with_nominatims_options():
    options = set(inspect.signature(Nominatim.__init__).parameters) - {"self"}
    values = {"scheme": "http", "domain": "localhost", "user_agent": "mine", "timeout": 3}
    values |= {"proxies": None, "ssl_context": None, "adapter_factory": None}
    assert options == set(values)

    geocoder = GazetteerGeocoder(**values)

    assert geocoder.timeout == 3
    assert geocoder.headers == {"User-Agent": "mine"}


def ordinary_code(geolocator):
    """What code written for geopy's Nominatim does."""
    geocode = RateLimiter(geolocator.geocode, min_delay_seconds=0.01, swallow_exceptions=False)
    first = geocode("Paris", exactly_one=True, timeout=10)
    several = geocode(
        "Paris", exactly_one=False, limit=5, language="en", addressdetails=True, namedetails=True
    )
    american = geocode("Paris", country_codes=["us"], addressdetails=True, extratags=True)
    german = geolocator.geocode({"city": "Berlin", "country": "Deutschland"}, language="de")
    boxed = geolocator.geocode("Paris", viewbox=[(30, -100), Point(40, -90)], bounded=True)
    nothing = geolocator.geocode("Qwertzuiop"), geolocator.geocode("Qwertzuiop", exactly_one=False)
    there = geolocator.reverse((first.latitude, first.longitude), language="en", zoom=10)
    again = geolocator.reverse("52.52, 13.40", exactly_one=True, addressdetails=True)
    address, (lat, lon) = first
    return {
        "points": [(round(one.point.latitude), round(one.longitude)) for one in (first, american)],
        "tuple": (address == first.address, (lat, lon) == first.point[:2], type(first.raw)),
        "raw": [float(one.raw["lat"]) == one.latitude for one in (*several, german)],
        "codes": [one.raw["address"]["country_code"] for one in (several[0], american, again)],
        "named": [one.raw["display_name"].startswith(one.raw["name"]) for one in several],
        "types": {type(one) for one in (first, american, german, boxed, there, again)},
        "names": [german.raw["name"], boxed.raw["name"], there.raw["name"]],
        "strings": [type(first.raw[key]) for key in ("licence", "type", "class", "addresstype")],
        "nothing": nothing,
    }


def test_code_written_for_nominatim_runs_unchanged(nominatim):
    theirs = Nominatim(user_agent="my-map", domain=nominatim.domain, scheme="http", timeout=10)
    ours = GazetteerGeocoder(user_agent="my-map", domain="localhost", scheme="http", timeout=10)

    expected, found = ordinary_code(theirs), ordinary_code(ours)

    assert set(found.pop("raw")) == set(expected.pop("raw")) == {True}
    assert set(found.pop("named")) == set(expected.pop("named")) == {True}
    assert found == expected


def test_the_parts_of_a_query_say_what_each_is(geocoder):
    def kind(**query):
        found = geocoder.geocode(query)
        return found and (found.raw["type"], found.raw["address"]["country_code"])

    assert kind(country="Georgia") == ("country", "ge")
    assert kind(state="Georgia") == ("admin-1", "us")
    assert kind(county="Lamar County", state="Texas") == ("admin-2", "us")
    assert kind(city="Luxembourg", country="Luxembourg") == ("capital", "lu")
    assert kind(country="Texas") is None


@pytest.mark.parametrize("part", ["street", "postalcode"])
def test_a_query_for_a_street_is_not_answered_with_its_town(geocoder, part):
    assert geocoder.geocode({part: "10117", "city": "Berlin"}) is None
    assert geocoder.geocode("Unter den Linden, Berlin") is None


@pytest.mark.parametrize("name", ["Wien", "Rom", "Londres", "Пекин", "القاهرة", "東京"])
def test_the_language_of_the_answer_does_not_change_which_place_it_is(geocoder, name):
    plain = geocoder.geocode(name)

    for language in ("en", "de", "fr-CH,fr;q=0.9", "xx"):
        assert geocoder.geocode(name, language=language) == plain


def test_an_address_leads_back_to_its_place(geocoder):
    for name in ("Tbilisi", "Tripoli", "Kharkiv", "San José", "Bavaria", "Kazakhstan", "Lviv"):
        found = geocoder.geocode(name)

        assert geocoder.geocode(found.address) == found


@pytest.mark.parametrize(
    "query",
    [
        "Paris, Lamar County, Texas, United States",
        "باريس، تكساس",
        "Paris，Texas",
    ],
)
def test_counties_and_other_commas_are_understood(geocoder, query):
    assert geocoder.geocode(query).raw["address"]["state"] == "Texas"


def test_a_box_that_does_not_bound_only_prefers(geocoder):
    box = [Point(40, -100), Point(30, -90)]

    found = geocoder.geocode("Paris", exactly_one=False, viewbox=box)

    codes = [one.raw["address"]["country_code"] for one in found]
    assert codes[0] == "us"
    assert "fr" in codes
    with pytest.raises(GeocoderQueryError, match="bounding box"):
        geocoder.geocode("Paris", viewbox=[Point(40, -100)])


def test_country_codes_may_be_one_text_with_commas(geocoder):
    found = geocoder.geocode("Tripoli", exactly_one=False, country_codes="lb,GR")

    assert {one.raw["address"]["country_code"] for one in found} == {"lb", "gr"}


def test_a_list_is_as_long_as_the_limit_says_and_fifty_at_most(geocoder):
    assert len(geocoder.geocode("San José", exactly_one=False)) == 10
    assert len(geocoder.geocode("San José", exactly_one=False, limit=1)) == 1
    assert len(geocoder.geocode("San José", exactly_one=False, limit=1000)) <= 50
    assert geocoder.geocode("San José", limit=0)  # geopy's own does not look at it here


class AsyncAdapter(BaseAsyncAdapter):
    async def get_json(self, url, *, timeout, headers):
        raise NotImplementedError

    get_text = get_json


def test_with_an_asynchronous_adapter_it_is_awaited_as_geopys_own():
    async def ask():
        async with GazetteerGeocoder(adapter_factory=AsyncAdapter) as geocoder:
            found = await geocoder.geocode("Tbilisi")
            return found, await geocoder.reverse(found.point), await geocoder.geocode("Qwertzuiop")

    found, there, nothing = awaited(ask())

    assert found.raw["name"] == there.raw["name"] == "Tbilisi"
    assert nothing is None


def test_geopys_default_adapter_decides_whether_it_is_awaited(monkeypatch):
    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", AsyncAdapter)

    assert awaited(GazetteerGeocoder().geocode("Tbilisi")).raw["name"] == "Tbilisi"


def test_it_cannot_ask_a_server():
    with pytest.raises(GeocoderServiceError, match="asks no server"):
        GazetteerGeocoder()._call_geocoder("http://127.0.0.1/", lambda answer: answer)


def test_it_works_in_a_with_statement():
    with GazetteerGeocoder() as geocoder:
        assert geocoder.geocode("Oran")
