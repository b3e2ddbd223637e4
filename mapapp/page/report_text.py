"""A report's whole text, with its toponyms and the deciding words marked."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import streamlit as st
from streamlit import config

from mapapp.assets import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.models import Toponym
    from geodata.settings import Settings
    from mapapp.map_data import MapData
    from mapapp.page.evidence import Quote

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def may_read_reports(settings: Settings) -> bool:
    """Whether visitors see whole texts: what the operator said, else on this machine only."""
    if settings.show_reports is not None:
        return settings.show_reports
    return config.get_option("server.address") in _LOOPBACK


def pieces(
    text: str, toponyms: Iterable[Toponym], *, start: int, end: int
) -> list[tuple[str, bool, bool]]:
    """
    The text in pieces: their words, whether they are of a toponym, and of the deciding words.

    Parameters
    ----------
    start, end
        Of the deciding words, as code points.
    """
    named = [(one.start, one.end) for one in toponyms]
    cuts = {0, len(text), start, end, *(edge for span in named for edge in span)}
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(text))
    return [
        (
            text[first:last],
            any(one <= first and last <= other for one, other in named),
            start <= first and last <= end,
        )
        for first, last in itertools.pairwise(edges)
    ]


def show_report_text(data: MapData, quote: Quote) -> None:
    """Show the report that a quote stands in; every word of it reaches the page as plain text."""
    if data.open_store is None:
        return
    with data.open_store() as store:
        report, toponyms = store.report(quote.report_id), store.toponyms(quote.report_id)
    if report is None or not report.text:
        st.caption("The text of this report is not kept.")
        return
    component = st.components.v2.component(
        "report_text",
        html='<div class="report" tabindex="0" role="document" aria-label="Text of the report">'
        "</div>",
        css=(STATIC / "report.css").read_text(),
        js=(STATIC / "report.js").read_text(),
    )
    component(
        key="report-text",
        data={
            "language": report.language,
            "pieces": pieces(report.text, toponyms, start=quote.start, end=quote.end),
        },
    )
