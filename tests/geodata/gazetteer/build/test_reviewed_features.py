from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import geodata.gazetteer
from geodata.gazetteer.build.features import code_of, read_rows
from geodata.gazetteer.build.regions import REGIONS_FILE
from geodata.gazetteer.names import LANGUAGES
from geodata.gazetteer.spelling import normalise

FOLDER = Path(geodata.gazetteer.__file__).parent
NATURE = read_rows(FOLDER / "nature.toml", "feature")
SITES = read_rows(FOLDER / "sites.toml", "site")
SCRIPTS = {
    "ru": "CYRILLIC",
    "uk": "CYRILLIC",
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ur": "ARABIC",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "bn": "BENGALI",
    "el": "GREEK",
    "th": "THAI",
    "ko": "HANGUL",
    "zh": "CJK",
}


@pytest.mark.parametrize("row", NATURE + SITES, ids=lambda row: row["name"])
def test_a_reviewed_row_is_complete(row):
    assert set(row) - {"country"} == {"name", "class", "rank", "lat", "lon", "names"}
    assert -90 <= row["lat"] <= 90
    assert -180 <= row["lon"] <= 180
    assert 0 <= row["rank"] <= 10
    assert len(row.get("country", "ZZ")) == 2
    assert row["names"]
    assert set(row["names"]) <= set(LANGUAGES)
    assert all(name.strip() == name for names in row["names"].values() for name in names)


@pytest.mark.parametrize("row", NATURE + SITES, ids=lambda row: row["name"])
def test_a_name_is_written_in_the_script_of_its_language(row):
    for language, names in row["names"].items():
        for name in names:
            letters = [
                unicodedata.name(letter).split()[0]
                for letter in name
                if letter.isalpha() and unicodedata.category(letter) != "Lm"
            ]
            expected = SCRIPTS.get(language)
            if expected and not name.isascii():
                assert expected in letters, (language, name)
            elif language in {"en", "de", "fr", "es", "pt", "it", "pl", "tr"}:
                assert set(letters) <= {"LATIN", "MASCULINE", "FEMININE"}, (language, name)


def test_no_id_is_given_twice():
    ids = Counter(
        [code_of(row["class"], row["name"]) for row in NATURE]
        + [code_of("site", row["name"]) for row in SITES]
    )

    assert [code for code, times in ids.items() if times > 1] == []


def test_a_nature_row_does_not_repeat_a_name_of_the_reviewed_regions_far_away():
    regions = {
        normalise(name): region
        for region in read_rows(REGIONS_FILE, "region")
        if region["kind"] in ("region", "sea")
        for name in region["names"]["en"]
    }

    for row in NATURE:
        for name in row["names"].get("en", ()):
            region = regions.get(normalise(name))
            if region is not None:
                reach = max(3.0, region["radius_km"] / 111)
                assert abs(region["lat"] - row["lat"]) <= reach, row["name"]


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Danube", 47.5, 19.0),
        ("Mount Everest", 28.0, 86.9),
        ("Lampedusa", 35.5, 12.6),
        ("Virunga National Park", -0.5, 29.5),
        ("Zaporizhzhia Nuclear Power Plant", 47.5, 34.6),
        ("Rafah crossing", 31.25, 34.26),
        ("Grand Ethiopian Renaissance Dam", 11.2, 35.1),
        ("Estadio Azteca", 19.3, -99.15),
        ("Uluru", -25.3, 131.0),
        ("Three Gorges Dam", 30.8, 111.0),
    ],
)
def test_a_well_known_feature_stands_where_it_is(name, lat, lon):
    row = next(row for row in NATURE + SITES if row["name"] == name)

    assert (row["lat"], row["lon"]) == (pytest.approx(lat, abs=0.6), pytest.approx(lon, abs=0.6))
