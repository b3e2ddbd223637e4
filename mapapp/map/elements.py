"""
The Folium elements of the map: base map, layer from the network, situations, what they show.

Nothing of a report enters any of them, not even a place's name: branca parses what it renders
as a template once more, so ``{{…}}`` in a report would run on the server.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from mapapp.assets import route_url, static_folder_url, static_url
from mapapp.palette import MARKS

if TYPE_CHECKING:
    from mapapp.map.online import OnlineLayer
    from mapapp.map.shown import Shown


class Basemap(JSCSSMixin):
    """Land, borders and names from Natural Earth, in the page's light or dark theme."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.attributionControl.setPrefix(false);
        L.naturalEarth(new URL({{ this.folder|tojson }}, location.href).href, {
            theme: {{ this.theme|tojson }},
            language: {{ this.language|tojson }},
        }).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, theme: str, language: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Basemap"
        self.language = language
        self.theme = theme
        self.folder = static_folder_url("basemap")
        self.default_js = [
            (name, static_url(f"{name}.js"))
            for name in ("basemap-shapes", "basemap-labels", "basemap")
        ]


class Online(JSCSSMixin):
    """A layer from the network, off until the reader switches it on."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        L.onlineLayer({{ this.layer|tojson }}, {{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, layer: OnlineLayer) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Online"
        self.layer = asdict(layer)
        self.default_js = [("online", static_url("online.js"))]


class SituationLayer(JSCSSMixin):
    """The canvas the marks are drawn on, and the legend; empty until a `Filter` comes."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.situations = L.situationLayer({{ this.marks|tojson }}, {
            theme: {{ this.theme|tojson }},
            cells: {{ this.cells|tojson }},
            areas: {{ this.areas|tojson }},
        }).addTo({{ this._parent.get_name() }});
        L.mapAccess({{ this._parent.get_name() }}, window.situations._canvas);
        {% endmacro %}
        """
    )

    def __init__(self, theme: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "SituationLayer"
        self.cells = route_url("cells")
        self.areas = route_url("areas")
        self.theme = theme
        self.marks = [asdict(mark) for mark in MARKS.values()]
        self.default_js = [
            (name, static_url(f"{name}.js"))
            for name in (
                "access",
                "marks",
                "groups",
                "areas",
                "cells",
                "viewpoint",
                "legend",
                "situation",
            )
        ]
        self.default_css = [("situation_css", static_url("situation.css"))]


class Filter(MacroElement):
    """What the layer shows; the only part of the map that changes from run to run."""

    # streamlit-folium keeps every group it ever added in window.feature_group and removes them
    # all each time (its issue 247); an empty list stops the growth.
    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.feature_group = [];
        window.situations.show({{ this.shown|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, shown: Shown) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Filter"
        self.shown = asdict(shown)
