from __future__ import annotations

import pytest
from streamlit import config

from geodata.models import Toponym
from geodata.settings import Settings
from mapapp.page.report_text import may_read_reports, pieces

TEXT = "😀 Unrest in Almaty, calm in Oral."


def test_the_pieces_are_the_whole_text_cut_at_code_points():
    found = pieces(TEXT, [Toponym(12, 18, "Almaty"), Toponym(28, 32, "Oral")], start=2, end=18)

    assert found == [
        ("😀 ", False, False),
        ("Unrest in ", False, True),
        ("Almaty", True, True),
        (", calm in ", False, False),
        ("Oral", True, False),
        (".", False, False),
    ]


def test_words_beyond_the_text_mark_nothing():
    assert pieces("Short.", [Toponym(50, 60, "Almaty")], start=40, end=70) == [
        ("Short.", False, False)
    ]


@pytest.mark.parametrize(
    ("said", "address", "expected"),
    [
        (None, "127.0.0.1", True),
        (None, "0.0.0.0", False),
        (None, None, False),
        (False, "127.0.0.1", False),
        (True, None, True),
    ],
)
def test_whole_reports_are_for_this_machine_unless_the_operator_says_otherwise(
    monkeypatch, said, address, expected
):
    monkeypatch.setattr(config, "get_option", {"server.address": address}.get)

    assert may_read_reports(Settings(show_reports=said)) is expected
