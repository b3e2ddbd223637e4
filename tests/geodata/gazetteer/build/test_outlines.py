from __future__ import annotations

import json

import pytest
import shapely

from geodata.gazetteer.build.division_names import name_keys
from geodata.gazetteer.build.outlines import (
    Division,
    Settlement,
    assign,
    division_outlines,
    read_features,
)

PACA = Division("FR.93", "2985244", "FR-PAC", name_keys(["Provence-Alpes-Côte d'Azur", "PACA"]))
PARIS_REGION = Division("FR.11", "3012874", "FR-IDF", name_keys(["Île-de-France"]))
EAST_KAZAKHSTAN = Division("KZ.15", "1517381", "KZ-63", name_keys(["East Kazakhstan"]))
ABAI = Division("KZ.12510143", "12510143", "KZ-10", name_keys(["Abay oblysy", "Abai Region"]))


def square(west: float, south: float, side: float = 1.0) -> dict[str, object]:
    return json.loads(shapely.to_geojson(shapely.box(west, south, west + side, south + side)))


@pytest.fixture
def features_file(tmp_path):
    def write(*features):
        path = tmp_path / "admin1.json"
        listed = [
            {"type": "Feature", "properties": properties, "geometry": geometry}
            for properties, geometry in features
        ]
        path.write_text(json.dumps({"features": listed}), encoding="utf-8")
        return path

    return write


def test_a_department_with_the_code_of_another_region_is_part_of_its_own(features_file):
    path = features_file(
        (
            {"name": "Seine-Saint-Denis", "iso_a2": "FR", "gn_a1_code": "FR.93"},
            square(2.0, 48.0),
        ),
        ({"name": "Val-d'Oise", "iso_a2": "FR", "gn_a1_code": "FR.95"}, square(2.0, 49.0)),
    )
    settlements = [Settlement(48.5, 2.5, "FR.11"), Settlement(49.5, 2.5, "FR.11")]

    features = read_features(path, settlements)
    assign(features, [PACA, PARIS_REGION], {})

    assert [(one.division, one.bears_name) for one in features] == [("FR.11", False)] * 2
    assert division_outlines(features)["FR.11"].bounds == (2.0, 48.0, 3.0, 50.0)
    assert "FR.93" not in division_outlines(features)


def test_an_outline_that_bears_the_name_is_the_division(features_file):
    path = features_file(
        ({"name": "Île-de-France", "iso_a2": "FR", "gn_id": 1}, square(2.0, 48.0)),
    )

    features = read_features(path, [Settlement(48.5, 2.5, "FR.11")])
    assign(features, [PACA, PARIS_REGION], {})

    assert (features[0].division, features[0].bears_name) == ("FR.11", True)


def test_a_name_alone_is_not_enough_where_other_divisions_settlements_lie(features_file):
    path = features_file(
        ({"name": "Île-de-France", "iso_a2": "FR"}, square(2.0, 48.0)),
        ({"name": "Yvelines", "iso_a2": "FR"}, square(1.0, 48.0)),
    )
    settlements = [Settlement(48.1 + i / 10, 2.5, "FR.93") for i in range(5)]
    settlements.append(Settlement(48.5, 1.5, "FR.11"))

    features = read_features(path, settlements)
    assign(features, [PACA, PARIS_REGION], {})

    assert [(one.division, one.bears_name) for one in features] == [
        ("FR.93", False),
        ("FR.11", False),
    ]


def test_a_younger_division_gets_the_piece_around_its_settlements(features_file):
    path = features_file(
        ({"name": "East Kazakhstan", "iso_a2": "KZ"}, square(80.0, 48.0, 2.0)),
    )
    settlements = [
        *(Settlement(48.5 + i / 10, 81.8, "KZ.15") for i in range(5)),
        *(Settlement(48.5 + i / 10, 80.2, "KZ.12510143") for i in range(5)),
    ]

    features = read_features(path, settlements)
    assign(features, [EAST_KAZAKHSTAN, ABAI], {})
    outlines = division_outlines(features)

    assert features[0].bears_name
    assert outlines["KZ.15"].bounds[0] == pytest.approx(81.0)
    assert outlines["KZ.12510143"].bounds[2] == pytest.approx(81.0)


def test_an_outline_without_settlements_belongs_where_iso_puts_it(features_file):
    path = features_file(
        ({"name": "Yvelines", "iso_a2": "FR", "iso_3166_2": "FR-78"}, square(1.0, 48.0)),
        ({"name": "Nowhere", "iso_a2": "FR", "iso_3166_2": "FR-XX"}, square(9.0, 48.0)),
    )

    features = read_features(path, [])
    assign(features, [PARIS_REGION], {"FR-78": "FR-IDF"})

    assert [one.division for one in features] == ["FR.11", ""]
