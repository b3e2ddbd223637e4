"""Erasing a report for good: its text, its words in every table, export and cache."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from geopy.exc import GeocoderServiceError

from geodata.errors import ExchangeError, ReviewError, StoreError
from geodata.exchange import erase
from geodata.gazetteer.nominatim import remembered_answers
from geodata.reports.files import read_path
from geodata.samples import cached_samples
from geodata.settings import SAMPLES_FOLDER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from geodata.exchange import Format
    from geodata.store import Store


@dataclass(frozen=True, slots=True)
class Redaction:
    """What a redaction did."""

    report_id: str
    erased: list[str] = field(default_factory=list)
    """What was erased, in words, with the path of each file."""
    out_of_reach: list[str] = field(default_factory=list)
    """Where the words may still be, and why they could not be erased there."""


def redact(
    store: Store,
    report_id: str,
    *,
    author: str,
    reason: str,
    at: dt.datetime,
    caches: Path | None = None,
) -> Redaction:
    """
    Erase a report from the store, from its recorded exports and from the caches, for good.

    Its id, the time, the author and the reason stay, and the same report is refused from then on.
    A redaction that was interrupted, or could not reach a file, may be asked for again.

    Parameters
    ----------
    store
        Open for writing.
    report_id
        The report.
    author, reason, at
        Who asked for it, why, and when (with a time zone); none may be empty.
    caches
        Folder of the caches; the user's cache folder by default.

    Returns
    -------
    redaction
        What was erased, and where the words may still be.

    Raises
    ------
    ReviewError
        If author or reason is empty.
    StoreError
        If the store never had the report, or cannot be written. Nothing is erased anywhere then.
    """
    if not (author.strip() and reason.strip()):
        raise ReviewError("A redaction must have an author and a reason.")
    done = Redaction(report_id)
    # First what only the store can tell, as long as it can.
    names = {toponym.text for toponym in store.toponyms(report_id)}
    try:
        store.redact(report_id, author=author.strip(), reason=reason.strip(), at=at)
    except StoreError as error:
        if report_id not in store.known([report_id], ""):
            raise
        done.out_of_reach.append(str(error))
    done.erased.append("the report, its toponyms and its claims in the store")
    _from_exports(store, report_id, done)
    _from_answers(names, caches, done)
    _from_samples(report_id, caches, done)
    done.out_of_reach.append(
        "backups of the store, copies of exports, and the file or page that the report was read "
        "from: this program does not know where they are"
    )
    return done


def _from_exports(store: Store, report_id: str, done: Redaction) -> None:
    # A path that was exported to again holds what was written last.
    formats = {one.path: one.format for one in store.exports()}
    for name, format_ in sorted(formats.items()):
        try:
            rows = erase(Path(name), report_id, cast("Format", format_))
        except ExchangeError as error:
            done.out_of_reach.append(f"the export {name}: {error}")
            continue
        if rows:
            done.erased.append(f"{rows} {'claim' if rows == 1 else 'claims'} in the export {name}")


def _from_answers(names: Iterable[str], caches: Path | None, done: Redaction) -> None:
    try:
        answers = remembered_answers(caches).forget(names)
    except GeocoderServiceError as error:
        done.out_of_reach.append(f"names that a web geocoder was asked for: {error}")
        return
    if answers:
        done.erased.append(f"{answers} of the names that a web geocoder was asked for")


def _from_samples(report_id: str, caches: Path | None, done: Redaction) -> None:
    reports = [one.report for one in read_path(SAMPLES_FOLDER) if one.report]
    if report_id not in {report.report_id for report in reports}:
        return
    for path in cached_samples(caches):
        path.unlink(missing_ok=True)
        done.erased.append(f"the samples in {path}")
    done.out_of_reach.append(
        f"the sample reports that come with the program: it is one of those in {SAMPLES_FOLDER}"
    )
