from __future__ import annotations

import getpass
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.errors import ReviewError
from geodata.models import Candidate, Toponym
from geodata.store import open_store
from tests.geodata.examples import ALMATY, ASTANA, LEARNT, SHYMKENT, january, reading, said

RIOTS = replace(
    reading(
        "Riots in Almaty.\nGlorbtown is quiet; \x1b[31mred\x1b[0m.",
        replace(said(ALMATY, "unrest", january(5)), confidence=0.4),
        said(ASTANA, "calm", None, at=20),
        source="KazTAG",
    ),
    toponyms=(
        Toponym(9, 15, "Almaty", ALMATY, 0.9, (Candidate(ALMATY, 2.0), Candidate(SHYMKENT, 1.0))),
        Toponym(17, 26, "Glorbtown"),
    ),
)
REPORT = RIOTS.report.report_id
RIOT, QUIET = (claim.claim_id(REPORT) for claim in RIOTS.claims)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command on a store with one report."""
    url = f"sqlite:///{tmp_path / 'map.db'}"
    monkeypatch.setenv("SITUATION_MAP_STORE", url)
    with open_store(url) as store:
        store.add([RIOTS], reader_version="1", recorded_at=LEARNT)

    def run_it(*arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(cli, arguments)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == status, done.output
        return done.output

    return run_it


def log(run) -> list[dict]:
    return [json.loads(line) for line in run("review", "log", "--json").splitlines()]


def test_the_list_shows_what_needs_eyes_by_reason(run):
    output = run("review")

    lines = output.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "disputed: 0",
        "low-score: 2",
        "undated: 1",
        "unresolved: 1",
    ]
    assert f"{RIOT[:10]}  2022-01-05  Almaty  unrest   0.40  KazTAG" in output
    assert "Glorbtown        1" in output


def test_the_list_can_be_had_as_json_and_for_one_reason(run):
    [name] = map(json.loads, run("review", "--why", "unresolved", "--json").splitlines())
    [low] = map(
        json.loads, run("review", "--why", "low-score", "--limit", "1", "--json").splitlines()
    )

    assert (name["why"], name["toponym"], name["reports"]) == ("unresolved", "Glorbtown", 1)
    assert (low["claim_id"], low["date"]) == (QUIET, None)


def test_a_store_that_is_not_there_is_an_error_and_is_not_made(run, tmp_path):
    with pytest.raises(Exception, match="There is no store"):
        run("review", "--store", f"sqlite:///{tmp_path / 'none.db'}")

    assert not (tmp_path / "none.db").exists()


def test_a_report_is_shown_with_candidates_and_scores_and_no_control_characters(run):
    output = run("review", "show", REPORT[:8])

    assert "  Riots in Almaty.\n  Glorbtown is quiet; \\x1b[31mred\\x1b[0m.\n" in output
    assert "Almaty      0.90  Almaty        settlement  KZ       geonames:1526384" in output
    assert "  or        1.00  Shymkent      settlement  KZ       geonames:1518980" in output
    assert "(unresolved)" in output
    assert "\x1b" not in output


def test_a_report_is_shown_as_json(run):
    run("review", "reject", RIOT)

    answer = json.loads(run("review", "show", REPORT, "--json"))

    assert answer["text"] == RIOTS.report.text
    assert [one["place_id"] for one in answer["toponyms"][0]["candidates"]] == [
        ALMATY.place_id,
        SHYMKENT.place_id,
    ]
    assert [one["claim_id"] for one in answer["claims"]] == [QUIET]
    assert (answer["claims"][0]["date"], answer["claims"][0]["lat"]) == (None, ASTANA.lat)
    assert [one["verdict"] for one in answer["decisions"]] == ["reject"]


def test_decisions_are_kept_with_the_login_name_if_no_author_is_given(run, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")

    run("review", "accept", RIOT[:8])
    run("review", "reject", QUIET, "--author", "Ben", "--reason", "A rumour")

    assert [(one["verdict"], one["author"], one["reason"]) for one in log(run)] == [
        ("accept", "ann", ""),
        ("reject", "Ben", "A rumour"),
    ]


def test_without_a_login_name_an_author_must_be_given(run, monkeypatch):
    def nobody():
        raise OSError("No username set in the environment")

    monkeypatch.setattr(getpass, "getuser", nobody)

    with pytest.raises(ReviewError, match="must have an author"):
        run("review", "accept", RIOT)

    assert log(run) == []


def test_an_edit_moves_a_claim_to_a_place_or_a_point(run):
    moved = run("review", "edit", RIOT, "--place", "1518980", "--date", "2022-01-06")
    pinned = run("review", "edit", RIOT, "--at", "43.1", "76.9", "Old mill", "--status", "calm")

    assert "place Shymkent, day 2022-01-06" in moved
    assert "place Old mill, status calm, day 2022-01-06" in pinned
    shown = json.loads(run("review", "show", REPORT, "--json"))["claims"]
    [claim] = [one for one in shown if one["reviewed"] == "edited"]
    assert (claim["place_id"], claim["country"]) == ("point:43.10000,76.90000", "KZ")
    assert (claim["lat"], claim["lon"], claim["date"]) == (43.1, 76.9, "2022-01-06")


def test_undo_takes_a_decision_back_and_the_log_keeps_both(run):
    run("review", "reject", RIOT)
    run("review", "undo", RIOT)

    assert [one["verdict"] for one in log(run)] == ["reject", "undo"]
    assert "low-score: 2" in run("review")
    table = run("review", "log")
    assert table.splitlines()[1].split()[3:6] == [getpass.getuser(), "reject", RIOT[:10]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("edit", RIOT, "--place", "99999999"), "No place has the id '99999999'"),
        (("edit", RIOT, "--at", "91", "0", "X"), "within 90 degrees"),
        (("edit", RIOT, "--status", "riot"), "must be one of"),
        (("edit", RIOT), "nothing to change"),
        (("reject", "abcdef"), "There is no claim 'abcdef'"),
        (("show", "abcdef"), "There is no report and no claim 'abcdef'"),
        (("show", "a" * 32), "There is no report"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(run, arguments, message):
    with pytest.raises(ReviewError, match=message):
        run("review", *arguments)

    assert log(run) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit", RIOT, "--place", "1518980", "--at", "1", "1", "X"),
        ("edit", RIOT, "--date", "2022-13-45"),
        ("rule", "Almaty"),
        ("rule", "Almaty", "1518980", "--take-back"),
        ("accept",),
    ],
)
def test_wrong_usage_is_explained(run, arguments):
    output = run("review", *arguments, status=2)

    assert "Usage:" in output


def test_a_rule_is_kept_and_can_be_taken_back(run):
    made = run("review", "rule", "Glorbtown", "1526384", "--source", "KazTAG", "--author", "Ann")
    back = run("review", "rule", "Glorbtown", "--source", "KazTAG", "--take-back")

    assert "'Glorbtown' means Almaty (geonames:1526384) in reports of 'KazTAG'" in made
    assert "is left to the resolver" in back
    rules = [one for one in log(run) if one["kind"] == "rule"]
    assert [(one["author"], one["place"] and one["place"]["name"]) for one in rules] == [
        ("Ann", "Almaty"),
        (getpass.getuser(), None),
    ]
    assert "Glorbtown" in run("review", "log")


def test_a_rule_reads_the_reports_anew_when_they_are_ingested_again(run, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Riots broke out in Glorbtown on Sunday.", encoding="utf-8")
    ingest = ("ingest", str(path), "--published", "2022-01-10", "--workers", "1")
    run(*ingest)
    run("review", "rule", "Glorbtown", "--at", "43.1", "76.9", "Glorbtown")

    run(*ingest)

    with open_store(f"sqlite:///{tmp_path / 'map.db'}", read_only=True) as store:
        claims = store.claims()
    [claim] = claims[claims["toponym"] == "Glorbtown"].itertuples()
    assert (claim.place_id, claim.status) == ("point:43.10000,76.90000", "unrest")
