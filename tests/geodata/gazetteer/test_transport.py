from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time

import pytest
from geopy.adapters import AdapterHTTPError
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

from geodata.gazetteer.transport import MOST_BYTES, GuardedAdapter, OfflineAdapter
from tests.geodata.nominatim_server import Misbehaviour

AGENT = {"User-Agent": "test"}


@pytest.fixture
def adapter():
    return GuardedAdapter(proxies=None, ssl_context=None)


def ask(adapter, server, timeout=5.0):
    return adapter.get_json(
        server.url + "/search?q=Paris&format=json", timeout=timeout, headers=AGENT
    )


def test_an_answer_comes_back_as_it_was_sent(adapter, nominatim):
    assert [place["osm_id"] for place in ask(adapter, nominatim)] == [7444, 115357]
    assert nominatim.requests[0].headers["User-Agent"] == "test"


@pytest.mark.parametrize("drip_headers", [False, True])
def test_a_dripping_server_does_not_outlast_the_time_out(adapter, nominatim, drip_headers):
    nominatim.always = Misbehaviour(body=b"[" * 1000, drip_seconds=0.05, drip_headers=drip_headers)
    started = time.monotonic()

    with pytest.raises(GeocoderTimedOut, match=r"within 0\.4 seconds"):
        ask(adapter, nominatim, timeout=0.4)

    assert time.monotonic() - started < 2.0


def test_a_dripping_chunk_size_does_not_outlast_the_time_out(adapter, nominatim):
    nominatim.always = Misbehaviour(
        headers={"Transfer-Encoding": "chunked"}, body=b"0" * 1000, drip_seconds=0.05
    )
    started = time.monotonic()

    with pytest.raises(GeocoderTimedOut):
        ask(adapter, nominatim, timeout=0.4)

    assert time.monotonic() - started < 2.0


def test_a_silent_server_times_out(adapter, nominatim):
    nominatim.always = Misbehaviour(drip_headers=True, drip_seconds=60)

    with pytest.raises(GeocoderTimedOut):
        ask(adapter, nominatim, timeout=0.3)


@pytest.mark.parametrize("announced", [True, False])
def test_no_more_is_read_of_a_huge_answer_than_the_limit(adapter, nominatim, announced):
    size = 50 * 1024 * 1024
    headers = {"Content-Length": str(size)} if announced else {}
    nominatim.always = Misbehaviour(headers=headers, body=b"[" + b" " * size)

    with pytest.raises(GeocoderParseError, match=f"more than {MOST_BYTES:,} bytes"):
        ask(adapter, nominatim)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Service under maintenance</html>",
        b'[{"lat": "48.85", "lon',
        b"",
        b'[{"lat": NaN}]',
        b"[Infinity]",
        b"[" * 100_000,
        b"1" * 5000,
        b'["\\ud800"]',
        b'["\xff"]',
    ],
    ids=["html", "cut", "empty", "nan", "infinity", "deep", "digits", "surrogate", "latin-1"],
)
def test_what_is_no_strict_json_is_refused(adapter, nominatim, body):
    nominatim.always = Misbehaviour(body=body)

    with pytest.raises(GeocoderParseError):
        ask(adapter, nominatim)


def test_redirects_are_not_followed(adapter, nominatim):
    nominatim.always = Misbehaviour(302, {"Location": nominatim.url + "/elsewhere"})

    with pytest.raises(AdapterHTTPError) as raised:
        ask(adapter, nominatim)

    assert raised.value.status_code == 302
    assert len(nominatim.requests) == 1


def test_an_error_says_what_the_server_said_quoted_and_cut(adapter, nominatim):
    nominatim.always = Misbehaviour(500, body=b"line\n\x1b[31mred" + b"." * 10_000)

    with pytest.raises(AdapterHTTPError) as raised:
        ask(adapter, nominatim)

    assert "'line\\n\\x1b[31mred" in str(raised.value)
    assert len(str(raised.value)) < 300


def test_a_retry_after_that_names_no_time_is_left_out(adapter, nominatim):
    date = "Fri, 31 Dec 99999 23:59:59 GMT"
    nominatim.always = Misbehaviour(429, {"Retry-After": date, "X-Other": "kept"})

    with pytest.raises(AdapterHTTPError) as raised:
        ask(adapter, nominatim)

    assert "retry-after" not in raised.value.headers
    assert raised.value.headers["x-other"] == "kept"


def test_a_server_that_hangs_up_or_is_not_there_is_unavailable(adapter, nominatim):
    nominatim.always = Misbehaviour(hang_up=True)
    with pytest.raises(GeocoderUnavailable):
        ask(adapter, nominatim)

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nominatim.url = f"http://127.0.0.1:{unused.getsockname()[1]}"
    with pytest.raises(GeocoderUnavailable, match="refused"):
        ask(adapter, nominatim)


@pytest.mark.skipif(
    not shutil.which("openssl"), reason="openssl, which makes the certificate, is missing"
)
def test_a_certificate_that_nobody_signed_is_not_trusted(adapter, nominatim, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1"
    subprocess.run(
        [*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    http = nominatim._http
    http.socket = context.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
    nominatim.url = nominatim.url.replace("http:", "https:")

    with pytest.raises(GeocoderUnavailable, match="CERTIFICATE_VERIFY_FAILED"):
        ask(adapter, nominatim)

    trusting = ssl.create_default_context(cafile=certificate)
    trusting.check_hostname = False
    assert ask(GuardedAdapter(proxies=None, ssl_context=trusting), nominatim)


def test_only_http_is_asked_and_offline_nothing(adapter):
    with pytest.raises(GeocoderServiceError, match="Only http"):
        adapter.get_text("file:///etc/hostname", timeout=1, headers={})
    with pytest.raises(GeocoderServiceError, match="asks no server"):
        OfflineAdapter(proxies=None, ssl_context=None).get_text("http://x/", timeout=1, headers={})
