from __future__ import annotations

import re

import pytest
from streamlit_folium import (
    _get_feature_group_string,
    _get_header,
    generate_js_hash,
    generate_leaflet_string,
)

from geodata.settings import Settings
from geodata.situations import situations_between
from mapapp.assets import ROUTED_VARIABLE
from mapapp.loading import load
from mapapp.map.marks import shown_marks
from mapapp.map.situation_map import filter_group, situation_map
from mapapp.palette import MARKS
from tests.mapapp.world import LAST_DAY, fill, hostile_crisis, hostile_texts


@pytest.fixture(autouse=True)
def routed(monkeypatch):
    monkeypatch.setenv(ROUTED_VARIABLE, "1")


def rendered(shown):
    """All that the browser would be sent: the whole page, its parts, and the filter's script."""
    drawn = situation_map("light")
    group = filter_group(shown)
    page = drawn.get_root().render()
    parts = [page, _get_header(drawn), generate_leaflet_string(drawn)]
    return "\n".join([*parts, _get_feature_group_string(group, map=drawn)])


@pytest.fixture
def situations(data):
    return situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY)


def test_no_word_of_a_report_reaches_folium(tmp_path):
    canary = tmp_path / "canary"
    url = fill(tmp_path / "hostile.db", hostile_crisis(canary))
    data = load(Settings(store=url))
    found = situations_between(data.intervals, since=LAST_DAY, until=LAST_DAY)

    html = rendered(shown_marks(found, place_id=found["place_id"].iloc[0]))

    assert len(found) == len(hostile_texts(canary))
    assert [text for text in hostile_texts(canary) if text in html] == []
    assert "__xss" not in html
    assert "made-up" not in html
    assert not canary.exists()


def test_no_place_name_reaches_folium(situations):
    html = rendered(shown_marks(situations))

    assert [name for name in situations["place"] if name in html] == []


def test_the_map_asks_no_other_host_for_anything(situations):
    html = rendered(shown_marks(situations))

    assert re.findall(r"""(?:src|href|url)\s*[=(:]\s*["']?(?:https?:)?//[^"'\s)]+""", html) == []
    assert not re.search(r"jquery|bootstrap|awesome|glyphicon|cdn\.", html)


def test_the_map_stays_the_same_while_the_filter_changes(situations):
    def key(shown):
        drawn = situation_map("light")
        filter_group(shown)
        return generate_js_hash(generate_leaflet_string(drawn), "map")

    everything = key(shown_marks(situations))
    nothing = key(shown_marks(situations.iloc[:0]))

    assert everything == nothing


def test_light_and_dark_are_two_maps():
    light, dark = (generate_leaflet_string(situation_map(theme)) for theme in ("light", "dark"))

    assert generate_js_hash(light, "map") != generate_js_hash(dark, "map")


def test_the_layer_is_given_the_palette():
    script = generate_leaflet_string(situation_map("light"))

    assert all(mark.color in script and mark.label in script for mark in MARKS.values())


def test_the_filter_empties_the_list_of_groups_that_streamlit_folium_lets_grow(situations):
    script = _get_feature_group_string(
        filter_group(shown_marks(situations)), map=situation_map("light")
    )

    assert "window.feature_group = [];" in script
    assert script.index("window.feature_group = [];") < script.index("window.feature_group.push")
