from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest
from shapely import Point

import geodata.gazetteer
from geodata.errors import GazetteerError
from geodata.gazetteer.build.quarters import add_quarters, quarter_id
from geodata.gazetteer.index import Gazetteer, default_gazetteer, great_circle_km
from geodata.gazetteer.names import LANGUAGES
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import normalise

PATH = Path(geodata.gazetteer.__file__).parent / "quarters.toml"
REQUIRED = {"name", "kind", "country", "lat", "lon", "names"}
OPTIONAL = {"place", "population", "claims", "note"}
MOST_DEGREES_OFF = 0.2
SCRIPTS = {
    **{language: {"CYRILLIC"} for language in ("ru", "uk", "kk", "sr")},
    **{language: {"ARABIC"} for language in ("ar", "fa", "ur")},
    "hi": {"DEVANAGARI"},
    "bn": {"BENGALI"},
    "el": {"GREEK"},
    "he": {"HEBREW"},
    "th": {"THAI"},
    "ko": {"HANGUL"},
    "zh": {"CJK"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
}
WELL_KNOWN = [
    ("Cité Soleil", "HT", 18.58, -72.33),
    ("El Alto", "BO", -16.5, -68.16),
    ("Tahrir Square", "EG", 30.04, 31.24),
    ("Maidan", "UA", 50.45, 30.52),
    ("Zaatari", "JO", 32.29, 36.32),
    ("Dadaab", "KE", 0.05, 40.31),
    ("Rafah crossing", "PS", 31.25, 34.26),
    ("Kibera", "KE", -1.31, 36.78),
    ("Rocinha", "BR", -22.99, -43.25),
]
FILE = """
[[quarter]]
name = "Harlem"
kind = "settlement"
place = "geonames:5120034"
country = "US"
lat = 40.811
lon = -73.946
names = { any = ["Harlem"], ru = ["Гарлем"] }

[[quarter]]
name = "Silwan"
kind = "settlement"
country = "PS"
lat = 31.769
lon = 35.236
claims = ["PS", "IL"]
note = "Both claim it."
names = { ar = ["سلوان"] }
"""


class PlainNames:
    """Gives names as they are, without other scripts."""

    def name(self, pack, place, name, *, canonical, language=""):
        pack.name(place, name, canonical=canonical, language=language)


@pytest.fixture(scope="module")
def quarters():
    return tomllib.loads(PATH.read_text(encoding="utf-8"))["quarter"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "quarters.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture
def built(tmp_path, file):
    """An index of a Harlem and what `FILE` adds."""
    pack = PackWriter()
    harlem = pack.add(PlaceRow("Harlem", "settlement", 40.8, -73.9, "US", geonameid=5120034))
    pack.name(harlem, "Harlem", canonical=True)
    add_quarters(pack, PlainNames(), file)
    pack.write(tmp_path / "index")
    return Gazetteer(tmp_path / "index")


def test_a_quarter_that_the_index_has_only_gets_more_names(built):
    assert [place.place_id for place in built.lookup("Гарлем")] == ["geonames:5120034"]
    assert len(built.lookup("Harlem")) == 1


def test_a_quarter_that_the_index_lacks_is_a_place_with_claims_and_note(built):
    place = built.lookup("سلوان")[0]

    dispute = built.dispute(place)
    assert (place.place_id, place.name, place.country) == ("quarter:silwan", "Silwan", "PS")
    assert dispute is not None
    assert (dispute.claims, dispute.note) == (("PS", "IL"), "Both claim it.")


def test_a_quarter_that_another_source_has_too_is_one_place(tmp_path, file):
    pack = PackWriter()
    pack.add(PlaceRow("Harlem", "settlement", 40.8, -73.9, "US", geonameid=5120034))
    near = pack.add(PlaceRow("Silwan", "site", 31.77, 35.24, "", code="site:silwan"))
    far = pack.add(PlaceRow("Silwan", "settlement", 32.5, 35.3, "PS", geonameid=1))
    for row in (near, far):
        pack.name(row, "Silwan", canonical=True)
    add_quarters(pack, PlainNames(), file)
    pack.write(tmp_path / "index")

    gazetteer = Gazetteer(tmp_path / "index")
    found = [place.place_id for place in gazetteer.lookup("سلوان")]
    assert found == ["site:silwan"]
    assert len(gazetteer) == 3


def test_a_place_that_the_index_lacks_is_an_error_that_names_file_and_id(file):
    with pytest.raises(GazetteerError, match=r"quarters\.toml .* geonames:5120034"):
        add_quarters(PackWriter(), PlainNames(), file)


def test_there_are_enough_quarters_each_once(quarters):
    ids = [quarter_id(quarter["name"]) for quarter in quarters]

    assert len(ids) >= 150
    assert len(set(ids)) == len(ids)


def test_every_quarter_has_all_fields_and_no_other(quarters):
    for quarter in quarters:
        assert REQUIRED <= set(quarter) <= REQUIRED | OPTIONAL, quarter["name"]
        assert quarter["kind"] in ("settlement", "site"), quarter["name"]
        assert ("claims" in quarter) == ("note" in quarter), quarter["name"]


def test_linked_quarters_are_in_the_index_near_the_point_given(quarters):
    gazetteer = default_gazetteer()
    rows = {gazetteer.place(row).place_id: row for row in range(len(gazetteer))}
    far = {}
    for quarter in quarters:
        if "place" in quarter:
            row = rows[quarter["place"]]
            here = (quarter["lat"], quarter["lon"])
            distance_km = great_circle_km(*here, gazetteer.lat[row], gazetteer.lon[row])
            if distance_km > 6 or gazetteer.country(row) != quarter["country"]:
                far[quarter["name"]] = distance_km

    assert far == {}


def test_every_quarter_lies_in_its_country(quarters):
    gazetteer = default_gazetteer()
    countries = [row for row in range(len(gazetteer)) if gazetteer.kind(row) == "country"]
    areas = {gazetteer.country(row): gazetteer.area(gazetteer.place(row)) for row in countries}
    # Shapely wants longitude first; coasts and borders of the outlines are simplified.
    far = [
        quarter["name"]
        for quarter in quarters
        if (area := areas[quarter["country"]]) is not None
        and area.distance(Point(quarter["lon"], quarter["lat"])) > MOST_DEGREES_OFF
    ]

    assert far == []


def test_names_are_clean_and_in_the_script_of_their_language(quarters):
    for quarter in quarters:
        assert set(quarter["names"]) <= {"any", *LANGUAGES}, quarter["name"]
        for language, names in quarter["names"].items():
            assert names, quarter["name"]
            assert len({normalise(name) for name in names}) == len(names), quarter["name"]
            for name in names:
                scripts = {unicodedata.name(c).split()[0] for c in name if c.isalpha()}
                assert name == " ".join(name.split()), name
                assert not set(name) & set('*~|;"()'), name
                assert scripts <= SCRIPTS.get(language, {"LATIN"}), (name, language)


@pytest.mark.parametrize(("name", "country", "lat", "lon"), WELL_KNOWN)
def test_well_known_ones_are_where_they_are(quarters, name, country, lat, lon):
    quarter = next(quarter for quarter in quarters if quarter["name"] == name)

    assert quarter["country"] == country
    assert great_circle_km(quarter["lat"], quarter["lon"], lat, lon) < 3
