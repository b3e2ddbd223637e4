"""A language's words for statuses and for how they are meant, read from ``lexicon/<lang>.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError
from geodata.language.codes import own_code
from geodata.language.rules import ALIASES
from geodata.language.scan import Patterns
from geodata.status.lexicon_table import CUES, WORD_LISTS, faults, read_table, status_faults
from geodata.status.patterns import VOWEL_SIGNS, compile_patterns
from geodata.taxonomy import TAXONOMY_FILE, chosen_files, read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEXICON_FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words of one status."""

    status: str
    words: re.Pattern[str]
    """Words that assert the status by themselves."""
    certain: re.Pattern[str]
    """Words that assert it even in the future tense or with a negation ("will remain closed")."""
    framed: re.Pattern[str]
    """Words that assert it only with a place in the sentence or ``frame`` in the clause."""
    frame: re.Pattern[str]
    not_with: re.Pattern[str]
    """Words in the same clause that forbid ``framed``: a calm sea is no calm city."""
    negated: str
    """The status that the negated words assert; empty if none."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All the words of one language."""

    language: str
    triggers: tuple[Trigger, ...]
    mask: re.Pattern[str]
    """Look-alikes, blanked out before anything else is looked for."""
    cues: Mapping[str, re.Pattern[str]]
    look_alikes: Patterns
    """The mask, and..."""
    patterns: Patterns
    """...all the other words, for each to be looked for only where it may stand."""


@cache
def load_lexicon(language: str) -> Lexicon | None:
    """
    Lexicon of a language or of its close relative, or None if there is none.

    Parameters
    ----------
    language
        Code of ISO 639, any case; what follows a hyphen is ignored.

    Raises
    ------
    LexiconError
        If the file is wrong; the message names it and what is wrong.
    """
    code = own_code(language)
    if not code.isalpha():
        return None
    path = LEXICON_FOLDER / f"{code}.toml"
    if not path.is_file():
        relative = ALIASES.get(code)
        return load_lexicon(relative) if relative else None
    return read_lexicon(path)


def read_lexicon(path: Path) -> Lexicon:
    """
    Lexicon of one file, named after its language, with the words of optional statuses that are on.

    Raises
    ------
    LexiconError
        If the file is wrong; the message names it and what is wrong.
    """
    table = read_table(path)
    found = [f"{path.name}: {fault}" for fault in faults(table, read_taxonomy(TAXONOMY_FILE))]
    for optional in chosen_files():
        words = read_table(optional).get("words", {}).get(path.stem, {})
        found += [
            f"{optional.name}: words.{path.stem}: {fault}"
            for fault in status_faults(words, read_taxonomy(optional))
        ]
        table |= words
    if found:
        raise LexiconError(f"{found[0]}.")
    try:
        return _lexicon(path.stem, table)
    except (LexiconError, re.error) as error:
        raise LexiconError(f"The lexicon {path.name} cannot be read: {error}") from error


def lexicon_languages() -> list[str]:
    """ISO 639-1 codes of the languages that have a lexicon."""
    return sorted(path.stem for path in LEXICON_FOLDER.glob("*.toml"))


def _lexicon(language: str, table: dict[str, Any]) -> Lexicon:
    cues = table.pop("cues", {})
    mask = table.pop("mask", {}).get("words", [])
    prefixes = table.pop("prefixes", [])
    triggers = tuple(_trigger(status, section, prefixes) for status, section in table.items())
    masked = compile_patterns(mask, prefixes)
    found = {name: compile_patterns(cues.get(name, ()), prefixes) for name in CUES}
    patterns = [
        pattern
        for one in triggers
        for pattern in (one.words, one.certain, one.framed, one.frame, one.not_with)
    ]
    return Lexicon(
        language,
        triggers,
        masked,
        found,
        Patterns([masked], optional=VOWEL_SIGNS),
        Patterns([*patterns, *found.values()], optional=VOWEL_SIGNS),
    )


def _trigger(status: str, section: Mapping[str, Any], prefixes: Sequence[str]) -> Trigger:
    lists = {key: compile_patterns(section.get(key, ()), prefixes) for key in WORD_LISTS}
    return Trigger(status, **lists, negated=section.get("negated", ""))
