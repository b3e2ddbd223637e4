from __future__ import annotations

import json
import time

import pytest

from geodata.parsing import parse_line, to_json

TOPONYM_KEYS = {
    "start", "end", "text", "name", "kind", "geonameid", "country", "lat", "lon", "confidence",
}  # fmt: skip
CLAIM_KEYS = {
    "place", "name", "kind", "lat", "lon", "status", "date", "quote", "quote_start", "quote_end",
    "hedged", "attributed", "confidence", "geonameid", "country", "date_end", "date_precision",
}  # fmt: skip


def parse(**values):
    return parse_line(json.dumps(values))


def test_the_answer_has_the_keys_of_the_contract():
    answer = parse(id="r1", text="Unruhen in Almaty.", published="2022-01-10")

    assert answer["id"] == "r1"
    assert answer["language"] == "de"
    assert answer["published"] == "2022-01-10"
    assert answer["published_precision"] == "day"
    assert set(answer["toponyms"][0]) >= TOPONYM_KEYS
    assert set(answer["claims"][0]) >= CLAIM_KEYS
    assert answer["toponyms"][0]["geonameid"] == 1526384
    assert answer["claims"][0]["date"] == "2022-01-10"


def test_an_unresolved_toponym_has_null_coordinates():
    (toponym,) = parse(text="In Qwertzuiop.", spans=[[3, 13]])["toponyms"]

    assert toponym["text"] == "Qwertzuiop"
    assert toponym["lat"] is None
    assert toponym["geonameid"] is None


def test_published_echoes_the_input_and_the_inferred_day_stands_apart():
    answer = parse(text="Bild vom 9.1.2022. Es blieb ruhig in Astana.", published="2022-01")

    assert answer["published"] == "2022-01"
    assert answer["published_precision"] == "month"
    assert answer["published_inferred"] == "2022-01-09"


def test_the_same_line_gives_the_same_answer():
    line = json.dumps({"id": 1, "text": "Riots in Karachi, Lahore and Tripoli on Monday."})

    assert to_json(parse_line(line)) == to_json(parse_line(line))


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "\0" * 100, "Riots in Almaty \ud800.", "x" * 100_000, "not riots " * 10_000],
)
def test_hostile_text_gets_a_sane_answer(text):
    answer = parse(id=1, text=text, published="2022-01-10")

    assert "error" not in answer
    assert json.loads(to_json(answer).encode("utf-8"))["id"] == 1


def test_ten_megabytes_are_refused_with_the_limit():
    answer = parse(id=1, text="x" * 10_000_000)

    assert set(answer) == {"id", "error"}
    assert "1,000,000" in answer["error"]


@pytest.mark.parametrize(
    "unit", ["not riots ", "closed airport ", "in Almaty and ", "a, a, ", "«("]
)
def test_reading_time_grows_with_the_text_not_with_its_square(unit):
    def seconds(length):
        line = json.dumps({"text": unit * (length // len(unit)), "language": "en"})
        start = time.process_time()
        parse_line(line)
        return time.process_time() - start

    seconds(1_000)

    assert seconds(80_000) < 12 * seconds(20_000) + 0.5
