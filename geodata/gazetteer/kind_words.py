"""Words that say what sort of place a name beside them is, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import normalise

KIND_WORDS_FILE = Path(__file__).with_suffix(".toml")


def kind_words(language: str) -> dict[str, frozenset[str]]:
    """
    Words of a language by kind of place, spelt as `normalise` spells them.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    return _all_kind_words().get(language, {})


@cache
def kinds_by_word(language: str) -> dict[str, frozenset[str]]:
    """
    Kinds of place by each of the words of a language that say so.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    kinds: dict[str, set[str]] = {}
    for kind, words in kind_words(language).items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


@cache
def _all_kind_words() -> dict[str, dict[str, frozenset[str]]]:
    try:
        table = tomllib.loads(KIND_WORDS_FILE.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{KIND_WORDS_FILE.name} cannot be read: {error}.") from error
    return {
        language: {kind: frozenset(map(normalise, words)) for kind, words in kinds.items()}
        for language, kinds in table.items()
    }
