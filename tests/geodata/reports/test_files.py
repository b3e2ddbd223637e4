from __future__ import annotations

import os
from pathlib import Path

import pytest

from geodata.errors import ReportError
from geodata.reports import files
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


def test_a_record_says_where_it_stands_and_how_long_it_is(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text('{"text": "Ruhe."}\n{"text": 1}\n')

    first, second = read_path(path)

    assert (first.origin, first.size) == (f"{path}, line 1", 18)
    assert (second.origin, second.size) == (f"{path}, line 2", 12)


def test_a_gigantic_line_is_refused_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    path = tmp_path / "reports.jsonl"
    long, longest = ('{"text": "' + "x" * size + '"}' for size in (200, 990))
    path.write_text(f'{longest}\n{{"text": "Ruhe."}}\n{long}')

    records = list(read_path(path))

    assert ["more than 100 bytes" in record.error for record in records] == [True, False, True]
    assert [record.size for record in records] == [1003, 18, 212]


def test_a_gigantic_text_is_refused_before_it_is_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    (tmp_path / "long.txt").write_text("x" * 101)

    (record,) = read_path(tmp_path)

    assert "more than 100 bytes" in record.error


@pytest.mark.parametrize("name", ["program.txt", "program.jsonl"])
def test_a_binary_file_is_one_error(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x7fELF\n\0\n\0\n")
    (tmp_path / "z.txt").write_text("Ruhe.")

    first, second = read_path(tmp_path)

    assert "zero bytes" in first.error
    assert second.report is not None


def test_a_pipe_and_a_lost_link_are_errors_and_the_rest_of_the_folder_is_read(tmp_path):
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.txt").symlink_to("c.txt")
    (tmp_path / "d.txt").write_text("Ruhe.")

    records = list(read_path(tmp_path))

    assert "no regular file" in records[0].error
    assert "No such file" in records[1].error
    assert "symbolic links" in records[2].error
    assert [record.report is None for record in records] == [True, True, True, False]


def test_a_folder_that_leads_back_to_itself_is_read_once(tmp_path):
    (tmp_path / "inside.txt").mkdir()
    (tmp_path / "inside.txt" / "back").symlink_to(tmp_path)
    (tmp_path / "inside.txt" / "a.txt").write_text("Ruhe.")

    assert [record.id for record in read_path(tmp_path)] == ["a.txt"]


@pytest.fixture
def deep_folder(tmp_path, monkeypatch):
    """A folder with folders in each other that the system cannot name any more."""
    monkeypatch.chdir(tmp_path)
    for _ in range(3_000):
        Path("d").mkdir()
        os.chdir("d")
    yield tmp_path
    # The usual ways to remove a folder do not reach that deep either.
    for _ in range(3_000):
        os.chdir("..")
        Path("d").rmdir()


def test_a_folder_that_cannot_be_listed_is_an_error_and_the_rest_is_read(deep_folder):
    for name in ("a.txt", "e.txt"):
        (deep_folder / name).write_text("Ruhe.")

    read, too_deep, last = read_path(deep_folder)

    assert [read.id, last.id] == ["a.txt", "e.txt"]
    assert "cannot be read: File name too long" in too_deep.error


@pytest.mark.parametrize("name", ["missing.txt", "picture.png", "missing.jsonl"])
def test_a_path_that_cannot_be_read_is_an_error(tmp_path, name):
    with pytest.raises(ReportError, match=name):
        list(read_path(tmp_path / name))
