"""The filters above the map, and the line that sums up what they leave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from mapapp.page.evidence import day_words
from mapapp.page.state import note_action
from mapapp.palette import MARKS
from mapapp.view import View

if TYPE_CHECKING:
    import geopandas as gpd


def show_filters(*, first: dt.date, last: dt.date) -> View:
    """
    Show dates, statuses and the day as known on, and return the view they choose.

    Dates in the wrong order are read as the range between them.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        since, until = (
            st.date_input(
                label,
                key=key,
                min_value=first,
                max_value=last,
                on_change=note_action,
                format="YYYY-MM-DD",
                width=140,
            )
            for label, key in (("From", "since"), ("To", "until"))
        )
        statuses = st.segmented_control(
            "Show",
            list(MARKS),
            selection_mode="multi",
            format_func=lambda status: f"{MARKS[status].glyph} {MARKS[status].label}",
            key="statuses",
            on_change=note_action,
            wrap=True,
        )
        known_on = st.date_input(
            "As known on",
            value=None,
            key="known_on",
            on_change=note_action,
            format="YYYY-MM-DD",
            width=150,
            help="Shows the map as it was known at the end of that day (UTC): "
            "what was learned or corrected later is left out.",
        )
    chosen = set(statuses)
    # An emptied field stands for the other one's day; two of them for the newest day.
    given = [day for day in (since, until) if isinstance(day, dt.date)] or [last]
    return View(
        since=min(given),
        until=max(given),
        statuses=tuple(status for status in MARKS if status in chosen),
        place_id=st.session_state.get("place") or "",
        known_on=known_on if isinstance(known_on, dt.date) else None,
    )


def filtered(situations: gpd.GeoDataFrame, view: View) -> gpd.GeoDataFrame:
    """The situations whose status is chosen, in their order."""
    return situations[situations["status"].isin(view.statuses)].reset_index(drop=True)


def summary_line(view: View, situations: gpd.GeoDataFrame) -> str:
    """
    Days and counts of what is shown, as Markdown of our own words and numbers.

    Such as ``**9 Jan 2022** · ▲ 12 Unrest · ● 3 Calm``.
    """
    days = day_words(view.until)
    if view.since != view.until:
        days = f"{day_words(view.since)} – {day_words(view.until)}"
    counts = situations["status"].value_counts()
    if view.known_on:
        days += f", as known on {day_words(view.known_on)}"
    shown = [
        f"{MARKS[status].glyph} {int(counts.get(status, 0)):,} {MARKS[status].label.lower()}"
        for status in view.statuses
    ]
    return " · ".join([f"**{days}**", *shown]) if shown else f"**{days}** · no status is chosen"
