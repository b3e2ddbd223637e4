from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.models import NamingRule, Place
from geodata.store import open_store
from tests.geodata.ingest.records import RECORDED_AT, report_text

ROOT = Path(__file__).parents[3]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command with a store of its own."""
    monkeypatch.setenv("SITUATION_MAP_STORE", f"sqlite:///{tmp_path / 'own.db'}")
    return lambda *arguments: CliRunner().invoke(cli, ["ingest", *map(str, arguments)])


def line(number: int, **values) -> str:
    record = {"id": number, "text": report_text(number), "language": "en", "source": f"S{number}"}
    return json.dumps({**record, "published": "2022-01-10", **values}) + "\n"


def test_the_summary_says_what_became_of_all(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(line(1) + "not json\n" + line(2, text="Nobody said a thing.") + line(1))

    result = run(path)

    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        "2 new reports, 1 known, 2 claims.",
        "Read 2 (0 anew): 1 without a place, 1 without a claim.",
        "Failed 1: 1 no report.",
    ]
    assert f"failed: {path}, line 2: The line is not JSON" in result.stderr


def test_the_summary_as_json(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(line(1) + "not json\n")

    answer = json.loads(run(path, "--json", "--workers", "1").stdout)

    assert (answer["read"], answer["new"], answer["known"], answer["failed"]) == (1, 1, 0, 1)
    assert answer["failures"][0]["report"] == f"{path}, line 2"
    assert answer["interrupted"] is False


def test_a_folder_of_bad_files_costs_only_these(run, tmp_path):
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    (folder / "deeper" / "loop").symlink_to(folder)
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0\0")
    (folder / "empty.jsonl").write_text("")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "deeper" / "good.jsonl").write_text(line(1) + '{"text": "\\ud800 \\u001b[31m"}\n')
    os.mkfifo(folder / "pipe.jsonl")

    result = run(folder)

    assert "2 new reports" in result.stdout
    assert result.stderr.count("failed: ") == 3
    assert "\x1b" not in result.output
    assert result.exit_code == 1


def test_a_hostile_name_cannot_write_to_the_terminal(run, tmp_path):
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(b"\0")

    result = run(tmp_path)

    assert "\x1b" not in result.output
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize("wrong", [("--workers", "0"), ("--seconds", "0"), ("--seconds", "inf")])
def test_options_out_of_range_are_refused(run, tmp_path, wrong):
    (tmp_path / "a.txt").write_text("Calm in Almaty.")

    assert run(tmp_path / "a.txt", *wrong).exit_code == 2


def test_the_stores_naming_rules_are_applied_and_a_new_one_reads_anew(run, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text(line(1, text="Riots broke out in Almaty on Sunday."))
    run(path)
    elsewhere = Place("geonames:1", "Almaty of the rule", "settlement", "KZ", "", 10.0, 20.0)
    with open_store(f"sqlite:///{tmp_path / 'own.db'}") as store:
        store.add_rule(NamingRule("Almaty", "", elsewhere, "me", RECORDED_AT))

    result = run(path)

    assert "0 new reports, 0 known, 1 claims." in result.stdout
    assert "Read 1 (1 anew)" in result.stdout
    with open_store(f"sqlite:///{tmp_path / 'own.db'}", read_only=True) as store:
        assert store.claims()["place"].tolist() == ["Almaty of the rule"]


def test_a_terminal_sees_a_bar_and_the_name_of_what_failed(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text("not json\n" + "".join(map(line, range(8))))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "geodata", "ingest", str(path), "--store"]

    with subprocess.Popen(
        [*command, f"sqlite:///{tmp_path / 'own.db'}"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        seen = b""
        while part := read_some(ours):
            seen += part
    os.close(ours)

    assert process.returncode == 1
    assert b"Reading" in seen
    assert b"8 reports, " in seen or b"9 reports, " in seen
    assert b"line 1: The line is not JSON" in seen


def read_some(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 10_000)
    except OSError:
        # Linux says so when the other side has closed its terminal.
        return b""
