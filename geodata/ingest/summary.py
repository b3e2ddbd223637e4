"""What many reports came to, in numbers and with the name of each that failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geodata.ingest.outcome import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.ingest.outcome import Given
    from geodata.models import Reading
    from geodata.store import Added

MOST_NAMED = 10_000
"""Failures that are kept by name; the others are only counted."""


@dataclass(slots=True)
class Ingested:
    """What became of the reports so far: each is ``read``, ``known`` or ``failed``."""

    read: int = 0
    new: int = 0
    """Of those read: reports that the store did not have."""
    renewed: int = 0
    """Of those read: reports that it had as another version of the program reads them."""
    known: int = 0
    """Reports that the store has as this version reads them; they are not read again."""
    without_place: int = 0
    """Of those read: reports that name no place that is known."""
    without_claim: int = 0
    """Of those read: reports that say nothing of a status."""
    claims: int = 0
    """Claims stored."""
    unasked: int = 0
    """Names that could not be looked up online."""
    seconds: float = 0.0
    """Time taken."""
    interrupted: bool = False
    """Whether it was stopped before the end."""
    reasons: Counter[str] = field(default_factory=Counter)
    """How many failed, by reason."""
    failures: list[dict[str, str]] = field(default_factory=list)
    """The first `MOST_NAMED` that failed: ``report``, ``reason`` and ``message``."""

    @property
    def failed(self) -> int:
        """Reports, and files, that could not be read."""
        return self.reasons.total()

    @property
    def reports(self) -> int:
        """How many are through."""
        return self.read + self.known + self.failed

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.reports / self.seconds if self.seconds else 0.0

    def count(self, given: Given) -> None:
        """Count a report that is not to be stored: a failed one, or one known already."""
        if isinstance(given.outcome, Failure):
            reason, message = given.outcome.reason, given.outcome.message
            self.reasons[reason] += 1
            if len(self.failures) < MOST_NAMED:
                self.failures.append({"report": given.name, "reason": reason, "message": message})
        else:
            self.known += 1

    def count_stored(self, readings: Sequence[Reading], added: Added) -> None:
        """Count readings that were stored, none of which the store had."""
        self.read += len(readings)
        self.new += added.reports
        self.renewed += len(readings) - added.reports
        self.claims += added.claims
        for reading in readings:
            self.without_place += not any(one.place for one in reading.toponyms)
            self.without_claim += not reading.claims

    def as_dict(self) -> dict[str, Any]:
        """Every number by its name, for JSON."""
        numbers = ("read", "new", "renewed", "known", "without_place", "without_claim", "claims")
        return {
            **{name: getattr(self, name) for name in numbers},
            "failed": self.failed,
            "reasons": dict(self.reasons.most_common()),
            "failures": self.failures,
            "unasked": self.unasked,
            "interrupted": self.interrupted,
            "seconds": round(self.seconds, 3),
            "reports_per_second": round(self.rate, 1),
        }

    def lines(self) -> Iterator[str]:
        """Yield the summary for a person."""
        yield f"{self.new:,} new reports, {self.known:,} known, {self.claims:,} claims."
        yield (
            f"Read {self.read:,} ({self.renewed:,} anew): {self.without_place:,} without a place, "
            f"{self.without_claim:,} without a claim."
        )
        if self.reasons:
            why = ", ".join(f"{count:,} {reason}" for reason, count in self.reasons.most_common())
            yield f"Failed {self.failed:,}: {why}."
        yield f"Took {duration(self.seconds)}, {self.rate:,.1f} reports a second."


def duration(seconds: float) -> str:
    """Hours, minutes and seconds; a few seconds with a tenth."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s"
