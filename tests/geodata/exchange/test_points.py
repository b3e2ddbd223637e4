from __future__ import annotations

import struct

import pytest

from geodata.errors import ExchangeError
from geodata.exchange.points import points_of, without_header


@pytest.mark.parametrize(
    "wkb",
    [
        None,
        "text",
        b"",
        b"\1",
        struct.pack("<BI", 1, 1),
        struct.pack("<BIddd", 1, 1001, 1, 2, 3),
        struct.pack("<BIdd", 1, 2, 1, 2),
        struct.pack("<BIdd", 7, 1, 1, 2),
        struct.pack("<BII", 1, 7, 2**32 - 1) * 10_000,
    ],
)
def test_binary_that_is_no_point_is_refused(wkb):
    with pytest.raises(ExchangeError, match="x, claim 8: geometry must be a Point"):
        points_of([wkb], name="x", before=7)


def test_points_of_either_byte_order_are_read():
    found = points_of([struct.pack(">BIdd", 0, 1, 3, 4)], name="x", before=0)

    assert found == {"lat": [4.0], "lon": [3.0]}


@pytest.mark.parametrize(
    "head",
    [b"", b"GP\0", b"XX\0\1", b"GP\1\1", b"GP\0\x0b", b"GP\0\x11", b"GP\0\x21"],
)
def test_a_geometry_of_another_kind_of_geopackage_is_refused(head):
    point = struct.pack("<BIdd", 1, 1, 1, 2)
    if len(head) == 4:
        head += struct.pack("<i", 4326)

    assert without_header(head + point) is None
    assert without_header(b"GP\0\1" + struct.pack("<i", 3857) + point) is None
    assert without_header(b"GP\0\1" + struct.pack("<i", 4326) + point) == point


def test_points_with_an_envelope_are_read():
    point = struct.pack("<BIdd", 1, 1, 1, 2)

    assert without_header(b"GP\0\3" + struct.pack("<i4d", 4326, 1, 1, 2, 2) + point) == point
