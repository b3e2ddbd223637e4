"""What can be read and done under a quote: its report, and for editors a decision on its claim."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import GeodataError
from geodata.review.deciding import LONGEST_WORDS, Edit, decide
from geodata.settings import Settings
from geodata.store import open_store
from mapapp.loading import load
from mapapp.page.evidence import headline
from mapapp.page.report_text import may_read_reports, show_report_text
from mapapp.page.state import note_action
from mapapp.palette import MARKS

if TYPE_CHECKING:
    from geodata.models import Place, Verdict
    from mapapp.map_data import MapData
    from mapapp.page.evidence import Quote

_READ, _EDITED, _AUTHOR = "claim-read", "claim-edited", "decider"

CHOICES = {
    "accept": "It is right",
    "place": "The place is wrong",
    "status": "The status is wrong",
    "reject": "It is no claim at all",
}
"""What an editor may say of a claim, in words."""


def show_report_and_editing(data: MapData, quote: Quote) -> None:
    """Show the buttons under a quote, and below them what they unfold."""
    settings = Settings()
    may_edit = settings.editing and not data.samples and data.claims_known is None
    with st.container(horizontal=True, key=f"claim-{quote.claim_id}"):
        if may_read_reports(settings):
            _unfolding("Show in the report", "Hide the report", _READ, quote.claim_id)
        if may_edit:
            _unfolding("Correct", "Leave it", _EDITED, quote.claim_id)
    if may_read_reports(settings) and st.session_state.get(_READ) == quote.claim_id:
        show_report_text(data, quote)
    if may_edit and st.session_state.get(_EDITED) == quote.claim_id:
        _show_form(data, quote, settings)


def _unfolding(label: str, label_to_fold: str, name: str, claim_id: str) -> None:
    unfolded = st.session_state.get(name) == claim_id

    def fold() -> None:
        note_action()
        st.session_state[name] = None if unfolded else claim_id

    words = label_to_fold if unfolded else label
    st.button(words, key=f"{name}-{claim_id}", type="tertiary", on_click=fold)


def _show_form(data: MapData, quote: Quote, settings: Settings) -> None:
    places = _candidates(data, quote)
    names = {place.place_id: _name(place) for place in places}
    with st.form(f"form-{quote.claim_id}", border=True):
        choice = st.radio("What is right?", list(CHOICES), format_func=lambda one: CHOICES[one])
        place_id = st.selectbox(
            "If the place is wrong: it is",
            list(names),
            index=None,
            format_func=lambda one: names[one],
            placeholder="Choose another candidate" if names else "No other candidate is known",
        )
        status = st.selectbox(
            "If the status is wrong: it is",
            [name for name in MARKS if name != quote.status],
            index=None,
            format_func=headline,
            placeholder="Choose another status",
        )
        author = st.text_input("Your name", key=_AUTHOR, max_chars=LONGEST_WORDS)
        reason = st.text_input("Reason", max_chars=LONGEST_WORDS)
        if not st.form_submit_button("Decide"):
            return
    verdict: Verdict = "accept" if choice == "accept" else "reject"
    edit = None
    if choice in ("place", "status"):
        verdict = "edit"
        place = next((one for one in places if one.place_id == place_id), None)
        edit = Edit(place=place) if choice == "place" else Edit(status=status or "")
    try:
        with open_store(settings.store) as store:
            decide(
                store,
                quote.claim_id,
                verdict,
                author=author,
                at=dt.datetime.now(dt.UTC),
                reason=reason,
                edit=edit,
            )
        # Who decided sees what it changed, even where others wait for it.
        load(settings, patient=True)
    except GeodataError as error:
        st.text(str(error))
        return
    note_action()
    st.session_state[_EDITED] = None
    st.rerun()


def _candidates(data: MapData, quote: Quote) -> list[Place]:
    """Other places that the toponyms of the quote may mean."""
    if data.open_store is None:
        return []
    with data.open_store() as store:
        toponyms = store.toponyms(quote.report_id)
    found = {
        candidate.place.place_id: candidate.place
        for toponym in toponyms
        if toponym.start < quote.end and quote.start < toponym.end
        for candidate in toponym.candidates
    }
    found.pop(quote.place_id, None)
    return list(found.values())


def _name(place: Place) -> str:
    return ", ".join(filter(None, (place.name, place.admin1, place.country, place.kind)))
