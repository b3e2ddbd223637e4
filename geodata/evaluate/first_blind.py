"""
How well each language was read the first time, on passages written before its word list.

That figure alone says how the program does on news it has not seen: afterwards the failures were
looked at and mended. ``first_blind.toml`` holds it; docs/accuracy.md says how it was measured.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geodata.errors import LexiconError

RUNS_FILE = Path(__file__).with_name("first_blind.toml")
LEAST_CLAIMS = 20
"""Noted claims from which a figure of a language says anything."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An F1 score with its 95 % bootstrap interval over passages."""

    f1: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class BlindRun:
    """The first run over the passages of one language."""

    language: str
    """ISO 639-1 code."""
    name: str
    """The language in English."""
    commit: str
    passages: int
    claims: int
    place_and_status: Measured | None
    """Right place and status; None with fewer than `LEAST_CLAIMS` claims."""
    with_date: Measured | None
    """The right day, too."""


@cache
def first_blind_runs() -> tuple[BlindRun, ...]:
    """
    Return the first run of each language, by its name.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    try:
        table = tomllib.loads(RUNS_FILE.read_text(encoding="utf-8"))
        runs = [_run(language, row) for language, row in table.items()]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{RUNS_FILE.name} cannot be read: {error!r}.") from error
    return tuple(sorted(runs, key=lambda run: run.name))


def _run(language: str, row: dict[str, object]) -> BlindRun:
    claims = int(str(row["claims"]))
    measured = claims >= LEAST_CLAIMS
    return BlindRun(
        language,
        str(row["name"]),
        str(row["commit"]),
        int(str(row["passages"])),
        claims,
        _measured(row["place_and_status"]) if measured else None,
        _measured(row["with_date"]) if measured else None,
    )


def _measured(figures: object) -> Measured:
    if not isinstance(figures, list):
        raise TypeError(f"An F1 score is {figures!r}, expected it with both ends of its interval.")
    f1, least, most = map(float, figures)
    if not 0.0 <= least <= f1 <= most <= 1.0:
        raise ValueError(f"An F1 score of {f1} does not lie within {least} and {most}.")
    return Measured(f1, least, most)
