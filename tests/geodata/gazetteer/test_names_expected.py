from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from geodata.gazetteer.geocoder import GazetteerGeocoder
from geodata.gazetteer.index import great_circle_km

TABLE = Path(__file__).parent / "names_expected.tsv"
CORE_LANGUAGES = [
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
]
OTHER_LANGUAGES = ["ur", "bn", "ko", "el", "ro", "sr", "sw", "kk", "he", "nl", "cs", "bg", "sl"]
LEAST_SHARE = 0.98
LEAST_SHARE_OF_A_LANGUAGE = 0.92


def read_rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = read_rows()


@pytest.fixture(scope="module")
def geocoder():
    return GazetteerGeocoder()


def failure(geocoder, row):
    """What is wrong with the best candidate for a row's name; None if nothing is."""
    found = geocoder.geocode(row["name"], language=row["language"])
    asked = f"{row['language']} {row['kind']} {row['name']} ({row['place']})"
    if found is None:
        return f"{asked}: nothing"
    away_km = great_circle_km(float(row["lat"]), float(row["lon"]), found.latitude, found.longitude)
    if away_km <= float(row["km"]):
        return None
    return f"{asked}: {found.address} ({found.raw['type']}), {away_km:.0f} km away"


def assert_share(geocoder, rows, least_share):
    failures = [text for row in rows if (text := failure(geocoder, row))]
    share = 1 - len(failures) / len(rows)
    assert share >= least_share, "\n".join([f"{share:.1%} of {len(rows)} right.", *failures])


def test_the_table_covers_the_languages_and_holds_no_name_twice():
    names = Counter((row["name"], row["language"]) for row in ROWS)
    languages = Counter(row["language"] for row in ROWS)

    assert not [name for name, count in names.items() if count > 1]
    assert all(languages[language] >= 20 for language in CORE_LANGUAGES)
    assert all(languages[language] >= 10 for language in OTHER_LANGUAGES)


def test_the_best_candidate_lies_where_the_name_says(geocoder):
    assert_share(geocoder, ROWS, LEAST_SHARE)


@pytest.mark.parametrize("language", CORE_LANGUAGES + OTHER_LANGUAGES)
def test_no_language_falls_far_behind(geocoder, language):
    rows = [row for row in ROWS if row["language"] == language]

    assert_share(geocoder, rows, LEAST_SHARE_OF_A_LANGUAGE)
