from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.settings import Settings
from mapapp.map.interval_columns import place_code
from mapapp.routes import guard, routes
from tests.mapapp.map.packed import unpacked
from tests.mapapp.world import ALMATY, KAZAKHSTAN, fill, hostile_crisis, hostile_texts

TOKEN = "correct horse"
ADDRESSES = [
    "/api/v1/health",
    "/vendor/leaflet/leaflet.js",
    "/api/v1/situations",
    "/api/v1/cells",
    "/api/v1/areas/1",
    "/api/v2/x",
]


def client(*, public=True, token=TOKEN, base=""):
    """Our routes behind our middleware, as app.py gives them to Streamlit."""
    ours = routes(base)
    settings = Settings(public=public, token=token)
    return TestClient(Starlette(routes=ours, middleware=[guard(settings, ours)]))


@pytest.fixture(autouse=True)
def store(monkeypatch, store_url):
    monkeypatch.setenv("SITUATION_MAP_STORE", store_url)


def test_health_answers_ok():
    answer = client().get("/api/v1/health")

    assert answer.json() == {"status": "ok"}


def test_situations_of_the_newest_day_are_the_default():
    answer = client().get("/api/v1/situations")

    body = answer.json()
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (body["from"], body["to"], body["total"]) == ("2022-01-09", "2022-01-09", 8)
    assert body["samples"] is False


def test_a_feature_says_what_is_known_with_longitude_first():
    body = client().get("/api/v1/situations?status=airport_closed").json()

    (feature,) = body["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [77.0405, 43.3521]}
    assert feature["properties"]["place"] == "Almaty Airport"
    assert feature["properties"]["since"] == "2022-01-07"
    assert feature["properties"]["until"] is None
    assert len(feature["properties"]["claim_ids"]) == 1


def test_a_range_shows_what_held_within_it():
    body = client().get("/api/v1/situations?from=2022-01-06&to=2022-01-07").json()

    statuses = {f["properties"]["place"]: f["properties"]["status"] for f in body["features"]}
    assert statuses["Aktau"] == "unrest"
    assert "Astana" not in statuses


def test_to_alone_is_one_day():
    body = client().get("/api/v1/situations?to=2022-01-05").json()

    assert (body["from"], body["to"]) == ("2022-01-05", "2022-01-05")


def test_limit_cuts_the_features_and_total_tells():
    body = client().get("/api/v1/situations?limit=3").json()

    assert (len(body["features"]), body["total"]) == (3, 8)


def test_no_status_gives_no_features():
    assert client().get("/api/v1/situations?status=none").json()["features"] == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=yesterday", "2022-01-05"),
        ("to=2022-13-01", "2022-01-05"),
        ("from=2022-01-09&to=2022-01-05", "must not be after"),
        ("status=earthquake", "unrest"),
        ("status=", "unrest"),
        ("limit=0", "1 to 10000"),
        ("limit=10001", "1 to 10000"),
        ("limit=-1", "1 to 10000"),
        ("limit=1e3", "1 to 10000"),
        ("limit=" + "9" * 5000, "1 to 10000"),
        ("limit=²", "1 to 10000"),
        ("form=2022-01-05", "Parameters are"),
        ("to=2022-01-05&to=2022-01-06", "once"),
    ],
)
def test_a_parameter_not_understood_is_refused_with_a_reason(query, said):
    answer = client().get(f"/api/v1/situations?{query}")

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert said in answer.json()["error"]
    assert len(answer.json()["error"]) < 300


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_of_the_calendar_is_answered(day):
    assert client().get(f"/api/v1/situations?from={day}&to={day}").status_code == 200


def test_a_store_that_cannot_be_read_is_503_without_its_path(monkeypatch, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 1000)
    monkeypatch.setenv("SITUATION_MAP_STORE", f"sqlite:///{broken}")

    answer = client().get("/api/v1/situations")

    assert answer.status_code == 503
    assert "broken" not in answer.text


def test_hostile_text_comes_back_literally_as_json(monkeypatch, tmp_path):
    canary = tmp_path / "canary"
    url = fill(tmp_path / "hostile.db", hostile_crisis(canary))
    monkeypatch.setenv("SITUATION_MAP_STORE", url)

    answer = client().get("/api/v1/situations")

    places = {f["properties"]["place"] for f in json.loads(answer.content)["features"]}
    assert places == set(hostile_texts(canary))
    assert not canary.exists()


def test_an_unknown_address_is_not_found_instead_of_streamlit_s_page():
    assert client().get("/api/v1/nothing").status_code == 404


def test_leaflet_is_served():
    answer = client().get("/vendor/leaflet/leaflet.js")

    assert "Leaflet 1.9.3" in answer.text


@pytest.mark.parametrize("base", ["maps", "/maps/", "/a/b"])
def test_every_route_stands_below_the_base_path(base):
    inside = client(base=base)
    prefix = f"/{base.strip('/')}"

    assert inside.get(f"{prefix}/api/v1/health").status_code == 200
    assert inside.get(f"{prefix}/vendor/leaflet/leaflet.js").status_code == 200
    assert inside.get("/api/v1/health").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_map_asks_nobody_for_a_token(address):
    assert client(public=True).get(address).status_code in (200, 400, 404)


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_health_and_static_files_are_open_on_a_private_map(address):
    assert client(public=False).get(address).status_code == 200


@pytest.mark.parametrize("base", ["", "/maps"])
@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        f"Bearer {TOKEN} x",
        f"Bearer {TOKEN.upper()}",
        f"Basic {TOKEN}",
        TOKEN,
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/situations",
        "/api/v1/situations?from=x",
        "/api/v1/nothing",
        "/api/",
        "/api/v1/health/",
        "/api/v1/health/../situations",
        "/api//v1/situations",
    ],
)
def test_a_private_map_refuses_whoever_lacks_the_token(address, header, base):
    answer = client(public=False, base=base).get(
        base + address,
        headers={} if header is None else {"Authorization": header},
        follow_redirects=False,
    )

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "features" not in answer.text


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_a_private_map_opens_for_the_token(scheme):
    inside = client(public=False)

    answer = inside.get("/api/v1/situations", headers={"Authorization": f"{scheme} {TOKEN}"})

    assert answer.json()["total"] == 8


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x"])
def test_without_a_token_set_nothing_opens_a_private_map(header):
    inside = client(public=False, token="")

    assert inside.get("/api/v1/situations", headers={"Authorization": header}).status_code == 401


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_a_private_map_refuses_every_method(method):
    assert client(public=False).request(method, "/api/v1/situations").status_code == 401


def test_a_token_of_any_letters_is_compared_without_an_error():
    inside = client(public=False, token="пароль")

    answer = inside.get("/api/v1/situations", headers={"Authorization": b"Bearer \xff\xfe"})

    assert answer.status_code == 401


CELLS = "/api/v1/cells?from=2022-01-09&to=2022-01-09&zoom=3&tiles=0,0,7,7"


def test_cells_are_packed_for_the_canvas():
    answer = client().get(CELLS)

    header, rows = unpacked(answer.content)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert sum(rows["count"]) == sum(header["counts"]) == 8


def test_cells_are_those_of_the_statuses_asked_for():
    header, _ = unpacked(client().get(f"{CELLS}&status=airport_closed").content)

    assert sum(header["counts"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        ("from=2022-01-09", "from=2022-01-10"),
        ("from=2022-01-09", "from=yesterday"),
        ("from=2022-01-09&", ""),
        ("zoom=3", "zoom=11"),
        ("zoom=3", "zoom=-1"),
        ("zoom=3", "zoom=٣"),
        ("tiles=0,0,7,7", "tiles=0,0,7"),
        ("tiles=0,0,7,7", "tiles=7,7,0,0"),
        ("tiles=0,0,7,7", "tiles=0,0,99999,99999"),
        ("tiles=0,0,7,7", "tiles=0,0,7,1e9"),
        ("tiles=0,0,7,7", "tiles=0,0,7,7&status=war"),
        ("tiles=0,0,7,7", "tiles=0,0,7,7&box=1"),
    ],
)
def test_cells_refuse_what_is_no_view(change):
    answer = client().get(CELLS.replace(*change))

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_an_area_has_an_outline_with_longitude_first():
    answer = client().get(f"/api/v1/areas/{place_code(KAZAKHSTAN.place_id)}")

    lon, lat = zip(*answer.json()["rings"][0], strict=True)
    assert 46 < min(lon) < max(lon) < 88
    assert 40 < min(lat) < max(lat) < 56


@pytest.mark.parametrize(
    "code", ["0", str(place_code(ALMATY.place_id)), "x", "9" * 400, "%00", "-1"]
)
def test_an_unknown_area_is_not_found(code):
    assert client().get(f"/api/v1/areas/{code}").status_code == 404


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ("source=AP", 1),
        ("language=ru", 1),
        ("score=91", 0),
        ("confirmations=2", 1),
        ("text=flights", 1),
    ],
)
def test_cells_and_situations_pass_the_same_further_filters(filters, total):
    cells = client().get(
        f"/api/v1/cells?from=2022-01-09&to=2022-01-09&zoom=1&tiles=0,0,1,1&{filters}"
    )
    body = client().get(f"/api/v1/situations?{filters}").json()

    header, _ = unpacked(cells.content)
    assert sum(header["counts"]) == body["total"] == len(body["features"]) == total


def test_a_further_filter_that_is_not_understood_is_refused():
    answer = client().get("/api/v1/situations?score=high")

    assert answer.status_code == 400
    assert "score" in answer.json()["error"]
