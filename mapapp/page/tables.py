"""The tables under the map: what is shown, and what never reaches the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import streamlit as st

from mapapp.page.downloads import show_downloads
from mapapp.page.listing import ORDERS, ordered, situations_of
from mapapp.page.state import note_action
from mapapp.palette import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from mapapp.map.interval_columns import Held
    from mapapp.map_data import MapData
    from mapapp.view import View

MOST_ROWS = 300
"""Rows of a table that are sent to the browser."""

_TABLE = "shown-table"


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
            "Independent voices": situations["confirmations"],
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


def show_tables(data: MapData, holding: Held, view: View) -> None:
    """Show the tables, folded up; a cell of st.dataframe shows its text literally."""
    with st.expander(f"Table of what is shown ({len(holding.rows):,})"):
        _show_situations(data, holding, view)
        show_downloads(data, holding, view)
    undated, unresolved = data.summary.undated, data.summary.unresolved
    with st.expander(f"Not on the map: {undated:,} undated claims, {unresolved:,} unknown names"):
        st.caption(
            "Claims without a day, because neither the words nor the report give one. "
            f"They are never drawn.{_cut(len(data.undated))}"
        )
        undated_rows = undated_table(data.undated.head(MOST_ROWS))
        st.dataframe(undated_rows, hide_index=True, key="undated-table")
        st.caption(
            "Names that the gazetteer does not know. They are never pinned anywhere."
            f"{_cut(len(data.unresolved))}"
        )
        names = data.unresolved.head(MOST_ROWS)
        names = names.rename(columns={"toponym": "Name", "reports": "Reports"})
        st.dataframe(names, hide_index=True, key="unresolved-table")


def _show_situations(data: MapData, holding: Held, view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="table-head"):
        order = st.selectbox(
            "Order",
            list(ORDERS),
            format_func=lambda name: ORDERS[name],
            key="order",
            on_change=note_action,
            label_visibility="collapsed",
            width=240,
        )
        st.caption(f"Click a row to select its place.{_cut(len(holding.rows))}", width="content")
    in_order = ordered(data, holding, order)
    first = situations_of(data, in_order.only(np.arange(min(MOST_ROWS, len(holding.rows)))), view)
    place_ids = first["place_id"].tolist()
    if view.place_id in place_ids:
        chosen = {"rows": [place_ids.index(view.place_id)], "columns": [], "cells": []}
    else:
        chosen = {"rows": [], "columns": [], "cells": []}
    kept = st.session_state.get(_TABLE)
    if kept is None or kept["selection"]["rows"] != chosen["rows"]:
        st.session_state[_TABLE] = {"selection": chosen}
    st.dataframe(
        shown_table(first),
        hide_index=True,
        key=_TABLE,
        on_select=lambda: _take_row(place_ids),
        selection_mode="single-row",
    )


def _take_row(place_ids: Sequence[str]) -> None:
    """Select the place of the row that was clicked, none if it was clicked away."""
    note_action()
    rows = st.session_state[_TABLE]["selection"]["rows"]
    st.session_state["place"] = place_ids[rows[0]] if rows else None


def _cut(amount: int) -> str:
    return f" The first {MOST_ROWS} of {amount:,}." if amount > MOST_ROWS else ""
