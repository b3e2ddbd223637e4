from __future__ import annotations

import tomllib
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from shapely import Point

import geodata.gazetteer
from geodata.gazetteer.build.regions import add_regions
from geodata.gazetteer.index import Gazetteer, default_gazetteer
from geodata.gazetteer.names import LANGUAGES
from geodata.gazetteer.pack import PackWriter, PlaceRow
from geodata.gazetteer.spelling import normalise

FOLDER = Path(geodata.gazetteer.__file__).parent
REQUIRED = {"name", "kind", "country", "lat", "lon", "radius_km", "names", "source"}
OPTIONAL = {"place", "rank", "claims", "note"}
EVERYWHERE = {"en", "de", "fr", "es", "ru", "ar"}
SCRIPTS = {
    "ru": {"CYRILLIC"},
    "uk": {"CYRILLIC"},
    "bg": {"CYRILLIC"},
    "kk": {"CYRILLIC"},
    "sr": {"CYRILLIC", "LATIN"},
    "ar": {"ARABIC"},
    "fa": {"ARABIC"},
    "ur": {"ARABIC"},
    "he": {"HEBREW"},
    "bn": {"BENGALI"},
    "hi": {"DEVANAGARI"},
    "el": {"GREEK"},
    "th": {"THAI"},
    "ko": {"HANGUL"},
    "zh": {"CJK"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
}
OBLIQUE = {
    "South China Sea": {"ru": "Южно-Китайском море", "de": "Südchinesischen Meer"},
    "Gaza Strip": {"ru": "секторе Газа", "pl": "Strefie Gazy", "uk": "секторі Гази"},
    "Barents Sea": {"ru": "Баренцевом море"},
    "Strait of Hormuz": {"ru": "Ормузском проливе", "uk": "Ормузькій протоці"},
    "Middle East": {"ru": "Ближнем Востоке", "de": "Nahen Osten", "pl": "Bliskim Wschodzie"},
    "West Bank": {"ru": "Западном берегу", "pl": "Zachodnim Brzegu"},
}
DISPUTED = {
    *("Abkhazia", "Abyei", "Crimea", "Donbas", "Essequibo", "Falkland Islands", "Golan Heights"),
    *("Halaib Triangle", "Kashmir", "Kosovo", "Kuril Islands", "Nagorno-Karabakh", "Gibraltar"),
    *("Northern Cyprus", "Paracel Islands", "Senkaku Islands", "Somaliland", "South Ossetia"),
    *("Spratly Islands", "Taiwan", "Transnistria", "West Bank", "Western Sahara"),
    *("Donetsk Oblast", "Luhansk Oblast", "Zaporizhzhia Oblast", "Kherson Oblast", "Sevastopol"),
    *("Jammu and Kashmir", "Ladakh", "Azad Kashmir", "Gilgit-Baltistan", "Aksai Chin", "Kalapani"),
    *("Arunachal Pradesh", "Gaza Strip", "East Jerusalem", "Jerusalem", "Ceuta", "Melilla"),
    *("Liancourt Rocks", "Scarborough Shoal", "Ilemi Triangle", "Doklam", "Preah Vihear"),
    *("Chagos Archipelago", "Abu Musa and the Tunbs", "Shebaa Farms", "Navassa Island", "Badme"),
}
NAME_DISPUTED = {"Gulf of Mexico", "Persian Gulf", "Sea of Japan"}
UNCLAIMED = {"Bir Tawil"}
MOST_DEGREES_OFF = 0.5


class PlainNames:
    """Gives names as they are, without other scripts."""

    def name(self, pack, place, name, *, canonical, language=""):
        pack.name(place, name, canonical=canonical, language=language)


@pytest.fixture(scope="module")
def regions():
    return tomllib.loads((FOLDER / "regions.toml").read_text(encoding="utf-8"))["region"]


@pytest.fixture(scope="module")
def rows():
    """Row of the shipped index by place id."""
    gazetteer = default_gazetteer()
    return {gazetteer.place(row).place_id: row for row in range(len(gazetteer))}


@pytest.fixture(scope="module")
def countries():
    gazetteer = default_gazetteer()
    return {gazetteer.country(row) for row in range(len(gazetteer))}


def test_there_are_enough_regions_each_once(regions):
    names = [region["name"] for region in regions]

    assert len(names) >= 230
    assert len(set(names)) == len(names)


def test_every_region_has_all_fields_and_no_other(regions):
    odd = {r["name"]: set(r) for r in regions if not REQUIRED <= set(r) <= REQUIRED | OPTIONAL}

    assert odd == {}


def test_every_region_lies_on_the_earth(regions):
    for region in regions:
        assert isinstance(region["lat"], float), region["name"]
        assert isinstance(region["lon"], float), region["name"]
        assert -90 <= region["lat"] <= 90, region["name"]
        assert -180 <= region["lon"] <= 180, region["name"]
        assert 0 < region["radius_km"] <= 10_000, region["name"]
        assert 0 <= region.get("rank", 0) < 10, region["name"]


def test_only_what_the_index_knows_has_another_kind_than_region_and_sea(regions):
    kinds = {region["name"]: region["kind"] for region in regions if "place" not in region}

    assert set(kinds.values()) == {"region", "sea"}


def test_every_region_says_where_it_is_from(regions):
    assert [region["name"] for region in regions if not region["source"].strip()] == []


def test_countries_are_empty_or_known_codes(regions, countries):
    codes = {code for r in regions for code in (r["country"], *r.get("claims", ())) if code}

    assert codes - countries == set()


def test_every_region_is_named_in_eight_languages_that_the_index_tells_apart(regions):
    for region in regions:
        languages = set(region["names"])

        assert len(languages) >= 8, region["name"]
        assert languages >= EVERYWHERE, region["name"]
        assert languages <= set(LANGUAGES), region["name"]


def test_every_region_is_called_by_its_canonical_name(regions):
    assert [r["name"] for r in regions if r["name"] not in r["names"]["en"]] == []


def test_names_are_clean(regions):
    names = [name for r in regions for given in r["names"].values() for name in given]

    assert all(names)
    assert [name for name in names if name != " ".join(name.split())] == []
    assert [name for name in names if set(name) & set('*~|;"«»“”')] == []
    assert [name for name in names if len(normalise(name)) > 60] == []


def test_no_language_is_left_without_a_name(regions):
    assert [r["name"] for r in regions for given in r["names"].values() if not given] == []


def test_one_name_of_one_language_means_one_region(regions):
    bearers = defaultdict(list)
    for region in regions:
        for language, given in region["names"].items():
            for name in given:
                bearers[language, normalise(name)].append(region["name"])

    assert {key: names for key, names in bearers.items() if len(names) > 1} == {}


def test_no_name_has_letters_of_another_script(regions):
    odd = [
        (language, name)
        for region in regions
        for language, given in region["names"].items()
        for name in given
        if not {unicodedata.name(letter).split()[0] for letter in name if letter.isalpha()}
        <= SCRIPTS.get(language, {"LATIN"})
    ]

    assert odd == []


@pytest.mark.parametrize(
    ("language", "letters"), [("ru", "іїєґ"), ("uk", "ыэъё"), ("ar", "گچپژیک"), ("fa", "يكة")]
)
def test_no_name_has_letters_of_a_sister_language(regions, language, letters):
    names = [name for region in regions for name in region["names"].get(language, ())]

    assert [name for name in names if set(name.lower()) & set(letters)] == []


@pytest.mark.parametrize("name", sorted(OBLIQUE))
def test_names_of_several_words_have_their_other_cases(regions, name):
    region = next(region for region in regions if region["name"] == name)

    for language, form in OBLIQUE[name].items():
        assert form in region["names"][language]


def test_disputed_territories_have_claims_and_a_note(regions):
    disputed = {region["name"] for region in regions if "claims" in region}

    assert disputed >= DISPUTED
    assert len(disputed) >= 100
    for region in regions:
        if "claims" in region:
            assert region["claims"], region["name"]
            assert len(set(region["claims"])) == len(region["claims"]), region["name"]
            assert region["note"].endswith("."), region["name"]


def test_a_note_without_claims_is_about_the_name_or_says_that_nobody_claims_it(regions):
    noted = {r["name"]: r["note"] for r in regions if "note" in r and "claims" not in r}

    assert set(noted) == NAME_DISPUTED | UNCLAIMED
    for name in NAME_DISPUTED:
        assert "name is disputed, not the place" in noted[name]
    for name in UNCLAIMED:
        assert "neither claims" in noted[name]


def test_a_region_of_one_country_lies_in_or_off_it(regions):
    gazetteer = default_gazetteer()
    countries = [row for row in range(len(gazetteer)) if gazetteer.kind(row) == "country"]
    areas = {gazetteer.country(row): gazetteer.area(gazetteer.place(row)) for row in countries}
    far = {}
    for region in regions:
        area = areas.get(region["country"])
        if area is not None and region["kind"] in ("region", "admin-1", "settlement", "capital"):
            # Shapely wants longitude first; a degree is at most 111 km, and coasts are simplified.
            degrees = area.distance(Point(region["lon"], region["lat"]))
            if degrees > MOST_DEGREES_OFF + region["radius_km"] / 111:
                far[region["name"]] = degrees

    assert far == {}


def test_claims_and_note_reach_the_index(tmp_path):
    pack = PackWriter()
    crimea = pack.add(PlaceRow("Crimea", "admin-1", 45.3, 34.4, "UA", geonameid=703883))
    pack.name(crimea, "Crimea", canonical=True)
    add_regions(pack, PlainNames())
    pack.write(tmp_path)

    gazetteer = Gazetteer(tmp_path)
    dispute = gazetteer.dispute(gazetteer.lookup("Crimea")[0])
    assert dispute is not None
    assert dispute.claims == ("UA", "RU")
    assert "68/262" in dispute.note


def test_a_region_is_as_widely_known_as_the_file_says(regions):
    pack = PackWriter()
    add_regions(pack, PlainNames())

    ranks = {place.name: place.rank for place in pack.places}

    assert ranks["Bohemia"] == 10
    assert ranks["Castile"] == 7
    assert {r["name"]: r.get("rank", 10) for r in regions if r["name"] in ranks} == ranks


def test_linked_places_are_in_the_index_and_of_the_same_kind_and_country(regions, rows):
    gazetteer = default_gazetteer()
    for region in regions:
        if "place" in region:
            row = rows[region["place"]]

            assert gazetteer.kind(row) == region["kind"], region["name"]
            assert gazetteer.country(row) == region["country"], region["name"]
