from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.errors import CorpusError
from tests.geodata.evaluate.corpora import ALMATY_GOLD, document, write
from tests.geodata.examples import ALMATY


@pytest.fixture
def corpus(tmp_path):
    return write(
        tmp_path / "own.jsonl",
        *(document(f"Riots in Almaty.{' Smoke.' * n}", ALMATY_GOLD) for n in range(20)),
        document("Riots in Almaty?", {**ALMATY_GOLD, "lat": 0, "geonameid": 7}, lang="kk"),
    )


def run(*arguments):
    return CliRunner().invoke(cli, ["evaluate", *map(str, arguments)], catch_exceptions=False)


def test_toponyms_are_measured_by_corpus_and_language(corpus):
    answer = json.loads(run("toponyms", corpus, "--given-spans", "--json").stdout)

    given = answer["all"]["resolution"]["given"]
    assert given["of_gold"]["value"] == pytest.approx(20 / 21)
    assert given["of_gold"]["items"] == 21
    assert answer["corpus"]["own"] == answer["all"]
    assert answer["language"]["en"]["resolution"]["given"]["of_gold"]["value"] == 1.0
    assert answer["language"]["kk"]["resolution"]["given"]["of_gold"]["value"] == 0.0


def test_a_table_says_what_was_not_measured(corpus):
    lines = run("toponyms", corpus, "--given-spans").stdout.splitlines()

    row = next(line for line in lines if line.startswith("| kk "))
    assert "not measured (1)" in row
    assert not any(line.startswith("### Recognition") for line in lines)


def test_the_columns_of_every_table_line_up(corpus):
    lines = run("toponyms", corpus).stdout.split("\n")

    tables = "\n".join(lines).split("\n\n")
    widths = [
        {len(line) for line in table.splitlines()} for table in tables if table.startswith("|")
    ]
    assert len(widths) == 5
    assert [len(found) for found in widths] == [1] * 5


def test_one_corpus_in_one_language_has_one_row(corpus):
    shown = run("toponyms", corpus, "--given-spans", "--limit", 20).stdout

    assert "| own " in shown
    assert "| en " not in shown
    assert "| all " not in shown


def test_without_noted_places_only_recognition_is_measured(tmp_path):
    unplaced = {**ALMATY_GOLD, "lat": None, "lon": None}
    path = write(tmp_path / "own.jsonl", document("Riots in Almaty.", unplaced))

    shown = run("toponyms", path).stdout

    assert [line for line in shown.splitlines() if line.startswith("#")] == ["### Recognition"]
    with pytest.raises(CorpusError, match="no places to be told"):
        run("toponyms", path, "--given-spans")


def test_only_the_chosen_groups_are_shown(corpus):
    answer = json.loads(run("toponyms", corpus, "--limit", 1, "--by", "language", "--json").stdout)

    assert set(answer) == {"all", "language"}


def test_figures_are_the_same_at_every_run(corpus):
    assert run("toponyms", corpus).stdout == run("toponyms", corpus).stdout


def test_hostile_names_cannot_break_a_table(tmp_path):
    path = write(tmp_path / "own|\x1b[31m.jsonl", document("Riots in Almaty.", ALMATY_GOLD))

    shown = run("toponyms", path, "--given-spans").stdout

    assert "\x1b" not in shown
    assert r"own\|\x1b[31m" in shown


def test_statuses_are_measured(tmp_path):
    gold = {"lat": ALMATY.lat, "lon": ALMATY.lon, "status": "unrest", "date": "2022-01-10"}
    line = {
        "lang": "de",
        "text": "In Almaty kam es am Montag zu Unruhen.",
        "pub_date": "2022-01-10",
        "gold": [gold],
    }

    path = write(tmp_path / "own.jsonl", line)

    figures = json.loads(run("status", path, "--json").stdout)["all"]
    recall = figures["place_and_status"]["recall"]
    assert (recall["value"], recall["items"]) == (1.0, 1)
    assert "not measured (1)" in run("status", path).stdout


def test_a_file_that_cannot_be_used_ends_the_command(tmp_path):
    with pytest.raises(CorpusError, match="does not exist"):
        run("toponyms", tmp_path / "none.jsonl")
