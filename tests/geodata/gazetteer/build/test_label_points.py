from __future__ import annotations

import shapely

from geodata.gazetteer.build.label_points import inside, peopled

# Boxes take longitude first: two islands, and a third far off.
MAIN, SMALL, FAR = (
    shapely.box(10, 0, 12, 2),
    shapely.box(13, 0, 13.4, 0.4),
    shapely.box(20, 5, 21, 6),
)
ISLANDS = shapely.MultiPolygon([MAIN, SMALL, FAR])


def test_a_point_inside_an_outline_stays():
    assert inside(ISLANDS, 1.0, 11.0) == (1.0, 11.0)


def test_a_point_at_sea_goes_onto_the_largest_island_nearby():
    lat, lon = inside(ISLANDS, 1.0, 12.6)

    assert MAIN.contains(shapely.Point(lon, lat))


def test_a_point_on_an_island_next_to_nobody_lives_on_goes_where_people_live():
    settlements = [(0.5, 11.0, 90_000), (1.5, 11.0, 90_000), (5.5, 20.5, 900)]

    assert peopled(ISLANDS, 5.5, 20.5, settlements) == (1.0, 11.0)


def test_a_point_on_an_island_with_many_people_stays():
    settlements = [(1.0, 11.0, 90_000), (5.5, 20.5, 30_000)]

    assert peopled(ISLANDS, 5.5, 20.5, settlements) == (5.5, 20.5)


def test_among_many_islands_of_few_people_each_a_point_stays():
    atolls = shapely.MultiPolygon([shapely.box(east, 0, east + 0.5, 0.5) for east in range(10)])
    settlements = [(0.2, east + 0.2, 1_000 + east) for east in range(1, 10)]

    assert peopled(atolls, 0.2, 0.2, settlements) == (0.2, 0.2)


def test_without_settlements_or_islands_a_point_stays():
    assert peopled(ISLANDS, 5.5, 20.5, ()) == (5.5, 20.5)
    assert peopled(MAIN, 0.1, 10.1, [(1.9, 11.9, 5_000)]) == (0.1, 10.1)
