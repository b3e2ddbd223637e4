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
def _all_kind_words() -> dict[str, dict[str, frozenset[str]]]:
    try:
        table = tomllib.loads(KIND_WORDS_FILE.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{KIND_WORDS_FILE.name} cannot be read: {error}.") from error
    return {
        language: {kind: frozenset(map(normalise, words)) for kind, words in kinds.items()}
        for language, kinds in table.items()
    }
