"""Reports that print one text, found by their fingerprints as they arrive."""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from typing import TYPE_CHECKING

from geodata.store._values import text_of
from geodata.store._voices import members_of
from geodata.stories import Fingerprint, fingerprint, same_story

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from geodata.store._work import Work

_SELECT_CANDIDATES = """
SELECT s.band, s.report_number FROM json_each(:bands) j
CROSS JOIN story_bands s ON s.band = j.value
UNION ALL
SELECT s.band, s.report_number FROM json_each(:bands) j
CROSS JOIN new_bands s ON s.band = j.value
"""

_PARTS = 64
"""Parts of all bands, of which each transaction moves one out of the small table."""

_MOVE_BANDS = (
    """
    INSERT OR IGNORE INTO story_bands
    SELECT band, report_number FROM new_bands WHERE band BETWEEN :first AND :last
    """,
    "DELETE FROM new_bands WHERE band BETWEEN :first AND :last",
)

_SELECT_STORIES = """
SELECT report_number, story FROM reports WHERE report_number IN (SELECT value FROM json_each(?))
"""

_SELECT_FINGERPRINTS = """
SELECT r.report_number, r.story, f.bands, f.signature FROM json_each(?) j
CROSS JOIN reports r ON r.report_number = j.value
CROSS JOIN fingerprints f ON f.report_number = r.report_number
"""

# A story has the least id of its reports, so that their order does not matter.
_JOIN_STORIES = (
    """
    UPDATE reports SET story = :story
    WHERE story IN (SELECT value FROM json_each(:stories)) AND story != report_id
    """,
    """
    UPDATE reports SET story = :story
    WHERE report_id IN (SELECT value FROM json_each(:stories))
    """,
)

_DELETE_BANDS = (
    "DELETE FROM story_bands WHERE band = ? AND report_number = ?",
    "DELETE FROM new_bands WHERE band = ? AND report_number = ?",
)


def assign_stories(work: Work, fingerprints: Mapping[int, Fingerprint]) -> None:
    """
    Find out which reports print the text of another, and make them one story.

    Parameters
    ----------
    fingerprints
        By the numbers of reports that have none yet. A report is of every story that it prints
        the text of, and so makes those one.
    """
    if not fingerprints:
        return
    connection = work.connection
    having = _bands(connection, fingerprints.values())
    candidates = {number for numbers in having.values() for number in numbers}
    wanted = json.dumps(sorted(candidates | fingerprints.keys()))
    stored = list(_stored(connection, wanted))
    own = connection.execute(_SELECT_STORIES, [json.dumps(list(fingerprints))]).fetchall()
    story_of = dict(own) | {number: story for number, story, _ in stored}
    prints = {number: found for number, _, found in stored} | dict(fingerprints)
    bands: list[tuple[int, int]] = []
    joined: dict[str, str] = {}
    for number, found in fingerprints.items():
        alike = [having[band] for band in found.bands if band in having]
        others = sorted({other for numbers in alike for other in numbers})
        stories = {story_of[number]}
        for other in others:
            story = _last(joined, story_of[other])
            if story not in stories and same_story(found.signature, prints[other].signature):
                stories.add(story)
        least = min(stories)
        joined |= dict.fromkeys(stories - {least}, least)
        story_of[number] = least
        # Whoever is like this report is like the one that has the same fingerprint.
        if not any(prints[other] == found for other in others):
            bands += [(band, number) for band in found.bands]
            for band in found.bands:
                having.setdefault(band, []).append(number)
    _write(work, fingerprints, bands, joined)


def fingerprint_texts(work: Work) -> None:
    """Assign the stories of all reports that have a text and no fingerprint yet."""
    query = """
        SELECT report_number, text FROM texts
        WHERE report_number NOT IN (SELECT report_number FROM fingerprints) LIMIT 500
    """
    while texts := work.connection.execute(query).fetchall():
        assign_stories(work, {number: fingerprint(text_of(text)) for number, text in texts})


def forget(connection: sqlite3.Connection, report_number: int) -> None:
    """Delete the fingerprint of a report; who has the same one is found in its stead."""
    for _, story, deleted in _stored(connection, json.dumps([report_number])):
        rows = [(band, report_number) for band in deleted.bands]
        for statement in _DELETE_BANDS:
            connection.executemany(statement, rows)
        connection.execute("DELETE FROM fingerprints WHERE report_number = ?", [report_number])
        for number, _, other in _stored(connection, json.dumps(members_of(connection, story))):
            if other == deleted:
                rows = [(band, number) for band in other.bands]
                connection.executemany("INSERT OR IGNORE INTO story_bands VALUES (?, ?)", rows)
                break


def _write(
    work: Work,
    fingerprints: Mapping[int, Fingerprint],
    bands: Iterable[tuple[int, int]],
    joined: Mapping[str, str],
) -> None:
    connection = work.connection
    rows = [(number, _packed(one.bands), one.signature) for number, one in fingerprints.items()]
    connection.executemany("INSERT INTO fingerprints VALUES (?, ?, ?)", rows)
    size = 2**64 // _PARTS
    first = -(2**63) + work.revision % _PARTS * size
    for statement in _MOVE_BANDS:
        connection.execute(statement, {"first": first, "last": first + size - 1})
    connection.executemany("INSERT INTO new_bands VALUES (?, ?)", sorted(bands))
    of_story = defaultdict(list)
    for story in joined:
        of_story[_last(joined, story)].append(story)
    for story, stories in of_story.items():
        for statement in _JOIN_STORIES:
            connection.execute(statement, {"story": story, "stories": json.dumps(stories)})
    work.reports.update(fingerprints)


def _last(joined: Mapping[str, str], story: str) -> str:
    """The story that a story has become part of by now."""
    while story in joined:
        story = joined[story]
    return story


def _bands(
    connection: sqlite3.Connection, fingerprints: Iterable[Fingerprint]
) -> dict[int, list[int]]:
    """Numbers of the stored reports that have one of the bands, by band."""
    having: dict[int, list[int]] = {}
    wanted = sorted({band for one in fingerprints for band in one.bands})
    for band, number in connection.execute(_SELECT_CANDIDATES, {"bands": json.dumps(wanted)}):
        having.setdefault(band, []).append(number)
    return having


def _stored(connection: sqlite3.Connection, numbers: str) -> Iterator[tuple[int, str, Fingerprint]]:
    for number, story, bands, signature in connection.execute(
        _SELECT_FINGERPRINTS, [numbers]
    ).fetchall():
        unpacked = struct.unpack(f"<{len(bands) // 8}q", bands)
        yield number, story, Fingerprint(unpacked, signature)


def _packed(bands: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(bands)}q", *bands)
