from __future__ import annotations

import pytest

pytest.importorskip("airportsdata", reason="reads the real list: requirements-gazetteer.txt")

import airportsdata

from geodata.gazetteer.build.airport_points import FAR_KM, listed_airports, sexagesimal
from geodata.gazetteer.index import great_circle_km

TOWNS = [
    ("BE", "Brussels", 50.85, 4.35),
    ("BE", "Antwerp", 51.22, 4.40),
    ("BE", "Liège", 50.63, 5.57),
    ("BE", "Ostend", 51.22, 2.93),
    ("BE", "Wevelgem", 50.81, 3.18),
    ("BE", "Diest", 50.99, 5.05),
    ("BE", "Ninove", 50.84, 4.02),
    ("LU", "Luxembourg", 49.61, 6.13),
    ("NL", "Rotterdam", 51.92, 4.48),
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [(50.5405, 50.9014), (4.2904, 4.4844), (4.271, 4.4528), (-4.271, -4.4528), (50.0, 50.0)],
)
def test_minutes_and_seconds_are_read_from_four_decimals(written, meant):
    assert sexagesimal(written) == pytest.approx(meant, abs=0.0001)


@pytest.mark.parametrize("written", [50.6028, 50.0175, 5.88694])
def test_what_cannot_be_minutes_and_seconds_is_not_read_so(written):
    assert sexagesimal(written) is None


@pytest.mark.parametrize(
    ("icao", "lat", "lon"),
    [
        ("EBBR", 50.901, 4.484),
        ("EBAW", 51.189, 4.460),
        ("EBLG", 50.636, 5.443),
        ("EBOS", 51.199, 2.863),
        ("EBKT", 50.817, 3.208),
        ("ELLX", 49.626, 6.211),
    ],
)
def test_misread_airports_of_the_list_lie_where_they_are(icao, lat, lon):
    airport = listed_airports(TOWNS)[icao]

    assert great_circle_km(lat, lon, airport["lat"], airport["lon"]) < 1.0


@pytest.mark.parametrize("icao", ["EBDT", "EBNO", "EHRD", "EGLL"])
def test_airports_near_their_town_in_decimals_or_of_other_countries_stay(icao):
    listed = airportsdata.load("ICAO")[icao]

    assert listed_airports(TOWNS)[icao] == listed


def test_an_airport_whose_town_is_unknown_stays():
    listed = airportsdata.load("ICAO")["EBBR"]

    assert listed_airports([])["EBBR"] == listed


def test_no_airport_is_moved_further_from_its_town():
    listed = airportsdata.load("ICAO")
    moved = {
        icao: airport
        for icao, airport in listed_airports(TOWNS).items()
        if (airport["lat"], airport["lon"]) != (listed[icao]["lat"], listed[icao]["lon"])
    }

    assert len(moved) >= 6
    assert {airport["country"] for airport in moved.values()} == {"BE", "LU"}
    for airport in moved.values():
        lat, lon = next(
            (lat, lon)
            for country, name, lat, lon in TOWNS
            if country == airport["country"] and name.replace("è", "e") == airport["city"]
        )
        before = listed[airport["icao"]]
        assert great_circle_km(lat, lon, before["lat"], before["lon"]) > FAR_KM
        assert great_circle_km(lat, lon, airport["lat"], airport["lon"]) < 25.0
