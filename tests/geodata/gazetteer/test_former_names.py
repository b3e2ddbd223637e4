from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

import geodata.gazetteer
from geodata.errors import GazetteerError
from geodata.gazetteer.build.former import add_former_names, lasting_names, state_id
from geodata.gazetteer.index import Gazetteer, default_gazetteer
from geodata.gazetteer.names import LANGUAGES
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import normalise

PATH = Path(geodata.gazetteer.__file__).parent / "former_names.toml"
SCRIPTS = {
    **{key: {"CYRILLIC"} for key in ("ru", "uk", "bg", "sr", "kk")},
    **{key: {"ARABIC"} for key in ("ar", "fa", "ur")},
    "hi": {"DEVANAGARI"},
    "bn": {"BENGALI"},
    "el": {"GREEK"},
    "ko": {"HANGUL"},
    "zh": {"CJK"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
}
FACTS = [
    ("Leningrad", 1950, "en", "geonames:498817"),
    ("Ленинград", 1950, "ru", "geonames:498817"),
    ("Stalingrad", 1942, "de", "geonames:472757"),
    ("Nur-Sultan", 2020, "en", "geonames:1526273"),
    ("Нур-Султан", 2021, "ru", "geonames:1526273"),
    ("Frunze", 1970, "en", "geonames:1528675"),
    ("Dnipropetrovsk", 2014, "en", "geonames:709930"),
    ("Артемівськ", 2015, "uk", "geonames:713174"),
    ("Bombay", 1993, "en", "geonames:1275339"),
    ("Allahabad", 2013, "en", "geonames:1278994"),
    ("Orissa", 1999, "en", "geonames:1261029"),
    ("Léopoldville", 1960, "fr", "geonames:2314302"),
    ("Salisbury", 1975, "en", "geonames:890299"),
    ("Lourenço Marques", 1970, "pt", "geonames:1040652"),
    ("Zaïre", 1985, "fr", "geonames:203312"),
    ("Obervolta", 1983, "de", "geonames:2361809"),
    ("Swaziland", 2010, "en", "geonames:934841"),
    ("Port Elizabeth", 2019, "en", "geonames:964420"),
    ("Rangoon", 1988, "en", "geonames:1298824"),
    ("Ciudad Trujillo", 1950, "es", "geonames:3492908"),
    ("British Honduras", 1961, "en", "geonames:3582678"),
    ("Karl-Marx-Stadt", 1970, "de", "geonames:2940132"),
    ("Constantinople", 1915, "en", "geonames:745044"),
    ("Titograd", 1980, "en", "geonames:3193044"),
    ("Christiania", 1900, "en", "geonames:3143244"),
    ("East Pakistan", 1970, "en", "geonames:1210997"),
    ("Batavia", 1930, "en", "geonames:1642911"),
]
TOO_LATE = [
    ("Leningrad", 2000, "en", "geonames:498817"),
    ("Nur-Sultan", 2018, "en", "geonames:1526273"),
    ("Dnipropetrovsk", 2020, "en", "geonames:709930"),
    ("Swaziland", 2020, "en", "geonames:934841"),
]
FILE = """
[[group]]
about = "A renamed town"
source = "this test"

[[group.former]]
place = "geonames:3099434"
last_year = 1945
still = ["de"]
names = { en = ["Danzig"], de = ["Danzig"], ru = ["Данциг"] }

[[state]]
name = "Soviet Union"
country = ""
lat = 55.75
lon = 37.62
first_year = 1922
last_year = 1991
source = "this test"
names = { any = ["USSR"], en = ["Soviet Union"] }
"""


class PlainNames:
    """Gives names as they are, without other scripts."""

    def name(self, pack, place, name, *, canonical, language=""):
        pack.name(place, name, canonical=canonical, language=language)


@pytest.fixture(scope="module")
def read():
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def former(read):
    return [entry for group in read["group"] for entry in group["former"]]


@pytest.fixture(scope="module")
def states(read):
    return read["state"]


@pytest.fixture(scope="module")
def known():
    gazetteer = default_gazetteer()
    return {gazetteer.place(row).place_id for row in range(len(gazetteer))}


@pytest.fixture
def built(tmp_path):
    """An index of Gdańsk and what `FILE` adds."""
    file = tmp_path / "former_names.toml"
    file.write_text(FILE, encoding="utf-8")
    pack = PackWriter()
    row = pack.add(PlaceRow("Gdańsk", "settlement", 54.35, 18.65, "PL", geonameid=3099434))
    pack.name(row, "Gdańsk", canonical=True)
    add_former_names(pack, PlainNames(), file)
    pack.write(tmp_path / "index")
    return Gazetteer(tmp_path / "index")


def test_a_former_name_finds_the_place_and_has_its_years(built):
    place = built.lookup("Данциг")[0]

    years = {name.name: (name.first_year, name.last_year) for name in built.former_names(place)}
    assert place.name == "Gdańsk"
    assert years == {"Данциг": (None, 1945)}


def test_a_name_that_one_language_still_uses_has_no_years_in_any(built):
    gdansk = built.lookup("Danzig")[0]

    assert gdansk.name == "Gdańsk"
    assert "Danzig" not in {name.name for name in built.former_names(gdansk)}


def test_a_state_that_is_no_more_is_a_region_with_years(built):
    place = built.lookup("USSR")[0]

    assert (place.place_id, place.kind) == ("former:soviet-union", "region")
    assert {(name.name, name.last_year) for name in built.former_names(place)} == {
        ("USSR", 1991),
        ("Soviet Union", 1991),
    }


def test_a_place_that_the_index_lacks_is_an_error_that_names_file_and_id(tmp_path):
    file = tmp_path / "former_names.toml"
    file.write_text(FILE, encoding="utf-8")

    with pytest.raises(GazetteerError, match=r"former_names\.toml .* geonames:3099434"):
        add_former_names(PackWriter(), PlainNames(), file)


def test_there_are_enough_renamed_places_and_states(former, states):
    assert len({entry["place"] for entry in former}) >= 350
    assert len(states) >= 50


def test_every_entry_has_all_fields_and_no_other(read, former, states):
    years = {"first_year", "last_year"}

    assert [g for g in read["group"] if set(g) != {"about", "source", "former"}] == []
    for entry in former:
        assert {"place", "names"} <= set(entry) <= {"place", "names", "still"} | years, entry
        assert set(entry) & (years | {"still"}), entry
    for state in states:
        assert set(state) == {"name", "country", "lat", "lon", "source", "names"} | years, state


def test_every_place_is_in_the_index(former, known):
    assert {entry["place"] for entry in former} - known == set()


def test_no_name_is_given_twice_for_the_same_years(former):
    keys = [
        (entry["place"], entry.get("first_year"), language, normalise(name))
        for entry in former
        for language, names in entry["names"].items()
        for name in names
    ]

    assert len(set(keys)) == len(keys)


def test_years_run_forward_and_are_not_to_come(former, states):
    for entry in (*former, *states):
        first, last = entry.get("first_year", 1200), entry.get("last_year", 2026)
        assert 1200 <= first <= last <= 2026, entry


def test_two_names_of_a_place_in_one_language_do_not_hold_for_ever(former):
    endless = [e for e in former if "last_year" not in e and "first_year" not in e]

    assert endless == []


def test_languages_are_those_of_the_index(former, states):
    for entry in (*former, *states):
        assert set(entry["names"]) <= {"any", *LANGUAGES}, entry
        assert set(entry.get("still", ())) <= set(entry["names"]), entry
        assert all(entry["names"].values()), entry


def test_names_are_clean_and_in_the_script_of_their_language(former, states):
    for entry in (*former, *states):
        for language, names in entry["names"].items():
            for name in names:
                scripts = {unicodedata.name(c).split()[0] for c in name if c.isalpha()}
                assert name == " ".join(name.split()), entry
                assert not set(name) & set('*~|;"()'), entry
                assert scripts <= SCRIPTS.get(language, {"LATIN"}), (name, language)


@pytest.mark.parametrize(("language", "letters"), [("ru", "іїєґ"), ("uk", "ыэъё"), ("fa", "يكة")])
def test_no_name_has_letters_of_a_sister_language(former, states, language, letters):
    names = [n for entry in (*former, *states) for n in entry["names"].get(language, ())]

    assert [name for name in names if set(name.lower()) & set(letters)] == []


def test_states_lie_where_they_were_and_are_called_by_their_name(states):
    gazetteer = default_gazetteer()
    countries = {gazetteer.country(row) for row in range(len(gazetteer))}
    ids = [state_id(state["name"]) for state in states]

    assert len(set(ids)) == len(ids)
    for state in states:
        assert -90 <= state["lat"] <= 90, state["name"]
        assert -180 <= state["lon"] <= 180, state["name"]
        assert state["country"] in {"", *countries}, state["name"]
        given = [*state["names"].get("en", ()), *state["names"].get("any", ())]
        assert state["name"] in given


@pytest.mark.parametrize(("name", "year", "language", "place"), FACTS)
def test_a_name_stands_for_its_place_in_its_time(former, name, year, language, place):
    assert place in _places(former, name, year, language)


@pytest.mark.parametrize(("name", "year", "language", "place"), TOO_LATE)
def test_a_name_has_ended_after_its_time(former, name, year, language, place):
    assert place not in _places(former, name, year, language)


def test_german_still_says_danzig_and_russian_still_says_alma_ata(former):
    still = {(entry["place"], name) for entry in former for name in lasting_names(entry)}

    assert ("geonames:3099434", "danzig") in still
    assert ("geonames:1526384", "алма ата") in still


def _places(former, name, year, language):
    return [
        entry["place"]
        for entry in former
        if name in (*entry["names"].get("any", ()), *entry["names"].get(language, ()))
        and entry.get("first_year", 0) <= year <= entry.get("last_year", 9999)
    ]
