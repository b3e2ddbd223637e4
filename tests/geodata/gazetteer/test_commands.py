from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from geodata.cli import cli
from geodata.gazetteer.geonames.importing import import_dump
from geodata.gazetteer.index import default_gazetteer
from geodata.pipeline import reader_version
from tests.geodata.gazetteer.dumps import alternate, alternates, archive, many, row, shipped


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command of the gazetteer with a small shipped index and an own data folder."""
    base = shipped(tmp_path / "shipped")
    monkeypatch.setitem(import_dump.__kwdefaults__, "base", base)
    monkeypatch.setattr("geodata.settings.user_data_path", lambda name: tmp_path / name)
    monkeypatch.delenv("SITUATION_MAP_GAZETTEER", raising=False)
    default_gazetteer.cache_clear()
    yield lambda *arguments: CliRunner().invoke(cli, ["gazetteer", *map(str, arguments)])
    default_gazetteer.cache_clear()


@pytest.fixture
def dump(tmp_path):
    lines = [
        *many(120),
        row(1526384, "Almaty"),
        row(7, "Taraz", population=358_000),
        row(8, "Kherson", country="UA"),
        row(703883, "Crimea", "A.ADM1", country="UA", admin1="11"),
        row(9, "School", "S.SCH"),
        row(10, "Nowhere", lat="nan"),
    ]
    return archive(tmp_path / "allCountries.zip", lines)


def test_import_makes_an_index_that_is_used_from_then_on(run, dump, tmp_path):
    result = run("import", dump)

    assert result.exit_code == 0, result.output
    assert "Checking the files" in result.output
    assert "122  settlement" in result.output
    assert "1  of no kind of ours, GeoNames' class S" in result.output
    assert "The first bad line is line 126: latitude b'nan'" in result.output
    assert "GeoNames (https://www.geonames.org/), Creative Commons" in result.output
    assert run("lookup", "Taraz").stdout.splitlines()[1].split()[:3] == [
        *("Taraz", "settlement", "Almaty")
    ]
    assert default_gazetteer().folder == tmp_path / "situation-map" / "gazetteer"


def test_import_says_that_there_is_nothing_to_do(run, dump):
    run("import", dump)

    assert "was made from these very files" in run("import", dump).output


def test_import_takes_countries(run, dump):
    result = run("import", dump, "--countries", "ua, kz")
    wrong = run("import", dump, "--countries", "Ukraine")

    assert result.exit_code == 0, result.output
    assert "expected ISO codes such as KZ,UA" in wrong.output


def test_lookup_shows_former_names_with_their_years_and_disputes(run, dump, tmp_path):
    names = [
        alternate(7, "Dzhambul", "en", historic=True, first="1938", last="1993"),
        alternate(7, "Джамбул", "ru", historic=True, first="1938", last="1993"),
        alternate(7, "Mirzoyan", "", historic=True, first="1936"),
        alternate(7, "Aulie-Ata", "", historic=True),
    ]
    run("import", dump, alternates(tmp_path / "alternateNamesV2.zip", names))

    taraz = run("lookup", "Taraz").stdout
    crimea = run("lookup", "Crimea").stdout

    assert taraz.splitlines()[0].split() == [
        *("name", "kind", "admin1", "country", "lat", "lon", "population", "id"),
        *("former", "names", "dispute"),
    ]
    assert "Dzhambul, Джамбул 1938-1993; Mirzoyan 1936-; Aulie-Ata" in taraz
    assert "UA/RU: Annexed by Russia in 2014." in crimea


def test_lookup_as_json_gives_a_candidate_a_line(run, dump):
    run("import", dump)

    (crimea,) = [json.loads(line) for line in run("lookup", "--json", "Crimea").stdout.splitlines()]
    (almaty,) = [json.loads(line) for line in run("lookup", "--json", "Алматы").stdout.splitlines()]

    assert crimea["dispute"] == {
        "claims": ["UA", "RU"],
        "note": "Annexed by Russia in 2014.",
    }
    assert almaty["place_id"] == "geonames:1526384"
    assert almaty["geonameid"] == 1526384
    assert almaty["dispute"] is None
    assert almaty["former_names"] == [{"name": "Alma-Ata", "first_year": 1921, "last_year": 1993}]


def test_columns_of_the_table_stand_below_each_other(run, dump):
    run("import", dump)

    head, *rows = run("lookup", "Almaty").stdout.splitlines()

    column = head.index("population") + len("population")
    assert [line[:column].split()[-1] for line in rows] == ["1,977,011"]


def test_reports_are_read_with_the_index_that_the_settings_choose(run, dump, tmp_path):
    folder = tmp_path / "other"
    assert run("import", dump, "--folder", folder).exit_code == 0
    report = {"id": "1", "text": "In Taraz kam es am 5. Januar 2022 zu Unruhen.", "language": "de"}

    read = subprocess.run(
        [sys.executable, "-m", "geodata", "parse", "-"],
        input=json.dumps(report) + "\n",
        env=os.environ | {"SITUATION_MAP_GAZETTEER": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )

    answer = json.loads(read.stdout)
    assert [toponym["geonameid"] for toponym in answer["toponyms"]] == [7]
    assert [claim["status"] for claim in answer["claims"]] == ["unrest"]


def test_another_index_is_another_reader(run, dump, monkeypatch):
    reader_version.cache_clear()
    with_shipped = reader_version()
    run("import", dump)
    default_gazetteer.cache_clear()
    reader_version.cache_clear()

    with_imported = reader_version()
    reader_version.cache_clear()

    assert with_imported != with_shipped
