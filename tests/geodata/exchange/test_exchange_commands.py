"""``export`` and ``import`` on the command line, with real stores and files."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

from geodata.cli import cli
from geodata.exchange import read, to_bytes
from geodata.models import Decision
from geodata.store import open_store
from tests.geodata.examples import (
    ALMATY,
    ALMATY_AIRPORT,
    ASTANA,
    LEARNT,
    SHYMKENT,
    january,
    reading,
    said,
)

REPORTS = (
    reading(
        "Unrest in Almaty, whose airport is closed.",
        said(ALMATY, "unrest", january(5)),
        said(ALMATY_AIRPORT, "airport_closed", january(6), at=18),
        source="=Herald",
    ),
    reading(
        "Calm in Astana.",
        said(ASTANA, "calm", january(4)),
        said(ASTANA, "calm", None, at=5),
        source="Tribune",
    ),
)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITUATION_MAP_STORE", "sqlite:///map.db")
    with open_store("sqlite:///map.db") as store:
        store.add(REPORTS, reader_version="1", recorded_at=LEARNT)
    return tmp_path


def run(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert done.exit_code == status, done.output
    return done.output


def claims(url: str = "sqlite:///map.db"):
    with open_store(url) as store:
        return store.claims()


@pytest.mark.parametrize("name", ["x.gpkg", "x.parquet", "x.geojson", "x.csv", "x"])
def test_what_is_exported_can_be_imported_elsewhere(folder, name):
    assert run("export", name) == f"4 claims are in {name}.\n"

    output = run("import", name, "--store", "sqlite:///other.db")

    assert output == f"{name}: 4 new claims, 0 known.\n"
    assert_frame_equal(claims("sqlite:///other.db"), claims())
    assert run("import", name, "--store", "sqlite:///other.db") == (
        f"{name}: 0 new claims, 4 known.\n"
    )


@pytest.mark.parametrize("name", ["x.gpkg", "x.parquet", "x.geojson", "x.csv", "x"])
def test_what_was_edited_and_accepted_comes_with_the_file(folder, name):
    with open_store("sqlite:///map.db") as store:
        for row in store.claims().itertuples():
            if row.source == "=Herald":
                edited = row.status == "unrest"
                decision = Decision(
                    report_id=row.report_id,
                    quote_start=row.quote_start,
                    quote_end=row.quote_end,
                    place_id=row.place_id,
                    status=row.status,
                    verdict="edit" if edited else "accept",
                    author="eve",
                    decided_at=LEARNT + timedelta(days=1),
                    place=SHYMKENT if edited else None,
                    date=january(7) if edited else None,
                )
                store.decide(decision)
    run("export", name)

    run("import", name, "--store", "sqlite:///other.db")

    found = claims("sqlite:///other.db")
    assert_frame_equal(found, claims())
    assert sorted(found["reviewed"]) == ["", "", "accepted", "edited"]


def test_the_format_can_be_chosen_against_the_name(folder):
    run("export", "x.txt", "--format", "csv")

    assert Path("x.txt").read_bytes() == to_bytes(claims(), "csv")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--since", "2022-01-05"], ["airport_closed", "unrest"]),
        (["--until", "2022-01-04"], ["calm"]),
        (["--since", "2022-01-05", "--until", "2022-01-05"], ["unrest"]),
        (["--status", "calm", "--status", "unrest"], ["calm", "calm", "unrest"]),
        (["--place", "ALMATY"], ["unrest"]),
        (["--place", "icao:UAAA"], ["airport_closed"]),
        (["--source", "=Herald"], ["airport_closed", "unrest"]),
        (["--text", "international"], ["airport_closed"]),
        (["--bbox", "77,43,78,44"], ["airport_closed"]),
        (["--bbox", "170,-90,72,90"], ["calm", "calm"]),
        (["--known-by", "2022-01-31"], []),
        (["--known-by", "2022-02-01T06:00:00+06:00"], ["airport_closed", "calm", "calm", "unrest"]),
        (["--known-by", "2022-02-02", "--status", "unrest"], ["unrest"]),
    ],
)
def test_claims_are_chosen_by_options(folder, options, expected):
    run("export", "x.geojson", *options)

    assert sorted(read(folder / "x.geojson")["status"]) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--on", "2022-01-06"], ["airport_closed", "calm", "unrest"]),
        (["--on", "2022-01-05"], ["calm", "unrest"]),
        (["--on", "2022-01-06", "--place", "Almaty"], ["unrest"]),
        (["--on", "2022-01-06", "--bbox", "77,43,78,44"], ["airport_closed"]),
        (["--on", "2022-01-06", "--known-by", "2022-01-31"], []),
        (["--on", "2022-01-06", "--known-by", "2022-02-02"], ["airport_closed", "calm", "unrest"]),
    ],
)
def test_the_situations_of_a_day_are_exported(folder, options, expected):
    output = run("export", "x.geojson", "--what", "situations", *options)

    features = json.loads((folder / "x.geojson").read_text("utf-8"))["features"]
    assert sorted(feature["properties"]["status"] for feature in features) == expected
    assert output == f"{len(expected)} situations are in x.geojson.\n"


@pytest.mark.parametrize(
    "options",
    [
        ["--what", "situations"],
        ["--on", "2022-01-06"],
        ["--since", "yesterday"],
        ["--since", "2022-02-30"],
        ["--bbox", "1,2,3"],
        ["--bbox", "1,2,3,nan"],
        ["--bbox", "1,5,3,4"],
        ["--bbox", "1,2,300,4"],
        ["--known-by", "soon"],
        ["--format", "shp"],
        ["--what", "reports"],
    ],
)
def test_an_option_that_makes_no_sense_is_refused(folder, options):
    run("export", "x.geojson", *options, status=2)

    assert not Path("x.geojson").exists()


def test_every_export_is_noted_with_its_place_and_without_its_words(folder):
    before = datetime.now(UTC)

    run("export", "x.csv", "--text", "Almaty", "--since", "2022-01-05")

    with open_store("sqlite:///map.db") as store:
        [export] = store.exports()
    assert (export.path, export.format) == (str(folder / "x.csv"), "csv")
    assert json.loads(export.filter) == {"what": "claims", "since": "2022-01-05", "text": True}
    assert before <= export.exported_at <= before + timedelta(minutes=5)


def test_an_export_that_cannot_be_written_leaves_nothing(folder):
    done = CliRunner().invoke(cli, ["export", "missing/x.csv"])

    assert "missing/x.csv cannot be written: No such file or directory" in str(done.exception)
    assert not Path("missing").exists()


def test_a_file_is_imported_whole_or_not_at_all_and_the_others_are(folder):
    run("export", "good.geojson")
    run("export", "good.csv")
    text = Path("good.geojson").read_text("utf-8")
    Path("bad.geojson").write_text(text.replace("71.446,51.1801", "71.446,91"), "utf-8")

    output = run(
        "import", "bad.geojson", "gone.csv", "good.csv", "--store", "sqlite:///other.db", status=1
    )

    assert "failed: bad.geojson, claim " in output
    assert "lat must be between -90 and 90, got 91" in output
    assert "failed: There is no file gone.csv" in output
    assert "good.csv: 4 new claims, 0 known." in output


def test_nothing_of_a_refused_file_is_imported(folder):
    run("export", "good.geojson")
    text = Path("good.geojson").read_text("utf-8")
    Path("bad.geojson").write_text(text.replace('"=Herald"', '"Herald"', 1), "utf-8")

    output = run("import", "bad.geojson", "--store", "sqlite:///other.db", status=1)

    assert "failed: bad.geojson: Claims of the report" in output
    assert "disagree on its source" in output
    assert claims("sqlite:///other.db").empty


def test_a_message_shows_no_control_characters_of_a_file(folder):
    Path("bad.geojson").write_text('{"\\u001b[2J\\u202e": 1, "\\u001b[2J\\u202e": 2}')

    output = run("import", "bad.geojson", status=1)

    assert "\x1b" not in output
    assert "\u202e" not in output
