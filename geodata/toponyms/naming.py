"""
Names that a person has given a place once and for all: "this name, from this source, is that".

A rule's name is compared as the place index spells names, so case, kinds of hyphen and apostrophe
do not matter, but accents do. It holds for a toponym that is written so, and for the forms of it
that the recogniser traces back to that name ("Almatyda", "w Charkowie"). Where the index lacks the
name altogether, the recogniser cannot find it, and it is looked for as it is written.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_words import UNSPACED
from geodata.gazetteer.spelling import MARKS, fold, normalise, spell_text
from geodata.models import Candidate, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.gazetteer.index import Gazetteer
    from geodata.models import NamingRule, Place

RULE_CONFIDENCE = 0.99
"""A person said which place; what is left is that the words may mean no place here."""
MOST_KEPT = 5
"""Candidates that a toponym keeps."""

_REMEMBERED = 500
_UNSPACED = re.compile(f"[{UNSPACED}]")
_PART_OF_WORD = rf"(?:[^\W_]|[{MARKS}])"


@dataclass(frozen=True)
class Naming:
    """What the rules say of one source: places by name, spelt as the place index spells names."""

    places: Mapping[str, Place]

    @cached_property
    def airports(self) -> frozenset[str]:
        """Ids of those places that are airports."""
        places = self.places.values()
        return frozenset(place.place_id for place in places if place.kind == "airport")

    def resolve(self, toponyms: Sequence[Toponym], bases: Sequence[str]) -> list[Toponym]:
        """
        Return the toponyms, with their places where a rule names one.

        ``bases`` holds for each toponym the name that the recogniser takes it for a form of.
        """
        if not self.places:
            return list(toponyms)
        found = []
        for toponym, base in zip(toponyms, bases, strict=True):
            place = self.places.get(normalise(toponym.text)) or self.places.get(base)
            found.append(toponym if place is None else _placed(toponym, place))
        return found

    def find(self, text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
        """
        Return the toponyms and the names of rules that the place index lacks, in order.

        Such a name counts as a whole word where words have spaces between them; in scripts with
        capitals it must begin with one. It takes the place of toponyms that lie within it, and
        does not count where it only shares letters with one.
        """
        if not self.places:
            return list(toponyms)
        spelt = spell_text(text)
        lacking = [
            name
            for name in self.places
            if name in spelt.normal and name not in gazetteer and fold(name) not in gazetteer
        ]
        if not lacking:
            return list(toponyms)
        offsets = spelt.offsets or range(len(text))
        kept = list(toponyms)
        for match in _pattern(tuple(lacking)).finditer(spelt.normal):
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            name = Toponym(start, end, text[start:end])
            others = [one for one in kept if not (start <= one.start and one.end <= end)]
            if not spelt.cased[match.start()].islower() and not any(
                _overlap(name, one) for one in others
            ):
                kept = [*others, _placed(name, self.places[match[0]])]
        return sorted(kept, key=lambda one: one.start)

    def rename_airports(
        self, airports: Sequence[Toponym], toponyms: Sequence[Toponym]
    ) -> list[Toponym]:
        """
        Return the airports of a text, with those that rules name, in order.

        Parameters
        ----------
        airports
            As found; one that a rule names, or that is written around a name that a rule gives
            an airport, becomes that airport.
        toponyms
            As `resolve` and `find` return them; one that is an airport now counts even where the
            text does not call it an airport.
        """
        if not self.airports:
            return list(airports)
        ruled = [one for one in toponyms if one.place and one.place.place_id in self.airports]
        renamed = []
        for airport in airports:
            within = [one for one in ruled if airport.start <= one.start and one.end <= airport.end]
            place = self.places.get(normalise(airport.text))
            if place is None or place.kind != "airport":
                place = within[0].place if within else None
            renamed.append(airport if place is None else _placed(airport, place))
        alone = [one for one in ruled if not any(_overlap(one, airport) for airport in airports)]
        return sorted([*renamed, *alone], key=lambda one: one.start)


def naming_for(rules: Iterable[NamingRule], source: str) -> Naming:
    """
    What the rules say of a source.

    Its own rules go before those for all sources, and a newer rule before an older one. Sources
    are compared without case.
    """
    return _naming(tuple(rules), _source(source))


def version_of(rules: Iterable[NamingRule]) -> str:
    """
    Digits that tell what has been read by which rules; empty while none ever had an effect.

    A rule that changes nothing leaves them as they are. Rules that were taken back leave their
    trace: what is read after them must differ in version from what was read under them, and from
    what had been read before, which no store takes twice.
    """
    places: dict[tuple[str, str], Place | None] = {}
    hashed = hashlib.blake2b(digest_size=6)
    for rule in _ordered(rules):
        key = (_source(rule.source), normalise(rule.name))
        if key[1] and places.get(key) != rule.place:
            places[key] = rule.place
            hashed.update(repr((key, rule.place)).encode("utf-8", "backslashreplace"))
    return hashed.hexdigest() if places else ""


@lru_cache(_REMEMBERED)
def _naming(rules: tuple[NamingRule, ...], source: str) -> Naming:
    latest = _latest(rules)
    # The source's own places come later and overwrite those for all sources.
    named = [(n, place) for of in ("", source) for (one, n), place in latest.items() if one == of]
    return Naming(dict(named))


def _latest(rules: Iterable[NamingRule]) -> dict[tuple[str, str], Place]:
    """Places of the newest rules, by source and name; those taken back are left out."""
    latest = {(_source(rule.source), normalise(rule.name)): rule.place for rule in _ordered(rules)}
    return {(source, name): place for (source, name), place in latest.items() if place and name}


def _ordered(rules: Iterable[NamingRule]) -> list[NamingRule]:
    return sorted(rules, key=lambda rule: (rule.made_at, repr(rule)))


def _source(source: str) -> str:
    return " ".join(source.split()).casefold()


@lru_cache(_REMEMBERED)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Find any of the names, the longest first; as a whole word where words have spaces."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest)))


def _whole(name: str) -> str:
    word = re.escape(name)
    if _UNSPACED.match(name):
        return word
    return rf"(?<!{_PART_OF_WORD}){word}(?!{_PART_OF_WORD})"


def _placed(toponym: Toponym, place: Place) -> Toponym:
    others = [one for one in toponym.candidates if one.place.place_id != place.place_id]
    best = max((one.score for one in toponym.candidates), default=RULE_CONFIDENCE)
    candidates = (Candidate(place, best), *others)[:MOST_KEPT]
    return replace(toponym, place=place, confidence=RULE_CONFIDENCE, candidates=candidates)


def _overlap(one: Toponym, other: Toponym) -> bool:
    return one.start < other.end and other.start < one.end
