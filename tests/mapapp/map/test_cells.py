from __future__ import annotations

import numpy as np
import pytest

from geodata.situations import situations_between
from mapapp.map.cells import AREA, DISPUTED, FINEST, SEVERAL, STALE, Block, pack_all, pack_cells
from mapapp.map.interval_columns import held, place_code
from mapapp.palette import MARKS
from tests.mapapp.map.packed import unpacked
from tests.mapapp.world import ALMATY, ALMATY_AIRPORT, BISHKEK, KAZAKHSTAN, LAST_DAY

WORLD = Block(zoom=0, west=0, north=0, east=0, south=0)


def block_around(place, zoom):
    """The one tile that a place lies in."""
    tiles = 1 << zoom
    x = (place.lon + 180) / 360 * tiles
    y = (0.5 - np.arctanh(np.sin(np.radians(place.lat))) / (2 * np.pi)) * tiles
    return Block(zoom, int(x), int(y), int(x), int(y))


@pytest.fixture
def newest(data):
    return held(data.columns, since=LAST_DAY, until=LAST_DAY)


def test_all_rows_lie_where_their_places_do(data, newest):
    _, rows = unpacked(pack_all(data.columns, newest))

    situations = situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY)
    lon = [360 * x - 180 for x in rows["x"]]
    lat = [float(np.degrees(np.arctan(np.sinh((0.5 - y) * 2 * np.pi)))) for y in rows["y"]]
    assert sorted(lon) == pytest.approx(sorted(situations.geometry.x), abs=1e-4)
    assert sorted(lat) == pytest.approx(sorted(situations.geometry.y), abs=1e-4)


@pytest.mark.parametrize(
    ("bit", "place"), [(AREA, KAZAKHSTAN), (STALE, BISHKEK), (DISPUTED, ALMATY)]
)
def test_a_flag_is_raised_for_the_one_place_it_is_true_of(data, newest, bit, place):
    _, rows = unpacked(pack_all(data.columns, newest))

    flagged = [code for code, flags in zip(rows["code"], rows["flags"], strict=True) if flags & bit]
    assert flagged == [place_code(place.place_id)]


@pytest.mark.parametrize("zoom", [0, 3, 7, FINEST])
def test_counting_together_loses_no_situation(data, newest, zoom):
    last = (1 << zoom) - 1
    header, rows = unpacked(pack_cells(data.columns, newest, Block(zoom, 0, 0, last, last)))

    assert sum(rows["count"]) == len(newest.rows) == sum(header["counts"])
    assert (
        np.bincount(rows["status"], weights=rows["count"], minlength=len(MARKS)).tolist()
        == header["counts"]
    )


def test_places_of_one_cell_are_one_row_for_each_look_and_have_no_code(data, newest):
    _, rows = unpacked(pack_cells(data.columns, newest, WORLD))

    several = [i for i, code in enumerate(rows["code"]) if code == SEVERAL]
    assert len(several) > len({(rows["x"][i], rows["y"][i]) for i in several}) > 0


def test_a_place_alone_in_its_cell_keeps_its_code(data, newest):
    block = block_around(ALMATY_AIRPORT, FINEST)

    _, rows = unpacked(pack_cells(data.columns, newest, block))

    assert place_code(ALMATY_AIRPORT.place_id) in rows["code"]


def test_an_area_is_never_counted_together_with_others(data, newest):
    _, rows = unpacked(pack_cells(data.columns, newest, WORLD))

    areas = [i for i, flags in enumerate(rows["flags"]) if flags & AREA]
    assert [rows["code"][i] for i in areas] == [place_code(KAZAKHSTAN.place_id)]


def test_only_what_lies_in_the_block_is_sent_but_the_header_counts_the_world(data, newest):
    header, rows = unpacked(pack_cells(data.columns, newest, block_around(BISHKEK, 7)))

    assert rows["code"] == [place_code(BISHKEK.place_id)]
    assert sum(header["counts"]) == len(newest.rows)
    assert (header["stale"], header["disputed"], header["areas"]) == (1, 1, 1)


@pytest.mark.parametrize("turns", [-1, 1, 2])
def test_a_block_beyond_the_antimeridian_is_the_same_world_again(data, newest, turns):
    here = block_around(BISHKEK, 7)
    there = Block(7, here.west + turns * 128, here.north, here.east + turns * 128, here.south)

    assert pack_cells(data.columns, newest, there) == pack_cells(data.columns, newest, here)


def test_a_block_across_the_antimeridian_has_both_its_sides(data, newest):
    across = Block(2, west=2, north=0, east=5, south=3)

    _, rows = unpacked(pack_cells(data.columns, newest, across))

    assert sum(rows["count"]) == len(newest.rows)


def test_nothing_shown_is_no_error(data):
    nothing = held(data.columns, since=LAST_DAY, until=LAST_DAY, statuses=[])

    header, rows = unpacked(pack_cells(data.columns, nothing, WORLD))

    assert header["counts"] == [0] * len(MARKS)
    assert rows["code"] == []
