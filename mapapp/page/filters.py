"""The filters above the map, and the line that sums up what they leave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from mapapp.further import NO_FURTHER, query_of
from mapapp.page.evidence import day_words
from mapapp.page.more import clear_filters, show_more_filters
from mapapp.page.state import note_action
from mapapp.palette import MARKS
from mapapp.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapapp.map_data import MapData


def show_filters(data: MapData, *, first: dt.date, last: dt.date) -> View:
    """
    Show dates, statuses, the day as known on and the rest, and return the view they choose.

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
        further = show_more_filters(data)
    chosen = set(statuses)
    # An emptied field stands for the other one's day; two of them for the newest day.
    given = [day for day in (since, until) if isinstance(day, dt.date)] or [last]
    return View(
        since=min(given),
        until=max(given),
        statuses=tuple(status for status in MARKS if status in chosen),
        place_id=st.session_state.get("place") or "",
        known_on=known_on if isinstance(known_on, dt.date) else None,
        further=further,
    )


def summary_line(view: View, counts: Mapping[str, int], *, in_view: bool = False) -> str:
    """
    Days and counts by status of what is shown, as Markdown of our own words and numbers.

    Such as ``**9 Jan 2022** · ▲ 12 Unrest · ● 3 Calm``.
    """
    days = day_words(view.until)
    if view.since != view.until:
        days = f"{day_words(view.since)} – {day_words(view.until)}"
    if view.known_on:
        days += f", as known on {day_words(view.known_on)}"
    if in_view:
        days += ", in the map's view"
    shown = [
        f"{MARKS[status].glyph} {counts.get(status, 0):,} {MARKS[status].label.lower()}"
        for status in view.statuses
    ]
    if asked := list(query_of(view.further)):
        shown.append(f"only by {', '.join(asked)}")
    return " · ".join([f"**{days}**", *(shown if view.statuses else ["no status is chosen"])])


def show_nothing(view: View, *, in_view: bool) -> None:
    """Say why nothing is shown, and what to do about it."""
    if not view.statuses:
        why = "No status is chosen."
    elif in_view:
        why = "Nothing in the map's view: move the map, or switch “In view only” off."
    elif view.further != NO_FURTHER or len(view.statuses) < len(MARKS):
        why = "Nothing passes these filters on the days chosen."
    else:
        why = "No situation on the days chosen: choose other days on the timeline."
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="nothing"):
        st.text(why, width="stretch")
        st.button("Clear all filters", key="clear-filters", on_click=clear_filters)
