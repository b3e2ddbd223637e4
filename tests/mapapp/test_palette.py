from __future__ import annotations

import re

import pytest

from geodata.taxonomy import Status, load_taxonomy, optional_files, read_taxonomy
from mapapp.palette import DEFAULT_LOOKS, MARKS, OWN_LOOKS, marks_of, status_index


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


def test_every_optional_status_has_a_look_that_no_other_has():
    optional = [one for path in optional_files().values() for one in read_taxonomy(path).values()]

    marks = marks_of(optional)

    assert set(marks) == {one.name for one in optional} | {mark.status for mark in OWN_LOOKS}
    looks = {(mark.color, mark.shape, mark.hollow) for mark in marks.values()}
    assert len(looks) == len({mark.glyph for mark in marks.values()}) == len(marks)


def test_the_status_that_ends_another_is_its_hollow_mark():
    flood, receded = (Status(name, "flood", 7) for name in ("flood", "flood_receded"))

    marks = marks_of([flood, receded])

    assert (marks["flood"].shape, marks["flood"].color) == (
        marks["flood_receded"].shape, marks["flood_receded"].color,
    )  # fmt: skip
    assert not marks["flood"].hollow
    assert marks["flood_receded"].hollow
    assert marks["flood_receded"].label == "Flood receded"


def test_more_aspects_than_default_looks_share_them():
    statuses = [Status(f"s{n}", f"aspect {n}", 7) for n in range(len(DEFAULT_LOOKS) + 1)]

    marks = marks_of(statuses)

    assert marks["s0"].shape == marks[f"s{len(DEFAULT_LOOKS)}"].shape
