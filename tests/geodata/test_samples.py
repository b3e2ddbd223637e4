from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.errors import ReadOnlyStoreError
from geodata.gazetteer.index import great_circle_km
from geodata.reports.files import read_path
from geodata.samples import open_samples
from geodata.settings import SAMPLES_FOLDER

EXPECTED_FILE = Path(__file__).parent / "samples_expected.jsonl"
READ_LANGUAGES = {"de", "en", "es", "fr", "ru"}
NEAR_KM = 50


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    with open_samples(tmp_path_factory.mktemp("samples")) as store:
        yield store


def test_there_are_enough_samples_in_enough_languages_over_enough_days():
    reports = [record.report for record in read_path(SAMPLES_FOLDER)]

    days = [report.published_day for report in reports if report]
    assert len(days) == len(reports) >= 24
    assert len({report.language for report in reports if report}) >= 5
    assert (max(days) - min(days)).days >= 21


def test_the_samples_are_read_only(samples):
    with pytest.raises(ReadOnlyStoreError):
        samples.add([], reader_version="0", recorded_at=None)


def test_the_samples_are_built_once(tmp_path):
    open_samples(tmp_path).close()
    (path,) = tmp_path.iterdir()
    built = path.stat().st_mtime_ns

    open_samples(tmp_path).close()

    assert path.stat().st_mtime_ns == built


def test_the_samples_close_and_reopen_the_airport_of_almaty(samples):
    claims = samples.claims()

    statuses = set(claims[claims["place_id"] == "icao:UAAA"]["status"])
    assert {"airport_closed", "airport_open"} <= statuses


def test_the_samples_say_what_a_careful_reader_reads(samples):
    """Place, status and day against what a person read before the program did."""
    claims = samples.claims()
    ids = {record.report.report_id: record.id for record in read_path(SAMPLES_FOLDER)}
    found = [
        (ids[row.report_id], row.status, row.geometry, f"{row.date:%Y-%m-%d}")
        for row in claims.itertuples()
        if row.language in READ_LANGUAGES and row.kind != "country"
    ]
    wanted = [
        (record["id"], claim["status"], claim, claim["date"])
        for record in map(json.loads, EXPECTED_FILE.read_text(encoding="utf-8").splitlines())
        for claim in record["claims"]
        if not claim.get("optional") and record["id"] in {one[0] for one in found}
    ]

    hits = sum(any(_same(one, other) for other in found) for one in wanted)
    right = sum(any(_same(one, other) for one in wanted) for other in found)
    assert hits / len(wanted) >= 0.85
    assert right / len(found) >= 0.9


def _same(wanted, found):
    claim, point = wanted[2], found[2]
    near = great_circle_km(claim["lat"], claim["lon"], point.y, point.x) <= NEAR_KM
    day = found[3] in (claim["date"], *claim.get("date_alt", ()))
    return wanted[:2] == found[:2] and near and day
