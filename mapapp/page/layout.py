"""The page as a whole: what stands where, and what is read and drawn in which order."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from geodata.errors import GeodataError
from geodata.settings import Settings
from mapapp.assets import is_routed
from mapapp.loading import load
from mapapp.map.interval_columns import Held, held
from mapapp.map.shown import shown
from mapapp.map.situation_map import filter_group, situation_map
from mapapp.page.about import show_about, show_first_report, show_legend
from mapapp.page.changes import changed_since, recent_changes, show_changes
from mapapp.page.editing import show_report_and_editing
from mapapp.page.evidence import day_words, evidence, latest
from mapapp.page.filters import show_filters, show_nothing, summary_line
from mapapp.page.find import find_place
from mapapp.page.header import PRIVATE_NOTE, TITLE, show_header
from mapapp.page.listing import places_of, situations_of, status_counts, within
from mapapp.page.panel import show_latest, show_place
from mapapp.page.state import (
    BOUNDS,
    MAP_KEY,
    forget_known_on,
    link_problems,
    read_url,
    take_known_on,
    take_message,
    write_url,
)
from mapapp.page.style import show_style
from mapapp.page.tables import show_tables
from mapapp.page.timeline import channel, show_timeline
from mapapp.palette import MARKS
from mapapp.passing import passing
from mapapp.view import View

if TYPE_CHECKING:
    from mapapp.map.situation_map import Theme
    from mapapp.map_data import MapData

MAP_HEIGHT = 540
LATEST_QUOTES = 4
NEWEST_CLAIMS = 100
"""Claims among which the latest quotes of different places and reports are looked for."""

_log = logging.getLogger(__name__)


def show_page() -> None:
    """Show the page; to be called from the top at every run of the script."""
    st.set_page_config(page_title=TITLE, page_icon="🗺️", layout="wide")
    show_style()
    settings = Settings()
    if not settings.public:
        show_header(None)
        st.info(PRIVATE_NOTE)
        return
    try:
        known_on = take_known_on()
        data = load(settings, known_on=known_on)
    except GeodataError:
        _log.exception("The store cannot be read.")
        show_header(None)
        st.error("The store cannot be read; the server's log says why.")
        return
    show_header(data)
    if data.days is None:
        if known_on:
            st.info(f"Nothing was known yet at the end of {day_words(known_on)}.")
            st.button("Show what is known now", on_click=forget_known_on)
            return
        st.info("There are no dated claims yet: below is how to add a report.")
        never = View(dt.date.min, dt.date.min, ())
        show_tables(data, held(data.columns, since=never.since, until=never.until), never)
        show_first_report(samples=True)
        show_about(data)
        return
    default = View(data.days[1], data.days[1], statuses=tuple(MARKS), known_on=known_on)
    _show_situations(data, default, *data.days)


def _show_situations(data: MapData, default: View, first: dt.date, last: dt.date) -> None:
    read_url(default, first=first, last=last, places=data.places)
    view = show_filters(data, first=first, last=last)
    holding = held(
        data.columns,
        since=view.since,
        until=view.until,
        statuses=view.statuses,
        passing=passing(data, view.further),
    )
    in_view = bool(st.session_state.get("area")) and BOUNDS in st.session_state
    listed = within(data.columns, holding, st.session_state[BOUNDS]) if in_view else holding
    # Notes come and go in here only: whatever stands above the map would make it start anew.
    with st.container(key="notes", gap="xsmall"):
        if problems := link_problems():
            st.warning(" ".join(problems))
        st.markdown(summary_line(view, status_counts(data.columns, listed), in_view=in_view))
        if not len(listed.rows):
            show_nothing(view, in_view=in_view and bool(len(holding.rows)))
    on_map, beside = st.columns([2.6, 1], gap="medium")
    with beside, st.container(key="panel"):
        place_id = find_place(data.places, places_of(data.columns, listed), view.place_id) or ""
        if place_id:
            _show_place(data, view, place_id, holding)
        else:
            since = changed_since(view)
            found = recent_changes(data, since=since, until=view.until, statuses=view.statuses)
            show_changes(found, since=since)
            newest = data.claims_until(view.until, statuses=view.statuses, limit=NEWEST_CLAIMS)
            show_latest(data.places, latest(newest, limit=LATEST_QUOTES))
    view = replace(view, place_id=place_id)
    with on_map:
        _show_map(data, view, holding)
        show_timeline(data.counts, view, first=first, last=last)
    show_legend()
    show_tables(data, listed, view)
    show_first_report(samples=data.samples)
    show_about(data)
    write_url(view, replace(default, known_on=None))


def _show_place(data: MapData, view: View, place_id: str, holding: Held) -> None:
    number = data.columns.place_ids.index(place_id)
    here = holding.only(data.columns.place[holding.rows] == number)
    said = data.claims_until(view.until, place_id=place_id)
    show_place(
        data.places[place_id],
        evidence(situations_of(data, here, view), said, place_id=place_id, until=view.until),
        dispute=data.disputes.get(place_id),
        show_claim=lambda quote: show_report_and_editing(data, quote),
    )


def _show_map(data: MapData, view: View, holding: Held) -> None:
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    everything = held(data.columns, since=view.since, until=view.until)
    told = shown(
        data.columns,
        holding,
        view,
        revision=data.revision,
        routed=is_routed(),
        channel=channel(),
        home=_first_view(everything),
        tells_area=bool(st.session_state.get("area")),
    )
    with st.container(key="map-frame"):
        st_folium(
            situation_map(theme, (st.context.locale or "en").partition("-")[0]),
            key=MAP_KEY,
            height=MAP_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=filter_group(told),
            on_change=lambda: take_message(data.columns),
        )


def _first_view(found: Held) -> Held:
    """What the map opens on, whatever the statuses chosen: the news, not what has gone stale."""
    return found if found.stale.all() else found.only(~found.stale)
