"""A small server on loopback that speaks Nominatim's protocol, and fails when it is told to."""

from __future__ import annotations

import json
import math
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

LICENCE = "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"


def osm_place(  # the fields of Nominatim's format=json
    osm_type, osm_id, name, lat, lon, *, where="", osm_class="place", kind="city", address_type=""
):
    country, _, code = where.rpartition("/")
    return {
        "place_id": 9_000_000 + osm_id,
        "licence": LICENCE,
        "osm_type": osm_type,
        "osm_id": osm_id,
        "lat": str(lat),
        "lon": str(lon),
        "class": osm_class,
        "type": kind,
        "place_rank": 16,
        "importance": 0.7,
        "addresstype": address_type or kind,
        "name": name,
        "display_name": f"{name}, {country}",
        "boundingbox": [str(lat - 0.1), str(lat + 0.1), str(lon - 0.1), str(lon + 0.1)],
        "address": {(address_type or kind): name, "country": country, "country_code": code},
    }


PLACES = [
    osm_place("relation", 7444, "Paris", 48.8589, 2.32, where="France/fr", osm_class="boundary"),
    osm_place("relation", 115357, "Paris", 33.6618, -95.5555, where="United States/us"),
    osm_place("relation", 62422, "Berlin", 52.517, 13.3889, where="Deutschland/de"),
    osm_place(
        "relation",
        51477,
        "Deutschland",
        51.1638,
        10.4478,
        where="Deutschland/de",
        osm_class="boundary",
        kind="administrative",
        address_type="country",
    ),
    osm_place(
        "way",
        26711500,
        "Tempelhofer Freiheitsfeld",
        52.4731,
        13.4039,
        where="Deutschland/de",
        osm_class="leisure",
        kind="park",
    ),
    osm_place(
        "way",
        4615180,
        "Freiheitsfeldstraße",
        52.47,
        13.4,
        where="Deutschland/de",
        osm_class="highway",
        kind="residential",
        address_type="road",
    ),
]


@dataclass
class Request:
    at: float
    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


@dataclass
class Misbehaviour:
    """What the server does instead of answering."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    drip_seconds: float = 0.0
    """Between the bytes of the body; with ``drip_headers`` between those of the headers."""
    drip_headers: bool = False
    hang_up: bool = False
    """Close the connection without a word."""


class NominatimServer:
    def __init__(self):
        self.requests: list[Request] = []
        self.misbehave: list[Misbehaviour] = []
        """For the next requests, in order; the last of ``always`` counts when it is empty."""
        self.always: Misbehaviour | None = None
        self._stopping = threading.Event()
        owner = self

        class Handler(_Handler):
            server_of_test = owner

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self.domain = f"127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def queries(self):
        return [request.parameters.get("q") for request in self.requests]

    def gaps(self):
        """Seconds between the arrivals of requests."""
        arrivals = [request.at for request in self.requests]
        return [later - earlier for earlier, later in pairwise(arrivals)]


class _Handler(BaseHTTPRequestHandler):
    server_of_test: NominatimServer

    def do_GET(self):
        at = time.monotonic()
        url = urlsplit(self.path)
        parameters = {key: values[-1] for key, values in parse_qs(url.query).items()}
        server = self.server_of_test
        server.requests.append(Request(at, url.path, parameters, dict(self.headers.items())))
        wrong = server.misbehave.pop(0) if server.misbehave else server.always
        try:
            if wrong is not None:
                self._misbehave(wrong)
            else:
                self._answer(url.path, parameters)
        except ConnectionError:
            pass  # the client had enough

    def log_message(self, *_):
        pass

    def _answer(self, path, parameters):
        agent = self.headers.get("User-Agent", "")
        if not agent or agent.startswith(("geopy/", "Python-urllib")):
            self._send(403, b"Usage limit reached")
        elif parameters.get("format") not in ("json", "jsonv2"):
            self._refuse("Parameter 'format' must be one of: json, jsonv2")
        elif path == "/search":
            self._search(parameters)
        elif path == "/reverse":
            self._reverse(parameters)
        else:
            self._send(404, b"Not Found")

    def _search(self, parameters):
        parts = [parameters[key] for key in ("city", "state", "country") if key in parameters]
        if ("q" in parameters) == bool(parts):
            return self._refuse("Nothing to search for.")
        wanted = [
            part.strip().casefold() for part in parameters.get("q", ",".join(parts)).split(",")
        ]
        found = [
            place
            for place in PLACES
            if wanted[0] == place["name"].casefold()
            and all(part in place["display_name"].casefold() for part in wanted[1:])
        ]
        if codes := parameters.get("countrycodes"):
            allowed = codes.split(",")
            found = [place for place in found if place["address"]["country_code"] in allowed]
        if parameters.get("bounded") == "1":
            west, south, east, north = map(float, parameters["viewbox"].split(","))
            found = [
                place
                for place in found
                if south <= float(place["lat"]) <= north and west <= float(place["lon"]) <= east
            ]
        found = found[: int(parameters.get("limit", 10))]
        details = parameters.get("addressdetails") == "1"
        return self._send_json([self._written(place, parameters, details) for place in found])

    def _reverse(self, parameters):
        try:
            point = float(parameters["lat"]), float(parameters["lon"])
        except (KeyError, ValueError):
            return self._refuse("Need coordinates over which to search.")
        places = [p for p in PLACES if p["addresstype"] == "city"]
        distance, place = min(
            ((math.dist(point, (float(p["lat"]), float(p["lon"]))), p) for p in places),
            key=lambda one: one[0],
        )
        if distance > 1.0:
            return self._send_json({"error": "Unable to geocode"})
        details = parameters.get("addressdetails", "1") == "1"
        return self._send_json(self._written(place, parameters, details))

    def _written(self, place, parameters, details):
        written = {key: value for key, value in place.items() if details or key != "address"}
        if parameters["format"] == "jsonv2":
            written["category"] = written.pop("class")
        if parameters.get("accept-language") == "en" and place["name"] == "Deutschland":
            written["name"] = written["display_name"] = "Germany"
        return written

    def _refuse(self, message):
        self._send_json({"error": {"code": 400, "message": message}}, status=400)

    def _send_json(self, value, status=200):
        self._send(status, json.dumps(value, ensure_ascii=False).encode())

    def _send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _misbehave(self, wrong):
        if wrong.hang_up:
            return
        if wrong.drip_headers:
            self._drip(b"HTTP/1.1 200 OK\r\n" + b"X-Padding: a\r\n" * 1000, wrong.drip_seconds)
            return
        self.send_response(wrong.status)
        for name, value in wrong.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if wrong.drip_seconds:
            self._drip(wrong.body, wrong.drip_seconds)
        else:
            self.wfile.write(wrong.body)

    def _drip(self, data, seconds):
        for byte in data:
            if self.server_of_test._stopping.wait(seconds):
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
