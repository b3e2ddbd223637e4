from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

import geodata.gazetteer
from geodata.errors import GazetteerError
from geodata.gazetteer.build.settlement_names import add_settlement_names
from geodata.gazetteer.index import Gazetteer, default_gazetteer
from geodata.gazetteer.names import LANGUAGES
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import normalise

PATH = Path(geodata.gazetteer.__file__).parent / "settlement_names.toml"
SCRIPTS = {
    **{key: {"CYRILLIC"} for key in ("ru", "uk", "bg", "kk")},
    **{key: {"ARABIC"} for key in ("ar", "fa", "ur")},
    "sr": {"CYRILLIC", "LATIN"},
    "he": {"HEBREW"},
    "hi": {"DEVANAGARI"},
    "bn": {"BENGALI"},
    "el": {"GREEK"},
    "ko": {"HANGUL"},
    "zh": {"CJK"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
}
FILE = """
[[settlement]]
place = "geonames:706483"
name = "Kharkiv"
[settlement.names]
ja = ["ハルキウ"]
el = ["Χάρκοβο"]
"""


class PlainNames:
    """Gives names as they are, without other scripts."""

    def name(self, pack, place, name, *, canonical, language=""):
        pack.name(place, name, canonical=canonical, language=language)


@pytest.fixture(scope="module")
def settlements():
    return tomllib.loads(PATH.read_text(encoding="utf-8"))["settlement"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "settlement_names.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_name_is_the_places_own_in_its_language_only(file, tmp_path):
    pack = PackWriter()
    pack.add(PlaceRow("Kharkiv", "settlement", 49.98, 36.25, "UA", geonameid=706483))

    add_settlement_names(pack, PlainNames(), file)
    pack.write(tmp_path / "index")

    index = Gazetteer(tmp_path / "index")
    (entry,) = index.entries(normalise("Χάρκοβο"), "el")
    (elsewhere,) = index.entries(normalise("Χάρκοβο"), "ja")
    assert (entry.canonical, entry.foreign, elsewhere.foreign) == (True, False, True)


def test_a_place_that_the_index_lacks_is_an_error_that_names_file_and_id(file):
    with pytest.raises(GazetteerError, match=r"settlement_names\.toml .* geonames:706483"):
        add_settlement_names(PackWriter(), PlainNames(), file)


def test_there_are_enough_places_and_names(settlements):
    names = [name for s in settlements for given in s["names"].values() for name in given]

    assert len(settlements) >= 180
    assert len(names) >= 700


def test_every_entry_has_all_fields_and_no_other(settlements):
    for settlement in settlements:
        assert set(settlement) == {"place", "name", "names"}, settlement
        assert settlement["names"], settlement
        assert all(settlement["names"].values()), settlement


def test_every_place_is_in_the_index_and_stands_once(settlements):
    gazetteer = default_gazetteer()
    known = {gazetteer.place(row).place_id for row in range(len(gazetteer))}
    places = [settlement["place"] for settlement in settlements]

    assert set(places) - known == set()
    assert len(set(places)) == len(places)


def test_languages_are_those_of_the_index(settlements):
    assert {language for s in settlements for language in s["names"]} <= set(LANGUAGES)


def test_names_are_clean_and_in_the_script_of_their_language(settlements):
    for settlement in settlements:
        for language, names in settlement["names"].items():
            for name in names:
                scripts = {unicodedata.name(c).split()[0] for c in name if c.isalpha()}
                assert name == " ".join(name.split()), settlement
                assert not set(name) & set('*~|;"()/='), settlement
                assert scripts <= SCRIPTS.get(language, {"LATIN"}), (name, language)


def test_no_name_stands_twice_in_a_language(settlements):
    keys = [
        (language, name)
        for settlement in settlements
        for language, names in settlement["names"].items()
        for name in names
    ]

    assert [key for key in keys if keys.count(key) > 1] == []


@pytest.mark.parametrize(("language", "letters"), [("ru", "іїєґ"), ("uk", "ыэъё"), ("fa", "يكة")])
def test_no_name_has_letters_of_a_sister_language(settlements, language, letters):
    names = [name for s in settlements for name in s["names"].get(language, ())]

    assert [name for name in names if set(name.lower()) & set(letters)] == []
