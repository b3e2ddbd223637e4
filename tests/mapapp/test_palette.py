from __future__ import annotations

import re

import pytest

from geodata.taxonomy import load_taxonomy
from mapapp.palette import MARKS, status_index


def test_every_status_of_the_taxonomy_has_a_mark():
    assert set(MARKS) == set(load_taxonomy())


@pytest.mark.parametrize("part", ["color", "shape", "glyph", "label"])
def test_no_two_statuses_share_a_look(part):
    looks = [getattr(mark, part) for mark in MARKS.values()]

    assert len(set(looks)) == len(looks)


def test_colours_are_what_the_canvas_and_the_branca_renderer_take_literally():
    assert all(re.fullmatch(r"#[0-9A-F]{6}", mark.color) for mark in MARKS.values())


def test_status_index_is_the_position_in_the_legend():
    assert [status_index(status) for status in MARKS] == list(range(len(MARKS)))


def test_status_index_names_a_status_without_a_mark():
    with pytest.raises(KeyError, match="earthquake"):
        status_index("earthquake")
