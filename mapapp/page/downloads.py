"""Downloads of exactly what is shown, made only when they are asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geodata.exchange import to_bytes
from mapapp.page.listing import situations_of

if TYPE_CHECKING:
    from geodata.exchange import Format
    from mapapp.map.interval_columns import Held
    from mapapp.map_data import MapData
    from mapapp.view import View

FILES: tuple[tuple[str, Format, str, str], ...] = (
    ("CSV", "csv", "csv", "text/csv"),
    ("GeoJSON", "geojson", "geojson", "application/geo+json"),
    ("GeoPackage", "gpkg", "gpkg", "application/geopackage+sqlite3"),
    ("GeoParquet", "geoparquet", "parquet", "application/vnd.apache.parquet"),
)
"""Label, format, suffix and media type of each file."""


def show_downloads(data: MapData, holding: Held, view: View) -> None:
    """Show a button for each format; the files name their sources and terms themselves."""
    days = view.until.isoformat()
    if view.since != view.until:
        days = f"{view.since.isoformat()}_{days}"
    with st.container(horizontal=True, vertical_alignment="center", key="downloads"):
        st.caption(f"Download what is shown ({len(holding.rows):,}):", width="content")
        for label, kind, suffix, media_type in FILES:
            st.download_button(
                label,
                partial(_file, data, holding, view, kind),
                file_name=f"situations_{days}.{suffix}",
                mime=media_type,
                key=f"download-{kind}",
                on_click="ignore",
                disabled=not len(holding.rows),
            )


def _file(data: MapData, holding: Held, view: View, kind: Format) -> bytes:
    return to_bytes(situations_of(data, holding, view), kind)
