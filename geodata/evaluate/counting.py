"""What of one document's toponyms was found, and how far off the places were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.errors import ReportError
from geodata.evaluate.labelled import list_of, point_of, report_of, shown, text_of
from geodata.gazetteer.index import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Place, Report, Toponym

RIGHT_KM = 161.0
"""100 miles, within which geoparsing counts a place as right since Cheng, Caverlee and Lee, You
Are Where You Tweet (2010)."""


@dataclass(frozen=True, slots=True)
class GoldToponym:
    """A toponym as a person noted it."""

    start: int
    end: int
    point: tuple[float, float] | None
    """Latitude and longitude; None where no place was noted, so that none can be judged."""
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One labelled text."""

    corpus: str
    language: str
    report: Report
    toponyms: tuple[GoldToponym, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """One document's counts; they add up over documents."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    """Found with the very start and end."""
    overlap: int = 0
    """Found with at least one character in common."""
    located: int = 0
    """Gold toponyms with a place."""
    errors_km: tuple[float, ...] = ()
    """How far off each answer to a located toponym is; 0 for the same GeoNames id."""
    answers: tuple[tuple[float, bool], ...] = ()
    """Confidence of each place given, and whether it was right. Places for what is no toponym
    are wrong; those for toponyms without a noted place cannot be judged and are left out."""

    @property
    def right(self) -> int:
        """Located toponyms that were found and whose place is right."""
        return sum(right for _, right in self.answers)


def read_document(values: dict[str, Any], corpus: str) -> Document:
    """
    Document of a labelled line with ``lang``, ``text`` and ``toponyms``.

    Raises
    ------
    ReportError
        If a value is missing or is not what it should be.
    """
    report = report_of(values)
    toponyms = [_gold(one, len(report.text)) for one in list_of(values, "toponyms")]
    return Document(corpus, text_of(values, "lang"), report, tuple(toponyms))


def count(gold: Sequence[GoldToponym], found: Sequence[Toponym]) -> Counts:
    """
    Compare what was found in a document with what a person noted.

    Each gold toponym goes with at most one that was found, those first that have the larger
    part of their characters in common. A span that is found twice counts once.
    """
    by_span: dict[tuple[int, int], Toponym] = {}
    for one in found:
        by_span.setdefault((one.start, one.end), one)
    once = list(by_span.values())
    partner = _pairs(gold, once)
    errors: list[float] = []
    answers: list[tuple[float, bool]] = []
    for number, toponym in enumerate(once):
        if toponym.place is None:
            continue
        if number not in partner:
            answers.append((toponym.confidence, False))
            continue
        error = _error_km(gold[partner[number]], toponym.place)
        if error is not None:
            errors.append(error)
            answers.append((toponym.confidence, error <= RIGHT_KM))
    spans = {(one.start, one.end) for one in gold}
    return Counts(
        gold=len(gold),
        found=len(once),
        exact=sum((one.start, one.end) in spans for one in once),
        overlap=len(partner),
        located=sum(one.point is not None for one in gold),
        errors_km=tuple(errors),
        answers=tuple(answers),
    )


def _pairs(gold: Sequence[GoldToponym], found: Sequence[Toponym]) -> dict[int, int]:
    """Number of the gold toponym for each found one that has a partner."""
    likeness: list[tuple[float, int, int]] = []
    for noted_at, noted in enumerate(gold):
        for found_at, one in enumerate(found):
            common = min(noted.end, one.end) - max(noted.start, one.start)
            if common > 0:
                union = max(noted.end, one.end) - min(noted.start, one.start)
                likeness.append((-common / union, noted_at, found_at))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, noted_at, found_at in sorted(likeness):
        if noted_at not in taken and found_at not in partner:
            partner[found_at] = noted_at
            taken.add(noted_at)
    return partner


def _error_km(gold: GoldToponym, place: Place) -> float | None:
    if gold.point is None:
        return None
    if gold.geonameid is not None and gold.geonameid == place.geonameid:
        return 0.0
    return float(great_circle_km(*gold.point, place.lat, place.lon))


def _gold(values: dict[str, Any], length: int) -> GoldToponym:
    start, end = values.get("start"), values.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise ReportError(
            f"start and end of a toponym must be within 0 and {length}, "
            f"got {shown(start)} and {shown(end)}."
        )
    given = str(values.get("geonameid"))
    geonameid = int(given) if given.isdecimal() else None
    return GoldToponym(start, end, point_of(values), geonameid)
