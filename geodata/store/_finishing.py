"""The end of a transaction that changes a SQLite store: all that follows from its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.store._derived import refresh
from geodata.store._voices import revoice

if TYPE_CHECKING:
    from geodata.store._work import Work


def finish(work: Work) -> None:
    """Write what follows from the changes, and the new revision."""
    revoice(work)
    if work.touched:
        refresh(work.connection, work.taxonomy, work.touched)
    work.count()
    work.connection.execute("UPDATE meta SET value = ? WHERE key = 'revision'", [work.revision])
