"""Finding a place by any of its names, among those that reports spoke of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from geodata.gazetteer.index import default_gazetteer
from mapapp.page.more import search_words
from mapapp.page.state import note_action

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MOST_CHOICES = 300
"""Places that are sent to the browser to be chosen from; the others are found by their names."""

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Hits:
    """What a name leads to. Names come from the gazetteer or an import, and may be hostile."""

    shown: tuple[str, ...] = ()
    """Ids of places that are shown now."""
    hidden: tuple[str, ...] = ()
    """Ids of places that reports spoke of, though not as the filters stand."""
    silent: tuple[str, ...] = ()
    """Names of places that no report spoke of."""

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of all that can be chosen, those that are shown first."""
        return (*self.shown, *self.hidden)


def find(words: str, names: Mapping[str, str], shown: Collection[str]) -> Hits:
    """
    Places that a name, or a part of one, leads to.

    Parameters
    ----------
    words
        A name in any language that the gazetteer has, or a part of one of ``names``.
    names
        Names of the places that reports spoke of, by id.
    shown
        Ids of those that are shown now.
    """
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return Hits()
    known = default_gazetteer().lookup(words.strip()[:LONGEST_NAME])
    of_name = [place.place_id for place in known if place.place_id in names]
    alike = [place_id for place_id, name in names.items() if wanted in name.casefold()]
    found = list(dict.fromkeys([*of_name, *alike]))
    silent = [", ".join(filter(None, (place.name, place.country))) for place in known[:1]]
    return Hits(
        shown=tuple(place_id for place_id in found if place_id in shown),
        hidden=tuple(place_id for place_id in found if place_id not in shown),
        silent=() if found else tuple(silent),
    )


def find_place(names: Mapping[str, str], shown: Collection[str], chosen: str) -> str | None:
    """Let a place be found and chosen by name, the way to the panel without a pointer; its id."""
    words: str = st.text_input(
        "Find a place",
        key="find",
        max_chars=LONGEST_NAME,
        on_change=_take_single,
        args=(names, shown),
        placeholder="Find a place by any of its names",
        label_visibility="collapsed",
    )
    hits = find(words, names, shown)
    choices = hits.places if words.strip() else tuple(name for name in names if name in shown)
    if chosen and chosen not in choices[:MOST_CHOICES]:
        choices = (chosen, *choices)
    place_id = st.selectbox(
        "Place",
        list(islice(choices, MOST_CHOICES)),
        index=None,
        format_func=lambda place_id: names[place_id],
        key="place",
        on_change=note_action,
        placeholder=f"Choose among {len(choices):,}" if choices else "Nothing to choose",
        label_visibility="collapsed",
    )
    if words.strip():
        _tell(words, hits)
    elif len(choices) > MOST_CHOICES:
        st.caption(f"The list has the first {MOST_CHOICES}; type a name to find any other.")
    return place_id


def _tell(words: str, hits: Hits) -> None:
    with st.container(key="found", gap="xsmall"):
        if hits.places:
            said = "1 place" if len(hits.places) == 1 else f"{len(hits.places):,} places"
            if hits.hidden:
                said += f", {len(hits.hidden):,} of them not shown on these days and filters"
            st.caption(f"{said} of this name: choose above.")
        elif hits.silent:
            st.text(f"No report speaks of {hits.silent[0]}. That does not mean that it is calm.")
        else:
            st.caption("No place of this name is known.")
        st.button(
            "Show what reports say in these words",
            key="search-words",
            type="tertiary",
            on_click=search_words,
            args=(words,),
        )


def _take_single(names: Mapping[str, str], shown: Collection[str]) -> None:
    """Choose the place at once if the name leads to one only."""
    note_action()
    hits = find(st.session_state["find"], names, shown)
    if len(hits.places) == 1:
        st.session_state["place"] = hits.places[0]
