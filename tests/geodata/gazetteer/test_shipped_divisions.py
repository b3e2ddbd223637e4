"""First-order divisions of the shipped index: how many each country has, and where they lie."""

from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer, great_circle_km
from geodata.gazetteer.spelling import normalise

COUNTS = {
    "AE": 7,
    "AF": 34,
    "AR": 24,
    "AT": 9,
    "AU": 8,
    "BD": 8,
    "BE": 3,
    "BG": 28,
    "BO": 9,
    "BR": 27,
    "BY": 7,
    "CA": 13,
    "CD": 26,
    "CF": 20,
    "CH": 26,
    "CL": 16,
    "CM": 10,
    "CN": 31,
    "CO": 33,
    "CR": 7,
    "CZ": 14,
    "DE": 16,
    "DK": 5,
    "DZ": 58,
    "EC": 24,
    "EG": 27,
    "ES": 19,
    "ET": 14,
    "FR": 13,
    "GB": 4,
    "GH": 16,
    "GN": 8,
    "GT": 22,
    "HN": 18,
    "HR": 21,
    "HT": 10,
    "ID": 38,
    "IE": 4,
    "IN": 36,
    "IQ": 19,
    "IR": 31,
    "IT": 20,
    "JO": 12,
    "JP": 47,
    "KE": 47,
    "KR": 17,
    "LB": 8,
    "LR": 15,
    "LY": 22,
    "MA": 12,
    "MM": 15,
    "MX": 32,
    "MY": 16,
    "MZ": 11,
    "NE": 8,
    "NG": 37,
    "NI": 17,
    "NL": 12,
    "NP": 7,
    "PA": 14,
    "PE": 26,
    "PH": 17,
    "PK": 7,
    "PL": 16,
    "PS": 2,
    "RO": 42,
    "RU": 83,
    "RW": 5,
    "SA": 13,
    "SD": 18,
    "SE": 21,
    "SK": 8,
    "SN": 14,
    "SO": 18,
    "SS": 10,
    "SV": 14,
    "SY": 14,
    "TD": 23,
    "TH": 77,
    "TN": 24,
    "TR": 81,
    "TZ": 31,
    "UA": 27,
    "US": 51,
    "UY": 19,
    "UZ": 14,
    "VE": 25,
    "YE": 22,
    "ZA": 9,
    "ZM": 10,
    "ZW": 10,
}
"""
How many first-order divisions countries have, capital and federal districts among them.

Russia without the two that it claims in Ukraine; Peru with Lima Province; Myanmar with Naypyitaw;
Spain with Ceuta and Melilla; Ethiopia with the regions made from 2020 to 2023.
"""

PLACED = [
    ("Île-de-France", "FR", 48.7, 2.5),
    ("Auvergne-Rhône-Alpes", "FR", 45.5, 4.5),
    ("Brittany", "FR", 48.2, -2.9),
    ("Provence-Alpes-Côte d'Azur", "FR", 44.0, 6.0),
    ("Catalonia", "ES", 41.8, 1.5),
    ("Extremadura", "ES", 39.2, -6.1),
    ("Galicia", "ES", 42.8, -7.9),
    ("Sicily", "IT", 37.6, 14.1),
    ("Lombardy", "IT", 45.6, 9.8),
    ("Molise", "IT", 41.7, 14.6),
    ("West Darfur", "SD", 13.5, 22.5),
    ("Central Darfur", "SD", 12.9, 23.5),
    ("East Darfur", "SD", 11.5, 26.0),
    ("South Kordofan", "SD", 11.0, 30.0),
    ("Halabja", "IQ", 35.2, 46.0),
    ("Abai Region", "KZ", 49.0, 80.0),
    ("Zhetysu Region", "KZ", 45.0, 78.4),
    ("Ulytau Region", "KZ", 48.0, 67.5),
    ("Ituri", "CD", 1.9, 29.5),
    ("Tshopo", "CD", 0.5, 25.0),
    ("North Kivu", "CD", -0.8, 28.9),
    ("Turkana", "KE", 3.3, 35.5),
    ("Mandera", "KE", 3.5, 41.0),
    ("Sidama", "ET", 6.7, 38.5),
    ("Ivano-Frankivsk", "UA", 48.7, 24.6),
    ("Crimea", "UA", 45.3, 34.4),
    ("Calabarzon", "PH", 14.2, 121.5),
    ("Papua", "ID", -3.0, 138.5),
    ("Ladakh", "IN", 34.2, 77.6),
    ("Panjshir", "AF", 35.4, 69.8),
    ("Napo", "EC", -0.9, -77.8),
    ("Tungurahua", "EC", -1.3, -78.6),
    ("Tehran", "IR", 35.6, 51.5),
    ("Fars", "IR", 29.4, 53.2),
    ("Khuzestan", "IR", 31.4, 49.0),
    ("Kurdistan", "IR", 35.7, 46.9),
    ("Gilan", "IR", 37.2, 49.4),
    ("Casablanca-Settat", "MA", 33.2, -7.9),
    ("Oriental", "MA", 33.6, -2.5),
    ("Scotland", "GB", 56.8, -4.2),
    ("Northern Ireland", "GB", 54.6, -6.7),
    ("Socotra", "YE", 12.5, 53.9),
    ("Borno", "NG", 11.8, 13.2),
]
COUNTIES = [
    ("Northamptonshire", "GB", 52.3, -0.9),
    ("Surrey", "GB", 51.3, -0.4),
    ("West Sussex", "GB", 50.9, -0.5),
    ("North Yorkshire", "GB", 54.2, -1.4),
    ("County Cork", "IE", 51.9, -8.8),
    ("Donegal", "IE", 54.9, -8.0),
    ("Gironde", "FR", 44.8, -0.6),
    ("Plymouth County", "US", 42.0, -70.8),
    ("San Francisco County", "US", 37.8, -122.4),
]


@pytest.fixture(scope="module")
def gazetteer():
    return default_gazetteer()


@pytest.mark.parametrize("country", sorted(COUNTS))
def test_a_country_has_all_its_first_order_divisions(gazetteer, country):
    rows = gazetteer.rows_of_kind("admin-1")

    assert sum(gazetteer.country(int(row)) == country for row in rows) == COUNTS[country]


@pytest.mark.parametrize(("name", "country", "lat", "lon"), PLACED)
def test_a_division_bears_its_name_at_its_point(gazetteer, name, country, lat, lon):
    distances = _distances_km(gazetteer, name, ("admin-1", country), (lat, lon))

    assert distances
    assert max(distances) < 200


@pytest.mark.parametrize(("name", "country", "lat", "lon"), COUNTIES)
def test_a_county_bears_its_name_at_its_point(gazetteer, name, country, lat, lon):
    distances = _distances_km(gazetteer, name, ("admin-2", country), (lat, lon))

    assert distances
    assert min(distances) < 40


def test_only_a_city_and_the_division_around_it_share_a_name(gazetteer):
    named: dict[tuple[str, str], list[int]] = {}
    for row in gazetteer.rows_of_kind("admin-1"):
        place = gazetteer.place(int(row))
        if place.country in COUNTS:
            named.setdefault((place.country, place.name), []).append(int(row))

    shared = {key: rows for key, rows in named.items() if len(rows) > 1}

    assert ("UA", "Kyiv") in shared
    for key, rows in shared.items():
        assert len(rows) == 2, key
        assert gazetteer.distance_km(*rows) < 300, key


def _distances_km(gazetteer, name, kind_and_country, point):
    return [
        great_circle_km(gazetteer.lat[entry.row], gazetteer.lon[entry.row], *point)
        for entry in gazetteer.entries(normalise(name))
        if (gazetteer.kind(entry.row), gazetteer.country(entry.row)) == kind_and_country
    ]
