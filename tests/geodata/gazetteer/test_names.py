from __future__ import annotations

import pytest

from geodata.gazetteer.names import (
    ANY_LANGUAGE,
    Form,
    NameTable,
    language_bit,
    write_columns,
    write_names,
)

GERMAN, FRENCH = language_bit("de"), language_bit("fr")


@pytest.fixture
def table(tmp_path):
    write_names(
        tmp_path,
        "names-00",
        {
            "tyre": [(7, Form.CANONICAL, ANY_LANGUAGE), (3, Form.ALTERNATE, GERMAN)],
            "tyros": [(3, Form.CANONICAL, GERMAN | FRENCH)],
            "тир": [(3, Form.ADJECTIVE, ANY_LANGUAGE)],
        },
    )
    return NameTable(tmp_path, "names-00")


def test_a_spelling_gives_its_places_in_order_of_their_rows(table):
    postings = list(table.postings("tyre"))

    assert [(posting.place, posting.form) for posting in postings] == [
        (3, Form.ALTERNATE),
        (7, Form.CANONICAL),
    ]


def test_a_posting_keeps_its_languages(table):
    assert [posting.languages for posting in table.postings("tyros")] == [GERMAN | FRENCH]


def test_an_unknown_spelling_gives_nothing(table):
    assert list(table.postings("sidon")) == []
    assert "sidon" not in table


def test_prefixes_come_shortest_first(table):
    assert table.prefixes("tyros and sidon") == ["tyros"]
    assert table.prefixes("тир") == ["тир"]


def test_begins_knows_how_spellings_go_on(table):
    assert table.begins("ty")
    assert not table.begins("tyx")


def test_an_unknown_language_has_no_bit():
    assert language_bit("tlh") == 0


def test_a_table_is_the_same_when_it_is_written_from_its_columns(table, tmp_path):
    write_columns(tmp_path, "copy", table.columns())

    for part in ("marisa", "groups.arrow", "arrow"):
        copy, original = (tmp_path / f"{name}.{part}" for name in ("copy", "names-00"))
        assert copy.read_bytes() == original.read_bytes()
