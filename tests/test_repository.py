"""What the repository promises about itself: pins, licences, sizes, and nothing that strays in."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "geodata" / "data" / "samples"
EXPECTED = ROOT / "tests" / "geodata" / "samples_expected.jsonl"
STATUSES = tomllib.loads((ROOT / "geodata" / "status" / "taxonomy.toml").read_text("utf-8"))
LIBRARIES = re.compile(
    r"(leaflet|jquery|bootstrap|maplibre-gl|d3|topojson|protomaps-leaflet|pmtiles)"
    r"([-.](min|src|esm|umd|bundle|\d+|\w*cluster))*\.(js|mjs|css)"
)


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def json_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def sample_reports() -> dict[str, dict]:
    return {r["id"]: r for path in sorted(SAMPLES.glob("*.jsonl")) for r in json_lines(path)}


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda p: p.name)
def test_every_requirement_is_pinned_to_one_version(path):
    lines = [line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines()]
    packages = [line for line in lines if line and not line.startswith("-r ")]

    assert packages
    assert [p for p in packages if not re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+", p)] == []


def test_no_package_is_pinned_twice_in_different_versions():
    pins: dict[str, set[str]] = {}
    for path in ROOT.glob("requirements*.txt"):
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text("utf-8"), re.M):
            pins.setdefault(re.sub(r"[-_.]+", "-", name).lower(), set()).add(version)

    assert {name: found for name, found in pins.items() if len(found) > 1} == {}


def test_the_package_takes_its_dependencies_from_the_requirements_files():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    dynamic = project["tool"]["setuptools"]["dynamic"]

    assert "dependencies" not in project["project"]
    assert dynamic["dependencies"]["file"] == ["requirements.txt"]
    assert dynamic["optional-dependencies"]["gazetteer"]["file"] == ["requirements-gazetteer.txt"]


def test_the_licence_files_that_the_package_names_exist():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["license"] == "Apache-2.0"
    for name in project["license-files"]:
        assert (ROOT / name).stat().st_size > 1000


def test_no_library_of_others_is_tracked():
    assert [str(path) for path in tracked() if LIBRARIES.fullmatch(path.name.lower())] == []
    assert [str(path) for path in tracked() if {"vendor", "node_modules"} & set(path.parts)] == []


def test_every_module_has_at_most_three_hundred_lines():
    modules = [p for p in tracked() if p.suffix == ".py" and p.parts[0] in ("geodata", "mapapp")]
    sizes = {str(p): len((ROOT / p).read_text("utf-8").splitlines()) for p in modules}

    assert modules
    assert {name: lines for name, lines in sizes.items() if lines > 300} == {}


def test_no_tracked_file_names_a_path_of_somebodys_machine():
    homes = re.compile("(?<![\\w.:/])/(" + "|".join(["work", "root", "home", "Users"]) + r")/\w")

    strays = []
    for path in tracked():
        try:
            text = (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        strays += [f"{path}: {m.group()}" for m in homes.finditer(text)]

    assert strays == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "NOTICE"])
def test_the_paths_that_a_document_names_exist(document):
    text = (ROOT / document).read_text("utf-8")
    paths = set(re.findall(r"\b(?:geodata|mapapp|deploy|docs|tests)/[\w./-]*\w/?(?![\w<])", text))

    assert paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_the_samples_are_whole_reports_with_their_own_ids():
    lines = [r for path in SAMPLES.glob("*.jsonl") for r in json_lines(path)]

    assert len({r["id"] for r in lines}) == len(lines) >= 30
    keys = {"id", "source", "title", "url", "language", "published", "text"}
    assert [r["id"] for r in lines if set(r) != keys or not all(r.values())] == []
    assert [r["id"] for r in lines if not r["url"].startswith("https://example.org/")] == []
    assert len({r["language"] for r in lines}) >= 6


def test_every_expected_claim_belongs_to_a_sample_and_a_status():
    reports, expected = sample_reports(), {e["id"]: e["claims"] for e in json_lines(EXPECTED)}

    assert set(expected) == set(reports)
    for report_id, claims in expected.items():
        for claim in claims:
            assert claim["status"] in STATUSES["status"], report_id
            assert -90 <= claim["lat"] <= 90, report_id
            assert -180 <= claim["lon"] <= 180, report_id
            day = claim["date"]
            assert day is None or day[:7] <= reports[report_id]["published"][:7], report_id
