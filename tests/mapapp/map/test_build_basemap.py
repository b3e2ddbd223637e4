from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from mapapp.map.basemap_file import Shapes, decode, encode
from mapapp.map.basemap_labels import area_labels, city_labels, read_wording
from mapapp.map.basemap_topology import (
    BORDER,
    COAST,
    DISPUTED,
    GRID,
    BasemapError,
    Stretch,
    borders,
    project,
    read_disputed,
    read_topology,
    ring_line,
    simplify,
)
from mapapp.map.build_basemap import DISPUTED as DISPUTED_FILE
from mapapp.map.build_basemap import WORDING, Detail, build_shapes

COARSE = Detail("test.bin", zoom=4, grid_bits=14, tolerance_px=0.5, land_px=1.5, lake_px=12.0)
NO_WORDING = {"unlabelled": [], "territories": [], "names": {}}


def _topology_document():
    """Peru (west) and Bolivia (east) share one line; Fiji lies across the 180th meridian."""
    corners = [
        [[-70, -10], [-80, -10], [-80, -20], [-70, -20]],  # 0: the coast of Peru
        [[-70, -20], [-60, -20], [-60, -10], [-70, -10]],  # 1: the outside of Bolivia
        [[-70, -10], [-70, -12], [-70, -14], [-70, -16], [-70, -20]],  # 2: the line between them
        [[177, -16], [-178, -16], [-178, -19], [177, -19], [177, -16]],  # 3: Fiji
    ]
    steps = [np.diff(np.array(arc), axis=0, prepend=[[0, 0]]).tolist() for arc in corners]
    rings = {"Peru": [[0, ~2]], "Bolivia": [[2, 1]], "Fiji": [[3]]}
    ids = {"Peru": "604", "Bolivia": "068", "Fiji": "242"}
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": steps,
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": a, "id": ids[n], "properties": {"name": n}}
                    for n, a in rings.items()
                ]
            },
            "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[0, 1]], [[3]]]}]},
        },
    }


@pytest.fixture
def topology():
    return read_topology(_topology_document())


def _stretch(*, pair=("Peru", "Bolivia"), box=None):
    return Stretch(sides=pair, pairs=(pair,), box=box, source="a treaty", note="A note.")


def test_borders_are_the_arcs_that_two_areas_share(topology):
    lines = borders(topology, [])

    assert [kind for kind, _ in lines] == [BORDER]
    assert lines[0][1][:, 0].tolist() == [-70] * 5


def test_a_disputed_pair_is_marked_whole_without_a_box(topology):
    assert [kind for kind, _ in borders(topology, [_stretch()])] == [DISPUTED]


def test_a_box_cuts_the_line_and_marks_only_what_lies_inside(topology):
    pieces = borders(topology, [_stretch(box=(-71, -14.5, -69, -11.5))])

    assert [(kind, line[:, 1].tolist()) for kind, line in pieces] == [
        (BORDER, [-10, -12]),
        (DISPUTED, [-12, -14]),
        (BORDER, [-14, -16, -20]),
    ]


@pytest.mark.parametrize("pair", [("Peru", "Atlantis"), ("Peru", "Fiji")])
def test_a_stretch_that_marks_nothing_is_an_error(topology, pair):
    with pytest.raises(BasemapError, match=r"Atlantis|Fiji and Peru marks no line"):
        borders(topology, [_stretch(pair=pair)])


def test_a_box_beside_the_line_is_an_error(topology):
    with pytest.raises(BasemapError, match="marks no line"):
        borders(topology, [_stretch(box=(0, 0, 1, 1))])


def test_a_ring_runs_on_across_the_antimeridian(topology):
    ring = ring_line(topology, topology.land[1])

    assert ring[:, 0].tolist() == [177, 182, 182, 177, 177]


def test_a_label_across_the_antimeridian_stands_on_its_island(topology):
    labels = area_labels(topology, NO_WORDING)

    at = labels["names"]["en"].index("Fiji")
    lon = labels["x"][at] / GRID * 360 - 180
    assert 177 < lon <= 180 or -180 <= lon < -178


def test_land_has_the_coast_only_and_the_border_is_stored_once(topology):
    shapes = build_shapes(topology, [], [], COARSE)

    assert sorted(shapes.kinds) == [COAST, COAST, COAST, BORDER]
    assert len(shapes.land) == 2
    assert {shapes.kinds[i] for ring in shapes.land for i in ring} == {COAST}


def test_a_small_island_stays_only_if_it_is_all_an_area_has(topology):
    document = _topology_document()
    islet = [[10, 0], [10.01, 0], [10.01, 0.01], [10, 0]]
    document["arcs"].append(np.diff(np.array(islet), axis=0, prepend=[[0, 0]]).tolist())
    document["objects"]["land"]["geometries"].append({"type": "Polygon", "arcs": [[4]]})
    without_owner = build_shapes(read_topology(document), [], [], COARSE)
    islet_state = {"type": "Polygon", "arcs": [[4]], "properties": {"name": "Nauru"}}
    document["objects"]["countries"]["geometries"].append(islet_state)
    with_owner = build_shapes(read_topology(document), [], [], COARSE)

    assert (len(without_owner.land), len(with_owner.land)) == (2, 3)


def test_a_lake_becomes_a_ring_of_its_own(topology):
    titicaca = np.array([[-70.0, -15], [-69, -16], [-69, -15], [-70, -15]])

    shapes = build_shapes(topology, [], [titicaca], COARSE)

    assert len(shapes.lakes) == 1
    assert shapes.arcs[shapes.lakes[0][0]][0].tolist() == shapes.arcs[-1][-1].tolist()


def test_simplifying_keeps_the_ends_and_a_closed_line_open_inside():
    zigzag = np.array([[0.0, 0], [5, 0.2], [10, 0]])
    islet = np.array([[0.0, 0], [2, 0], [2, 2], [0, 2], [0, 0]])

    assert simplify(zigzag, 1).tolist() == [[0, 0], [10, 0]]
    assert len(simplify(islet, 50)) >= 4


def test_the_grid_is_square_from_edge_to_edge():
    corners = project(np.array([[-180.0, 85.0511287798], [180, -85.0511287798], [0, 0]]))

    assert np.allclose(corners, [[0, 0], [GRID, GRID], [GRID / 2, GRID / 2]], atol=1e-3)


def test_a_document_of_another_kind_is_refused():
    with pytest.raises(BasemapError, match="Not a TopoJSON"):
        read_topology({"type": "FeatureCollection", "features": []})


def test_a_file_gives_back_what_was_put_in():
    arcs = [np.array([[5, 7], [-300, 9], [70_000, -1]]), np.array([[-2, 0], [0, 0]])]
    shapes = Shapes(14, [COAST, DISPUTED], arcs, [[0, ~1]], [[~0]])

    read = decode(encode(shapes))

    assert [arc.tolist() for arc in read.arcs] == [arc.tolist() for arc in arcs]
    assert (read.grid_bits, read.kinds, read.land, read.lakes) == (14, [0, 2], [[0, ~1]], [[~0]])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda content: content[:-1], "cut off"),
        (lambda content: content + b"\0", "read"),
        (lambda content: b"PK" + content[2:], "expected b'SMB1'"),
    ],
)
def test_a_damaged_file_is_refused(damage, message):
    arc = np.array([[0, 0], [1, 1]])
    content = encode(Shapes(14, [COAST], [arc], [[0]], []))

    with pytest.raises(BasemapError, match=message):
        decode(damage(content))


def _city(name, lat, lon, population, *, country="PE"):
    return {
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "population": population,
        "countrycode": country,
        "geonameid": population,
    }


CITIES = [
    _city("Lima", -12.04, -77.03, 9_000_000),
    _city("Callao", -12.06, -77.15, 1_000_000),
    _city("Arequipa", -16.4, -71.54, 1_000_000),
    _city("Village", -14.0, -73.0, 900),
]
COUNTRIES = [{"iso": "PE", "isonumeric": 604, "capital": "Lima"}]
CITY_WORDING = {
    **NO_WORDING,
    "unlabelled_cities": [],
    "city_names": {},
    "capitals": {},
    "no_capital": [],
}


def test_a_city_beside_a_bigger_one_waits_or_is_left_out(topology):
    labels = city_labels(CITIES, COUNTRIES, topology, CITY_WORDING)

    assert labels["names"]["en"] == ["Lima", "Arequipa"]
    assert labels["capital"] == [1, 0]


def test_a_capital_whose_country_is_disputed_gets_no_ring(topology):
    wording = {**CITY_WORDING, "no_capital": ["PE"]}

    assert sum(city_labels(CITIES, COUNTRIES, topology, wording)["capital"]) == 0


def test_the_capital_of_a_territory_gets_no_ring(topology):
    wording = {**CITY_WORDING, "territories": ["Peru"]}

    assert sum(city_labels(CITIES, COUNTRIES, topology, wording)["capital"]) == 0


def test_every_disputed_stretch_has_its_sides_its_source_and_one_sentence():
    stretches = read_disputed(DISPUTED_FILE)

    assert len(stretches) > 15
    for stretch in stretches:
        assert len(stretch.sides) >= 2, stretch
        assert stretch.source, stretch
        assert stretch.note.endswith("."), stretch
        assert all(first != second for first, second in stretch.pairs), stretch
        if stretch.box:
            west, south, east, north = stretch.box
            assert -180 <= west < east <= 180, stretch
            assert -90 <= south < north <= 90, stretch
        if not stretch.pairs:
            assert "none is drawn" in stretch.note or "no line" in stretch.note, stretch


@pytest.mark.parametrize(
    "side",
    [
        "Abkhazia", "Guyana", "India", "Israel", "Kosovo", "Morocco", "Northern Cyprus",
        "Palestine", "Somaliland", "South Sudan", "Sudan", "Syria", "Taiwan", "Ukraine",
    ],
)  # fmt: skip
def test_the_best_known_disputes_are_listed(side):
    assert any(side in stretch.sides for stretch in read_disputed(DISPUTED_FILE))


def test_no_capital_is_marked_at_jerusalem():
    assert {"IL", "PS"} <= set(read_wording(WORDING)["no_capital"])


def test_the_recipe_says_what_is_missing(tmp_path):
    command = [sys.executable, "-m", "mapapp.map.build_basemap", str(tmp_path)]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "countries-10m.json is missing" in run.stderr
    assert "Traceback" not in run.stderr


def test_labels_are_written_as_json_numbers(topology):
    assert json.loads(json.dumps(area_labels(topology, NO_WORDING)))["zoom"]
