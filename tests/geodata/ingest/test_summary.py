from __future__ import annotations

import json

import pytest

from geodata.ingest.outcome import Failure, Given
from geodata.ingest.summary import MOST_NAMED, Ingested, duration
from geodata.reports.record import Record


def test_failures_are_grouped_by_reason_and_named():
    ingested = Ingested(seconds=2.0)
    for number, reason in enumerate(("too slow", "no report", "too slow")):
        given = Given(Record(number, origin=f"file, line {number}"), Failure(reason, "Why."))
        ingested.count(given)

    answer = json.loads(json.dumps(ingested.as_dict()))

    assert answer["reasons"] == {"too slow": 2, "no report": 1}
    assert answer["failures"][0] == {
        "report": "file, line 0, report 0",
        "reason": "too slow",
        "message": "Why.",
    }
    assert answer["reports_per_second"] == 1.5
    assert "Failed 3: 2 too slow, 1 no report." in list(ingested.lines())


def test_countless_failures_are_counted_but_not_all_kept():
    ingested = Ingested()

    for _ in range(MOST_NAMED + 5):
        ingested.count(Given(Record(None), Failure("no report", "Why.")))

    assert ingested.failed == MOST_NAMED + 5
    assert len(ingested.failures) == MOST_NAMED


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.04, "0.0 s"),
        (59.9, "59.9 s"),
        (60, "1 min 00 s"),
        (3599, "59 min 59 s"),
        (7260, "2 h 01 min"),
    ],
)
def test_durations_are_said_in_words(seconds, words):
    assert duration(seconds) == words
