from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.store import open_store

GOOD = json.dumps({"id": "a", "text": "Unruhen in Almaty.", "published": "2022-01-10"})


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command with a store of its own."""
    monkeypatch.setenv("SITUATION_MAP_STORE", f"sqlite:///{tmp_path / 'own.db'}")
    return lambda *arguments, **options: CliRunner().invoke(cli, arguments, **options)


def test_parse_answers_every_line_in_order_and_fails_at_the_end(run):
    result = run("parse", "-", input=f"{GOOD}\nnot json\n\n{GOOD}\n")

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "a"]
    assert "error" in answers[1]
    assert "line 2: The line is not JSON" in result.stderr
    assert result.exit_code == 1


def test_parse_of_good_lines_succeeds(run):
    result = run("parse", "-", input=GOOD)

    assert result.exit_code == 0
    assert result.stderr == ""


def test_parse_reads_a_file(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(GOOD)

    assert json.loads(run("parse", str(path)).stdout)["id"] == "a"


def test_ingest_keeps_reports_once(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(GOOD)

    first, second = run("ingest", str(path)), run("ingest", str(path))

    assert "1 new reports, 0 known, 1 claims" in first.stdout
    assert "0 new reports, 1 known" in second.stdout
    with open_store(f"sqlite:///{tmp_path / 'own.db'}", read_only=True) as store:
        assert store.claims()["place"].tolist() == ["Almaty"]


def test_ingest_keeps_the_good_and_names_the_bad(run, tmp_path):
    (tmp_path / "mixed.jsonl").write_text(f"not json\n{GOOD}\n")

    result = run("ingest", str(tmp_path / "mixed.jsonl"), "https://example.org/", "missing.txt")

    assert "1 new reports" in result.stdout
    assert result.stderr.count("failed:") == 3
    assert result.exit_code == 1


def test_a_message_cannot_write_to_the_terminal(run, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({"text": "x", "published": "\x1b[31mred\n"}))

    result = run("parse", str(path))

    assert "\x1b" not in result.stderr


def test_lookup_prints_a_table_or_json(run):
    assert "geonames:1526384" in run("gazetteer", "lookup", "Almaty").stdout
    first = run("gazetteer", "lookup", "--json", "Алматы").stdout.splitlines()[0]
    assert json.loads(first)["place_id"] == "geonames:1526384"


def test_lookup_of_an_unknown_name_fails_and_says_so(run):
    result = run("gazetteer", "lookup", "Qwertzuiop")

    assert result.exit_code == 1
    assert "No place is called" in result.stderr
