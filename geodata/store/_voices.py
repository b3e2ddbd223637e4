"""Whose voice a claim is: its source's, or that of a story that several sources print."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from geodata.store._values import key_of

if TYPE_CHECKING:
    import sqlite3

    from geodata.store._work import Work

# A story that only one report prints is that of its source, which claims have from the start.
_SELECT_STORIES = """
SELECT DISTINCT r.story FROM json_each(?) j JOIN reports r ON r.report_number = j.value
WHERE r.story != r.report_id OR EXISTS (
    SELECT 1 FROM reports o WHERE o.story = r.report_id AND o.story != o.report_id
)
"""

_SELECT_MEMBERS = """
SELECT report_number FROM reports WHERE story = :story AND story != report_id
UNION ALL SELECT report_number FROM reports WHERE report_id = :story
"""

_SELECT_CLAIMS = """
SELECT c.aspect_id, c.row_id, c.date, c.source_key, c.voice
FROM json_each(?) j
JOIN readings g ON g.report_number = j.value
JOIN claims c ON c.reading_id = g.reading_id
WHERE c.retired_at IS NULL AND c.date IS NOT NULL
"""

_REVOICE = "UPDATE claims SET voice = ? WHERE row_id = ?"


def revoice(work: Work) -> None:
    """
    Give the claims of the touched reports, and of their stories, the voice that they have.

    A story is shared where several sources print it about one place and aspect. The days of the
    claims whose voice is another now are touched.
    """
    connection = work.connection
    numbers = json.dumps(sorted(work.reports))
    for (story,) in connection.execute(_SELECT_STORIES, [numbers]).fetchall():
        _revoice_story(work, story)


def members_of(connection: sqlite3.Connection, story: str) -> list[int]:
    """Numbers of the reports that print the story."""
    return [number for (number,) in connection.execute(_SELECT_MEMBERS, {"story": story})]


def _revoice_story(work: Work, story: str) -> None:
    members = json.dumps(members_of(work.connection, story))
    of_aspect = defaultdict(list)
    for aspect_id, *claim in work.connection.execute(_SELECT_CLAIMS, [members]).fetchall():
        of_aspect[aspect_id].append(claim)
    for aspect_id, claims in of_aspect.items():
        shared = len({source for _, _, source, _ in claims}) > 1
        changed = [
            (key_of("story", story) if shared else source, row_id, day)
            for row_id, day, source, voice in claims
            if voice != (key_of("story", story) if shared else source)
        ]
        work.connection.executemany(_REVOICE, [row[:2] for row in changed])
        work.touched.update((aspect_id, day) for _, _, day in changed)
