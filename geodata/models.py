"""The nouns: Report, Place, Toponym, Claim, Reading, and what a person decides of them."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

Precision = Literal["day", "month", "none"]
"""How exactly a date is known."""

Kind = Literal[
    "settlement", "capital", "admin-1", "admin-2", "country", "region", "water", "airport", "site"
]
"""What sort of place a gazetteer entry is."""


Verdict = Literal["accept", "reject", "edit", "undo"]
"""What a person says of a claim: it is right, it is wrong, it is right if changed, or "as read"."""


@dataclass(frozen=True, slots=True)
class Report:
    """One text with a source and a publication date."""

    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    """ISO 639-1 code; empty when it is to be found out."""
    published: dt.datetime | None = None
    """Publication time in UTC; for a month the first instant of it; None if unknown."""
    published_day: dt.date | None = None
    """The day of publication as the source wrote it, in the source's own time zone."""
    published_precision: Precision = "none"
    spans: tuple[tuple[int, int], ...] | None = None
    """Toponym spans given from outside; None means that they are to be recognised."""

    @property
    def report_id(self) -> str:
        """Hash of the normalised text, the source and the publication date."""
        day = self.published_day.isoformat() if self.published_day else ""
        stamp = f"{day}/{self.published_precision}"
        return digest(_normalised(self.text), self.source.strip(), stamp)


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry: a settlement, region, country or airport."""

    place_id: str
    """``geonames:1526384``, ``icao:UAAA`` or ``iso:KZ-ALA``."""
    name: str
    kind: Kind
    country: str
    """ISO 3166-1 alpha-2; empty for what belongs to no single country."""
    admin1: str
    lat: float
    lon: float
    population: int = 0
    geonameid: int | None = None
    iata: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym may mean, with the resolver's score (higher is likelier)."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name as written in a report; ``start`` and ``end`` count code points."""

    start: int
    end: int
    text: str
    place: Place | None = None
    """None means that no gazetteer entry was found: kept, and never pinned anywhere."""
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    """At most five, best first."""
    adjective: bool = False
    """Whether it only says of what place somebody or something is: "Russian troops"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One report's statement that a place had a status on a day."""

    toponym: str
    """The place as the report writes it."""
    place: Place
    status: str
    date: dt.date | None
    quote: str
    """The deciding words, literally."""
    quote_start: int
    quote_end: int
    date_end: dt.date | None = None
    date_precision: Precision = "none"
    hedged: bool = False
    attributed: bool = False
    confidence: float = 0.0

    def claim_id(self, report_id: str) -> str:
        """Hash of the report, the place, the status, the date and where the quote starts."""
        day = self.date.isoformat() if self.date else ""
        return digest(report_id, self.place.place_id, self.status, day, str(self.quote_start))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a report: its language, toponyms and claims."""

    report: Report
    language: str
    published_inferred: dt.date | None = None
    """The day of publication found in the text, where the report gave none; else None."""
    toponyms: tuple[Toponym, ...] = field(default=())
    claims: tuple[Claim, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Decision:
    """
    A person's word on a claim, kept beside it for ever.

    It speaks of what the report says in these words of this place, not of a claim's id, so that
    it survives a new reading of the report: it is in force for every claim of the report with the
    same place and status whose quote overlaps. The newest decision on the same words, place and
    status is the one in force.
    """

    report_id: str
    quote_start: int
    quote_end: int
    place_id: str
    """Of the claim as it was read."""
    status: str
    """Of the claim as it was read."""
    verdict: Verdict
    author: str
    decided_at: dt.datetime
    """With a time zone."""
    reason: str = ""
    place: Place | None = None
    """For "edit": where it really was; None leaves the place."""
    new_status: str = ""
    """For "edit": what it really was; empty leaves the status."""
    date: dt.date | None = None
    """For "edit": when it really was; None leaves the day."""
    date_end: dt.date | None = None
    """For "edit" with ``date``: the last day of it; None for an open end."""
    claim_id: str = ""
    """Of the claim as it was read: tells it from others of the same words, place and status."""


@dataclass(frozen=True, slots=True)
class NamingRule:
    """A person's word that a name, wherever a source writes it, means one place."""

    name: str
    """As written; case does not matter."""
    source: str
    """The source it is for; empty for all."""
    place: Place | None
    """None takes an earlier rule for the name and source back."""
    author: str
    made_at: dt.datetime
    """With a time zone."""
    reason: str = ""


def digest(*parts: str) -> str:
    """Hash of the parts as 32 hexadecimal digits; moving text between parts changes it."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "big"))
        hashed.update(encoded)
    return hashed.hexdigest()


def _normalised(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
