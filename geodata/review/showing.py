"""Claims, decisions and reports as a terminal shows them, and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from geodata.errors import ReviewError
from geodata.terminal import printable, table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from geodata.decisions import Decided
    from geodata.models import Decision, NamingRule, Place, Report, Toponym
    from geodata.review.queue import Section, Waiting
    from geodata.store import Store
    from geodata.store.counts import Redacted

SHOWN_DIGITS = 10
"""Digits of an id that a table shows; they tell a million ids apart."""
LONGEST_CELL = 60
"""Characters of a quote that a table shows."""

_CLAIM_HEAD = ("claim", "day", "place", "status", "score", "source", "words")
_NAME_HEAD = ("name", "reports")
_TOPONYM_HEAD = ("from", "to", "written", "score", "place", "kind", "country", "id")
_READ_HEAD = ("claim", "day", "until", "place", "status", "score", "reviewed", "words")
_DECISION_HEAD = ("when", "who", "what", "claim", "of", "change", "why")
_REDACTION_HEAD = ("when", "who", "report", "why")
_RULE_HEAD = ("when", "who", "name", "source", "place", "id", "why")


def section_lines(section: Section) -> Iterator[str]:
    """Lines that show things that need eyes: a heading, and a table of the first of them."""
    shown = len(section.first)
    more = "" if shown == section.total else f", {shown} of them here"
    yield f"{section.why}: {section.total:,}{more}"
    if section.why == "unresolved":
        rows = [(one.toponym, f"{one.reports:,}") for one in section.first]
        yield from _indented(table(_NAME_HEAD, rows, right="reports"))
    elif section.first:
        rows_ = [_claim_cells(one) for one in section.first]
        yield from _indented(table(_CLAIM_HEAD, rows_, right="score"))


def waiting_json(one: Waiting) -> dict[str, Any]:
    """What JSON says of one thing that needs eyes."""
    return {
        name: value.isoformat() if name == "date" and value else value
        for name, value in asdict(one).items()
    }


def decision_lines(decided: Sequence[Decided]) -> Iterator[str]:
    """Lines of a table of decisions."""
    rows = []
    for one in decided:
        decision, claim = one.decision, one.claim
        what = f"{claim['place']}: {claim['status']}" if claim else "(redacted)"
        words = (_moment(decision.decided_at), decision.author, decision.verdict)
        id_ = decision.claim_id[:SHOWN_DIGITS]
        rows.append((*words, id_, what, change_of(decision), decision.reason))
    return table(_DECISION_HEAD, rows, right="")


def decision_json(decided: Decided) -> dict[str, Any]:
    """What JSON says of a decision."""
    answer = asdict(decided.decision)
    for name in ("decided_at", "date", "date_end"):
        answer[name] = answer[name].isoformat() if answer[name] else None
    return {"number": decided.number, **answer}


def change_of(decision: Decision) -> str:
    """Say what an edit changed: "place Shymkent, day 2022-01-09"."""
    place, date, end = decision.place, decision.date, decision.date_end
    changes = [
        f"place {place.name}" if place else "",
        f"status {decision.new_status}" if decision.new_status else "",
        f"day {date}{f' to {end}' if end else ''}" if date else "",
    ]
    return ", ".join(filter(None, changes))


def rule_lines(rules: Sequence[NamingRule]) -> Iterator[str]:
    """Lines of a table of naming rules."""
    rows = [
        (
            *(_moment(rule.made_at), rule.author, rule.name, rule.source or "(all)"),
            *((rule.place.name, rule.place.place_id) if rule.place else ("(taken back)", "")),
            rule.reason,
        )
        for rule in rules
    ]
    return table(_RULE_HEAD, rows, right="")


def rule_json(rule: NamingRule) -> dict[str, Any]:
    """What JSON says of a naming rule."""
    return {**asdict(rule), "made_at": rule.made_at.isoformat()}


def redaction_lines(redactions: Sequence[Redacted]) -> Iterator[str]:
    """Lines of a table of redactions."""
    rows = [(_moment(one.redacted_at), one.author, one.report_id, one.reason) for one in redactions]
    return table(_REDACTION_HEAD, rows, right="")


def redaction_json(one: Redacted) -> dict[str, Any]:
    """What JSON says of a redaction."""
    return {**asdict(one), "redacted_at": one.redacted_at.isoformat()}


def report_lines(store: Store, report_id: str) -> Iterator[str]:
    """
    Lines that show a report: its text, toponyms with candidates, claims and decisions.

    Raises
    ------
    ReviewError
        If the store does not have the report, or only its redaction.
    """
    report = _report(store, report_id)
    yield f"report {report_id}"
    for name, value in (
        *(("title", report.title), ("source", report.source), ("address", report.url)),
        ("published", _published(report)),
    ):
        if value:
            yield f"{name:<10}{printable(value)}"
    yield ""
    yield from _indented(map(printable, report.text.splitlines()))
    yield ""
    yield from _toponym_lines(store.toponyms(report_id))
    claims = store.find(report_id)
    if len(claims):
        yield "claims:"
        rows = [_read_cells(row) for row in claims.to_dict("records")]
        yield from _indented(table(_READ_HEAD, rows, right="score"))
    if decided := store.decisions(report_id):
        yield "decisions:"
        yield from _indented(decision_lines(decided))


def report_json(store: Store, report_id: str) -> dict[str, Any]:
    """What JSON says of a report; see `report_lines`."""
    report = _report(store, report_id)
    return {
        "report_id": report_id,
        "title": report.title,
        "source": report.source,
        "url": report.url,
        "published": report.published.isoformat() if report.published else None,
        "published_precision": report.published_precision,
        "text": report.text,
        "toponyms": [_toponym_json(one) for one in store.toponyms(report_id)],
        "claims": [_row_json(row) for row in store.find(report_id).to_dict("records")],
        "decisions": [decision_json(one) for one in store.decisions(report_id)],
    }


def _report(store: Store, report_id: str) -> Report:
    report = store.report(report_id)
    if report is None:
        raise ReviewError(f"There is no report {report_id!r}, or it was redacted.")
    return report


def _published(report: Report) -> str:
    day = report.published_day
    if day is None:
        return "unknown"
    return f"{day:%Y-%m}" if report.published_precision == "month" else day.isoformat()


def _toponym_lines(toponyms: Sequence[Toponym]) -> Iterator[str]:
    if not toponyms:
        return
    rows = []
    for toponym in toponyms:
        place = _place_cells(toponym.place)
        where = (str(toponym.start), str(toponym.end))
        rows.append((*where, toponym.text, f"{toponym.confidence:.2f}", *place))
        rows += [
            ("", "", "  or", f"{other.score:.2f}", *_place_cells(other.place))
            for other in toponym.candidates
            if toponym.place is None or other.place.place_id != toponym.place.place_id
        ]
    yield "toponyms (scores of candidates tell only which is likelier):"
    yield from _indented(table(_TOPONYM_HEAD, rows, right="from to score"))


def _place_cells(place: Place | None) -> tuple[str, str, str, str]:
    if place is None:
        return "(unresolved)", "", "", ""
    return place.name, place.kind, place.country, place.place_id


def _claim_cells(one: Waiting) -> tuple[str, ...]:
    day = one.date.isoformat() if one.date else "none"
    score = "" if one.confidence is None else f"{one.confidence:.2f}"
    words = (day, one.place, one.status, score, one.source, _cut(one.quote))
    return (one.claim_id[:SHOWN_DIGITS], *words)


def _read_cells(row: dict[Any, Any]) -> tuple[str, ...]:
    return (
        row["claim_id"][:SHOWN_DIGITS],
        *(_day(row["date"]) or "none", _day(row["date_end"]), row["place"], row["status"]),
        *(f"{row['confidence']:.2f}", row["reviewed"], _cut(row["quote"])),
    )


def _toponym_json(toponym: Toponym) -> dict[str, Any]:
    answer = asdict(toponym)
    answer["candidates"] = [{"score": one["score"], **one["place"]} for one in answer["candidates"]]
    return answer


def _row_json(row: dict[Any, Any]) -> dict[str, Any]:
    point = row.pop("geometry")
    answer = {**row, "lat": point.y, "lon": point.x}
    for name in ("published", "recorded_at", "retired_at"):
        answer[name] = None if pd.isna(row[name]) else row[name].isoformat()
    for name in ("date", "date_end"):
        answer[name] = _day(row[name]) or None
    return answer


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}".rstrip() for line in lines)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _day(value: Any) -> str:
    return "" if pd.isna(value) else value.date().isoformat()


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes").replace("+00:00", " UTC")
