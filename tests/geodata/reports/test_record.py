from __future__ import annotations

import datetime as dt
import json

import pytest

from geodata.errors import ReportError
from geodata.reports.record import parse_published, read_record


def read(**values):
    return read_record(json.dumps(values))


def test_a_record_gives_a_report_with_all_it_says():
    record = read(
        id="r1", text="Ruhe in Astana.", title="Ruhe", source="Bote", url="https://example.org/1",
        language="de-AT", published="2022-01-10", spans=[[8, 14]],
    )  # fmt: skip

    assert record.id == "r1"
    assert record.report is not None
    assert record.report.language == "de"
    assert record.report.published_day == dt.date(2022, 1, 10)
    assert record.report.spans == ((8, 14),)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("not json", "not JSON"),
        ("[1, 2]", "must be a JSON object"),
        ('{"text": NaN}', "NaN is no JSON value"),
        (b"\xff\xfe{}", "not UTF-8"),
        ("[" * 200_000, "nested too deeply"),
    ],
)
def test_a_line_whose_id_cannot_be_known_is_an_error_without_one(line, message):
    record = read_record(line)

    assert record.id is None
    assert message in record.error


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "text is missing or empty"),
        ({"text": ""}, "text is missing or empty"),
        ({"text": " \n"}, "text is missing or empty"),
        ({"text": 5}, "text must be a string, got 5"),
        ({"text": "x", "title": []}, "title must be a string"),
        ({"text": "x", "published": "31.02.2022"}, "published must be ISO 8601"),
        ({"text": "x", "published": "2022-13"}, "published must be ISO 8601"),
        ({"text": "x", "language": "german!"}, "language must be an ISO 639-1 code"),
        ({"text": "x", "spans": "all"}, "spans must be a list"),
        ({"text": "x", "spans": [[0, 2]]}, "within 0 and 1"),
        ({"text": "xx", "spans": [[1, 1]]}, "spans must be a list"),
        ({"text": "xx", "spans": [[True, 2]]}, "spans must be a list"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_it(values, message):
    record = read(id=7, **values)

    assert record.id == 7
    assert record.report is None
    assert message in record.error


def test_an_id_that_is_no_name_is_refused():
    record = read(id={"a": 1}, text="x")

    assert record.id is None
    assert "id must be a string or a number" in record.error


def test_a_long_wrong_value_is_cut_in_the_message():
    assert len(read(text="x", published="9" * 5000).error) < 200


@pytest.mark.parametrize(
    ("published", "moment", "day", "precision"),
    [
        ("2022-01-10", "2022-01-10T00:00:00+00:00", dt.date(2022, 1, 10), "day"),
        ("2022-01-10T01:30:00+06:00", "2022-01-09T19:30:00+00:00", dt.date(2022, 1, 10), "day"),
        ("2022-01-10T08:00:00Z", "2022-01-10T08:00:00+00:00", dt.date(2022, 1, 10), "day"),
        ("2022-01", "2022-01-01T00:00:00+00:00", dt.date(2022, 1, 1), "month"),
    ],
)
def test_a_publication_date_is_read_in_utc_and_as_written(published, moment, day, precision):
    assert parse_published(published) == (dt.datetime.fromisoformat(moment), day, precision)


@pytest.mark.parametrize("published", ["", "2022"])
def test_less_than_a_month_is_no_date(published):
    assert parse_published(published) == (None, None, "none")


def test_a_date_at_the_edge_of_time_is_refused_not_a_crash():
    with pytest.raises(ReportError, match="ISO 8601"):
        parse_published("0001-01-01T00:00:00+06:00")
