"""The Folium map of situations, self-hosted: it asks nobody but this server for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import folium

from geodata.settings import Settings
from mapapp.assets import leaflet_base
from mapapp.map.elements import Basemap, Filter, Online, SituationLayer
from mapapp.map.online import online_layer

if TYPE_CHECKING:
    from mapapp.map.shown import Shown

Theme = Literal["light", "dark"]

_START_LAT, _START_LON, _START_ZOOM = 25.0, 20.0, 2
_MIN_ZOOM, _MAX_ZOOM = 1, 10  # beyond zoom 10 Natural Earth has nothing more to show


def situation_map(theme: Theme, language: str = "en") -> folium.Map:
    """
    Map without situations: the base map, the empty layer and the legend.

    It is the same for every filter. streamlit-folium keeps the reader's view only while the
    map's own script stays the same; build a new one each run, since adding the filter to it
    changes it. The basemap is labelled in the language where it has names in it, else in English.
    """
    base = leaflet_base()
    # Folium swaps (lat, lon) for nobody: it wants them as Leaflet does.
    drawn = folium.Map(
        location=[_START_LAT, _START_LON],
        zoom_start=_START_ZOOM,
        tiles=None,
        # In this spelling: as min_zoom and max_zoom they would reach a tile layer only.
        maxZoom=_MAX_ZOOM,
        minZoom=_MIN_ZOOM,
        world_copy_jump=True,
    )
    drawn.default_js = [("leaflet", f"{base}/leaflet.js")]
    drawn.default_css = [("leaflet_css", f"{base}/leaflet.css")]
    Basemap(theme, language).add_to(drawn)
    if layer := online_layer(Settings().online_layer):
        Online(layer).add_to(drawn)
    SituationLayer(theme).add_to(drawn)
    return drawn


def filter_group(shown: Shown) -> folium.FeatureGroup:
    """Group that tells the map's layer what to show; for ``feature_group_to_add``."""
    group = folium.FeatureGroup(name="situations")
    Filter(shown).add_to(group)
    return group
