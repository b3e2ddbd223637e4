"""Points that stand for divisions: inside their outlines, and where people live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

NEAR_DEGREES = 1.0
"""How far from a point between islands the island lies on which it is put."""
LEAST_PEOPLED = 0.1
"""People of the part with the point, as a share of those of the most populous part."""
LEAST_CHIEF = 0.25
"""Share of all people in the most populous part; with less, as in atolls, no part is chief."""


def inside(outline: BaseGeometry, lat: float, lon: float) -> tuple[float, float]:
    """Return the point if it lies in the outline, else one nearby that does."""
    # Longitude is the x of a point.
    point = shapely.Point(lon, lat)
    if outline.contains(point):
        return lat, lon
    parts = shapely.get_parts(outline)
    near = [part for part in parts if part.distance(point) <= NEAR_DEGREES]
    if near:
        largest = max(near, key=lambda part: float(part.area))
    else:
        largest = min(parts, key=lambda part: float(part.distance(point)))
    within = largest.representative_point()
    return within.y, within.x


def peopled(
    outline: BaseGeometry,
    lat: float,
    lon: float,
    settlements: Sequence[tuple[float, float, int]],
) -> tuple[float, float]:
    """
    Return the point, or where next to nobody lives on its part of the outline, one among people.

    Natural Earth labels Okinawa on one of the far islands: such a point goes into the part with
    most of the settlements' people.

    Parameters
    ----------
    outline
        Longitude before latitude, WGS 84.
    lat, lon
        In the outline; degrees.
    settlements
        Latitude, longitude and weight of each.
    """
    parts = shapely.get_parts(outline)
    if len(parts) < 2 or not settlements:
        return lat, lon
    # Longitude is the x of a point.
    points = shapely.points([(east, north) for north, east, _ in settlements])
    homes = shapely.STRtree(parts).nearest(points)
    people = [0] * len(parts)
    for home, (_, _, weight) in zip(homes, settlements, strict=True):
        people[home] += weight
    most = max(range(len(parts)), key=people.__getitem__)
    own = int(shapely.STRtree(parts).nearest(shapely.Point(lon, lat)))
    if people[own] >= LEAST_PEOPLED * people[most] or people[most] < LEAST_CHIEF * sum(people):
        return lat, lon
    weights = [
        (north, east, weight)
        for home, (north, east, weight) in zip(homes, settlements, strict=True)
        if home == most
    ]
    middle = [sum(one[axis] * one[2] for one in weights) / people[most] for axis in (0, 1)]
    return inside(parts[most], middle[0], middle[1])
