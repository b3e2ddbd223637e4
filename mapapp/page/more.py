"""The further filters, folded up: source, language, score, confirmations, words, area in view."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from mapapp.further import LONGEST_WORDS, NO_FURTHER, Further
from mapapp.page.state import FURTHER, note_action
from mapapp.palette import MARKS
from mapapp.passing import origins

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapapp.map_data import MapData

MOST_CHOICES = 300
"""Sources that can be chosen: those with the most claims. A link may name any other."""

_SOURCE, _LANGUAGE, _SCORE, _CONFIRMATIONS, _TEXT = (
    f"more_{name}" for name in ("source", "language", "score", "confirmations", "text")
)


def show_more_filters(data: MapData) -> Further:
    """Show the further filters, whose choices are looked up only when they are unfolded."""
    further: Further = st.session_state.get(FURTHER, NO_FURTHER)
    # The same label always: with another one it would fold up.
    with st.popover("More filters", key="more", on_change="rerun") as unfolded:
        # Only while it is unfolded: a widget that is not shown is forgotten.
        if unfolded.open:
            _show_choices(data, further)
    st.toggle(
        "In view only",
        key="area",
        on_change=note_action,
        help="Counts, table and downloads take only what lies in the map's view.",
    )
    return further


def search_words(words: str) -> None:
    """Show only situations behind which a report has these words."""
    note_action()
    further: Further = st.session_state.get(FURTHER, NO_FURTHER)
    st.session_state[FURTHER] = Further(
        source=further.source,
        language=further.language,
        score=further.score,
        confirmations=further.confirmations,
        text=words.strip()[:LONGEST_WORDS],
    )


def clear_filters() -> None:
    """Show every status, from whomever, wherever; the days stay."""
    note_action()
    st.session_state.update({FURTHER: NO_FURTHER, "statuses": list(MARKS), "area": False})


def _show_choices(data: MapData, further: Further) -> None:
    told = origins(data)
    st.session_state.update(
        {
            _SOURCE: further.source,
            _LANGUAGE: further.language,
            _SCORE: further.score,
            _CONFIRMATIONS: further.confirmations,
            _TEXT: further.text,
        }
    )
    _choose("Source", _SOURCE, told.sources, further.source)
    _choose("Language of the report", _LANGUAGE, told.languages, further.language)
    st.slider("Least score of a claim", 0, 100, step=5, format="%d / 100", key=_SCORE,
              on_change=_take)  # fmt: skip
    st.number_input("Least number of independent voices", 1, 99, key=_CONFIRMATIONS,
                    on_change=_take)  # fmt: skip
    st.text_input("Words in the report’s sentence, title or place", key=_TEXT,
                  max_chars=LONGEST_WORDS, on_change=_take)  # fmt: skip
    st.button("Clear all filters", on_click=clear_filters)


def _choose(label: str, key: str, counts: Mapping[str, int], chosen: str) -> None:
    st.selectbox(
        label,
        _choices(counts, chosen),
        format_func=lambda name: f"{name} ({counts.get(name, 0):,})" if name else "Any",
        key=key,
        on_change=_take,
    )


def _choices(counts: Mapping[str, int], chosen: str) -> list[str]:
    """The empty choice, the most frequent names, and the one that is chosen."""
    names = [name for name in islice(counts, MOST_CHOICES) if name]
    return ["", *names] if not chosen or chosen in names else ["", chosen, *names]


def _take() -> None:
    """Take what was chosen."""
    note_action()
    state = st.session_state
    state[FURTHER] = Further(
        source=state[_SOURCE],
        language=state[_LANGUAGE],
        score=int(state[_SCORE]),
        confirmations=int(state[_CONFIRMATIONS]),
        text=state[_TEXT].strip(),
    )
