from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import geodata.gazetteer
from geodata.errors import GazetteerError
from geodata.gazetteer.build.abbreviations import add_abbreviations
from geodata.gazetteer.index import Gazetteer, default_gazetteer
from geodata.gazetteer.names import LANGUAGES, Form
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import normalise

PATH = Path(geodata.gazetteer.__file__).parent / "abbreviations.toml"
FILE = """
[[abbreviation]]
text = "Ore."
place = "geonames:5744337"
language = "en"
needs_comma = true

[[abbreviation]]
text = "OREG"
place = "geonames:5744337"
language = "en"
needs_comma = false
"""


@pytest.fixture(scope="module")
def abbreviations():
    return tomllib.loads(PATH.read_text(encoding="utf-8"))["abbreviation"]


@pytest.fixture(scope="module")
def rows():
    """Row of the shipped index by place id."""
    gazetteer = default_gazetteer()
    return {gazetteer.place(row).place_id: row for row in range(len(gazetteer))}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "abbreviations.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_an_abbreviation_is_a_name_unless_it_needs_a_comma(tmp_path, file):
    pack = PackWriter()
    pack.add(PlaceRow("Oregon", "admin-1", 43.8, -120.6, "US", geonameid=5744337))
    add_abbreviations(pack, file)
    pack.write(tmp_path / "index")

    gazetteer = Gazetteer(tmp_path / "index")
    after_comma = gazetteer.entries(normalise("Ore."), forms={Form.AFTER_COMMA})
    assert gazetteer.entries(normalise("Ore.")) == []
    assert [entry.form for entry in after_comma] == [Form.AFTER_COMMA]
    assert [place.name for place in gazetteer.lookup("OREG")] == ["Oregon"]


def test_a_place_that_the_index_lacks_is_an_error_that_names_file_and_id(file):
    with pytest.raises(GazetteerError, match=r"abbreviations\.toml .* geonames:5744337"):
        add_abbreviations(PackWriter(), file)


@pytest.mark.parametrize(
    ("country", "kind", "count"),
    [
        ("US", "admin-1", 51),
        ("CA", "admin-1", 13),
        ("AU", "admin-1", 8),
        ("BR", "admin-1", 27),
        ("CH", "admin-1", 26),
        ("ZA", "admin-1", 9),
        ("MX", "admin-1", 31),
        ("ID", "admin-1", 20),
    ],
)
def test_whole_classes_of_divisions_are_there(abbreviations, rows, country, kind, count):
    gazetteer = default_gazetteer()
    found = {rows[short["place"]] for short in abbreviations}

    named = [r for r in found if (gazetteer.country(r), gazetteer.kind(r)) == (country, kind)]
    assert len(named) >= count


def test_news_of_many_languages_shortens_countries(abbreviations, rows):
    gazetteer = default_gazetteer()
    languages = Counter(
        short["language"]
        for short in abbreviations
        if gazetteer.kind(rows[short["place"]]) == "country"
    )

    assert len(languages) >= 20
    assert set(languages) >= {"en", "de", "fr", "es", "pt", "pl", "ru", "uk", "tr", "nl", "cs"}


def test_every_abbreviation_has_all_fields(abbreviations):
    for short in abbreviations:
        assert set(short) == {"text", "place", "language", "needs_comma"}, short
        assert short["text"].strip(), short
        assert short["language"] in LANGUAGES, short
        assert isinstance(short["needs_comma"], bool), short


def test_every_abbreviation_stands_for_a_place_of_the_index(abbreviations, rows):
    assert [short for short in abbreviations if short["place"] not in rows] == []


def test_no_abbreviation_is_said_twice(abbreviations):
    keys = [(short["text"], short["language"], short["place"]) for short in abbreviations]

    assert len(set(keys)) == len(keys)


def test_an_abbreviation_of_two_letters_or_of_two_places_needs_a_comma(abbreviations):
    places = defaultdict(set)
    for short in abbreviations:
        places[short["language"], normalise(short["text"])].add(short["place"])
    bare = [short for short in abbreviations if not short["needs_comma"]]

    assert [s["text"] for s in bare if s["text"].isascii() and len(s["text"]) <= 2] == []
    for short in bare:
        assert len(places[short["language"], normalise(short["text"])]) == 1, short


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Calif.", "California"),
        ("OR", "Oregon"),
        ("Nfld.", "Newfoundland and Labrador"),
        ("NSW", "New South Wales"),
        ("RJ", "Rio de Janeiro"),
        ("M.P.", "Madhya Pradesh"),
        ("ОАЭ", "United Arab Emirates"),
        ("SUA", "United States"),
        ("СПб", "Saint Petersburg"),
    ],
)
def test_abbreviations_stand_for_the_right_division(abbreviations, rows, text, name):
    gazetteer = default_gazetteer()
    places = [short["place"] for short in abbreviations if short["text"] == text]

    assert [gazetteer.place(rows[place]).name for place in places] == [name]
