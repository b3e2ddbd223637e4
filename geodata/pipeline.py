"""From a report to its claims: the only module that knows all the steps."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata import __version__
from geodata.errors import ReportTooLargeError
from geodata.gazetteer.index import DATA_FOLDER, Gazetteer, default_gazetteer
from geodata.language.codes import own_code
from geodata.language.dates import infer_published
from geodata.language.identify import identify
from geodata.language.rules import load_rules
from geodata.models import Reading, Toponym
from geodata.status.assess import assess
from geodata.taxonomy import chosen_files
from geodata.toponyms.airports import airport_of_span, find_airports
from geodata.toponyms.matching import match_span
from geodata.toponyms.naming import naming_for, version_of
from geodata.toponyms.outlets import home_of
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve import resolve
from geodata.toponyms.unlisted import with_unlisted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geodata.models import NamingRule, Report
    from geodata.toponyms.naming import Naming
    from geodata.toponyms.outlets import Home
    from geodata.toponyms.web import OnlineNames

LONGEST_TEXT = 1_000_000
"""Code points; a longer text is refused, never cut."""

_READING_PARTS = ("gazetteer", "language", "status", "toponyms")


def read_report(
    report: Report,
    gazetteer: Gazetteer | None = None,
    *,
    online: OnlineNames | None = None,
    rules: Sequence[NamingRule] = (),
) -> Reading:
    """
    Read a report: its toponyms and what it claims of them.

    Parameters
    ----------
    report
        The report; its language and its day are found out where they are not given.
    gazetteer
        The place index; the shipped one by default.
    online
        Asked for the names of given spans that the index lacks; by default nobody is asked.
    rules
        Names to which people gave a place for good; `reader_version` must be told of the same.

    Returns
    -------
    reading
        Toponyms in the order of the text (of the spans, where those are given), claims in the
        order of their quotes. Offline, the same report always gives the same reading.

    Raises
    ------
    ReportTooLargeError
        If the text has more than `LONGEST_TEXT` code points.
    """
    text = report.text
    if len(text) > LONGEST_TEXT:
        raise ReportTooLargeError(
            f"The text has {len(text):,} code points, the limit is {LONGEST_TEXT:,}."
        )
    index = gazetteer or default_gazetteer()
    language = own_code(report.language) or identify(text)
    inferred = _inferred_day(report, language)
    anchor = report.published_day if report.published_precision == "day" else inferred
    home = home_of(report.source, report.url, index)
    naming = naming_for(rules, report.source)
    toponyms = _toponyms(text, report.spans, language, index, home, naming=naming)
    if online is not None:
        toponyms = online.resolve(toponyms)
    ordered = sorted(toponyms, key=lambda toponym: (toponym.start, toponym.end))
    airports = naming.rename_airports(
        [mention.toponym for mention in find_airports(text, ordered, language, index)], ordered
    )
    of_title = _toponyms(report.title, None, language, index, home, naming=naming)
    claims = assess(
        text,
        language=language,
        toponyms=ordered,
        airports=airports,
        title_places=[one for one in of_title if one.place],
        anchor=anchor,
    )
    named = {(one.start, one.end): one for one in airports}
    shown = [named.get((one.start, one.end), one) for one in toponyms]
    return Reading(report, report.language or language, inferred, tuple(shown), tuple(claims))


def read_toponyms(report: Report, gazetteer: Gazetteer | None = None) -> list[Toponym]:
    """
    Toponyms of a report alone, as `read_report` finds them offline.

    Returns
    -------
    toponyms
        In the order of the text (of the spans, where those are given).
    """
    language = own_code(report.language) or identify(report.text)
    index = gazetteer or default_gazetteer()
    home = home_of(report.source, report.url, index)
    return _toponyms(report.text, report.spans, language, index, home)


@cache
def reader_version(rules: tuple[NamingRule, ...] = ()) -> str:
    """
    Version of all that reads: changes with any of the program's rules, words and statuses, of the
    place index, and of the given naming rules.
    """
    folder = Path(__file__).parent
    hashed = hashlib.blake2b(digest_size=6)
    for part in _READING_PARTS:
        for path in sorted((folder / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                hashed.update(path.relative_to(folder).as_posix().encode())
                hashed.update(path.read_bytes())
    hashed.update(b"".join(path.name.encode() for path in chosen_files()))
    index = default_gazetteer().folder
    if index != DATA_FOLDER:
        # An imported index is too large to be read; its origin tells it from others.
        for path in sorted(index.iterdir()):
            hashed.update(f"{path.name} {path.stat().st_size}".encode())
            hashed.update(path.read_bytes() if path.suffix == ".json" else b"")
    hashed.update(version_of(rules).encode())
    return f"{__version__}+{hashed.hexdigest()}"


def _inferred_day(report: Report, language: str) -> dt.date | None:
    if report.published_precision == "day":
        return None
    return infer_published(report.text, load_rules(language), month=report.published_day)


def _toponyms(
    text: str,
    spans: Sequence[tuple[int, int]] | None,
    language: str,
    gazetteer: Gazetteer,
    home: Home,
    *,
    naming: Naming | None = None,
) -> list[Toponym]:
    if spans is None:
        recognised = recognise(text, language, gazetteer)
        toponyms = resolve(text, recognised, gazetteer, language=language, home=home)
        if naming is not None:
            toponyms = naming.resolve(toponyms, [match.key for match in recognised])
            toponyms = naming.find(text, toponyms, gazetteer)
        return with_unlisted(text, language, toponyms, gazetteer)
    matches = {span: match_span(text, span, language, gazetteer) for span in spans}
    found = sorted(
        (match for match in matches.values() if match), key=lambda match: (match.start, match.end)
    )
    # Whoever gives a span knows that it is a place, and wants the best guess.
    toponyms = resolve(text, found, gazetteer, language=language, home=home, least_confidence=0.0)
    resolved = {(one.start, one.end): one for one in toponyms}
    airports = {span: airport_of_span(text, span, language, gazetteer) for span in spans}
    given = [
        airports[span] or resolved.get(span) or Toponym(span[0], span[1], text[span[0] : span[1]])
        for span in spans
    ]
    if naming is None:
        return given
    return naming.resolve(given, [match.key if (match := matches[span]) else "" for span in spans])
