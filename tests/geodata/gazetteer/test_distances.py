from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer.distances import km_between
from geodata.gazetteer.index import great_circle_km

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


@given(LAT, LON, LAT, LON)
def test_two_points_are_as_far_apart_as_arrays_of_points_say(lat, lon, other_lat, other_lon):
    km = km_between(lat, lon, other_lat, other_lon)

    assert km == pytest.approx(great_circle_km(lat, lon, other_lat, other_lon), abs=1e-4)


def test_points_on_both_sides_of_the_antimeridian_are_near():
    assert km_between(0.0, 179.5, 0.0, -179.5) == pytest.approx(111.195, abs=0.001)
