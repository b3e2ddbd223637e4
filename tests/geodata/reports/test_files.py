from __future__ import annotations

import pytest

from geodata.errors import ReportError
from geodata.reports.files import read_path


def test_a_file_of_records_gives_each_and_names_the_bad_line(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text('{"id": 1, "text": "Ruhe."}\n\nnot json\n{"id": 2, "text": "Krawall."}\n')

    records = list(read_path(path))

    assert [record.id for record in records] == [1, None, 2]
    assert "line 3" in records[1].error


def test_a_text_file_is_one_report_named_after_it(tmp_path):
    path = tmp_path / "almaty.txt"
    path.write_text("Ruhe in Almaty.")

    (record,) = read_path(path, published="2022-01-10")

    assert record.report is not None
    assert record.report.source == "almaty"
    assert record.report.published_precision == "day"


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    for name in ("b.txt", "a.txt", "ignored.png"):
        (tmp_path / name).write_text(name)

    assert [record.id for record in read_path(tmp_path)] == ["a.txt", "b.txt"]


def test_an_empty_text_file_is_an_error_of_its_own(tmp_path):
    (tmp_path / "empty.txt").write_text("")

    (record,) = read_path(tmp_path)

    assert "text is missing or empty" in record.error


@pytest.mark.parametrize("name", ["missing.txt", "picture.png", "missing.jsonl"])
def test_a_path_that_cannot_be_read_is_an_error(tmp_path, name):
    with pytest.raises(ReportError, match=name):
        list(read_path(tmp_path / name))
