"""The tables under the map: what is shown, and what never reaches the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from mapapp.palette import MARKS

if TYPE_CHECKING:
    import geopandas as gpd

    from mapapp.map_data import MapData


def shown_table(situations: gpd.GeoDataFrame) -> pd.DataFrame:
    """What the map shows, in words, one row per situation: for who cannot see the canvas."""
    return pd.DataFrame(
        {
            "Place": situations["place"],
            "Country": situations["country"],
            "Status": [f"{MARKS[name].glyph} {MARKS[name].label}" for name in situations["status"]],
            "Since": situations["since"].dt.date,
            "Until": situations["until"].dt.date,
            "Days since last report": situations["age_days"],
            "Stale": situations["stale"],
            "Disputed": situations["disputed"],
            "Whole area": ~situations["kind"].isin(["settlement", "capital", "airport"]),
            "Sources": situations["sources"],
        }
    )


def undated_table(undated: gpd.GeoDataFrame) -> pd.DataFrame:
    """Claims that no day is known of."""
    return pd.DataFrame(
        {
            "Place": undated["place"],
            "Status": [MARKS[name].label for name in undated["status"]],
            "Words": undated["quote"],
            "Source": undated["source"],
        }
    )


def show_tables(situations: gpd.GeoDataFrame, data: MapData) -> None:
    """Show the tables, folded up; a cell of st.dataframe shows its text literally."""
    with st.expander(f"Table of what is shown ({len(situations):,})"):
        st.dataframe(shown_table(situations), hide_index=True, key="shown-table")
    undated, unresolved = data.summary.undated, data.summary.unresolved
    with st.expander(f"Not on the map: {undated:,} undated claims, {unresolved:,} unknown names"):
        st.caption(
            "Claims without a day, because neither the words nor the report give one. "
            "They are never drawn."
        )
        st.dataframe(undated_table(data.undated), hide_index=True, key="undated-table")
        st.caption("Names that the gazetteer does not know. They are never pinned anywhere.")
        names = data.unresolved.rename(columns={"toponym": "Name", "reports": "Reports"})
        st.dataframe(names, hide_index=True, key="unresolved-table")
