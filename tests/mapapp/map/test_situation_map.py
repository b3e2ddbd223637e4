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
from mapapp.assets import ROUTED_VARIABLE
from mapapp.loading import load
from mapapp.map.interval_columns import held
from mapapp.map.shown import shown
from mapapp.map.situation_map import filter_group, situation_map
from mapapp.palette import MARKS
from mapapp.view import View
from tests.mapapp.world import LAST_DAY, fill, hostile_crisis, hostile_texts


@pytest.fixture(autouse=True)
def routed(monkeypatch):
    monkeypatch.setenv(ROUTED_VARIABLE, "1")


def told(data, *, statuses=tuple(MARKS), place_id="", routed=True):
    """What the map is told of the last day of `crisis`."""
    view = View(LAST_DAY, LAST_DAY, tuple(statuses), place_id)
    found = held(data.columns, since=LAST_DAY, until=LAST_DAY, statuses=statuses)
    return shown(data.columns, found, view, revision=1, routed=routed)


def rendered(what):
    """All that the browser would be sent: the whole page, its parts, and the filter's script."""
    drawn = situation_map("light")
    group = filter_group(what)
    page = drawn.get_root().render()
    parts = [page, _get_header(drawn), generate_leaflet_string(drawn)]
    return "\n".join([*parts, _get_feature_group_string(group, map=drawn)])


@pytest.mark.parametrize("routed", [True, False])
def test_no_word_of_a_report_reaches_folium(tmp_path, routed):
    canary = tmp_path / "canary"
    url = fill(tmp_path / "hostile.db", hostile_crisis(canary))
    data = load(Settings(store=url))

    html = rendered(told(data, place_id=data.columns.place_ids[0], routed=routed))

    assert len(data.columns.place_ids) == len(hostile_texts(canary))
    assert [text for text in hostile_texts(canary) if text in html] == []
    assert "__xss" not in html
    assert "made-up" not in html
    assert not canary.exists()


def test_no_place_name_reaches_folium(data):
    html = rendered(told(data))

    assert [name for name in data.intervals["place"] if name in html] == []


def test_the_map_asks_no_other_host_for_anything(data):
    html = rendered(told(data))

    assert re.findall(r"""(?:src|href|url)\s*[=(:]\s*["']?(?:https?:)?//[^"'\s)]+""", html) == []
    assert not re.search(r"jquery|bootstrap|awesome|glyphicon|cdn\.", html)


def test_the_map_stays_the_same_while_the_filter_changes(data):
    def key(what):
        drawn = situation_map("light")
        filter_group(what)
        return generate_js_hash(generate_leaflet_string(drawn), "map")

    everything = key(told(data))
    nothing = key(told(data, statuses=()))

    assert everything == nothing


def test_light_and_dark_are_two_maps():
    light, dark = (generate_leaflet_string(situation_map(theme)) for theme in ("light", "dark"))

    assert generate_js_hash(light, "map") != generate_js_hash(dark, "map")


def test_the_layer_is_given_the_palette():
    script = generate_leaflet_string(situation_map("light"))

    assert all(mark.color in script and mark.label in script for mark in MARKS.values())


def test_the_filter_empties_the_list_of_groups_that_streamlit_folium_lets_grow(data):
    script = _get_feature_group_string(filter_group(told(data)), map=situation_map("light"))

    assert "window.feature_group = [];" in script
    assert script.index("window.feature_group = [];") < script.index("window.feature_group.push")
