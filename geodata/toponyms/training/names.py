"""Names for invented reports: of places as a language writes them, and of persons."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.inflection import INFLECTION_FILE
from geodata.gazetteer.names import ANY_LANGUAGE, Form, NameTable, language_bit
from geodata.toponyms.words import given_names, surnames

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from pathlib import Path

    from geodata.gazetteer.index import Gazetteer
    from geodata.gazetteer.names import NameColumns

SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "bg", "sr", "kk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa"), "ARABIC"),
    **dict.fromkeys(("zh", "ja"), "CJK"),
    "el": "GREEK",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
}
"""Scripts of languages that are not written in Latin letters."""
UNSPACED_LANGUAGES = frozenset({"zh", "ja"})
INFLECT_PERSONS = {"CYRILLIC": ("а", "у", "ом", "ы", "е"), "LATIN": ("a", "u", "em", "om", "y")}
_DECLINING = frozenset({"ru", "uk", "sr", "pl", "cs", "sl"})

SHARE_BEARING_PLACES = 0.6
"""Share of surnames that are also the name of a place: the others teach nothing."""
NEIGHBOURS_OF = 40
"""Places of a country of which the nearest are named beside each other."""

_SMALL = frozenset(
    ("de", "del", "la", "le", "les", "los", "of", "the", "am", "an", "der", "im", "sur", "en")
)


class PlaceNames:
    """Names of places in one language."""

    def __init__(self, gazetteer: Gazetteer, language: str) -> None:
        keys, rows, adjectives = _names(gazetteer, language)
        order = np.argsort(rows, kind="stable")
        self._keys = [keys[i] for i in order]
        self._rows = np.array(rows, np.intp)[order]
        self._gazetteer = gazetteer
        self._adjectives = sorted(adjectives)
        countries = set(gazetteer.rows_of_kind("country").tolist())
        is_country = np.array([row in countries for row in self._rows.tolist()])
        self._countries = np.flatnonzero(is_country)
        capitals = set(gazetteer.rows_of_kind("capital").tolist())
        self._capitals = [i for i, row in enumerate(self._rows.tolist()) if row in capitals]
        self._others = np.flatnonzero(~is_country)
        people = 100.0 + gazetteer.population[self._rows[self._others]]
        self._weights = np.cumsum(people**0.5)
        divisions = set(gazetteer.rows_of_kind("admin-1").tolist())
        self._divisions = {
            self._division(row): i for i, row in enumerate(self._rows.tolist()) if row in divisions
        }
        self._by_country: dict[str, list[int]] = {}
        for i in self._others.tolist():
            self._by_country.setdefault(gazetteer.country(int(self._rows[i])), []).append(i)

    def together(self, chance: random.Random) -> list[str]:
        """Return three names of places near each other, and that of their division."""
        drawn = np.searchsorted(self._weights, chance.random() * self._weights[-1])
        first = int(self._others[min(int(drawn), len(self._others) - 1)])
        row = int(self._rows[first])
        near = self._by_country[self._gazetteer.country(row)]
        some = [chance.choice(near) for _ in range(NEIGHBOURS_OF)]
        lat, lon = self._gazetteer.lat, self._gazetteer.lon
        rows = self._rows[some]
        distances = great_circle_km(lat[row], lon[row], lat[rows], lon[rows])
        nearest = [some[i] for i in np.argsort(distances)[:2].tolist()]
        division = self._divisions.get(self._division(row), first)
        return [titled(self._keys[i]) for i in (first, *nearest, division)]

    def _division(self, row: int) -> tuple[str, str]:
        return self._gazetteer.country(row), self._gazetteer.admin1_code(row)

    def country(self, chance: random.Random) -> str:
        """Return the name of a country."""
        return titled(self._keys[int(chance.choice(self._countries))])

    def capital(self, chance: random.Random) -> str:
        """Return the name of a country's capital."""
        return titled(self._keys[int(chance.choice(self._capitals))])

    def adjective(self, chance: random.Random) -> str:
        """Return an adjective of a country."""
        return titled(chance.choice(self._adjectives))


class PersonNames:
    """Given names and surnames in one script."""

    def __init__(self, gazetteer: Gazetteer, script: str) -> None:
        self._given = sorted(name for name in given_names() if script_of(name) == script)
        last = sorted(name for name in surnames() if script_of(name) == script)
        self._last = last or self._given
        self._bearing = [name for name in self._last if name in gazetteer] or self._last

    def person(self, chance: random.Random) -> tuple[str, str]:
        """Return a given name and a surname."""
        pool = self._bearing if chance.random() < SHARE_BEARING_PLACES else self._last
        return titled(chance.choice(self._given)), titled(chance.choice(pool))


def inflected(name: str, language: str, chance: random.Random) -> str:
    """Return a name of a place in some form of the language."""
    forms = [
        name[: len(name) - len(base)] + ending
        for ending, bases in _endings(language)
        for base in bases
        if name.endswith(base) and len(name) - len(base) >= _least(language)
    ]
    return chance.choice(forms) if forms else name


def inflected_person(name: str, language: str, chance: random.Random) -> str:
    """Return a name of a person in some form of the language."""
    if language not in _DECLINING:
        return name
    ending = chance.choice(INFLECT_PERSONS[script_of(name)])
    return (name[:-1] if name[-1] in "аяaeoо" else name) + ending


def script_of(name: str) -> str:
    """Return the script of a name's first letter, such as "LATIN"."""
    return unicodedata.name(name[0], "?").split()[0]


def titled(key: str) -> str:
    """Spell a name of the index as text does, with its capitals."""
    words = key.split()
    return " ".join(
        word if i and word in _SMALL else word[:1].upper() + word[1:]
        for i, word in enumerate(words)
    )


def _names(gazetteer: Gazetteer, language: str) -> tuple[list[str], list[int], set[str]]:
    bit = language_bit(language)
    script = SCRIPTS.get(language, "LATIN")
    skipped = {*gazetteer.rows_of_kind("airport").tolist()}
    keys: list[str] = []
    rows: list[int] = []
    adjectives: set[str] = set()
    for columns, owner in _columns(gazetteer.folder):
        spoken = (columns.masks & bit) != 0
        # Other names that no language is given for are in any script and spelling.
        said = (columns.masks != ANY_LANGUAGE) & (columns.forms == Form.ALTERNATE)
        for i in np.flatnonzero(spoken & (said | (columns.forms == Form.CANONICAL))).tolist():
            key, row = columns.keys[owner[i]], int(columns.places[i])
            if row not in skipped and len(key) > 1 and script_of(key) == script:
                keys.append(key)
                rows.append(row)
        capital = spoken & (columns.forms == Form.CAPITAL_ADJECTIVE)
        capital |= spoken & (columns.forms == Form.ADJECTIVE)
        adjectives.update(columns.keys[owner[i]] for i in np.flatnonzero(capital).tolist())
    return keys, rows, adjectives


@cache
def _columns(folder: Path) -> list[tuple[NameColumns, np.ndarray[Any, Any]]]:
    """Return all tables of names, with the spelling that each row belongs to."""
    tables = [
        NameTable(folder, path.stem).columns() for path in sorted(folder.glob("names-*.marisa"))
    ]
    return [
        (columns, np.repeat(np.arange(len(columns.keys)), np.diff(columns.last, prepend=0)))
        for columns in tables
    ]


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(INFLECTION_FILE.read_text(encoding="utf-8"))


@cache
def _endings(language: str) -> Sequence[tuple[str, tuple[str, ...]]]:
    rules = _rules().get(language, {}).get("last", {})
    return [
        (ending.strip("-"), tuple(base.strip("-") for base in bases.split()))
        for ending, bases in rules.items()
    ]


@cache
def _least(language: str) -> int:
    return int(_rules().get(language, {}).get("least", 3))
