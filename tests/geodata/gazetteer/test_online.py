from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from geopy.adapters import BaseAsyncAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.geocoders import Nominatim
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer.answers import DAYS_FOUND, DAYS_NOT_FOUND, Answers
from geodata.gazetteer.online import OnlineGeocoder
from geodata.gazetteer.osm import NominatimAdapter
from tests.geodata.nominatim_server import LICENCE, Misbehaviour

ROOT = Path(__file__).parents[3]


class Clock:
    """A clock that stands still until somebody sleeps."""

    def __init__(self):
        self.now = 1_700_000_000.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        assert seconds > 0
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def online(nominatim, clock, tmp_path):
    return make_online(nominatim, clock, tmp_path)


def make_online(nominatim, clock, folder, *, user_agent="SituationMap/test", **options):
    wrapped = Nominatim(
        domain=nominatim.domain,
        scheme="http",
        user_agent=user_agent,
        timeout=0.5,
        adapter_factory=NominatimAdapter,
    )
    answers = Answers(folder / "memory" / "geocoder.db", clock=clock)
    return OnlineGeocoder(wrapped, answers, server=nominatim.url, sleep=clock.sleep, **options)


def kept(folder):
    with sqlite3.connect(folder / "memory" / "geocoder.db") as connection:
        return connection.execute("SELECT question, answer, attribution FROM answers").fetchall()


def test_an_answer_is_asked_for_once_and_remembered_whole(online, nominatim, clock, tmp_path):
    first = online.geocode("Paris", exactly_one=False, addressdetails=True)
    second = make_online(nominatim, clock, tmp_path).geocode(
        "Paris", addressdetails=True, exactly_one=False, timeout=9
    )

    assert nominatim.queries() == ["Paris"]
    assert isinstance(second[0], Location)
    assert (second, [one.raw for one in second]) == (first, [one.raw for one in first])
    assert first[1].raw["licence"] == LICENCE
    assert first[1].raw["address"]["country_code"] == "us"
    assert (second[1].latitude, second[1].longitude) == (33.6618, -95.5555)


def test_the_servers_attribution_is_kept_with_the_answer(online, tmp_path):
    online.geocode("Paris")

    [(question, answer, attribution)] = kept(tmp_path)
    assert '"Paris"' in question
    assert json.loads(answer)["found"][0]["raw"]["osm_id"] == 7444
    assert attribution == LICENCE


def test_other_options_servers_and_methods_are_other_questions(online, nominatim):
    online.geocode("Paris")
    online.geocode("Paris", country_codes="us")
    online.geocode("Paris", exactly_one=False)
    online.geocode({"city": "Paris", "country": "France"})
    online.reverse((48.85, 2.35))

    assert [request.path for request in nominatim.requests] == ["/search"] * 4 + ["/reverse"]
    assert nominatim.requests[1].parameters["countrycodes"] == "us"


def test_the_same_point_is_the_same_question_however_it_is_written(online, nominatim):
    found = online.reverse((52.5, 13.4))

    assert online.reverse("52.5, 13.4") == online.reverse(Point(52.5, 13.4)) == found
    assert found.raw["name"] == "Berlin"
    assert len(nominatim.requests) == 1


@pytest.mark.parametrize("exactly_one", [True, False])
def test_not_found_is_none_and_remembered_for_a_week(online, nominatim, clock, exactly_one):
    assert online.geocode("Qwertzuiop", exactly_one=exactly_one) is None
    assert online.geocode("Qwertzuiop", exactly_one=exactly_one) is None
    assert len(nominatim.requests) == 1

    clock.now += DAYS_NOT_FOUND * 86_400 + 1
    assert online.geocode("Qwertzuiop", exactly_one=exactly_one) is None
    assert len(nominatim.requests) == 2


def test_nothing_at_a_point_is_none_and_remembered(online, nominatim):
    assert online.reverse((-40, -120)) is None
    assert online.reverse((-40, -120)) is None
    assert len(nominatim.requests) == 1


def test_an_answer_is_asked_for_anew_when_it_is_old(online, nominatim, clock):
    online.geocode("Paris")
    clock.now += DAYS_FOUND * 86_400 - 1
    online.geocode("Paris")
    assert len(nominatim.requests) == 1

    clock.now += 2
    online.geocode("Paris")
    assert len(nominatim.requests) == 2


def test_the_servers_own_user_agent_is_sent(online, nominatim):
    online.geocode("Paris")

    assert nominatim.requests[0].headers["User-Agent"] == "SituationMap/test"


def said(body):
    return Misbehaviour(body=body.encode())


FAILURES = {
    "429": (Misbehaviour(429), GeocoderRateLimited),
    "429, later": (Misbehaviour(429, {"Retry-After": "3000"}), GeocoderRateLimited),
    "503": (Misbehaviour(503), GeocoderTimedOut),
    "502": (Misbehaviour(502), GeocoderServiceError),
    "403": (Misbehaviour(403), GeocoderInsufficientPrivileges),
    "redirect": (Misbehaviour(301, {"Location": "http://127.0.0.1:9/"}), GeocoderServiceError),
    "drip": (Misbehaviour(body=b" " * 1000, drip_seconds=0.1), GeocoderTimedOut),
    "hang up": (Misbehaviour(hang_up=True), GeocoderUnavailable),
    "html": (said("<html>Moved</html>"), GeocoderParseError),
    "cut": (said('[{"lat": "48.85", "lon'), GeocoderParseError),
    "null": (said("null"), GeocoderParseError),
    "empty object": (said("{}"), GeocoderParseError),
    "number": (said("0"), GeocoderParseError),
    "list of numbers": (said("[1, 2]"), GeocoderParseError),
    "no coordinates": (said('[{"display_name": "x"}]'), GeocoderParseError),
    "no name": (said('[{"lat": "1", "lon": "1"}]'), GeocoderParseError),
    "NaN": (said('[{"display_name": "x", "lat": "NaN", "lon": "1"}]'), GeocoderParseError),
    "far": (said('[{"display_name": "x", "lat": "91", "lon": "1"}]'), GeocoderParseError),
    "wrapped": (said('[{"display_name": "x", "lat": "9", "lon": "181"}]'), GeocoderParseError),
    "type": (said('[{"display_name": "x", "lat": [1], "lon": "1"}]'), GeocoderParseError),
    "big": (Misbehaviour(body=b"[" + b" " * 50_000_000), GeocoderParseError),
    "error": (said('{"error": "Internal Server Error"}'), GeocoderQueryError),
    "400": (Misbehaviour(400), GeocoderQueryError),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_geopys_error_and_never_remembered(online, nominatim, clock, tmp_path, name):
    misbehaviour, error = FAILURES[name]
    nominatim.misbehave = [misbehaviour]

    with pytest.raises(error):
        online.geocode("Paris")

    assert len(nominatim.requests) == 1
    assert kept(tmp_path) == []
    clock.now += 4000
    assert online.geocode("Paris").raw["osm_id"] == 7444


def test_a_refused_connection_is_never_remembered(online, nominatim, clock, tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        away = make_online(nominatim, clock, tmp_path)
        away.wrapped.api = f"http://127.0.0.1:{unused.getsockname()[1]}/search"

    with pytest.raises(GeocoderUnavailable):
        away.geocode("Paris")

    clock.now += 4000
    assert online.geocode("Paris").raw["osm_id"] == 7444


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_retry_after_is_waited_for(online, nominatim, clock, status):
    nominatim.misbehave = [Misbehaviour(status, {"Retry-After": "7"})]
    started = clock.now

    assert online.geocode("Paris").raw["osm_id"] == 7444

    assert len(nominatim.requests) == 2
    assert clock.now - started >= 7


def test_it_is_tried_only_twice(online, nominatim):
    nominatim.always = Misbehaviour(429, {"Retry-After": "1"})

    with pytest.raises(GeocoderRateLimited) as raised:
        online.geocode("Paris")

    assert raised.value.retry_after == 1
    assert len(nominatim.requests) == 2


def test_a_long_retry_after_binds_all_who_share_the_memory(online, nominatim, clock, tmp_path):
    nominatim.misbehave = [Misbehaviour(429, {"Retry-After": "120"})]
    with pytest.raises(GeocoderRateLimited):
        online.geocode("Paris")

    other = make_online(nominatim, clock, tmp_path)
    with pytest.raises(GeocoderRateLimited) as raised:
        other.geocode("Berlin")

    assert len(nominatim.requests) == 1
    assert 100 < raised.value.retry_after <= 120
    clock.now += 121
    assert other.geocode("Berlin").raw["osm_id"] == 62422


@pytest.mark.parametrize(
    "retry_after", ["9" * 3000, "Fri, 31 Dec 99999 23:59:59 GMT", "-5", "soon"]
)
def test_no_retry_after_stops_us_for_more_than_an_hour(online, nominatim, clock, retry_after):
    nominatim.misbehave = [Misbehaviour(429, {"Retry-After": retry_after})] * 2
    for _ in range(2):
        try:
            online.geocode("Paris")
        except GeocoderServiceError:
            clock.now += 3601

    assert online.geocode("Paris").raw["osm_id"] == 7444


def test_a_dead_server_is_asked_ever_less_often(online, nominatim, clock):
    nominatim.always = Misbehaviour(502)
    started = clock.now

    while clock.now - started < 3600:
        with pytest.raises(GeocoderServiceError):
            online.geocode("Paris")
        clock.now += 1

    assert len(nominatim.requests) < 15
    nominatim.always = None
    clock.now += 3601
    assert online.geocode("Paris").raw["osm_id"] == 7444


def test_remembered_answers_need_no_server(online, nominatim):
    online.geocode("Paris")
    nominatim.always = Misbehaviour(429, {"Retry-After": "3000"})
    with pytest.raises(GeocoderRateLimited):
        online.geocode("Berlin")

    assert online.geocode("Paris").raw["osm_id"] == 7444


def test_wrong_arguments_are_the_wrapped_geocoders_errors(online, nominatim):
    with pytest.raises(ValueError, match="Limit"):
        online.geocode("Paris", exactly_one=False, limit=0)
    with pytest.raises(TypeError):
        online.geocode("Paris", colour="red")
    with pytest.raises(ValueError, match="Point"):
        online.reverse("nowhere")
    with pytest.raises(GeocoderQueryError, match="UTF-8"):
        online.geocode("\ud800")
    assert nominatim.requests == []


def test_a_process_that_died_while_it_asked_keeps_nobody_out_for_long(online, clock, tmp_path):
    dead = Answers(tmp_path / "memory" / "geocoder.db", clock=clock)
    assert dead.take_turn(online._server, seconds=20).wait_seconds == 0
    started = clock.now

    assert online.geocode("Paris").raw["osm_id"] == 7444

    assert 19 < clock.now - started < 22


def test_a_turn_that_took_too_long_does_not_end_anothers(clock, tmp_path):
    answers = Answers(tmp_path / "geocoder.db", clock=clock)
    slow = answers.take_turn("server", seconds=5)
    clock.now += 6
    assert answers.take_turn("server", seconds=5).wait_seconds == 0

    answers.end_turn("server", slow, pause_seconds=0)

    assert answers.take_turn("server", seconds=5).wait_seconds > 4


def test_a_clock_that_was_put_back_does_not_stop_us(online, clock):
    online.geocode("Paris")
    clock.now -= 30 * 86_400

    assert online.geocode("Berlin").raw["osm_id"] == 62422


def test_a_memory_that_cannot_be_used_is_geopys_error(online, nominatim, tmp_path):
    (tmp_path / "memory").mkdir()
    (tmp_path / "memory" / "geocoder.db").write_bytes(b"This is no database." * 100)

    with pytest.raises(GeocoderServiceError, match=r"geocoder\.db, cannot be used"):
        online.geocode("Paris")
    assert nominatim.requests == []


def test_the_memory_of_another_version_is_begun_anew(online, nominatim, tmp_path):
    online.geocode("Paris")
    with sqlite3.connect(tmp_path / "memory" / "geocoder.db") as connection:
        connection.execute("PRAGMA user_version = 99")

    assert online.geocode("Paris").raw["osm_id"] == 7444
    assert len(nominatim.requests) == 2


class AsyncAdapter(BaseAsyncAdapter):
    async def get_json(self, url, *, timeout, headers):
        raise NotImplementedError

    get_text = get_json


def test_a_geocoder_with_an_asynchronous_adapter_is_refused(tmp_path):
    geocoder = Nominatim(user_agent="SituationMap/test", adapter_factory=AsyncAdapter)

    with pytest.raises(ConfigurationError, match="synchronous"):
        OnlineGeocoder(geocoder, Answers(tmp_path / "geocoder.db"), server="anywhere")


ASKING = """
import sys
from pathlib import Path
from geodata.gazetteer.nominatim import configured_geocoder
from geodata.settings import Settings

url, folder, interval, *names = sys.argv[1:]
online = configured_geocoder(
    Settings(geocoder=url), folder=Path(folder), interval_seconds=float(interval)
)
for name in names:
    online.geocode(name)
"""


def start_process(nominatim, folder, interval, names):
    command = [sys.executable, "-c", ASKING, nominatim.url, str(folder), str(interval), *names]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def test_processes_together_keep_the_pause_and_share_the_answers(nominatim, tmp_path):
    names = ["Paris", "Berlin", "Nowhere", "Elsewhere"]
    interval = 0.2

    processes = [start_process(nominatim, tmp_path, interval, names) for _ in range(3)]
    assert [process.communicate(timeout=60)[1] for process in processes] == [b"", b"", b""]

    assert sorted(nominatim.queries()) == sorted(names)
    assert min(nominatim.gaps()) >= interval


def test_processes_with_other_questions_keep_the_pause(nominatim, tmp_path):
    interval = 0.2

    processes = [
        start_process(nominatim, tmp_path, interval, [f"{side}{n}" for n in range(4)])
        for side in ("left", "right")
    ]
    assert [process.communicate(timeout=60)[1] for process in processes] == [b"", b""]

    assert len(nominatim.requests) == 8
    assert min(nominatim.gaps()) >= interval


def test_threads_together_keep_the_pause(nominatim, tmp_path):
    geocoder = Nominatim(
        domain=nominatim.domain, scheme="http", user_agent="test", adapter_factory=NominatimAdapter
    )
    answers = Answers(tmp_path / "geocoder.db")
    online = OnlineGeocoder(geocoder, answers, server=nominatim.url, interval_seconds=0.1)

    threads = [threading.Thread(target=online.geocode, args=[f"name {n}"]) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(nominatim.requests) == 6
    assert min(nominatim.gaps()) >= 0.1
