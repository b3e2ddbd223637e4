"""
What people decided of the claims of a report, and what that makes of them.

A decision is made on one claim, as it was read. It speaks of the claims that have the same place
and status and whose quotes overlap with that claim's:

- where a reading still makes that very claim (the same id), of that claim alone;
- else of those of its claims that name the same day, if any does, else of all of them; but never
  of a claim that stood beside the decided one when that was read, because it is another.

Of all decisions that speak of a claim the newest is in force. "Reject" retires the claim when it
was decided; "accept" and "edit" put a copy of the claim as it was read in its place, which stays
even if no newer reading makes the claim any more; after "undo" it is as it was read. Rows as read
are never changed but for the instant at which they cease to be current.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geodata.models import Claim, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.models import Decision

    Row = Mapping[str, Any]
    Span = tuple[dt.datetime, dt.datetime]

_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
"""When a current row is retired."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and the claim that it was made on."""

    decision: Decision
    claim: Mapping[str, Any]
    """The claim as it was read, with the keys of `CLAIM_COLUMNS`, ``lat`` and ``lon``."""
    number: int = 0
    """Of two decisions of the same instant the one with the higher number is the newer."""


def apply(rows: Sequence[Row], decisions: Iterable[Decided]) -> list[dict[str, Any]]:
    """
    Rows of a report's claims, as people decided of them.

    A row is known as of an instant if it was recorded at or before it and is not yet retired
    then. The answer holds for every instant, so nothing that once was known is lost.

    Parameters
    ----------
    rows
        All claims of one report, of every reading of it, as they were read: with the keys of
        `CLAIM_COLUMNS`, ``lat`` and ``lon``, instants with a time zone, and ``retired_at`` (None
        or NaT while the reading is the current one) as the readings alone give it.
    decisions
        All decisions on the report, in any order.

    Returns
    -------
    rows
        First the given rows in their order, some of them retired earlier; one that was decided of
        before it was recorded is retired when it is recorded, so that it never shows. Then the
        rows that the decisions add, by ``recorded_at`` and ``claim_id``: accepted and edited
        copies, and claims that came back by "undo", each recorded when that was decided. At no
        instant an added row and any other row of the same ``claim_id`` are both known. What an
        added row says of the report (``source``, ``story`` and so on) is what the claim said that
        was decided of.
    """
    known = sorted(decisions, key=_order)
    put = _put(rows, known)
    shown = [_shown(row, rows, known, put) for row in rows]
    kept = [
        {**row, "retired_at": _retirement(spans[0][1])}
        for row, spans in zip(rows, shown, strict=True)
    ]
    taken: dict[str, list[Span]] = {}
    for row, spans in zip(rows, shown, strict=True):
        taken.setdefault(row["claim_id"], []).append(spans[0])
    for copy, span in put:
        taken.setdefault(copy["claim_id"], []).append(span)
    added = [_during(copy, span) for copy, span in put]
    # The newest reading first: of several that make a claim it is the one that comes back.
    for number in sorted(range(len(rows)), key=lambda one: _end(rows[one]), reverse=True):
        of_id = taken[rows[number]["claim_id"]]
        back = [one for span in shown[number][1:] for one in _without(span, of_id)]
        of_id += back
        added += [_during(rows[number], span) for span in back]
    added.sort(key=lambda row: (row["recorded_at"], row["claim_id"]))
    return [*kept, *added]


def copy_of(decided: Decided) -> dict[str, Any]:
    """Row that an "accept" or "edit" puts in the place of the claim, with the id of its values."""
    decision = decided.decision
    row: dict[str, Any] = {**decided.claim, "retired_at": None, "recorded_at": decision.decided_at}
    if decision.verdict != "edit":
        return {**row, "reviewed": "accepted"}
    if decision.place is not None:
        place = decision.place
        row |= {"place_id": place.place_id, "place": place.name, "kind": place.kind}
        row |= {"country": place.country, "admin1": place.admin1}
        row |= {"lat": place.lat, "lon": place.lon}
    if decision.new_status:
        row["status"] = decision.new_status
    if decision.date is not None:
        row |= {"date": decision.date, "date_end": decision.date_end, "date_precision": "day"}
    return {**row, "claim_id": _claim_id(row), "reviewed": "edited"}


def _put(rows: Sequence[Row], known: Sequence[Decided]) -> list[tuple[dict[str, Any], Span]]:
    """Copies that decisions put, each with the spans in which it is known; none twice at once."""
    put: list[tuple[dict[str, Any], Span]] = []
    for number in reversed(range(len(known))):
        decided = known[number]
        if decided.decision.verdict not in ("accept", "edit"):
            continue
        copy = copy_of(decided)
        blocked = [
            (newer.decision.decided_at, _NEVER)
            for newer in known[number + 1 :]
            if _speaks_of(newer, decided.claim, rows)
        ]
        blocked += [span for other, span in put if _same(other, copy)]
        put += [(copy, span) for span in _without((decided.decision.decided_at, _NEVER), blocked)]
    return put


def _shown(
    row: Row, rows: Sequence[Row], known: Sequence[Decided], put: Sequence[tuple[Row, Span]]
) -> list[Span]:
    """Spans in which a row is known, the first from its recording on (empty if it never is)."""
    begin = row["recorded_at"]
    blocked = [*_blocked(row, rows, known), *(span for copy, span in put if _same(copy, row))]
    spans = _without((begin, _end(row)), blocked)
    return spans if spans and spans[0][0] == begin else [(begin, begin), *spans]


def _blocked(row: Row, rows: Sequence[Row], known: Sequence[Decided]) -> list[Span]:
    """Spans in which a decision other than "undo" is in force for a row."""
    speaking = [one.decision for one in known if _speaks_of(one, row, rows)]
    begins = [*(decision.decided_at for decision in speaking), _NEVER]
    return [
        span
        for decision, span in zip(speaking, pairwise(begins), strict=True)
        if decision.verdict != "undo"
    ]


def _speaks_of(decided: Decided, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a decision speaks of a row; see the module."""
    decision, claim = decided.decision, decided.claim
    if not _alike(decision, row):
        return False
    if _same(row, claim):
        return True
    if any(_same(row, one) for one in _reading_of(claim, rows)):
        return False
    others = [one for one in _reading_of(row, rows) if _alike(decision, one)]
    if any(_same(one, claim) for one in others):
        return False
    day = _day(claim["date"])
    return _day(row["date"]) == day or all(_day(one["date"]) != day for one in others)


def _reading_of(row: Row, rows: Sequence[Row]) -> list[Row]:
    """Rows that were read together with a row."""
    return [one for one in rows if one["reader_version"] == row["reader_version"]]


def _alike(decision: Decision, row: Row) -> bool:
    """Whether a row says the decided status of the decided place, in the decided words."""
    start = max(decision.quote_start, row["quote_start"])
    end = min(decision.quote_end, row["quote_end"])
    same_words = start < end or decision.quote_start == row["quote_start"]
    said = (row["report_id"], row["place_id"], row["status"])
    decided = (decision.report_id, decision.place_id, decision.status)
    return bool(same_words) and said == decided


def _same(one: Row, other: Row) -> bool:
    return bool(one["claim_id"] == other["claim_id"])


def _without(span: Span, blocked: Iterable[Span]) -> list[Span]:
    """Parts of a span that none of the blocked spans covers, in order."""
    begin, end = span
    left: list[Span] = []
    for first, last in sorted(blocked):
        if first == last:
            continue
        if first > begin and begin < end:
            left.append((begin, min(first, end)))
        begin = max(begin, last)
    return [*left, (begin, end)] if begin < end else left


def _during(row: Row, span: Span) -> dict[str, Any]:
    return {**row, "recorded_at": span[0], "retired_at": _retirement(span[1])}


def _end(row: Row) -> dt.datetime:
    retired: dt.datetime | None = row["retired_at"]
    # NaT alone is not equal to itself.
    return _NEVER if retired is None or retired != retired else retired  # noqa: PLR0124


def _retirement(end: dt.datetime) -> dt.datetime | None:
    return None if end == _NEVER else end


def _day(value: dt.date | None) -> dt.date | None:
    """Day of a date, which pandas may have made a timestamp or NaT of."""
    if value is None or value != value:  # noqa: PLR0124
        return None
    return value.date() if isinstance(value, dt.datetime) else value


def _claim_id(row: Row) -> str:
    place = Place(row["place_id"], row["place"], row["kind"], "", "", row["lat"], row["lon"])
    words = (row["quote"], row["quote_start"], row["quote_end"])
    return Claim(row["toponym"], place, row["status"], _day(row["date"]), *words).claim_id(
        row["report_id"]
    )


def _order(decided: Decided) -> tuple[Any, ...]:
    """Order of decisions, the newest last, whatever order they are given in."""
    return (decided.decision.decided_at, decided.number, repr(decided.decision))
