"""Naming rules and exports, which the SQLite store keeps a list of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.models import NamingRule
from geodata.store._values import (
    instant_number,
    instant_of,
    place_of,
    stored_place,
    stored_text,
    text_of,
)
from geodata.store.counts import Export, Redacted

if TYPE_CHECKING:
    import sqlite3

    from geodata.store._work import Work


def add_rule(work: Work, rule: NamingRule) -> None:
    """
    Keep a naming rule.

    Raises
    ------
    StoreError
        If it has no time zone.
    """
    if rule.made_at.tzinfo is None:
        raise StoreError(f"made_at must have a time zone, got {rule.made_at}.")
    values = (
        stored_text(rule.name),
        stored_text(rule.source),
        stored_place(rule.place),
        stored_text(rule.author),
        instant_number(rule.made_at),
        stored_text(rule.reason),
    )
    work.connection.execute(
        "INSERT INTO naming_rules (name, source, place, author, made_at, reason)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        values,
    )


def rules_of(connection: sqlite3.Connection) -> list[NamingRule]:
    """The naming rules, the oldest first."""
    query = "SELECT name, source, place, author, made_at, reason FROM naming_rules"
    rules = []
    for row in connection.execute(f"{query} ORDER BY rule_number"):
        name, source, place, author, made_at, reason = map(text_of, row)
        made = instant_of(made_at)
        if made is not None:
            rules.append(NamingRule(name, source, place_of(place), author, made, reason))
    return rules


def record_export(work: Work, export: Export) -> None:
    """
    Keep where claims were exported to.

    Raises
    ------
    StoreError
        If it has no time zone.
    """
    if export.exported_at.tzinfo is None:
        raise StoreError(f"exported_at must have a time zone, got {export.exported_at}.")
    values = (
        stored_text(export.path),
        stored_text(export.format),
        stored_text(export.filter),
        instant_number(export.exported_at),
    )
    work.connection.execute(
        "INSERT INTO exports (path, format, filter, exported_at) VALUES (?, ?, ?, ?)", values
    )


def exports_of(connection: sqlite3.Connection) -> list[Export]:
    """The exports, the oldest first."""
    query = "SELECT path, format, filter, exported_at FROM exports ORDER BY export_number"
    exports = []
    for row in connection.execute(query):
        path, format_, filter_, at = map(text_of, row)
        exported_at = instant_of(at)
        if exported_at is not None:
            exports.append(Export(path, format_, filter_, exported_at))
    return exports


def redactions_of(connection: sqlite3.Connection) -> list[Redacted]:
    """The redactions, the oldest first."""
    query = """
        SELECT report_id, redacted_by, redaction_reason, redacted_at FROM reports
        WHERE redacted_at IS NOT NULL ORDER BY redacted_at, report_id
    """
    redactions = []
    for row in connection.execute(query):
        report_id, author, reason, at = map(text_of, row)
        redacted_at = instant_of(at)
        if redacted_at is not None:
            redactions.append(Redacted(report_id, author, reason, redacted_at))
    return redactions
