"""What becomes of each report that is given: it is read, known already, or it failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geodata.models import Reading

if TYPE_CHECKING:
    from geodata.reports.record import Record

Reason = Literal["no report", "too large", "too slow", "process died", "program fault"]
"""Why a report failed, in two words."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one report could not be read."""

    reason: Reason
    message: str


Outcome = Reading | Failure | Literal["known"]
"""A reading, a failure, or that the store already has what would be read."""


@dataclass(slots=True)
class Given:
    """One record on its way from its file to the store."""

    record: Record
    outcome: Outcome | None = None
    """None until it is known."""

    @property
    def name(self) -> str:
        """Where the record stands and the id that it gives itself, for a message."""
        known = "" if self.record.id is None else f"report {self.record.id}"
        return ", ".join(filter(None, (self.record.origin, known))) or "a report"

    @property
    def characters(self) -> int:
        """Length of the text."""
        return len(self.record.report.text) if self.record.report else 0
