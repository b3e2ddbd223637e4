"""Words by which the languages of news speak of airports, read from ``airport_words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable

AIRPORT_WORDS_FILE = Path(__file__).with_suffix(".toml")

Side = Literal["before", "after"]

UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff"
"""Scripts that write no spaces between words (and Hangul, which adds particles)."""
FIRST_UNSPACED = "\u0e00"
"""Letters from here on may follow each other without being one word."""

_SIGN_END = "\u0900-\u0dff"
"""Scripts whose words may end in a vowel sign, which a pattern does not take for a letter."""
_BETWEEN = r"\s\-«»„“”\""
_NEVER = r"(?!)"
_LETTER = r"[^\W\d_]"
_INTERCHANGEABLE = ("её", "'’ʼ`", '"״', "- \u200c")


class AirportWords:
    """The words of one language, as patterns that find them in a text, made when first needed."""

    def __init__(self, rules: dict[str, Any]) -> None:
        self._rules = rules
        prefixes = sorted(map(re.escape, rules.get("prefixes", ())), key=len, reverse=True)
        self.prefix = f"(?:{'|'.join(prefixes)})?" if prefixes else ""
        """Expression of what may be written together with the word behind it."""
        self._link = _link(rules.get("links", ()))

    @property
    def sides(self) -> tuple[Side, ...]:
        """On which side of the word a name stands, the likelier side first."""
        return cast("tuple[Side, ...]", tuple(self._rules.get("name", ())))

    @cached_property
    def word(self) -> re.Pattern[str]:
        """A word for airport or airports."""
        words = [*self._rules.get("words", ()), *self._rules.get("plural", ())]
        return _pattern(_any_of(words, self.prefix))

    @cached_property
    def plural(self) -> re.Pattern[str]:
        """One that speaks of several."""
        return _pattern(_any_of(self._rules.get("plural", ()), self.prefix))

    @cached_property
    def uncounted(self) -> re.Pattern[str]:
        """One that speaks of one or of several."""
        return _pattern(_any_of(self._rules.get("uncounted", ()), self.prefix))

    @cached_property
    def short(self) -> re.Pattern[str]:
        """A word that means an airport where airports are spoken of and a name stands beside."""
        return _pattern(_any_of(self._rules.get("short", ()), self.prefix))

    @cached_property
    def capital(self) -> re.Pattern[str]:
        """What beside the word says that the airport is the capital's."""
        return _pattern(_any_of(self._rules.get("capital", ()), self.prefix))

    @cached_property
    def link(self) -> re.Pattern[str]:
        """What may stand between the word and a name; matches nothing, too."""
        return _pattern(self._link)

    @cached_property
    def comma_or_and(self) -> re.Pattern[str]:
        """What stands between two names of a list, with the links after it."""
        separator = _separator(self._rules.get("and", ()), glued=bool(self.prefix))
        return _pattern(separator + self._link)

    @cached_property
    def comma(self) -> re.Pattern[str]:
        """What stands between two names of a list, without "and" in its language."""
        return _pattern(r"\s*[,،]\s*" + self._link)

    @cached_property
    def pronoun(self) -> re.Pattern[str]:
        """What stands for the word the second time, up to the name."""
        return _pattern(_any_of(self._rules.get("pronouns", ()), "") + r"\s*")

    @cached_property
    def flight(self) -> re.Pattern[str]:
        """A word that makes a text one about flights."""
        return _pattern(_any_of(self._rules.get("flight", ()), ""))

    @cached_property
    def state(self) -> re.Pattern[str]:
        """A word that says of an airport that it is closed or open."""
        return _pattern(_any_of(self._rules.get("state", ()), ""))


@cache
def airport_words(language: str) -> AirportWords:
    """
    Words of a language; patterns that never match where the file has none.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    return AirportWords(_table().get(language, {}))


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that the file has words of."""
    return tuple(_table())


def _any_of(words: Iterable[str], prefix: str) -> str:
    """Pattern of any of the words, as a word of its own where the script tells words apart."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    found = [_word(word, prefix) for word in ordered]
    return f"(?:{'|'.join(found)})" if found else _NEVER


def _word(word: str, prefix: str) -> str:
    stem = word.removesuffix("*")
    text = "".join(map(_character, stem))
    if re.search(f"[{UNSPACED}]", stem):
        return text
    whole = stem[-1:].isalnum() and not re.search(f"[{_SIGN_END}]", stem)
    end = r"[^\W_]*" if stem != word else r"(?![^\W_])" if whole else ""
    return rf"(?<![^\W_]){prefix}{text}{end}"


def _character(character: str) -> str:
    for group in _INTERCHANGEABLE:
        if character in group:
            return f"[{re.escape(group)}]"
    return re.escape(character)


def _link(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    each = [
        "".join(map(_character, word))
        + ("" if re.search(f"[{UNSPACED}]", word) or word.endswith("'") else rf"(?!{_LETTER})")
        for word in ordered
    ]
    return rf"(?:[{_BETWEEN}]|{'|'.join(each)})*" if each else rf"[{_BETWEEN}]*"


def _separator(words: Iterable[str], *, glued: bool) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(
        rf"\s*{re.escape(word)}"
        if re.search(f"[{UNSPACED}]", word) or not word[-1].isalpha()
        # Arabic and Hebrew write "and" together with the word behind it.
        else rf"\s+{re.escape(word)}" + (r"\s*" if glued and len(word) == 1 else r"\s+")
        for word in ordered
    )
    comma = r"\s*[,،、]\s*"
    return rf"(?:(?:\s*[,،、])?(?:{joined})\s*|{comma})" if joined else comma


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    try:
        return tomllib.loads(AIRPORT_WORDS_FILE.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{AIRPORT_WORDS_FILE.name} cannot be read: {error}.") from error
