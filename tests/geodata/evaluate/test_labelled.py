from __future__ import annotations

import pytest

from geodata.errors import CorpusError
from geodata.evaluate.counting import read_document
from geodata.evaluate.labelled import read_labelled
from tests.geodata.evaluate.corpora import ALMATY_GOLD, document, write

GOOD = document("Riots in Almaty.", ALMATY_GOLD)


def read(*paths, **options):
    return read_labelled(paths, read_document, gold="toponyms", **options)


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = write(tmp_path / "own.jsonl", GOOD, "", GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(read(path)) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("not json", "line 2: not JSON"),
        ("[1]", r"line 2: must be a JSON object, got \[1\]"),
        ("[" * 100_000, "line 2: nested too deeply"),
        ('{"lang": "en", "toponyms": []}', "line 2: text is missing"),
        ('{"text": "Riots.", "toponyms": []}', "line 2: lang must be a string, got None"),
        ('{"lang": "en", "text": "Riots."}', "line 2: toponyms must be a list .* got None"),
        ('{"lang": "en", "text": "Riots.", "toponyms": [1]}', "line 2: toponyms must be a list"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, message):
    path = write(tmp_path / "own.jsonl", GOOD, line)

    with pytest.raises(CorpusError, match=rf"own\.jsonl, {message}"):
        read(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CorpusError, match=r"none\.jsonl does not exist"):
        read(tmp_path / "none.jsonl")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CorpusError, match="cannot be read"):
        read(tmp_path)


def test_another_encoding_is_named(tmp_path):
    path = tmp_path / "own.jsonl"
    path.write_bytes('{"text": "Zürich"}\n'.encode("latin-1"))

    with pytest.raises(CorpusError, match=r"own\.jsonl is not UTF-8"):
        read(path)


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="holds no documents"):
        read(write(tmp_path / "own.jsonl"))


def test_a_corpus_without_gold_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no gold: toponyms is empty in all 2 documents"):
        read(write(tmp_path / "own.jsonl", document("Riots."), document("Calm.")))


def test_a_file_given_twice_is_refused(tmp_path):
    path = write(tmp_path / "own.jsonl", GOOD)

    with pytest.raises(CorpusError, match=r"own\.jsonl is given 2 times"):
        read(path, path)


def test_files_of_one_name_in_two_folders_are_two_corpora(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    paths = [write(tmp_path / folder / "own.jsonl", GOOD) for folder in ("a", "b")]

    assert [one.corpus for one in read(*paths)] == [str(path) for path in paths]
