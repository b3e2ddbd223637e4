"""The timeline under the map: drag, step or play through the days that have claims."""

from __future__ import annotations

import secrets
from math import ceil
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from mapapp.assets import STATIC
from mapapp.page.state import note_action
from mapapp.palette import MARKS
from mapapp.view import parse_day

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from mapapp.view import View

MOST_BARS = 180
PRESETS = (("24 h", 1), ("7 d", 7), ("30 d", 30), ("All", 0))
"""Labels, and how many of the newest days each chooses; 0 chooses all."""

_KEY = "timeline"
_CHANNEL = "channel of the timeline"

_WORDS = {
    "timeline": "Timeline: which days are shown",
    "play": "Play through time",
    "pause": "Pause",
    "back": "One day back",
    "forward": "One day on",
    "since": "First day shown",
    "until": "Last day shown",
}


def show_timeline(counts: pd.DataFrame, view: View, *, first: dt.date, last: dt.date) -> None:
    """
    Show the timeline.

    Parameters
    ----------
    counts
        How many claims each day has, as `Store.counts` gives them.
    view
        The days that are chosen.
    first, last
        The days that the timeline runs from and to.
    """
    width = bar_width(first, last)
    component = st.components.v2.component(
        "situation_timeline",
        html=(STATIC / "timeline.html").read_text(),
        css=(STATIC / "timeline.css").read_text(),
        js=(STATIC / "timeline.js").read_text(),
    )
    dark = st.context.theme.type == "dark"
    component(
        key=_KEY,
        data={
            "first": first.isoformat(),
            "last": (last - first).days,
            "since": (view.since - first).days,
            "until": (view.until - first).days,
            "width": width,
            "bins": bars(counts, first=first, last=last, width=width),
            # Black bars would vanish on a dark page.
            "colors": [_visible(mark.color, dark=dark) for mark in MARKS.values()],
            "channel": channel(),
            "language": "en",
            "words": _WORDS,
            "presets": PRESETS,
        },
        on_range_change=_take_range,
    )


def channel() -> str:
    """Name of the channel by which this visitor's timeline speaks to the map beside it."""
    name: str = st.session_state.setdefault(_CHANNEL, f"situations-{secrets.token_hex(8)}")
    return name


def bar_width(first: dt.date, last: dt.date) -> int:
    """Days that one bar stands for, so that there are at most `MOST_BARS`: 1, 7, 14, …"""
    days = (last - first).days + 1
    return 1 if days <= MOST_BARS else 7 * ceil(days / MOST_BARS / 7)


def bars(counts: pd.DataFrame, *, first: dt.date, last: dt.date, width: int) -> list[list[int]]:
    """Claims of each bar and status, the statuses in the order of the palette."""
    start = np.datetime64(first, "D")
    number = (counts["day"].to_numpy(dtype="datetime64[D]") - start).astype(np.int64) // width
    status = counts["status"].map({name: i for i, name in enumerate(MARKS)}).to_numpy(np.int64)
    amount = (last - first).days // width + 1
    sums = np.zeros(amount * len(MARKS), dtype=np.int64)
    np.add.at(sums, number * len(MARKS) + status, counts["claims"].to_numpy(np.int64))
    return [[int(count) for count in bar] for bar in sums.reshape(amount, len(MARKS))]


def _take_range() -> None:
    """Take the days that were dragged, stepped or played to; what is no day is not taken."""
    note_action()
    given = st.session_state[_KEY].get("range")
    try:
        since, until = sorted(parse_day(str(day)) for day in given or ())
    except ValueError:
        return
    st.session_state.update({"since": since, "until": until})


def _visible(color: str, *, dark: bool) -> str:
    return "#9aa4ad" if dark and color == "#111111" else color
