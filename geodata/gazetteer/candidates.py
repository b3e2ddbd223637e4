"""Which places a name may mean, as a report in some language writes it, and how likely each is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.inflection import inflected_languages, inflection
from geodata.gazetteer.kind_words import kind_words
from geodata.gazetteer.names import NAMES, Form
from geodata.gazetteer.spelling import fold, normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from geodata.gazetteer.index import Entry, Gazetteer

ADJECTIVES = frozenset({Form.ADJECTIVE, Form.CAPITAL_ADJECTIVE})

KIND_WORD_POINTS = 3.0
NAMESAKE_POINTS = 3.0
"""Taken off a province that is called like its town: news means the town, unless it says so."""
SEAT_POPULATION = 20_000
SEAT_KM = 300.0
CITY_STATE_KM = 30.0

_REMEMBERED = 20_000
"""Names whose places are kept in their order."""
_ABBREVIATED = NAMES | {Form.AFTER_COMMA}
_AROUND = " \t\n.,;:!?\"'’()[]«»“”"
_DIVISIONS = frozenset({"admin-1", "admin-2"})
_SETTLEMENTS = frozenset({"settlement", "capital"})


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a name may mean."""

    key: str
    """The name as the index spells it."""
    entries: tuple[Entry, ...]
    inflected: bool = False
    kinds: frozenset[str] = frozenset()
    """Kinds of place that a word in the name says it is: "Sindh province"."""


def candidates(name: str, language: str, gazetteer: Gazetteer) -> Named | None:
    """
    Places that a name may mean.

    Parameters
    ----------
    name
        As it stands in a report: inflected, with an article, with a word such as "province".
    language
        ISO 639-1 code; empty if unknown, and then the endings of all languages are tried.
    gazetteer
        The place index.

    Returns
    -------
    named
        None if nothing bears the name.
    """
    spelt = normalise_text(name.strip(_AROUND))[0].strip()
    short = f"{spelt}." if name.strip().endswith(".") else ""
    if entries := gazetteer.entries(short, language, _ABBREVIATED):
        return Named(short, tuple(entries))
    whole = normalise_text(name.strip())[0]
    keys = [] if whole == spelt else [(whole, frozenset[str]())]  # "'s-Gravenhage"
    for key, kinds in (*keys, *_keys(spelt, language)):
        if found := _named(key, language, gazetteer):
            return replace(found, kinds=kinds)
    coded = frozenset({Form.CODE}) if name.strip().isupper() else frozenset()
    entries = gazetteer.entries(spelt, language, coded | {Form.AFTER_COMMA})
    return Named(spelt, tuple(entries)) if entries else None


def ranked(
    entries: Iterable[Entry], gazetteer: Gazetteer, *, kinds: AbstractSet[str] = frozenset()
) -> list[tuple[float, int]]:
    """
    Points and row of the places that a name may mean, when nothing else is known; best first.

    Parameters
    ----------
    entries
        The places under the name.
    gazetteer
        The place index.
    kinds
        Kinds of place that a word beside the name says it is.
    """
    return list(_ranked(tuple(entries), gazetteer, frozenset(kinds)))


@lru_cache(_REMEMBERED)
def _ranked(
    entries: tuple[Entry, ...], gazetteer: Gazetteer, kinds: frozenset[str]
) -> tuple[tuple[float, int], ...]:
    seats = _seats(entries, gazetteer)
    scored = []
    for entry in entries:
        points = gazetteer.standing(entry)
        kind = gazetteer.kind(entry.row)
        if kind in kinds:
            points += KIND_WORD_POINTS
        elif seats and kind in _DIVISIONS and _has_seat(entry.row, seats, gazetteer):
            points -= NAMESAKE_POINTS
        scored.append((points, entry.row))
    scored = _without_city_states(scored, gazetteer)
    return tuple(sorted(scored, key=lambda pair: (-pair[0], pair[1])))


def _has_seat(division: int, seats: Sequence[int], gazetteer: Gazetteer) -> bool:
    country = gazetteer.country(division)
    return any(
        gazetteer.country(seat) == country and gazetteer.distance_km(division, seat) <= SEAT_KM
        for seat in seats
    )


def is_adjective(entries: Sequence[Entry], gazetteer: Gazetteer) -> bool:
    """Whether a word is rather an adjective, or the inhabitants' name, than a name: "Kazakh"."""
    if not any(entry.form in ADJECTIVES for entry in entries):
        return False
    return max(entries, key=gazetteer.standing).form in ADJECTIVES


def _keys(spelt: str, language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Spellings of a name to try, and the kinds that a word left out of it says."""
    nothing: frozenset[str] = frozenset()
    yield spelt, nothing
    bare = spelt.removeprefix("the ").removesuffix("'s").removesuffix("'")
    if bare != spelt:
        yield bare, nothing
    words = bare.split()
    stem, _, ending = spelt.rpartition("'")
    if stem and len(ending) <= _LONGEST_ENDING:
        yield stem, nothing
    for kind, named in kind_words(language).items():
        for before in (word for word in named if bare.startswith(f"{word} ")):
            rest = bare.removeprefix(f"{before} ")
            link, _, name = rest.partition(" ")
            yield rest, frozenset({kind})
            if name and len(link) <= _LONGEST_LINK:
                yield name, frozenset({kind})
        if len(words) > 1 and words[-1] in named:
            yield " ".join(words[:-1]), frozenset({kind})


_LONGEST_LINK = 3
"""Letters of what links such a word to the name: "of", "di", "de"."""
_LONGEST_ENDING = 5
"""Letters of an ending behind an apostrophe: "Ankara'nın"."""


def _named(key: str, language: str, gazetteer: Gazetteer) -> Named | None:
    exact = gazetteer.entries(f"{key}.", language) if "." in key else []
    exact = exact or gazetteer.entries(key, language, NAMES | ADJECTIVES)
    exact = exact or gazetteer.entries(fold(key), language)
    inflected = _inflected(key, language, gazetteer) if language or not exact else None
    if exact and inflected:
        return Named(key, with_lesser(exact, inflected.entries))
    return Named(key, tuple(exact)) if exact else inflected


def with_lesser(entries: Sequence[Entry], others: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries and, as if only their accents agreed, those of other places."""
    known = {entry.row for entry in entries}
    added = (e._replace(form=Form.UNACCENTED) for e in others if e.row not in known)
    return (*entries, *added)


def _inflected(key: str, language: str, gazetteer: Gazetteer) -> Named | None:
    """What the name is a form of; in an unknown language, a form in any."""
    readings = []
    for one in [language] if language else inflected_languages():
        endings = inflection(one, gazetteer)
        forms = endings.at(key, 0) if endings else ()
        names = [name for form in forms if form.end == len(key) for name in form.names]
        found = ((name, gazetteer.entries(name, one, NAMES | ADJECTIVES)) for name in names)
        readings += [(name, entries) for name, entries in found if entries]
    if not readings:
        return None
    name, entries = max(readings, key=lambda read: max(map(gazetteer.standing, read[1])))
    return Named(name, tuple(entries), inflected=True)


def _seats(entries: Sequence[Entry], gazetteer: Gazetteer) -> list[int]:
    """Towns after which a province may be called."""
    return [
        entry.row
        for entry in entries
        if entry.exact
        and not entry.foreign
        and gazetteer.kind(entry.row) in _SETTLEMENTS
        and gazetteer.population[entry.row] >= SEAT_POPULATION
    ]


def _without_city_states(
    scored: list[tuple[float, int]], gazetteer: Gazetteer
) -> list[tuple[float, int]]:
    """Leave out a country whose capital bears the same name and is all of it: it is a town."""
    kinds = [gazetteer.kind(row) for _, row in scored]
    capitals = [row for (_, row), kind in zip(scored, kinds, strict=True) if kind == "capital"]
    if not capitals:
        return scored
    dropped = {
        row
        for (_, row), kind in zip(scored, kinds, strict=True)
        for capital in capitals
        if kind == "country"
        and gazetteer.country(row) == gazetteer.country(capital)
        and gazetteer.distance_km(row, capital) < CITY_STATE_KM
    }
    return [pair for pair in scored if pair[1] not in dropped]
