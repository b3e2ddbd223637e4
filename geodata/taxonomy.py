"""The statuses a place can have, read from ``status/taxonomy.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.errors import LexiconError

TAXONOMY_FILE = Path(__file__).parent / "status" / "taxonomy.toml"


@dataclass(frozen=True, slots=True)
class Status:
    """One status, such as ``unrest``."""

    name: str
    aspect: str
    """Statuses of one aspect end each other: ``security`` or ``airport``."""
    stale_after_days: int
    """Days after the newest claim from which the status is shown as stale."""
    event: bool = False
    """Whether it is told as what happened: then, without a day of its own, it happened on the
    day of the sentence before; a state holds on the day of publication."""


@cache
def load_taxonomy(path: Path = TAXONOMY_FILE) -> dict[str, Status]:
    """
    Statuses by name, in the order of the file.

    Raises
    ------
    LexiconError
        If the file is missing, is no TOML, or a status lacks its aspect or its days.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["status"]
        return {
            name: Status(
                name,
                str(entry["aspect"]),
                int(entry["stale_after_days"]),
                entry.get("event", False),
            )
            for name, entry in entries.items()
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"The taxonomy {path.name} cannot be read: {error!r}.") from error
