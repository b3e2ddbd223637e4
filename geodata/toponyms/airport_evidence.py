"""
Towns that a word for airport beside them gives away, where nobody took them for toponyms.

A name of the place index that stands beside such a word is a town's if the town has an airport.
So is an adjective derived from one: «Вільнюський аеропорт», "Frankfurter Flughafen".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import LexiconError
from geodata.gazetteer.airport_words import UNSPACED
from geodata.gazetteer.candidates import ADJECTIVES
from geodata.gazetteer.names import NAMES
from geodata.gazetteer.spelling import MARKS, fold, normalise, normalise_text
from geodata.toponyms.airport_spans import REACH, OwnName, keys_at
from geodata.toponyms.words import common_words, context_words, given_names, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.gazetteer.index import Entry, Gazetteer

RULES_FILE = Path(__file__).with_name("airport_adjectives.toml")

_TOWNS = frozenset({"settlement", "capital"})
_LEAST_NAME = 3
"""Letters of a name in a script that writes spaces."""
_LEAST_STEM = 3
"""Letters of a town's name that its adjective must share."""
_LEAST_POPULATION = 9_000
"""Inhabitants of a town of whose adjective the index knows nothing: "vojenské" is not Vojens'."""
_WORD = re.compile(rf"(?:[^\W\d_]|[{MARKS}]|-)+")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w'’-]*) $")
_SENTENCE_ENDS = ".!?:;"
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Derivation:
    """How a language derives adjectives of towns."""

    capital: bool
    cases: tuple[str, ...]
    stems: tuple[tuple[str, tuple[str, ...]], ...]


def town_with_airport(
    text: str, start: int, end: int, language: str, gazetteer: Gazetteer
) -> OwnName | None:
    """Return the longest name of a town with an airport from an offset on, with its airports."""
    if text[start].islower():
        return None
    found = _longest(text[start : min(end, start + REACH)], language, gazetteer)
    return found and OwnName(start, start + found.end, found.key, found.rows)


def adjective_with_airport(
    text: str, start: int, end: int, language: str, gazetteer: Gazetteer
) -> OwnName | None:
    """Return the word at an offset if it is the adjective of a town with an airport."""
    word = _WORD.match(text, start, end)
    if word is None or word.end() - start <= _LEAST_STEM:
        return None
    rules = _rules().get(language)
    if rules and rules.capital and not word[0][0].isupper():
        return None
    key = normalise(word[0])
    rows = _of_adjective(key, language, gazetteer)
    return OwnName(start, word.end(), key, rows) if rows else None


def part_of_longer_name(text: str, start: int, end: int, *, behind: bool) -> bool:
    """Whether a word with a capital stands on the far side of a span: "Wayne" in "John Wayne"."""
    if behind:
        return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    before = _WORD_BEFORE.search(text, max(0, start - REACH), start)
    if before is None or not before[1][0].isupper():
        return False
    first = text[max(0, before.start() - REACH) : before.start()].rstrip()[-1:] in (
        "",
        *_SENTENCE_ENDS,
    )
    return not first or normalise(before[1]) in given_names()


def derives_adjectives(language: str) -> bool:
    """Whether a language has rules for adjectives of towns; such stand before their noun."""
    return language in _rules()


@lru_cache(_REMEMBERED)
def _longest(text: str, language: str, gazetteer: Gazetteer) -> OwnName | None:
    normal, offsets = normalise_text(text)
    for key, end in keys_at(normal, language, gazetteer):
        unspaced = re.match(f"[{UNSPACED}]", key)
        if (len(key) < _LEAST_NAME and not unspaced) or len(key) == 1 or _is_word(key, language):
            continue
        if rows := _airports(gazetteer.entries(key, language, NAMES), gazetteer):
            last = (offsets[end - 1] if offsets else end - 1) + 1
            return OwnName(0, last, key, rows)
    return None


def _is_word(key: str, language: str) -> bool:
    return (
        key in stop_words(language)
        or key in common_words(language)
        or key in context_words(language).never
        or key in given_names()
    )


def _airports(entries: Iterable[Entry], gazetteer: Gazetteer) -> tuple[int, ...]:
    """Airports of the most prominent town of a name that is no country's."""
    known = [entry for entry in entries if not entry.foreign]
    if any(gazetteer.kind(entry.row) == "country" for entry in known):
        return ()
    towns = [entry for entry in known if gazetteer.kind(entry.row) in _TOWNS]
    for town in sorted(towns, key=lambda entry: (-gazetteer.standing(entry), entry.row)):
        if rows := gazetteer.airports_of(town.row):
            return tuple(rows)
    return ()


@lru_cache(_REMEMBERED)
def _of_adjective(key: str, language: str, gazetteer: Gazetteer) -> tuple[int, ...]:
    listed = [one for one in gazetteer.entries(key, language, ADJECTIVES) if not one.foreign]
    if listed:
        return _airports(listed, gazetteer)
    rules = _rules().get(language)
    if rules is None or _is_word(key, language):
        return ()
    found = [
        entry
        for name in _bases(key, rules)
        if not _is_word(name, language)
        for spelt in dict.fromkeys((name, fold(name)))
        for entry in gazetteer.entries(spelt, language, NAMES)
        if gazetteer.population[entry.row] >= _LEAST_POPULATION
    ]
    return _airports(found, gazetteer)


def _bases(word: str, rules: _Derivation) -> list[str]:
    """Names of towns that an adjective may be derived from."""
    bases: dict[str, None] = {}
    for case in rules.cases:
        if case and not word.endswith(case):
            continue
        stem = word[: len(word) - len(case)]
        for suffix, endings in rules.stems:
            rest = stem.removesuffix(suffix)
            if rest != stem and len(rest) >= _LEAST_STEM:
                bases.update(dict.fromkeys(rest + ending for ending in endings))
    return list(bases)


@cache
def _rules() -> dict[str, _Derivation]:
    try:
        table = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
        return {
            language: _Derivation(
                bool(rules.get("capital", False)),
                tuple(rules["cases"]),
                tuple((suffix, tuple(endings)) for suffix, endings in rules["from"].items()),
            )
            for language, rules in table.items()
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        raise LexiconError(f"{RULES_FILE.name} cannot be read: {error!r}.") from error
