"""
Airports by name: their own, their town's with a word for airport, or their code.

"Domodedovo", "aeropuerto Simón Bolívar", "Flughafen Almaty", «аэропорт Алма-Аты», "阿拉木图机场",
"ALA" and "UAAA" all name airports; of several that bear a name the likeliest comes first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.gazetteer.airport_words import FIRST_UNSPACED, airport_words, languages
from geodata.gazetteer.candidates import candidates
from geodata.gazetteer.inflection import inflection
from geodata.gazetteer.names import NAMES, Form
from geodata.gazetteer.reviewed_airports import standalone_names
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.gazetteer.index import Entry, Gazetteer

_CODE = re.compile(r"[A-Z]{3}[A-Z0-9]?")
_WORD = re.compile(r"\w+")
_TOWNS = frozenset({"settlement", "capital"})
_KNOWN_TOWN = 100_000
"""Inhabitants from which a town is likelier meant by three or four capitals than an airport."""


def airports_named(name: str, language: str, gazetteer: Gazetteer) -> list[int]:
    """
    Airports that a name may mean.

    Parameters
    ----------
    name
        An airport's own name, a town's with a word for airport, or an IATA or ICAO code in
        capitals.
    language
        ISO 639-1 code; empty where it is not known.
    gazetteer
        The place index.

    Returns
    -------
    rows
        Rows of the index, the likeliest airport first.
    """
    name = name.strip()
    if coded := _coded(name, gazetteer):
        return coded
    surest: list[int] = []
    others = _own(name, language, gazetteer)
    for spoken, bare in _without_word(name, language):
        surest += _in_town(bare, spoken, gazetteer)
        others += _own(bare, spoken, gazetteer) + _of_town(bare, spoken, gazetteer)
    others.sort(key=lambda row: -int(gazetteer.rank[row]))
    return list(dict.fromkeys([*surest, *others]))


def names_airport(name: str, language: str, gazetteer: Gazetteer) -> bool:
    """
    Tell whether a name is an airport's: it has a word for airport, is a code, or is one of the
    names that need no such word, such as "Heathrow".

    Three or four capitals are no code where a country or a larger town is written so.
    """
    name = name.strip()
    if name in standalone_names(language) or any(True for _ in _without_word(name, language)):
        return True
    return bool(_coded(name, gazetteer)) and not any(
        entry.canonical
        and (
            gazetteer.kind(entry.row) in ("country", "capital")
            or gazetteer.population[entry.row] >= _KNOWN_TOWN
        )
        for entry in gazetteer.entries(normalise(name), language)
    )


def airports_asked_for(query: object, language: str, gazetteer: Gazetteer) -> list[int]:
    """
    Airports that a query asks for; none where it is no text or asks for something else.

    After commas may stand what the airport lies in: "aeropuerto Simón Bolívar, Guayaquil".
    """
    if not isinstance(query, str):
        return []
    name, *within = (part.strip() for part in re.split("[,،、，]", query))
    if not names_airport(name, language, gazetteer):
        return []
    places = [_entries(part, language, gazetteer) for part in within if part]
    return [
        row
        for row in airports_named(name, language, gazetteer)
        if all(_lies_in(row, entries, gazetteer) for entries in places)
    ]


def own_airport_rows(key: str, language: str, gazetteer: Gazetteer) -> list[int]:
    """Rows of the airports with exactly this name of their own, the likeliest first."""
    entries = [
        entry
        for entry in gazetteer.entries(key, language)
        if gazetteer.kind(entry.row) == "airport"
    ]

    def order(entry: Entry) -> tuple[bool, bool, int, bool, int]:
        rank = int(gazetteer.rank[entry.row])
        return (entry.foreign, not entry.canonical, -rank, not entry.exact, entry.row)

    return [entry.row for entry in sorted(entries, key=order)]


def _coded(name: str, gazetteer: Gazetteer) -> list[int]:
    if not _CODE.fullmatch(name):
        return []
    forms = NAMES | {Form.CODE}
    rows = [
        entry.row
        for entry in gazetteer.entries(normalise(name), forms=forms)
        if gazetteer.kind(entry.row) == "airport"
    ]

    def order(row: int) -> tuple[bool, int]:
        place = gazetteer.place(row)
        return (name not in (place.iata, place.place_id.removeprefix("icao:")), row)

    return sorted(rows, key=order)


def _without_word(name: str, language: str) -> Iterator[tuple[str, str]]:
    """
    Languages in which the name has a word for airport, and the name without it.

    A word that may link the two may also begin the name: "aeropuerto internacional El Dorado".
    """
    for spoken in dict.fromkeys((language, *languages())):
        words = airport_words(spoken)
        for found in words.word.finditer(name):
            before = _without_links_behind(name[: found.start()], spoken)
            before = before[_links_end(before, spoken) :]
            behind = _without_links_behind(name[found.end() :], spoken)
            for start in _name_starts(behind, spoken):
                if bare := f"{before} {behind[start:]}".strip(" -,"):
                    yield spoken, bare


def _name_starts(text: str, language: str) -> Iterator[int]:
    """Where a name may begin in a text: at each word up to the end of the links before it."""
    last = _links_end(text, language)
    yield from (found.start() for found in _WORD.finditer(text, 0, last) if found.start() < last)
    yield last


def _links_end(text: str, language: str) -> int:
    found = airport_words(language).link.match(text)
    return found.end() if found else 0


def _without_links(text: str, language: str) -> str:
    text = _without_links_behind(text, language)
    return text[_links_end(text, language) :]


def _without_links_behind(text: str, language: str) -> str:
    link = airport_words(language).link
    for start in range(len(text)):
        inside = start and text[start - 1].isalnum() and text[start].isalnum()
        if not (inside and text[start] < FIRST_UNSPACED) and link.fullmatch(text, start):
            return text[:start]
    return text


def _own(name: str, language: str, gazetteer: Gazetteer) -> list[int]:
    keys = _keys(name, language, gazetteer)
    return [row for key in keys for row in own_airport_rows(key, language, gazetteer)]


def _in_town(name: str, language: str, gazetteer: Gazetteer) -> list[int]:
    """Airports whose own name and whose town or country stand in the name, in either order."""
    words = name.split()
    rows = []
    for cut in range(1, len(words)):
        halves = " ".join(words[:cut]).rstrip(","), " ".join(words[cut:])
        for own, place in (halves, halves[::-1]):
            candidates = _own(_without_links(own, language), language, gazetteer)
            if candidates:
                entries = _entries(_without_links(place, language), language, gazetteer)
                rows += [row for row in candidates if _lies_in(row, entries, gazetteer)]
    return rows


def _lies_in(airport: int, places: Iterable[Entry], gazetteer: Gazetteer) -> bool:
    city = gazetteer.city_of(airport)
    country = gazetteer.country(airport)
    return any(
        entry.row == city
        or (gazetteer.kind(entry.row) == "country" and gazetteer.country(entry.row) == country)
        or (
            gazetteer.kind(entry.row) == "admin-1"
            and city is not None
            and gazetteer.country(entry.row) == country
            and gazetteer.admin1_code(entry.row) == gazetteer.admin1_code(city)
        )
        for entry in places
    )


def _of_town(name: str, language: str, gazetteer: Gazetteer) -> list[int]:
    towns = [
        entry
        for entry in _entries(name, language, gazetteer)
        if gazetteer.kind(entry.row) in _TOWNS
    ]
    towns.sort(key=lambda entry: (-gazetteer.standing(entry), entry.row))
    return [row for town in towns for row in gazetteer.airports_of(town.row)]


def _entries(name: str, language: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    named = candidates(name, language, gazetteer) if name else None
    return named.entries if named else ()


def _keys(name: str, language: str, gazetteer: Gazetteer) -> list[str]:
    """Spellings under which the index may have the name: as written, unaccented, uninflected."""
    key = normalise(name)
    if not key:
        return []
    exact = [spelt for spelt in dict.fromkeys((key, fold(key))) if spelt in gazetteer]
    inflected = inflection(language, gazetteer)
    bases = (
        [base for found in inflected.at(key, 0) if found.end == len(key) for base in found.names]
        if inflected
        else []
    )
    return list(dict.fromkeys([*exact[:1], *bases]))
