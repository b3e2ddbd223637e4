"""The view between the URL, the widgets and the map: one truth, kept in the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from mapapp import further
from mapapp.view import View, known_on_from_query, query_from_view, view_from_query

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from mapapp.map.interval_columns import IntervalColumns

PARAMETERS = ("from", "to", "status", "place", "known", *further.PARAMETERS)
MAP_KEY = "map"
FURTHER = "further filters"
BOUNDS = "bounds of the map"

_WRITTEN = "written query"
_ACTED = "visitor acted on the page"
_PROBLEMS = "problems of the link"


def take_known_on() -> dt.date | None:
    """
    Day as known on which the map is to be shown; to be called before its data are read.

    It is the URL's where that has its say, as in `read_url`, else the one chosen on the page.
    """
    if _url_has_its_say(acted=st.session_state.get(_ACTED, False)):
        st.session_state["known_on"], problems = known_on_from_query(_asked())
        st.session_state[_PROBLEMS] = problems
    chosen: dt.date | None = st.session_state.get("known_on")
    return chosen


def forget_known_on() -> None:
    """Show what is known now."""
    note_action()
    st.session_state["known_on"] = None


def read_url(default: View, *, first: dt.date, last: dt.date, places: Collection[str]) -> None:
    """
    Take the view from the URL, if it is not the one that this page wrote there.

    So a link opens what it says, and so do the browser's back and forward. In a run that the
    visitor started by acting on the page the URL has no say: the browser may send along the one
    from before the last change, and a quick second click would take the first one back.
    """
    has_its_say = _url_has_its_say(acted=st.session_state.pop(_ACTED, False))
    if not has_its_say and "since" in st.session_state:
        if st.session_state.get("place") not in places:
            # A decision may have taken the last claim of the place away.
            st.session_state["place"] = None
        return
    asked = _asked() if has_its_say else {}
    view, problems = view_from_query(asked, default, first=first, last=last)
    place_id: str | None = view.place_id or None
    if place_id and place_id not in places:
        problems.append("Nothing has been reported from the link's place.")
        place_id = None
    st.session_state.update(
        {
            "since": view.since,
            "until": view.until,
            "statuses": list(view.statuses),
            "place": place_id,
            FURTHER: view.further,
            _WRITTEN: asked,
            _PROBLEMS: [*st.session_state.get(_PROBLEMS, []), *problems],
        }
    )


def write_url(view: View, default: View) -> None:
    """Make the URL a link to the view; other parameters stay as they are."""
    query = query_from_view(view, default)
    if query != _asked() or query != st.session_state[_WRITTEN]:
        others = {
            name: st.query_params.get_all(name)
            for name in st.query_params
            if name not in PARAMETERS
        }
        # All at once: one by one, each parameter would be a step of the browser's history.
        st.query_params.from_dict({**others, **query})
    st.session_state[_WRITTEN] = query


def note_action() -> None:
    """Remember that the run to come was started on the page; every widget's ``on_change``."""
    st.session_state[_ACTED] = True


def link_problems() -> list[str]:
    """What was not understood in the URL, to be told once."""
    problems: list[str] = st.session_state.get(_PROBLEMS, [])
    st.session_state[_PROBLEMS] = []
    return problems


def take_message(columns: IntervalColumns) -> None:
    """
    Take what the map told: the mark that was clicked, or where the map looks now.

    The map knows a place by its code only, and its view by Web Mercator's numbers from 0 to 1:
    west, north, east and south.
    """
    note_action()
    told = st.session_state.get(MAP_KEY) or {}
    if not isinstance(told, dict):
        return
    area = told.get("area")
    if isinstance(area, list) and len(area) == 4 and all(map(_is_number, area)):
        st.session_state[BOUNDS] = tuple(map(float, area))
    if _is_number(told.get("place")):
        for number in np.flatnonzero(columns.codes == told["place"]):
            st.session_state["place"] = columns.place_ids[number]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**53


def _url_has_its_say(*, acted: bool) -> bool:
    return not acted and st.session_state.get(_WRITTEN) != _asked()


def _asked() -> dict[str, str]:
    return {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
