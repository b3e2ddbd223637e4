"""Inflected names: which names of an index a text's words may be forms of."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from geodata.errors import LexiconError
from geodata.gazetteer.spelling import NORMAL_WORD, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INFLECTION_FILE = Path(__file__).with_suffix(".toml")
MOST_WORDS = 4
"""Words of a name that may be inflected."""
MOST_PARTS = 8
"""Beginnings of names that are followed up at most."""

_REMEMBERED = 30_000
"""Words whose base forms are kept."""
_ARABIC_ARTICLE = "ال"
_WORD = re.compile(NORMAL_WORD)

Rules = dict[str, list[tuple[str, tuple[str, ...]]]]
"""Endings with what the base form has instead, by the ending's last letter."""


class Names(Protocol):
    """What is asked of an index: whether it has a name, and one that begins so."""

    def __contains__(self, key: str) -> bool: ...
    def begins(self, prefix: str) -> bool:
        """Whether a name begins so."""
        ...


class Inflected(NamedTuple):
    """Names that a stretch of text may be a form of."""

    end: int
    """Where it ends, an offset into the normalised text."""
    words: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Endings:
    least: int
    last: Rules
    before: Rules
    prefix: tuple[str, ...]


class Inflection:
    """The inflection of one language, over the names of one index."""

    def __init__(self, endings: _Endings, names: Names) -> None:
        self._endings = endings
        self._names = names
        self._whole = lru_cache(_REMEMBERED)(self._find_whole)
        self._first = lru_cache(_REMEMBERED)(self._find_first)
        self._last_forms = lru_cache(_REMEMBERED)(self._find_last_forms)
        self._inner_forms = lru_cache(_REMEMBERED)(self._find_inner_forms)

    def at(self, normal: str, start: int) -> Sequence[Inflected]:
        """
        Names of which the text may hold a form, the longest stretch first.

        Parameters
        ----------
        normal
            The text as `geodata.gazetteer.spelling.normalise_text` spells it.
        start
            Where a word begins.
        """
        match = _WORD.match(normal, start)
        if match is None:
            return ()
        word, end = match[0], match.end()
        whole, parts = self._whole(word), self._first(word)
        found = [Inflected(end, 1, whole)] if whole else []
        for count in range(2, MOST_WORDS + 1):
            if not parts or normal[end : end + 1] != " ":
                break
            match = _WORD.match(normal, end + 1)
            if match is None:
                break
            word, end = match[0], match.end()
            if names := self._ended(parts, word, written=normal[start:end]):
                found.append(Inflected(end, count, names))
            parts = self._continued(parts, word)
        return found[::-1]

    def _find_whole(self, word: str) -> tuple[str, ...]:
        forms = [*self._bases(word, self._endings.last), *self._without_prefix(word)]
        return tuple(form for form in forms if form in self._names)

    def _find_first(self, word: str) -> tuple[str, ...]:
        forms = [word, *self._bases(word, self._endings.before), *self._without_prefix(word)]
        return tuple(form for form in forms if self._names.begins(f"{form} "))[:MOST_PARTS]

    def _ended(self, parts: tuple[str, ...], word: str, *, written: str) -> tuple[str, ...]:
        stem, forms = self._last_forms(word)
        return tuple(
            name
            for part in self._that_go_on(parts, stem)
            for form in forms
            if (name := f"{part} {form}") != written and name in self._names
        )

    def _continued(self, parts: tuple[str, ...], word: str) -> tuple[str, ...]:
        stem, forms = self._inner_forms(word)
        longer = [f"{part} {form}" for part in self._that_go_on(parts, stem) for form in forms]
        return tuple(part for part in longer if self._names.begins(f"{part} "))[:MOST_PARTS]

    def _that_go_on(self, parts: tuple[str, ...], stem: str) -> list[str]:
        """Beginnings of names that go on with a word that begins so."""
        return [part for part in parts if self._names.begins(f"{part} {stem}")]

    def _find_last_forms(self, word: str) -> tuple[str, list[str]]:
        forms = [word, *self._bases(word, self._endings.last)]
        return _common_beginning(forms), forms

    def _find_inner_forms(self, word: str) -> tuple[str, list[str]]:
        forms = [word, *self._bases(word, self._endings.before)]
        return _common_beginning(forms), forms

    def _bases(self, word: str, rules: Rules) -> list[str]:
        """Forms that the word may come from, and then those without accents."""
        bases = dict.fromkeys(self._stripped(word, rules))
        folded = fold(word)
        if folded != word:
            bases.update(dict.fromkeys(self._stripped(folded, rules)))
            bases.setdefault(folded)
        bases.update(dict.fromkeys(fold("\n".join(bases)).split("\n") if bases else ()))
        bases.pop(word, None)
        return list(bases)

    def _stripped(self, word: str, rules: Rules) -> Iterator[str]:
        for ending, bases in (*rules.get(word[-1], ()), *rules.get("", ())):
            if word.endswith(ending) and len(word) - len(ending) >= self._endings.least:
                stem = word[: len(word) - len(ending)]
                for base in bases:
                    yield stem + base

    def _without_prefix(self, word: str) -> Iterator[str]:
        for prefix in self._endings.prefix:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= self._endings.least:
                yield rest
                if not rest.startswith(_ARABIC_ARTICLE):
                    yield _ARABIC_ARTICLE + rest


def _common_beginning(forms: list[str]) -> str:
    first, last = min(forms), max(forms)
    length = next((i for i, letter in enumerate(first) if letter != last[i : i + 1]), len(first))
    return first[:length]


@lru_cache(64)
def inflection(language: str, names: Names) -> Inflection | None:
    """
    Return the inflection of a language over an index, or None for one that inflects no names.

    Raises
    ------
    LexiconError
        If the file of endings is damaged.
    """
    endings = _all_endings().get(language)
    return Inflection(endings, names) if endings else None


def inflected_languages() -> list[str]:
    """Return the languages whose inflection is known."""
    return list(_all_endings())


@cache
def _all_endings() -> dict[str, _Endings]:
    try:
        table = tomllib.loads(INFLECTION_FILE.read_text(encoding="utf-8"))
        return {
            language: _Endings(
                int(rules["least"]),
                _rules(rules.get("last", {})),
                _rules(rules.get("before", {})),
                tuple(rules.get("prefix", ())),
            )
            for language, rules in table.items()
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{INFLECTION_FILE.name} cannot be read: {error!r}.") from error


def _rules(table: dict[str, str]) -> Rules:
    rules: Rules = defaultdict(list)
    for written, bases in sorted(table.items(), key=lambda rule: (-len(rule[0]), rule[0])):
        ending = written.strip("-")
        rules[ending[-1:]].append((ending, tuple(base.strip("-") for base in bases.split())))
    return dict(rules)
