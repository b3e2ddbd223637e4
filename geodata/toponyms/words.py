"""Words that speak for or against a name's being a place, read from the data files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import normalise

CONTEXT_FILE = Path(__file__).parent / "context.toml"
DATA_FOLDER = Path(__file__).parent / "data"
FREQUENCIES_FOLDER = DATA_FOLDER / "frequencies"

SHORTEST_STEM = 4
"""Letters that must be left of a given name or surname when its ending is taken off."""
LONGEST_ENDING = 3

_NOUNS_WITH_CAPITALS = frozenset({"de", "lb"})
PARTICLES = frozenset(
    re.findall(
        r"\S+",
        "of de del della di da do dos das du des d la le el los las al ul von van der den ter ten "
        "zu zum zur bin ibn ben abu & the af av ap st saint san santa",
    )
)
"""What may stand inside a longer name: "Bank of Georgia", "Ludwig van Beethoven"."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Words of one sort, in the spelling of the gazetteer."""

    words: frozenset[str]
    stems: tuple[str, ...]
    """Beginnings that stand for all words that begin so."""

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class ContextWords:
    """The words of one language."""

    place_before: Cues
    place_after: Cues
    person_before: Cues
    person_after: Cues
    organisation_before: Cues
    organisation_after: Cues
    event: Cues
    never: Cues


@cache
def context_words(language: str) -> ContextWords:
    """
    Words of a language; none where its files have none.

    Raises
    ------
    LexiconError
        If a file is missing or damaged.
    """
    rules = _read_toml(CONTEXT_FILE).get(language, {})
    return ContextWords(*(_cues(rules.get(name, ())) for name in ContextWords.__slots__))


def is_name(spelt: str, names: frozenset[str]) -> bool:
    """Whether a word is one of some names of persons, or a form with an ending of one."""
    if spelt in names:
        return True
    # Letters outside ASCII: a word of a language that may inflect its names.
    longest = 0 if spelt.isascii() else min(LONGEST_ENDING, len(spelt) - SHORTEST_STEM)
    return any(
        spelt[:-cut] in names or (spelt[:-cut] + "а") in names for cut in range(1, longest + 1)
    )


def capitalises_nouns(language: str) -> bool:
    """Whether a language writes every noun with a capital letter."""
    return language in _NOUNS_WITH_CAPITALS


@cache
def given_names() -> frozenset[str]:
    """Given names of persons in the spelling of the gazetteer."""
    return frozenset(_read(DATA_FOLDER / "given_names.txt").split())


@cache
def surnames() -> frozenset[str]:
    """Surnames of persons in the spelling of the gazetteer."""
    return frozenset(_read(DATA_FOLDER / "surnames.txt").split())


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the most frequent words of a language, which seldom are a name."""
    return frozenset(_by_language("stop_words.tsv").get(language, ()))


@cache
def common_words(language: str) -> dict[str, int]:
    """
    Words of a language that bear a place's name but mostly mean something else.

    Each with how many times more often it did in the corpora, as a power of two.
    """
    pairs = (line.rsplit("\t", 1) for line in _by_language("common_words.tsv").get(language, ()))
    return {word: int(times) for word, times in pairs}


@cache
def word_frequencies(language: str) -> dict[str, float]:
    """
    How often words of a language that bear a place's name, or a form of one, stand in its texts.

    On Zipf's scale: the decimal logarithm of the times in a billion words; none for rare words.
    """
    path = FREQUENCIES_FOLDER / f"{language}.tsv"
    if not path.is_file():
        return {}
    pairs = (line.split("\t") for line in _read(path).splitlines())
    return {word: float(zipf) for word, zipf in pairs}


@cache
def _by_language(name: str) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for line in _read(DATA_FOLDER / name).splitlines():
        language, _, rest = line.partition("\t")
        lines.setdefault(language, []).append(rest)
    return lines


def _cues(words: list[str]) -> Cues:
    spelt = [normalise(word) for word in words]
    return Cues(
        frozenset(word for word in spelt if not word.endswith("*")),
        tuple(word.removesuffix("*") for word in spelt if word.endswith("*")),
    )


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
