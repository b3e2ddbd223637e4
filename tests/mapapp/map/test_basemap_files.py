"""The basemap's files as they are shipped, and the colours they are drawn in."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from mapapp.map.basemap_file import decode
from mapapp.map.basemap_topology import BORDER, COAST, DISPUTED, SHORE
from mapapp.map.build_basemap import TARGET

SCRIPT = TARGET.with_suffix(".js").read_text("utf-8")
FIRST_VIEW = ("world.bin", "labels.json")


def test_the_files_are_small_enough():
    sizes = {path.name: path.stat().st_size for path in TARGET.iterdir()}

    assert set(sizes) == {*FIRST_VIEW, "detail.bin"}
    assert sum(sizes.values()) <= 1_500_000


def test_the_first_view_fetches_at_most_500_kilobytes():
    sent = [len(gzip.compress((TARGET / name).read_bytes(), mtime=0)) for name in FIRST_VIEW]

    assert sum(sent) <= 500_000


@pytest.mark.parametrize("name", ["world.bin", "detail.bin"])
def test_shapes_are_whole_and_on_the_map(name):
    shapes = decode((TARGET / name).read_bytes())

    side = 1 << shapes.grid_bits
    assert set(shapes.kinds) == {COAST, BORDER, DISPUTED, SHORE}
    assert all(len(arc) >= 2 for arc in shapes.arcs)
    assert all(-side <= arc[:, 0].min() and arc[:, 0].max() <= 2 * side for arc in shapes.arcs)
    assert all(-0.1 * side <= arc[:, 1].min() for arc in shapes.arcs)
    assert all(arc[:, 1].max() <= 1.1 * side for arc in shapes.arcs)


@pytest.mark.parametrize("name", ["world.bin", "detail.bin"])
def test_no_line_jumps_across_the_world(name):
    shapes = decode((TARGET / name).read_bytes())

    longest = max(abs(arc[1:, 0] - arc[:-1, 0]).max() for arc in shapes.arcs)
    assert longest < (1 << shapes.grid_bits) / 4


@pytest.mark.parametrize("name", ["world.bin", "detail.bin"])
def test_every_ring_closes(name):
    shapes = decode((TARGET / name).read_bytes())

    side = 1 << shapes.grid_bits
    for ring in shapes.land + shapes.lakes:
        lines = [shapes.arcs[i] if i >= 0 else shapes.arcs[~i][::-1] for i in ring]
        for line, following in zip(lines, [*lines[1:], lines[0]], strict=True):
            gap = line[-1] - following[0]
            assert gap[0] % side == 0, ring
            assert gap[1] == 0, ring


def test_labels_are_parallel_columns_with_english_names():
    labels = json.loads((TARGET / "labels.json").read_text("utf-8"))

    for group in ("areas", "cities", "seas"):
        columns = labels[group]
        names = columns["names"]["en"]
        assert all(len(columns[key]) == len(names) for key in columns if key != "names")
        assert all(0 <= x <= 1 << labels["grid_bits"] for x in columns["x"])
        assert all(names)
    assert {"Kazakhstan", "Türkiye"} <= set(labels["areas"]["names"]["en"])
    assert {"Almaty", "Lima", "Kyiv"} <= set(labels["cities"]["names"]["en"])


def test_jerusalem_is_written_without_a_capitals_ring():
    cities = json.loads((TARGET / "labels.json").read_text("utf-8"))["cities"]

    assert cities["capital"][cities["names"]["en"].index("Jerusalem")] == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_stand_out_from_what_lies_behind_them(theme):
    block = re.search(rf"\b{theme}: {{(.*?)}}", SCRIPT, re.DOTALL)
    assert block is not None
    colours = dict(re.findall(r'(\w+): "(#[0-9a-f]{6})"', block[1]))

    for text in ("area", "city", "sea"):
        for behind in ("land", "water", "halo", "seaHalo"):
            assert _contrast(colours[text], colours[behind]) >= 4.5, (text, behind)


def test_the_script_names_no_other_host():
    assert re.findall(r"https?://|//[a-z]+\.[a-z]", SCRIPT) == []


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
