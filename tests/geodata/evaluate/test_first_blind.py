from __future__ import annotations

import json
from pathlib import Path

import pytest

import geodata.status
from geodata.errors import LexiconError
from geodata.evaluate import first_blind
from geodata.evaluate.first_blind import first_blind_runs

PASSAGES = Path(__file__).parent.parent / "passages"
LEXICONS = Path(geodata.status.__file__).parent / "lexicon"


@pytest.fixture
def runs_file(tmp_path, monkeypatch):
    """A file of runs that a test writes; what is remembered is forgotten before and after."""
    path = tmp_path / "first_blind.toml"
    monkeypatch.setattr(first_blind, "RUNS_FILE", path)
    first_blind_runs.cache_clear()
    yield path
    first_blind_runs.cache_clear()


def test_every_language_with_a_word_list_has_its_first_run():
    assert {run.language for run in first_blind_runs()} == {
        path.stem for path in LEXICONS.glob("*.toml")
    }


def test_a_run_counts_the_passages_that_there_are():
    for run in first_blind_runs():
        lines = (PASSAGES / f"{run.language}.jsonl").read_text("utf-8").splitlines()
        assert run.passages == len(lines)
        assert {json.loads(line)["lang"] for line in lines} == {run.language}


def test_few_claims_are_no_measurement(runs_file):
    runs_file.write_text(
        '[xx]\nname = "X"\ncommit = "1"\npassages = 9\nclaims = 19\n'
        "place_and_status = [0.5, 0.4, 0.6]\nwith_date = [0.5, 0.4, 0.6]\n"
    )

    (run,) = first_blind_runs()

    assert run.place_and_status is None
    assert run.with_date is None


@pytest.mark.parametrize("figures", ["[0.5, 0.6, 0.7]", "[0.5]", "0.5", '["a", 0.1, 0.2]'])
def test_figures_that_cannot_be_are_an_error(runs_file, figures):
    runs_file.write_text(
        '[xx]\nname = "X"\ncommit = "1"\npassages = 9\nclaims = 20\n'
        f"place_and_status = {figures}\nwith_date = [0.5, 0.4, 0.6]\n"
    )

    with pytest.raises(LexiconError, match=r"first_blind\.toml"):
        first_blind_runs()
