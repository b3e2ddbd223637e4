"""
Invented reports: sentences of news in many languages about places, persons and organisations.

They teach what tagged sentences of an encyclopaedia do not: that a person is named in full once
and by the surname after that, that a report speaks of places near each other, and how languages
without a tagged corpus look. Nothing in them is anyone else's text.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.toponyms.training.corpora import Labelled
from geodata.toponyms.training.names import (
    SCRIPTS,
    UNSPACED_LANGUAGES,
    PersonNames,
    PlaceNames,
    inflected,
    inflected_person,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Gazetteer

SENTENCES_FILE = Path(__file__).parent / "sentences.toml"
CORPUS = "invented"
MOST_SENTENCES = 10
SHARE_NEW_PERSON = 0.25
"""Share of bare surnames whose bearer the report does not introduce."""
SHARE_NEW_PLACES = 0.15
"""Share of sentences that move to other places than those before."""

_SLOT = re.compile(r"\{([a-zA-Z])(\*?)\}")


def invented(gazetteer: Gazetteer, language: str, count: int, *, seed: int) -> Iterator[Labelled]:
    """
    Reports in a language, the same ones for the same seed.

    Raises
    ------
    KeyError
        If there are no sentences in the language.
    """
    sentences = tomllib.loads(SENTENCES_FILE.read_text(encoding="utf-8"))[language]
    chance = random.Random(f"{language}-{seed}")  # noqa: S311 - nothing secret
    places = PlaceNames(gazetteer, language)
    persons = PersonNames(gazetteer, SCRIPTS.get(language, "LATIN"))
    for _ in range(count):
        yield _Report(language, sentences, places, persons, chance).written()


def invented_languages() -> list[str]:
    """Return the languages that reports are invented in."""
    return sorted(tomllib.loads(SENTENCES_FILE.read_text(encoding="utf-8")))


class _Report:
    """A report while it is invented."""

    def __init__(
        self,
        language: str,
        sentences: dict[str, list[str]],
        places: PlaceNames,
        persons: PersonNames,
        chance: random.Random,
    ) -> None:
        self._language = language
        self._sentences = sentences
        self._places = places
        self._persons = persons
        self._chance = chance
        self._near = places.together(chance)
        self._cast: list[tuple[str, str]] = []
        self._text = ""
        self._spans: list[tuple[int, int]] = []

    def written(self) -> Labelled:
        chance = self._chance
        glue = "" if self._language in UNSPACED_LANGUAGES else " "
        shares = [chance.random() + 0.3, chance.random(), chance.random() * 0.6]
        for _ in range(chance.randint(1, MOST_SENTENCES)):
            sort = chance.choices(("places", "persons", "others"), shares)[0]
            self._text += "" if not self._text else chance.choice((glue, glue, glue, "\n"))
            self._fill(chance.choice(self._sentences[sort]))
            if chance.random() < SHARE_NEW_PLACES:
                self._near = self._places.together(chance)
        return Labelled(self._text, self._language, tuple(self._spans), CORPUS)

    def _fill(self, sentence: str) -> None:
        done = 0
        for slot in _SLOT.finditer(sentence):
            self._text += sentence[done : slot.start()]
            self._put(slot[1], case=bool(slot[2]))
            done = slot.end()
        self._text += sentence[done:]

    def _put(self, slot: str, *, case: bool) -> None:
        if slot == "o":
            self._fill_organisation()
            return
        if slot in "pqrPcdka":
            word = self._place(slot)
            word = inflected(word, self._language, self._chance) if case else word
            self._spans.append((len(self._text), len(self._text) + len(word)))
        else:
            word = self._person(slot, case=case)
        self._text += word

    def _fill_organisation(self) -> None:
        pattern = self._chance.choice(self._sentences["organisations"])
        known = len(self._spans)
        # A place in an organisation's name is none that the report speaks of.
        self._fill(pattern.replace("{x", "{p"))
        del self._spans[known:]

    def _place(self, slot: str) -> str:
        if slot == "c":
            return self._places.country(self._chance)
        if slot == "k":
            return self._places.capital(self._chance)
        if slot == "a":
            return self._places.adjective(self._chance)
        name = self._near["pqrd".index(slot.lower())]
        return name.upper() if slot == "P" else name

    def _person(self, slot: str, *, case: bool) -> str:
        chance = self._chance
        new = not self._cast or chance.random() < SHARE_NEW_PERSON
        if slot in "nm" and (new or chance.random() < 0.6):
            self._cast.append(self._persons.person(chance))
            given, last = self._cast[-1]
        elif new:
            given, last = self._persons.person(chance)
        else:
            given, last = chance.choice(self._cast)
        if case:
            given = inflected_person(given, self._language, chance)
            last = inflected_person(last, self._language, chance)
        if slot in "st":
            return last
        return last + given if self._language in UNSPACED_LANGUAGES else f"{given} {last}"
