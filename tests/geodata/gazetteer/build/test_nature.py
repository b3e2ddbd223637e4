from __future__ import annotations

import pytest

pytest.importorskip("shapefile", reason="reads the lakes and rivers: requirements-gazetteer.txt")

from geodata.gazetteer.build.nature import add_reviewed_nature, add_seismic_regions
from geodata.gazetteer.pack import PlaceRow
from tests.geodata.gazetteer.build.feature_fixtures import features_of, named, pack_of

LATITUDES = 91
SECTORS = ("ne", "nw", "se", "sw")
NAMES = """# Flinn-Engdahl Seismic Regions
   1;  GULF OF OMAN
   2;  SOUTHERN IRAN
   3;  KERMADEC ISLANDS, NEW ZEALAND
   4;  OFF COAST OF PAKISTAN
   5;  SOLOMON ISLANDS
   6;  KODIAK ISLAND REGION, ALASKA
"""


@pytest.fixture
def seismic(tmp_path):
    """Files of the real format in which each quadrant has regions at latitude 24 only."""
    rows = {"ne": [(0, 2), (57, 1), (60, 2)], "nw": [(0, 4), (152, 6), (155, 4)]}
    rows |= {"se": [(0, 4), (159, 5), (161, 4), (178, 3)], "sw": [(0, 4), (178, 3)]}
    counts = []
    for sector in SECTORS:
        counts += [len(rows[sector]) if lat == 24 else 0 for lat in range(LATITUDES)]
        pairs = " ".join(f"{lon} {number}" for lon, number in rows[sector])
        (tmp_path / f"{sector}sect.asc").write_text(pairs, encoding="ascii")
    (tmp_path / "quadsidx.asc").write_text(" ".join(map(str, counts)), encoding="ascii")
    (tmp_path / "Flinn-Engdahl.csv").write_text(NAMES, encoding="ascii")
    return tmp_path


def test_a_sea_stands_in_the_middle_of_its_cells(seismic):
    pack = pack_of()

    add_seismic_regions(features_of(pack), seismic)

    gulf = named(pack, "Gulf of Oman", "water")
    assert gulf is not None
    assert (gulf.lat, gulf.lon) == (24.5, 58.5)


def test_islands_across_the_antimeridian_stand_there_and_not_at_longitude_zero(seismic):
    pack = pack_of()

    add_seismic_regions(features_of(pack), seismic)

    islands = named(pack, "Kermadec Islands", "region")
    assert islands is not None
    assert islands.lat == -24.5
    assert abs(islands.lon) > 177


def test_only_seas_islands_and_peninsulas_of_no_country_are_taken(seismic):
    pack = pack_of(PlaceRow("Solomon Islands", "country", -9.6, 160.2, country="SB"))

    add_seismic_regions(features_of(pack), seismic)

    names = {place.name for place in pack.places if place.kind != "country"}
    assert names == {"Gulf of Oman", "Kermadec Islands", "Kodiak Island"}


def test_reviewed_features_are_found_in_every_language_they_are_named_in():
    pack = pack_of()

    add_reviewed_nature(features_of(pack))

    danube = named(pack, "Danube", "water")
    assert danube is not None
    for name in ("Donau", "Danubio", "Дунай", "Duna", "Tuna Nehri", "多瑙河", "نهر الدانوب"):
        assert named(pack, name, "water") is danube
    assert named(pack, "Zugspitze", "region", "DE") is not None


def test_a_river_of_a_countrys_name_is_found_by_its_long_name_only():
    pack = pack_of(PlaceRow("Niger", "country", 17.0, 8.0, country="NE"))

    add_reviewed_nature(features_of(pack))

    assert named(pack, "Niger River", "water") is not None
    assert named(pack, "Niger", "water") is None
