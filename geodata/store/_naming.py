"""Which stored reports hold a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.schema import printable
from geodata.store._values import text_of

if TYPE_CHECKING:
    import sqlite3

_SELECT_HOLDING = """
SELECT r.report_id FROM reports r JOIN texts t USING (report_number)
WHERE says(:name, t.text, r.title) ORDER BY r.report_number
"""

_SELECT_SOURCE = "SELECT source FROM reports WHERE report_id = ?"


def reports_holding(connection: sqlite3.Connection, name: str, source: str) -> list[str]:
    """Ids of the reports that hold a name; see `ReadableStore.reports_holding`."""
    values = {"name": printable(name).casefold()}
    found = [report_id for (report_id,) in connection.execute(_SELECT_HOLDING, values).fetchall()]
    wanted = _plain(source)
    if not wanted:
        return found
    sources = {one: connection.execute(_SELECT_SOURCE, [one]).fetchone()[0] for one in found}
    return [one for one in found if _plain(text_of(sources[one])) == wanted]


def _plain(source: str) -> str:
    return " ".join(source.split()).casefold()
