"""What a store says of itself: what was added, what it holds, where it was exported to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the readings that a store was given."""

    reports: int = 0
    """Reports that the store did not have."""
    known: int = 0
    """Reports that it had; a newer reading of one counts here too."""
    claims: int = 0
    """Claims stored, those of newer readings included."""

    def __add__(self, other: Added) -> Added:
        return Added(
            self.reports + other.reports, self.known + other.known, self.claims + other.claims
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a store holds; claims, names and days are those of the current readings."""

    reports: int
    claims: int
    undated: int
    """Claims without a date, which never reach the map."""
    unresolved: int
    """Distinct names that could not be resolved."""
    first_day: dt.date | None
    """The earliest day of a dated claim; None if there is none."""
    last_day: dt.date | None
    """The latest day of a dated claim; None if there is none."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file or folder that claims were written to, so that they can be erased there, too."""

    path: str
    format: str
    filter: str
    """What was chosen, in words or as JSON; empty for everything."""
    exported_at: dt.datetime
    """With a time zone."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """That a report was redacted: all that is left to say of it."""

    report_id: str
    author: str
    reason: str
    redacted_at: dt.datetime
    """With a time zone."""
