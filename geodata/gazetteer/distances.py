"""The distance between two points, where numpy would take thirty times as long."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half_chord = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half_chord)))
