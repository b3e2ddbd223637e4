from __future__ import annotations

import pyarrow as pa
import pytest

from geodata.gazetteer.columns import codes, numbers, read_table, write_table


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "places.arrow"
    kind = pa.array(["capital", "settlement", "capital"]).dictionary_encode()
    write_table(path, pa.table({"lat": pa.array([1.5, 2.5, 3.5], pa.float32()), "kind": kind}))
    return read_table(path)


def test_numbers_come_back_as_written(table):
    assert list(numbers(table["lat"])) == [1.5, 2.5, 3.5]


def test_numbers_of_a_slice_begin_at_the_slice(table):
    assert list(numbers(table["lat"].slice(1))) == [2.5, 3.5]


def test_codes_come_back_with_their_dictionary(table):
    indices, words = codes(table["kind"])

    assert [words[i] for i in indices] == ["capital", "settlement", "capital"]
