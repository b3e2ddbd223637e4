"""
The panel beside the map: one place, its situations and the words behind each.

Texts of a report are shown by ``st.text`` only, which takes them literally; what goes through
Markdown here is our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from mapapp.page.evidence import day_words, headline, since_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geodata.gazetteer.annotations import Dispute
    from mapapp.page.evidence import Evidence, Quote

QUOTES_SHOWN = 20


def show_place(
    name: str,
    found: list[Evidence],
    *,
    dispute: Dispute | None,
    show_claim: Callable[[Quote], None],
) -> None:
    """
    Show every situation of the chosen place, and who claims the territory it lies in.

    Parameters
    ----------
    show_claim
        Shows under each quote what else can be read and done there.
    """
    with st.container(key="place-name"):
        st.text(name, width="stretch")
    if dispute:
        with st.container(key="place-dispute"):
            st.text(f"Claimed by {' and '.join(dispute.claims)}. {dispute.note}", width="stretch")
    if not found:
        st.caption("No situation of this place is among those shown.")
    for number, situation in enumerate(found):
        with st.container(border=True, key=f"situation-{number}", gap="xsmall"):
            _show_situation(situation, number, show_claim)


def show_latest(names: Mapping[str, str], quotes: list[tuple[str, Quote]]) -> None:
    """Show the newest words from several places, while none is chosen."""
    st.caption(
        "Click a mark, or choose a place above, to read what was reported from there, and by whom."
    )
    for number, (place_id, quote) in enumerate(quotes):
        with st.container(border=True, key=f"latest-{number}", gap=None):
            st.text(names[place_id], width="stretch")
            with st.container(key=f"quote-latest-{number}", gap=None):
                _show_quote(quote, notes=(headline(quote.status), *quote.notes))


def _show_situation(situation: Evidence, number: int, show_claim: Callable[[Quote], None]) -> None:
    st.markdown(f"**{headline(situation.status)}**")
    st.caption(since_line(situation))
    if situation.stale:
        st.caption("⌛ Stale: nothing newer has been reported, so it may have changed.")
    if situation.disputed:
        st.caption("◐ Disputed: sources contradict each other on the last day reported.")
    for position, quote in enumerate(situation.quotes[:QUOTES_SHOWN]):
        with st.container(key=f"quote-{number}-{position}", gap=None):
            says_so = quote.status == situation.status
            _show_quote(quote, notes=quote.notes if says_so else ("says otherwise", *quote.notes))
            show_claim(quote)
    if len(situation.quotes) > QUOTES_SHOWN:
        st.caption(f"… and {len(situation.quotes) - QUOTES_SHOWN:,} older claims.")


def _show_quote(quote: Quote, *, notes: tuple[str, ...]) -> None:
    st.text(quote.words, width="stretch")
    origin = " — ".join(filter(None, (quote.source or "unnamed source", quote.title)))
    st.text(origin, width="stretch")
    day = day_words(quote.day) if quote.day else "no date"
    st.caption(" · ".join([day, *notes]))
    if quote.link:
        st.link_button("Open the report ↗", quote.link, type="tertiary")
