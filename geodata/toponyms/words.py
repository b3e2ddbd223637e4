"""Words that speak for or against a name's being a place, read from the data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import normalise

CONTEXT_FILE = Path(__file__).parent / "context.toml"
DATA_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ContextWords:
    """The words of one language, in the spelling of the gazetteer."""

    place_before: frozenset[str]
    place_after: frozenset[str]
    person_before: frozenset[str]
    organisation_before: frozenset[str]
    organisation_after: frozenset[str]
    airport: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]


@cache
def context_words(language: str) -> ContextWords:
    """
    Words of a language; empty sets where its files have none.

    Raises
    ------
    LexiconError
        If a file is missing or damaged.
    """
    rules = _read_toml(CONTEXT_FILE).get(language, {})
    names = [name for name in ContextWords.__slots__ if name != "common"]
    sets = {name: frozenset(map(normalise, rules.get(name, ()))) for name in names}
    return ContextWords(**sets, common=_common_words().get(language, frozenset()))


@cache
def given_names() -> frozenset[str]:
    """Given names of persons in the spelling of the gazetteer."""
    return frozenset(_read(DATA_FOLDER / "given_names.txt").split("\n"))


@cache
def _common_words() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for line in _read(DATA_FOLDER / "common_words.tsv").splitlines():
        language, word = line.split("\t")
        words.setdefault(language, set()).add(word)
    return {language: frozenset(known) for language, known in words.items()}


@cache
def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name} is no TOML: {error}.") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"{path.name} cannot be read: {error}.") from error
