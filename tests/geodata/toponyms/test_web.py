from __future__ import annotations

import logging

import pytest

from geodata.gazetteer.nominatim import configured_geocoder
from geodata.models import Place, Toponym
from geodata.settings import Settings
from geodata.toponyms.web import LONGEST_QUERY, MOST_CONFIDENCE, OnlineNames, online_names
from tests.geodata.nominatim_server import Misbehaviour

HOUSTON = Place("geonames:4699066", "Houston", "settlement", "US", "Texas", 29.7633, -95.3633)


@pytest.fixture
def online(nominatim, tmp_path):
    settings = Settings(geocoder=nominatim.url)
    return OnlineNames(configured_geocoder(settings, folder=tmp_path, interval_seconds=0.01))


def named(text, place=None, start=0):
    return Toponym(start, start + len(text), text, place)


def test_an_unresolved_name_gets_its_place_and_a_resolved_one_is_not_asked(online, nominatim):
    houston, paris = online.resolve([named("Houston", HOUSTON), named("Berlin")])

    assert houston == named("Houston", HOUSTON)
    assert (paris.place.place_id, paris.place.country) == ("osm:relation/62422", "DE")
    assert (paris.start, paris.end, paris.text) == (0, 6, "Berlin")
    assert paris.confidence == MOST_CONFIDENCE
    assert nominatim.queries() == ["Berlin"]


def test_of_namesakes_the_one_in_a_country_of_the_report_goes_first(online):
    [alone] = online.resolve([named("Paris")])
    _, beside = online.resolve([named("Houston", HOUSTON), named("Paris")])

    assert (alone.place.country, beside.place.country) == ("FR", "US")
    assert [one.place.country for one in beside.candidates] == ["US", "FR"]
    assert beside.candidates[0].score > beside.candidates[1].score
    assert beside.confidence < MOST_CONFIDENCE


def test_a_name_that_nobody_knows_stays_unresolved(online, nominatim):
    toponyms = [named("Qwertzuiop"), named("Qwertzuiop", start=20)]

    assert online.resolve(toponyms) == toponyms
    assert nominatim.queries() == ["Qwertzuiop"]
    assert online.failed == 0


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_QUERY + 1)])
def test_what_is_no_name_is_not_sent(online, nominatim, text):
    assert online.resolve([named(text)]) == [named(text)]
    assert nominatim.requests == []


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "'; DROP TABLE answers; --", "{{7*7}}"])
def test_hostile_names_are_only_names(online, text):
    assert online.resolve([named(text)]) == [named(text)]
    assert online.resolve([named("Berlin")])[0].place


@pytest.mark.parametrize(
    "misbehaviour",
    [
        Misbehaviour(502),
        Misbehaviour(429, {"Retry-After": "600"}),
        Misbehaviour(body=b"<html>"),
        Misbehaviour(hang_up=True),
    ],
)
def test_a_failure_is_logged_quoted_and_counted_and_stops_nothing(
    online, nominatim, caplog, misbehaviour
):
    nominatim.always = misbehaviour
    name = "Ber\nlin\x1b"

    with caplog.at_level(logging.WARNING):
        resolved = online.resolve([named(name), named("Houston", HOUSTON)])

    assert resolved == [named(name), named("Houston", HOUSTON)]
    assert online.failed == 1
    assert "'Ber lin\\x1b' could not be looked up online" in caplog.text
    assert "\x1b" not in caplog.text


def test_a_dead_service_is_not_waited_for_again_and_again(online, nominatim):
    nominatim.always = Misbehaviour(429, {"Retry-After": "600"})

    online.resolve([named(f"Place {number}") for number in range(200)])

    assert online.failed == 200
    assert len(nominatim.requests) == 1


def test_it_is_off_unless_switched_on():
    assert online_names(Settings(geocoder="")) is None
    assert online_names(Settings(geocoder="http://127.0.0.1:1")) is not None
