"""The top of the page: title, how fresh the data are, and the banner over the samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from mapapp.page.evidence import day_words

if TYPE_CHECKING:
    from mapapp.map_data import MapData

TITLE = "Situation Map"
SAMPLES_BANNER = (
    "Sample data: these are reports that come with the program, your own store is empty. "
    "Add reports with `python -m geodata ingest FILE`."
)
PRIVATE_NOTE = "This map is private: it is shown after signing in only."


def show_header(data: MapData | None) -> None:
    """Show the title and, if there are data, how fresh they are."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="bottom",
        key="header",
    ):
        st.title(TITLE, anchor=False, width="content")
        if data is not None:
            st.caption(freshness(data), width="content")
    if data is not None and data.samples:
        st.info(SAMPLES_BANNER)


def freshness(data: MapData) -> str:
    """How new and how many, such as ``Latest claim 13 Jan 2022 · 40 claims from 12 reports``."""
    summary = data.summary
    amount = f"{_count(summary.claims, 'claim')} from {_count(summary.reports, 'report')}"
    if data.days is None:
        return amount
    return f"Latest claim {day_words(data.days[1])} · {amount}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
