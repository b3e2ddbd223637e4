"""A language's words as they stand in its file, and what is wrong with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

CUES = (
    "negation", "denial", "hedge", "attribution", "plan", "condition", "fear", "history",
    "background", "cessation", "here", "capital", "elsewhere",
    "elsewhere_behind", "past", "lasting", "then", "after", "rumour",
)  # fmt: skip
"""The sections of ``[cues]``; each is a list of patterns, and may be left out."""

WORD_LISTS = ("words", "certain", "framed", "frame", "not_with")
"""The lists of patterns that a status may have."""


def read_table(path: Path) -> dict[str, Any]:
    """
    What stands in a TOML file.

    Raises
    ------
    LexiconError
        If it cannot be read or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"The lexicon {path.name} cannot be read: {error}.") from error


def faults(table: Mapping[str, Any], statuses: Collection[str]) -> Iterator[str]:
    """
    What is wrong with the sections and keys of a lexicon, each naming its key.

    Parameters
    ----------
    table
        The words of one language: a section for each status, ``mask``, ``cues``, ``prefixes``.
    statuses
        The names that a section may have.
    """
    sections = dict(table)
    yield from _list_faults("prefixes", sections.pop("prefixes", []))
    for name, known in (("mask", ("words",)), ("cues", CUES)):
        yield from _section_faults(name, sections.pop(name, {}), known)
    yield from status_faults(sections, statuses)


def status_faults(sections: Mapping[str, Any], statuses: Collection[str]) -> Iterator[str]:
    """What is wrong with sections that may only be those of statuses; as `faults`."""
    if unknown := sorted(set(sections) - set(statuses)):
        yield f"unknown sections {unknown}, known are the statuses {sorted(statuses)}"
    for name, section in sections.items():
        if name not in statuses:
            continue
        yield from _section_faults(name, section, (*WORD_LISTS, "negated"))
        negated = section.get("negated", "") if isinstance(section, Mapping) else ""
        if negated and negated not in statuses:
            yield f"{name}.negated must be one of {sorted(statuses)}, got {negated!r}"


def pattern_lists(table: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Every list of patterns of a lexicon without faults, under its key such as ``calm.words``."""
    for name, section in table.items():
        if name != "prefixes":
            for key, value in section.items():
                if key != "negated":
                    yield f"{name}.{key}", value


def _section_faults(name: str, section: object, known: Collection[str]) -> Iterator[str]:
    if not isinstance(section, Mapping):
        yield f"{name} must be a section, got {section!r}"
        return
    if unknown := sorted(set(section) - set(known)):
        yield f"unknown {name} {unknown}, known are {sorted(known)}"
    for key, value in section.items():
        if key in known and key != "negated":
            yield from _list_faults(f"{name}.{key}", value)


def _list_faults(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{key} must be a list of patterns, got {value!r}"
    elif wrong := [one for one in value if not isinstance(one, str) or not one.strip()]:
        yield f"{key} must hold patterns only, got {wrong[0]!r}"
