"""Who wrote the reports of the SQLite store, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.store._values import frame_of

if TYPE_CHECKING:
    import sqlite3

    import pandas as pd

SOURCE_COLUMNS = {"source": "str", "reports": "int64", "latest": "datetime64[s]"}

_SELECT = """
    SELECT source, COUNT(*), MAX(published_day) FROM reports
    GROUP BY source ORDER BY COUNT(*) DESC, source
"""


def sources(connection: sqlite3.Connection) -> pd.DataFrame:
    """Reports of each source; see `Store.sources`."""
    return frame_of(connection.execute(_SELECT).fetchall(), SOURCE_COLUMNS)
