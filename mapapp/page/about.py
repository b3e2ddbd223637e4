"""
What a first visitor needs: what the marks say, how to add a report, and what stands behind it all.

Names of sources were written by others: they stand in cells of a table, which takes them literally.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

import geodata
from mapapp.map.disputes import disputed_table
from mapapp.page.accuracy import show_accuracy
from mapapp.palette import MARKS

if TYPE_CHECKING:
    from mapapp.map_data import MapData

ADD_COMMAND = "python -m geodata ingest report.txt --published 2022-01-05 --source 'My newspaper'"
MANY_COMMAND = "python -m geodata ingest reports/ more-reports.jsonl"

MARKS_SAY = (
    "**A mark** says what a report said of a place on that day: {statuses}. "
    "A number in a ring counts places that lie close together; a tinted area is a whole country "
    "or region.\n\n"
    "**Stale** marks are pale: nothing newer has been reported, so it may have changed. "
    "**Disputed** marks are split: sources contradict each other.\n\n"
    "**No mark** means that there are no reports, not that a place is calm."
)
NOT_SAID = """
- A claim is what a report said, read by a program. It may have been read wrongly: open the report
  before you rely on it.
- Where few reporters are, little is reported. A quiet map is no proof of a quiet country.
- The score of a claim is no probability. A status is dated by the words of the report, else by the
  day on which it was published.
- Claims without a day and names that the place index does not know are listed, never drawn.
"""
BOUNDARIES = (
    "The boundaries and names on the map imply no position on the status of any territory. "
    "Where a boundary is disputed it is dashed, if the data have a line at all:"
)
CREDITS = (
    "Basemap: [Natural Earth](https://www.naturalearthdata.com/), public domain. Places: "
    "[GeoNames](https://www.geonames.org/), CC BY 4.0, and others that the file NOTICE lists. "
    "Places that a Nominatim server was asked for: © OpenStreetMap contributors, "
    "[ODbL 1.0](https://www.openstreetmap.org/copyright)."
)
UNNAMED = "(no source named)"


def show_legend() -> None:
    """Explain the marks in words, folded up."""
    statuses = ", ".join(f"{mark.glyph} {mark.label.lower()}" for mark in MARKS.values())
    with st.expander("What the marks say"):
        st.markdown(MARKS_SAY.format(statuses=statuses))


def show_first_report(*, samples: bool) -> None:
    """Tell how reports come onto the map; open while there are none but the samples."""
    with st.expander("Add your first report" if samples else "Add a report", expanded=samples):
        st.markdown("Save a news report as a text file and run this where the map is installed:")
        st.code(ADD_COMMAND, language="bash")
        st.markdown(
            "Folders, files of many reports (JSON Lines) and several at once are read, too:"
        )
        st.code(MANY_COMMAND, language="bash")
        st.markdown("The map shows it at the next click, and no sample from then on.")


def show_about(data: MapData) -> None:
    """Show sources, freshness, accuracy and limits; the sources are read on demand only."""
    with st.expander("About the data"):
        st.markdown("#### What the marks do not say")
        st.markdown(NOT_SAID)
        st.markdown("#### Sources")
        if st.toggle("Show every source and its newest report", key="sources-shown"):
            st.dataframe(sources_table(data), hide_index=True, key="sources-table")
        st.markdown("#### Boundaries")
        st.markdown(BOUNDARIES)
        st.dataframe(disputed_table(), hide_index=True, key="disputed-table")
        st.markdown("#### Data and versions")
        st.markdown(CREDITS)
        st.markdown(versions())
    show_accuracy()


def sources_table(data: MapData) -> pd.DataFrame:
    """One row per source: how many reports it has written, and when the newest one."""
    if data.open_store is None:
        return pd.DataFrame({"Source": [], "Reports": [], "Newest report": []})
    with data.open_store() as store:
        told = store.sources()
    return pd.DataFrame(
        {
            "Source": told["source"].where(told["source"] != "", UNNAMED),
            "Reports": told["reports"],
            "Newest report": told["latest"].dt.date,
        }
    )


def versions() -> str:
    """Versions of the program and of what draws the map."""
    drawn_by = " · ".join(f"{name} {version(name)}" for name in ("streamlit", "folium"))
    return f"Situation Map {geodata.__version__} · {drawn_by}"
