from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.errors import SettingsError
from geodata.store import open_store
from tests.geodata.nominatim_server import Misbehaviour

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


@pytest.fixture
def run_online(run, nominatim, tmp_path, monkeypatch):
    """Run a command with the local Nominatim server switched on."""
    monkeypatch.setenv("SITUATION_MAP_GEOCODER", nominatim.url)
    monkeypatch.setattr("geodata.gazetteer.nominatim.user_cache_path", lambda name: tmp_path / name)
    return run


def test_lookup_asks_online_only_what_the_index_lacks_and_says_whose_data_it_is(
    run_online, nominatim
):
    known = run_online("gazetteer", "lookup", "Almaty", "--online")
    lacking = run_online("gazetteer", "lookup", "Tempelhofer Freiheitsfeld", "--online", "--json")
    offline = run_online("gazetteer", "lookup", "Tempelhofer Freiheitsfeld")

    assert (known.exit_code, lacking.exit_code, offline.exit_code) == (0, 0, 1)
    assert json.loads(lacking.stdout)["place_id"] == "osm:way/26711500"
    assert "OpenStreetMap contributors" in lacking.stderr
    assert nominatim.queries() == ["Tempelhofer Freiheitsfeld"]


def test_lookup_says_that_it_could_not_look(run_online, nominatim):
    nominatim.always = Misbehaviour(502, body=b"\x1b[31m")

    result = run_online("gazetteer", "lookup", "Tempelhofer Freiheitsfeld", "--online")

    assert result.exit_code == 1
    assert "could not be looked up online: HTTP 502" in result.stderr
    assert "\x1b" not in result.stderr


def test_lookup_online_needs_the_setting(run):
    result = run("gazetteer", "lookup", "Qwertzuiop", "--online")

    assert isinstance(result.exception, SettingsError)


def test_parse_asks_online_for_spans_and_goes_on_without_an_answer(run_online, nominatim):
    name = "Tempelhofer Freiheitsfeld"
    lines = [
        json.dumps({"id": n, "text": f"{text} war ruhig.", "spans": [[0, len(text)]]})
        for n, text in enumerate((name, "Qwertzuiopstadt"))
    ]
    nominatim.misbehave = [Misbehaviour(429, {"Retry-After": "900"})]

    failed = run_online("parse", "-", input="\n".join(lines))

    answers = [json.loads(line) for line in failed.stdout.splitlines()]
    assert [answer["toponyms"][0]["lat"] for answer in answers] == [None, None]
    assert "2 names could not be looked up online." in failed.stderr
    assert failed.exit_code == 0
    assert len(nominatim.requests) == 1


def test_ingest_stores_places_found_online(run_online, tmp_path):
    name = "Tempelhofer Freiheitsfeld"
    path = tmp_path / "reports.jsonl"
    path.write_text(
        json.dumps(
            {
                "text": f"Unruhen am {name}.",
                "language": "de",
                "published": "2022-01-10",
                "spans": [[11, 11 + len(name)]],
            }
        )
    )

    assert run_online("ingest", str(path)).exit_code == 0

    with open_store(f"sqlite:///{tmp_path / 'own.db'}", read_only=True) as store:
        assert store.unresolved().empty
        [claim] = store.claims().to_dict("records")
    assert (claim["place_id"], claim["kind"]) == ("osm:way/26711500", "site")
