"""Decisions on claims, made by the claim's id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.decisions import Decided, copy_of
from geodata.errors import ReviewError
from geodata.models import Decision
from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from geodata.models import Place, Verdict
    from geodata.store import Store

WHOLE_ID = 32
"""Digits of an id."""
LEAST_DIGITS = 6
"""Digits of an id that must be given, if they are enough to tell it from others."""
LONGEST_WORDS = 2_000
"""Characters of an author's name or a reason."""

_EDITED = ("place_id", "place", "status", "date", "date_end")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person says a claim should have said; what is left empty stays."""

    place: Place | None = None
    status: str = ""
    date: dt.date | None = None
    date_end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A claim as it was read, and the edit that is shown in its place, if any is."""

    claim: Mapping[str, Any]
    """With the keys of `CLAIM_COLUMNS`, ``lat`` and ``lon``."""
    edited: Decision | None = None


def decide(
    store: Store,
    claim_id: str,
    verdict: Verdict,
    *,
    author: str,
    at: dt.datetime,
    reason: str = "",
    edit: Edit | None = None,
) -> Decision:
    """
    Decide of a claim, and keep the decision.

    Parameters
    ----------
    store
        Open for writing.
    claim_id
        Of a claim that is shown or ever was, or its first `LEAST_DIGITS` or more digits.
    verdict
        "accept": it is right; "reject": it is wrong, and shown no more; "edit": it is right if it
        is changed; "undo": nothing that was decided of it counts. Accepting a claim that was
        edited says that the edit is right.
    author, at, reason
        Who decided, when (with a time zone) and why; the reason may be empty.
    edit
        For "edit"; it goes on from an edit that is in force.

    Returns
    -------
    decision
        As it was kept.

    Raises
    ------
    ReviewError
        If there is no such claim, more than one, no author, or nothing or a wrong thing to change.
    StoreError
        If it cannot be kept.
    """
    if not author.strip():
        raise ReviewError("A decision must have an author, got none.")
    for words in (author, reason):
        if len(words) > LONGEST_WORDS:
            raise ReviewError(
                f"Author and reason must have {LONGEST_WORDS:,} characters at most, "
                f"got {len(words):,}."
            )
    if (verdict == "edit") != (edit is not None):
        raise ReviewError(f'Changes go with "edit" and nothing else, got {verdict!r}.')
    target = find_target(store, claim_id)
    claim, edited = target.claim, target.edited
    decision = Decision(
        report_id=claim["report_id"],
        quote_start=int(claim["quote_start"]),
        quote_end=int(claim["quote_end"]),
        place_id=claim["place_id"],
        status=claim["status"],
        verdict=verdict,
        author=author.strip(),
        decided_at=at,
        reason=reason.strip(),
        claim_id=claim["claim_id"],
    )
    if edited is not None and verdict in ("accept", "edit"):
        decision = replace(
            decision,
            verdict="edit",
            place=edited.place,
            new_status=edited.new_status,
            date=edited.date,
            date_end=edited.date_end,
        )
    if edit is not None:
        decision = _changed(decision, claim, edit)
    store.decide(decision)
    return decision


def find_target(store: Store, claim_id: str) -> Target:
    """
    Return the claim as it was read that a decision on the claim with this id is about.

    Raises
    ------
    ReviewError
        If there is none, or more than one whose id begins so.
    """
    digits = _checked(claim_id)
    known = store.find(digits)
    known = known[known["claim_id"].str.startswith(digits)]
    ids = sorted(set(known["claim_id"]))
    if not ids:
        raise ReviewError(f"There is no claim {claim_id!r}.")
    if len(ids) > 1:
        raise ReviewError(
            f"{len(ids)} claims have ids that begin with {claim_id!r}; give more of its digits."
        )
    # What is current goes before what is not, and of that the newest.
    newest = known.sort_values(["retired_at", "recorded_at"], na_position="last").iloc[-1]
    decided = [one for one in store.decisions(newest["report_id"]) if one.claim]
    if newest["reviewed"] == "edited":
        for one in reversed(decided):
            if copy_of(one)["claim_id"] == ids[0]:
                return Target(one.claim, one.decision)
    days = {name: _day(newest[name]) for name in ("date", "date_end")}
    claim = {**newest, **days, "lat": newest["geometry"].y, "lon": newest["geometry"].x}
    return Target(claim, _edit_of(ids[0], decided))


def find_report(store: Store, digits: str) -> str:
    """
    Return the id of the report that an id, or the first digits of it or of a claim's, tells.

    A whole id is given back even if no claim has it, for a report may have none.

    Raises
    ------
    ReviewError
        If there is none, or more than one.
    """
    ids = sorted(set(store.find(_checked(digits))["report_id"]))
    if not ids and len(digits.strip()) == WHOLE_ID:
        return digits.strip().lower()
    if not ids:
        raise ReviewError(f"There is no report and no claim {digits!r}.")
    if len(ids) > 1:
        raise ReviewError(f"{len(ids)} reports fit {digits!r}; give more of its digits.")
    return str(ids[0])


def _edit_of(claim_id: str, decided: list[Decided]) -> Decision | None:
    """Return the newest decision that was made on the very claim, if it is an edit."""
    own = [one.decision for one in decided if one.claim["claim_id"] == claim_id]
    return own[-1] if own and own[-1].verdict == "edit" else None


def _checked(claim_id: str) -> str:
    digits = claim_id.strip().lower()
    if len(digits) < LEAST_DIGITS or not set(digits) <= set("0123456789abcdef"):
        raise ReviewError(
            f"A claim's id has 32 hexadecimal digits, of which {LEAST_DIGITS} or more must be "
            f"given, got {claim_id!r}."
        )
    return digits


def _changed(decision: Decision, claim: Mapping[str, Any], edit: Edit) -> Decision:
    taxonomy = load_taxonomy()
    if edit.status and edit.status not in taxonomy:
        raise ReviewError(f"A status must be one of {', '.join(taxonomy)}, got {edit.status!r}.")
    date = edit.date or decision.date
    date_end = decision.date_end if edit.date is None else None
    if edit.date_end is not None:
        date_end = edit.date_end
        date = date or claim["date"]
        if date is None:
            raise ReviewError("A last day needs a first one, and the claim has no day.")
    if date is not None and date_end is not None and date_end < date:
        raise ReviewError(f"The last day must not be before the first, got {date} to {date_end}.")
    changed = replace(
        decision,
        place=edit.place or decision.place,
        new_status=edit.status or decision.new_status,
        date=date,
        date_end=date_end,
    )
    before, after = (copy_of(Decided(one, claim)) for one in (decision, changed))
    if all(before[name] == after[name] for name in _EDITED):
        raise ReviewError("There is nothing to change: give another place, status or day.")
    return changed


def _day(value: Any) -> dt.date | None:
    return None if pd.isna(value) else value.date()
