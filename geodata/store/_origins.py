"""Who says each claim of the SQLite store, for filters over all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.schema import printable
from geodata.store._rows import CLAIM_SOURCES
from geodata.store._values import frame_of

if TYPE_CHECKING:
    import sqlite3

    import pandas as pd

ORIGIN_COLUMNS = {"claim_id": "str", "source": "str", "language": "str", "confidence": "float64"}


def origins(connection: sqlite3.Connection, *, text: str | None) -> pd.DataFrame:
    """Current dated claims and who says them; see `Store.origins`."""
    query = f"""
        SELECT c.claim_id, r.source, g.language, c.confidence {CLAIM_SOURCES}
        WHERE c.retired_at IS NULL AND c.date IS NOT NULL
    """
    values: dict[str, Any] = {}
    if text is not None:
        query += " AND says(:text, c.quote, c.toponym, c.place, r.title)"
        values["text"] = printable(text).casefold()
    return frame_of(connection.execute(query, values).fetchall(), ORIGIN_COLUMNS)
