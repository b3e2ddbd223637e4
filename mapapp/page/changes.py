"""What changed on the days shown: a list of places, each of which moves the map there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geodata.situations import changes
from mapapp.page.evidence import day_words, headline
from mapapp.page.state import note_action

if TYPE_CHECKING:
    from collections.abc import Collection

    from mapapp.map_data import MapData
    from mapapp.view import View

MOST_SHOWN = 30

_WORDS = {
    "new": "{to}",
    "renewed": "{to} again",
    "changed": "{to}, was {was}",
    "ended": "no longer {was}",
    "stale": "{was}: nothing new, now stale",
}
"""Our words for each kind of change; ``to`` and ``was`` are statuses with their symbols."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one place, in words that are ours but for the place's name."""

    place_id: str
    name: str
    """Comes from the gazetteer or an import: hostile until proven otherwise."""
    day: dt.date
    words: str


def changed_since(view: View) -> dt.date:
    """The day from which changes count: the first shown or, if one is shown, the day before it."""
    one_day = view.since == view.until
    return view.since - dt.timedelta(days=1) if one_day else view.since


def recent_changes(
    data: MapData, *, since: dt.date, until: dt.date, statuses: Collection[str]
) -> list[Change]:
    """
    Changes after one day up to another, newest first.

    Parameters
    ----------
    statuses
        Only changes to or from one of these.
    """
    rows = data.columns.touched(since, until)
    found = changes(data.intervals_at(rows), since=since, until=until)
    found = found[found["to_status"].isin(statuses) | found["from_status"].isin(statuses)]
    return [
        Change(
            place_id=row.place_id,
            name=data.places[row.place_id],
            day=row.day.date(),
            words=_WORDS[row.change].format(
                to=row.to_status and headline(row.to_status),
                was=row.from_status and headline(row.from_status),
            ),
        )
        for row in found.iloc[::-1].itertuples()
    ]


def show_changes(found: list[Change], *, since: dt.date) -> None:
    """Show the changes, folded up; a click on a place selects it and moves the map there."""
    with st.expander(f"What changed since {day_words(since)} ({len(found):,})"):
        if not found:
            st.caption("Nothing changed on the days shown.")
        for number, change in enumerate(found[:MOST_SHOWN]):
            with st.container(key=f"change-{number}", gap=None):
                st.button(
                    _plain(change.name),
                    key=f"change-button-{number}",
                    type="tertiary",
                    on_click=_select,
                    args=(change.place_id,),
                )
                st.caption(f"{day_words(change.day)} · {change.words}")
        if len(found) > MOST_SHOWN:
            st.caption(f"… and {len(found) - MOST_SHOWN:,} more; choose fewer days to see them.")


def _select(place_id: str) -> None:
    note_action()
    st.session_state["place"] = place_id


def _plain(name: str) -> str:
    """Name for a label that reads Markdown: what Markdown would read is escaped."""
    return "".join(f"\\{char}" if char in _MARKDOWN else char for char in " ".join(name.split()))


_MARKDOWN = frozenset("\\`*_{}[]()<>#+-.!|:$~")
