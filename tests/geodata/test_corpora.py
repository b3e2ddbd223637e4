"""Accuracy on the labelled corpora, where they are at hand."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from geodata.parsing import parse_line, to_json

FIRST_LANGUAGES = {"de", "en", "es", "fr", "ru"}


@pytest.fixture(scope="module")
def gold(corpora):
    lines = (corpora / "status" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def answer(record):
    return parse_line(
        json.dumps({"id": record["id"], "text": record["text"], "published": record["pub_date"]})
    )


def score(script, gold, predicted, tmp_path, *options):
    files = [tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"]
    for path, rows in zip(files, (gold, predicted), strict=True):
        path.write_text("".join(to_json(row) + "\n" for row in rows), encoding="utf-8")
    result = tmp_path / "result.json"
    subprocess.run(
        [sys.executable, str(script), *map(str, files), *options], check=True, capture_output=True
    )
    return json.loads(result.read_text()) if result.exists() else None


@pytest.mark.parametrize("dated", ["seed-000", "seed-000-monthonly"])
def test_the_first_report_gives_its_four_marks(gold, dated):
    record = next(one for one in gold if one["id"] == dated)

    claims = answer(record)["claims"]

    found = {(claim["name"], claim["status"], claim["date"]) for claim in claims}
    assert {
        ("Almaty", "unrest", "2022-01-08"),
        ("Shymkent", "unrest", "2022-01-09"),
        ("Almaty International Airport", "airport_closed", "2022-01-10"),
        ("Astana", "calm", "2022-01-10"),
    } <= found
    assert {name for name, _, _ in found} <= {
        "Almaty", "Shymkent", "Astana", "Kazakhstan", "Almaty International Airport",
    }  # fmt: skip
    airport = next(claim for claim in claims if claim["status"] == "airport_closed")
    assert abs(airport["lat"] - 43.352) < 0.02
    assert abs(airport["lon"] - 77.04) < 0.03


def test_statuses_reach_the_floor_in_the_first_languages(gold, corpora, tmp_path):
    chosen = [record for record in gold if record["lang"] in FIRST_LANGUAGES]
    script = corpora / "status" / "score_status.py"

    figures = score(
        script, chosen, map(answer, chosen), tmp_path, "--json", str(tmp_path / "result.json")
    )

    counts = figures["counts"]
    assert figures["ps"][2] >= 0.60
    assert counts.get("hn_rec", 0) / counts["hn_n"] <= 0.30
    assert counts["quote_lit"] == counts["n_pred"]
    assert counts["air_pt"] == counts["air_n"]
