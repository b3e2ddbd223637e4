from __future__ import annotations

import pyarrow as pa
import pytest

from geodata.errors import GazetteerError
from geodata.gazetteer.columns import codes, numbers, read_table, write_long_table, write_table


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


SCHEMA = pa.schema(
    {"name": pa.string(), "kind": pa.dictionary(pa.int8(), pa.string()), "lat": pa.float32()}
)


def piece(names, kinds):
    arrays = [
        pa.array(names, pa.string()),
        pa.array(kinds, SCHEMA.field("kind").type),
        pa.array([float(len(name)) for name in names], pa.float32()),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def test_a_long_table_has_all_pieces_in_one(tmp_path):
    pieces = [piece(["Tyre", "Сур"], ["city", "port"]), piece([], []), piece(["صور"], ["port"])]

    write_long_table(tmp_path / "table.arrow", SCHEMA, pieces)

    table = read_table(tmp_path / "table.arrow")
    assert table.to_pylist() == pa.Table.from_batches(pieces).to_pylist()
    assert table["name"].num_chunks == 1
    assert [path.name for path in tmp_path.iterdir()] == ["table.arrow"]


def test_a_long_table_may_be_empty(tmp_path):
    write_long_table(tmp_path / "table.arrow", SCHEMA, [piece([], [])])

    assert read_table(tmp_path / "table.arrow").to_pylist() == []


def test_a_long_table_refuses_more_words_than_its_type_can_number(tmp_path):
    words = [f"kind {number}" for number in range(200)]

    with pytest.raises(GazetteerError, match="kind has 200 distinct values, expected at most 127"):
        write_long_table(
            tmp_path / "table.arrow",
            SCHEMA,
            [piece(words[:100], words[:100]), piece(words[100:], words[100:])],
        )
