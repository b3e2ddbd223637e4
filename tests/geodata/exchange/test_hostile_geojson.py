"""GeoJSON, and what only pretends to be it: refused with a message, never followed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geodata.errors import ExchangeError
from geodata.exchange import geojson, json_stream, read, to_bytes, values
from tests.geodata.exchange.hostile_claims import plain_claims

COLLECTION: dict[str, Any] = json.loads(to_bytes(plain_claims(), "geojson"))
FEATURE: dict[str, Any] = COLLECTION["features"][0]

VRT = """<OGRVRTDataSource><OGRVRTLayer name="claims">
<SrcDataSource>/vsicurl/http://127.0.0.1:9/x.csv</SrcDataSource>
</OGRVRTLayer></OGRVRTDataSource>"""


@pytest.fixture
def refused(tmp_path):
    """Check that GeoJSON text is refused with a message."""

    def check(text: str | bytes, message: str) -> None:
        path = tmp_path / "claims.geojson"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        with pytest.raises(ExchangeError, match=message):
            read(path)

    return check


def feature(**properties: Any) -> str:
    """A collection of one claim with other values."""
    changed = {**FEATURE, "properties": {**FEATURE["properties"], **properties}}
    return json.dumps({**COLLECTION, "features": [changed]})


def point(*coordinates: Any) -> str:
    """A collection of one claim at other coordinates, put in as they are."""
    bare = json.dumps({**COLLECTION, "features": [FEATURE]})
    lon, lat = FEATURE["geometry"]["coordinates"]
    return bare.replace(f"[{lon}, {lat}]", f"[{', '.join(map(str, coordinates))}]")


def test_what_is_changed_below_is_read_if_it_is_not_changed(tmp_path):
    (tmp_path / "claims.geojson").write_text(point(1, 2), "utf-8")

    [found] = read(tmp_path / "claims.geojson").geometry

    assert (found.y, found.x) == (2, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected {, got ''"),
        (VRT, "expected {, got '<'"),
        ("PK\x03\x04", "expected {"),
        ("[]", "expected {"),
        ("{", "a JSON value"),
        ("{}", "must be a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection"}', "must be a GeoJSON FeatureCollection"),
        ('{"type": "Topology", "features": []}', "must be a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": {}}', r"expected \["),
        ('{"type": "FeatureCollection", "features": [1]}', "claim 1 must be a Feature, got 1"),
        ('{"type": "FeatureCollection", "features": [] []}', "expected , or }"),
        ('{"type": "FeatureCollection", "features": []} x', "nothing after the object"),
        ('{"type": "FeatureCollection", "features": [,]}', "a JSON value"),
        ('{"a": 1, "a": 2}', "has 'a' twice"),
        ('{"x": {"a": 1, "a": 2}}', "has 'a' twice in one object"),
        ("{1: 2}", "expected the name of a member"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"type": "\xff"}', "is not UTF-8"),
        ('{"x": ' + "9" * 5000 + "}", "holds what is no value"),
        ('{"x": NaN}', "holds NaN"),
        ('{"crs": {"type": "name", "properties": {"name": "EPSG:3857"}}}', "must be in EPSG:4326"),
    ],
)
def test_what_is_no_collection_is_refused(refused, text, message):
    refused(text, message)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"features": [[', '{"features": [{"a":'])
def test_deep_nesting_is_refused(refused, opening):
    refused('{"x":' + opening * 200_000, "nested too deeply|a JSON value")


@pytest.mark.parametrize(
    ("coordinates", "message"),
    [
        ((10, 91), "claim 1: lat must be between -90 and 90, got 91"),
        ((181, 10), "lon must be between -180 and 180, got 181"),
        (("NaN", 10), "holds NaN"),
        (("Infinity", 10), "holds Infinity"),
        (("-1e999", 10), "lon must be between -180 and 180, got -inf"),
        ((10, "1" + "0" * 400), "lat must be between"),
        (('"10"', 10), "lon must be between -180 and 180, got '10'"),
        (("true", 10), "lon must be between -180 and 180, got True"),
        (("null", "null"), "got None"),
        ((1, 2, 3), "geometry must be a Point"),
        ((1,), "geometry must be a Point"),
        (("[1, 2]", "[3, 4]"), "must be between"),
    ],
)
def test_a_point_that_is_none_on_earth_is_refused(refused, coordinates, message):
    refused(point(*coordinates), message)


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"report_id": "../../etc/passwd"}, "report_id must be 32 hexadecimal digits"),
        ({"claim_id": "0" * 32}, "claim_id must be the hash of its report_id"),
        ({"quote": None}, "quote must be text of at most 1,000,000 characters, got None"),
        ({"quote": ["x"]}, "quote must be text"),
        ({"quote": "x" * 1_000_001}, "quote must be text of at most 1,000,000 characters"),
        ({"kind": "planet"}, "kind must be one of"),
        ({"kind": []}, "kind must be text"),
        ({"reviewed": "yes"}, "reviewed must be one of"),
        ({"published_precision": "year"}, "published_precision must be one of"),
        ({"hedged": 1}, "hedged must be true or false, got 1"),
        ({"confidence": 1.01}, "confidence must be between 0 and 1"),
        ({"confidence": True}, "confidence must be between 0 and 1"),
        ({"quote_start": 0.5}, "quote_start must be a whole number"),
        ({"quote_start": True}, "quote_start must be a whole number"),
        ({"quote_start": -1}, "quote_start must be 0 or more"),
        ({"quote_end": 2**31}, "the quote must be"),
        ({"quote_end": -5}, "the quote must be"),
        ({"date": "2022-02-30"}, "date must be a date of the calendar, got '2022-02-30'"),
        ({"date": "0000-01-01"}, "date must be a day or nothing"),
        ({"date": "yesterday"}, "date must be a day or nothing"),
        ({"date": 20220105}, "date must be a day or nothing"),
        ({"date": "٢٠٢٢-٠١-٠٥"}, "date must be a day or nothing"),
        ({"recorded_at": None}, "recorded_at must be a time in UTC"),
        ({"recorded_at": "2022-01-05T25:00:00Z"}, "recorded_at must be a date of the calendar"),
        ({"recorded_at": "2022-01-05T10:00:00+06:00"}, "recorded_at must be a time in UTC"),
        ({"retired_at": "never"}, "retired_at must be a time in UTC or nothing"),
    ],
)
def test_a_value_that_no_claim_has_is_refused(refused, properties, message):
    refused(feature(**properties), f"claims.geojson, claim 1: {message}")


def test_a_claim_without_all_its_values_is_refused(refused):
    bare = {**FEATURE, "properties": {"quote": "x"}}

    refused(json.dumps({**COLLECTION, "features": [bare]}), "claim 1 lacks report_id, claim_id")


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        [],
        {"type": "LineString", "coordinates": [1, 2]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "Point"},
        {"coordinates": [1, 2]},
        {"type": ["Point"], "coordinates": [1, 2]},
    ],
)
def test_a_claim_without_a_point_is_refused(refused, geometry):
    changed = {**FEATURE, "geometry": geometry}

    refused(json.dumps({**COLLECTION, "features": [changed]}), "geometry must be a Point")


def test_more_claims_than_the_limit_are_refused_while_they_are_read(refused, monkeypatch):
    monkeypatch.setattr(values, "MOST_CLAIMS", 3)
    endless = json.dumps({**COLLECTION, "features": [FEATURE] * 4})[:-2] + ", broken"

    refused(endless, "has more than 3 claims")


def test_a_value_without_end_is_refused_before_it_is_all_read(refused, monkeypatch):
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 3_000_000)

    refused('{"x": "' + "x" * 20_000_000, "has a value of more than 3,000,000 characters")


def test_values_may_be_cut_anywhere_by_what_is_read_at_a_time(tmp_path, monkeypatch):
    path = tmp_path / "claims.geojson"
    path.write_bytes(to_bytes(plain_claims(), "geojson"))
    whole = read(path)

    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(json_stream, "_BLOCK", size)
        assert read(path).equals(whole)


def test_members_may_stand_in_any_order_and_hold_anything(tmp_path):
    path = tmp_path / "claims.geojson"
    turned = {"bbox": [1, 2, 3.5], "note": {"a": [None]}, **dict(reversed(COLLECTION.items()))}
    path.write_text(json.dumps(turned, indent=2), "utf-8-sig")

    assert len(read(path)) == len(plain_claims())


def test_lone_surrogates_become_replacement_characters(tmp_path):
    path = tmp_path / "claims.geojson"
    path.write_text(feature(quote="a\ud800b"), "utf-8")

    assert geojson.read(path)["quote"].tolist() == ["a\ufffdb"]


def test_very_many_names_of_which_one_is_there_twice_are_soon_refused(refused):
    names = ", ".join(f'"{number}": 0' for number in range(200_000))

    refused(f'{{"x": {{{names}, "7": 0}}}}', "has '7' twice in one object")
