from __future__ import annotations

import pytest
from geopy.adapters import BaseAsyncAdapter, BaseSyncAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geodata.gazetteer.chain import ChainGeocoder
from geodata.gazetteer.geocoder import GazetteerGeocoder
from geodata.gazetteer.nominatim import configured_geocoder
from geodata.gazetteer.transport import OfflineAdapter
from geodata.settings import Settings
from tests.geodata.nominatim_server import Misbehaviour

PARIS = Location("Paris", (48.8589, 2.32), {"osm_id": 7444})


class FakeGeocoder(Geocoder):
    """Gives what it was made with, or raises it."""

    def __init__(self, answer=None, adapter_factory=OfflineAdapter):
        super().__init__(adapter_factory=adapter_factory)
        self.answer = answer
        self.asked = []
        self.closed = False

    def geocode(self, query, *, exactly_one=True, timeout=None, language=None):
        self.asked.append((query, exactly_one, language))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def __exit__(self, *error):
        self.closed = True


class FakeReverser(FakeGeocoder):
    reverse = FakeGeocoder.geocode


class LimitedGeocoder(FakeGeocoder):
    def geocode(self, query, *, country_codes=None):
        self.asked.append((query, country_codes))
        return self.answer


def test_the_first_answer_counts_and_later_geocoders_are_not_asked():
    first, second = FakeGeocoder(PARIS), FakeGeocoder(PARIS)

    assert ChainGeocoder([first, second]).geocode("Paris", exactly_one=True) is PARIS
    assert second.asked == []


@pytest.mark.parametrize("nothing", [None, []])
def test_found_nothing_sends_the_question_on(nothing):
    first, second = FakeGeocoder(nothing), FakeGeocoder([PARIS])

    found = ChainGeocoder([first, second]).geocode("Paris", exactly_one=False, language="fr")

    assert found == [PARIS]
    assert first.asked == second.asked == [("Paris", False, "fr")]


def test_if_all_could_look_and_found_nothing_it_is_none():
    assert ChainGeocoder([FakeGeocoder(None), FakeGeocoder([])]).geocode("Paris") is None


def test_who_could_not_look_does_not_matter_if_another_answers():
    for chain in (
        [FakeGeocoder(GeocoderTimedOut("slow")), FakeGeocoder(PARIS)],
        [FakeGeocoder(PARIS), FakeGeocoder(GeocoderTimedOut("slow"))],
    ):
        assert ChainGeocoder(chain).geocode("Paris") is PARIS


@pytest.mark.parametrize("error", [GeocoderUnavailable("gone"), GeocoderRateLimited("often")])
def test_who_could_not_look_is_an_error_if_nobody_answers(error):
    for chain in ([FakeGeocoder(error), FakeGeocoder()], [FakeGeocoder(), FakeGeocoder(error)]):
        with pytest.raises(type(error)):
            ChainGeocoder(chain).geocode("Paris")


def test_of_several_errors_the_first_is_raised_and_the_others_noted():
    chain = [FakeGeocoder(GeocoderUnavailable("gone")), FakeGeocoder(GeocoderTimedOut("slow"))]

    with pytest.raises(GeocoderUnavailable) as raised:
        ChainGeocoder(chain).geocode("Paris")

    assert raised.value.__notes__ == ["And GeocoderTimedOut: slow"]


def test_wrong_arguments_are_an_error_at_once():
    second = FakeGeocoder(PARIS)

    with pytest.raises(ValueError, match="Limit"):
        ChainGeocoder([FakeGeocoder(ValueError("Limit")), second]).geocode("Paris")
    with pytest.raises(TypeError, match="takes colour"):
        ChainGeocoder([second]).geocode("Paris", colour="red")
    assert second.asked == []


def test_a_geocoder_that_cannot_be_limited_is_not_asked_a_limited_question():
    free, limited = FakeGeocoder(PARIS), LimitedGeocoder(None)

    with pytest.raises(GeocoderQueryError, match="cannot be limited by country_codes"):
        ChainGeocoder([free, limited]).geocode("Paris", country_codes="us", language="en")

    assert free.asked == []
    assert limited.asked == [("Paris", "us")]


def test_geocoders_that_cannot_reverse_are_passed_over():
    chain = ChainGeocoder([FakeGeocoder(), FakeReverser(PARIS)])

    assert chain.reverse((48.86, 2.32), exactly_one=True) is PARIS
    with pytest.raises(GeocoderQueryError, match="has reverse"):
        ChainGeocoder([FakeGeocoder()]).reverse((48.86, 2.32))


class AsyncAdapter(BaseAsyncAdapter):
    async def get_json(self, url, *, timeout, headers):
        raise NotImplementedError

    get_text = get_json


def test_an_empty_or_asynchronous_chain_is_refused():
    with pytest.raises(ConfigurationError, match="at least one"):
        ChainGeocoder([])
    with pytest.raises(ConfigurationError, match="synchronous"):
        ChainGeocoder([FakeGeocoder(PARIS, AsyncAdapter)])


def test_leaving_the_context_closes_every_geocoder():
    members = [FakeGeocoder(PARIS), FakeGeocoder()]

    with ChainGeocoder(members) as chain:
        assert isinstance(chain, Geocoder)
        assert isinstance(chain.adapter, BaseSyncAdapter)

    assert [one.closed for one in members] == [True, True]


def test_the_place_index_answers_first_and_nominatim_what_it_lacks(nominatim, tmp_path):
    online = configured_geocoder(
        Settings(geocoder=nominatim.url), folder=tmp_path, interval_seconds=0.01
    )
    geocode = RateLimiter(ChainGeocoder([GazetteerGeocoder(), online]).geocode, min_delay_seconds=0)

    assert geocode("Almaty").raw["geonameid"] == 1526384
    assert geocode("Tempelhofer Freiheitsfeld", addressdetails=True).raw["osm_id"] == 26711500
    assert geocode("Qwertzuiop", country_codes=["de", "at"]) is None
    assert geocode("Berlin", geometry="geojson").raw["osm_id"] == 62422
    assert nominatim.queries() == ["Tempelhofer Freiheitsfeld", "Qwertzuiop", "Berlin"]
    nominatim.always = Misbehaviour(502)
    with pytest.raises(GeocoderQueryError) as raised:
        ChainGeocoder([GazetteerGeocoder(), online]).geocode("Oran", geometry="wkt")
    assert "GeocoderServiceError" in raised.value.__notes__[0]


def test_any_geopy_geocoder_can_stand_in_the_chain(nominatim):
    plain = Nominatim(domain=nominatim.domain, scheme="http", user_agent="SituationMap/test")

    found = ChainGeocoder([GazetteerGeocoder(), plain]).reverse((-40, -120), zoom=10)

    assert found is None
    assert [request.path for request in nominatim.requests] == ["/reverse"]
