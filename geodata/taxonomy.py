"""
The statuses a place can have, read from ``status/taxonomy.toml``.

More of them wait in ``status/optional/``, a file for each aspect, such as ``curfew.toml``: its
statuses and the words for them in each language. The setting ``SITUATION_MAP_STATUSES`` switches
them on.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.errors import LexiconError, SettingsError
from geodata.settings import Settings

TAXONOMY_FILE = Path(__file__).parent / "status" / "taxonomy.toml"
OPTIONAL_FOLDER = Path(__file__).parent / "status" / "optional"


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
def load_taxonomy() -> dict[str, Status]:
    """
    Statuses by name: those that are always there, then those that the settings switch on.

    Raises
    ------
    SettingsError
        If the settings name statuses that are not there.
    LexiconError
        If a file is wrong, or has a status that another has, too.
    """
    statuses: dict[str, Status] = {}
    for path in (TAXONOMY_FILE, *chosen_files()):
        more = read_taxonomy(path)
        if twice := sorted(statuses.keys() & more.keys()):
            raise LexiconError(f"{path.name}: another file has the statuses {twice}, too.")
        statuses |= more
    return statuses


def read_taxonomy(path: Path) -> dict[str, Status]:
    """
    Statuses of one file by name, in its order.

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
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise LexiconError(f"The taxonomy {path.name} cannot be read: {error!r}.") from error


def optional_files() -> dict[str, Path]:
    """Files of optional statuses by the name that switches them on."""
    return {path.stem: path for path in sorted(OPTIONAL_FOLDER.glob("*.toml"))}


@cache
def chosen_files() -> tuple[Path, ...]:
    """
    Files of the optional statuses that the settings switch on, each once.

    The settings are read at the first call: a running program keeps its statuses.

    Raises
    ------
    SettingsError
        If the settings name one that is not there.
    """
    files = optional_files()
    names = [name.strip() for name in Settings().statuses.split(",") if name.strip()]
    if unknown := sorted(set(names) - set(files)):
        raise SettingsError(
            f"SITUATION_MAP_STATUSES must name some of {', '.join(files)}, got {unknown}."
        )
    return tuple(files[name] for name in dict.fromkeys(names))
