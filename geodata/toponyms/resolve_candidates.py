"""The places that a name may mean, with what is known of each before a text is read."""

from __future__ import annotations

import tomllib
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.errors import LexiconError
from geodata.gazetteer.candidates import ADJECTIVES, ranked

if TYPE_CHECKING:
    from geodata.gazetteer.index import Entry, Gazetteer

    Array = np.ndarray[Any, Any]

HOMES_FILE = Path(__file__).with_name("language_homes.toml")
MOST_CANDIDATES = 40
SAME_KM = 100.0
"""Candidates of a name so near to each other are one answer: a town and its district."""
EARTH_KM = 6371.0088

KINDS = (
    *("settlement", "capital", "admin-1", "admin-2", "country"),
    *("region", "water", "site", "airport"),
)
CAPITAL, ADMIN_1, ADMIN_2, COUNTRY = map(KINDS.index, ("capital", "admin-1", "admin-2", "country"))

_DIVISIONS, _TOWNS = frozenset({"admin-1", "admin-2"}), frozenset({"settlement", "capital"})

STATIC_FEATURES = (
    *("points", "points_behind", "points_ahead", "position", "candidates"),
    *("people", "people_behind", "rank"),
    *("settlement", "capital", "admin1", "admin2", "country", "nature"),
    *("canonical", "exact", "foreign", "inflected", "adjective", "words"),
    *("kind_said", "kind_said_of_any", "home"),
    *("near_namesakes", "near_prior", "country_namesakes", "country_prior", "prior"),
    *("division_namesake", "town_namesake"),
)

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """What a name may mean, the likeliest first: arrays by candidate."""

    rows: Array
    """Rows of the gazetteer."""
    points: Array
    prior: Array
    """How likely each is when nothing else is known; they add up to 1."""
    units: Array
    """Unit vectors from the centre of the Earth, by candidate."""
    kinds: Array
    """Places in `KINDS`."""
    countries: Array
    """Numbers that are equal for places in one country; 0 for places in none."""
    divisions: Array
    """The same for first-order divisions."""
    features: Array
    """By candidate and `STATIC_FEATURES`."""


@lru_cache(_REMEMBERED)
def known_candidates(
    entries: tuple[Entry, ...],
    kinds: frozenset[str],
    gazetteer: Gazetteer,
    *,
    language: str,
    inflected: bool,
    words: int,
) -> Candidates:
    """
    Candidates of a name.

    Parameters
    ----------
    entries
        The places under the name; at least one.
    kinds
        Kinds of place that a word beside the name says it is.
    gazetteer
        The place index.
    language, inflected, words
        Of the match that bears the name.

    Returns
    -------
    candidates
        At most `MOST_CANDIDATES`.
    """
    kept = _with_fame_of_divisions(ranked(entries, gazetteer, kinds=kinds), entries, gazetteer)
    kept = kept[:MOST_CANDIDATES]
    points = np.array([one for one, _ in kept])
    rows = np.array([row for _, row in kept])
    forms = {entry.row: entry for entry in sorted(entries, key=lambda entry: entry.form)}
    named = [forms[row] for row in rows.tolist()]
    numbers, words_of_kinds = gazetteer.numbered("kind")
    words_of = [words_of_kinds[number] for number in numbers[rows].tolist()]
    kind = np.array([KINDS.index(word) for word in words_of])
    countries, divisions, at_home = _areas(rows, gazetteer, language_homes(language))
    units = unit_vectors(gazetteer.lat[rows], gazetteer.lon[rows])
    prior = softmax(points)
    near = chord_km(units, units) < SAME_KM
    same_country = (countries[:, None] == countries[None, :]) & (countries[:, None] != 0)
    people = np.log10(1.0 + gazetteer.population[rows])
    settled, divided = kind <= CAPITAL, (kind == ADMIN_1) | (kind == ADMIN_2)
    best, second = (points[0], points[1]) if len(points) > 1 else (points[0], points[0] - 9.0)
    ahead = points - np.where(np.arange(len(points)) == 0, second, best)
    columns = (
        *(points, points - best, ahead, np.arange(len(rows)), len(rows)),
        *(people, people - people.max(), gazetteer.rank[rows]),
        *(kind == index for index in range(5)),
        kind > COUNTRY,
        *([one.canonical for one in named], [one.exact for one in named]),
        *([one.foreign for one in named], inflected),
        *([one.form in ADJECTIVES for one in named], words),
        *([word in kinds for word in words_of], bool(kinds)),
        at_home,
        *(near.sum(1), near @ prior, same_country.sum(1), same_country @ prior, prior),
        (same_country & divided[None, :] & ~divided[:, None]).any(1),
        (same_country & settled[None, :] & ~settled[:, None]).any(1),
    )
    features = np.empty((len(rows), len(STATIC_FEATURES)), np.float32)
    for number, column in enumerate(columns):
        features[:, number] = column
    return Candidates(rows, points, prior, units, kind, countries, divisions, features)


def _areas(
    rows: Array, gazetteer: Gazetteer, homes: frozenset[str]
) -> tuple[Array, Array, list[bool]]:
    """Numbers of the countries and divisions of places, and whether they lie in certain ones."""
    of_countries, words_of_countries = gazetteer.numbered("country")
    of_divisions, words_of_divisions = gazetteer.numbered("admin1_code")
    codes = [words_of_countries[number] for number in of_countries[rows].tolist()]
    numbered = [words_of_divisions[number] for number in of_divisions[rows].tolist()]
    countries = np.array([area_number(code) for code in codes])
    divisions = np.array(
        [
            area_number(f"{code}.{division}") if code and division else 0
            for code, division in zip(codes, numbered, strict=True)
        ]
    )
    return countries, divisions, [code in homes for code in codes]


def area_number(code: str) -> int:
    """Return a number for the code of a country or a division; 0 for no code."""
    return zlib.crc32(code.encode()) if code else 0


def softmax(scores: Array) -> Array:
    """Shares that add up to 1, larger for larger scores."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())


def unit_vectors(lat: Array, lon: Array) -> Array:
    """Vectors from the centre of the Earth to points in degrees, by point."""
    phi, theta = np.radians(lat, dtype=np.float64), np.radians(lon, dtype=np.float64)
    return np.column_stack(
        [np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)]
    ).astype(np.float32)


def chord_km(units: Array, others: Array) -> Array:
    """Distances straight through the Earth: near to the great circle's where they are short."""
    squared = 2.0 - 2.0 * (units @ others.T)
    return np.asarray(EARTH_KM * np.sqrt(np.maximum(squared, 0.0)))


def _with_fame_of_divisions(
    scored: list[tuple[float, int]], entries: tuple[Entry, ...], gazetteer: Gazetteer
) -> list[tuple[float, int]]:
    """Points and rows, best first; a town is as well known as the division called after it."""
    divisions = [
        (gazetteer.standing(entry), entry.row)
        for entry in entries
        if gazetteer.kind(entry.row) in _DIVISIONS
    ]
    if not divisions:
        return scored
    raised = []
    for points, row in scored:
        fame = [points]
        if gazetteer.kind(row) in _TOWNS:
            country, code = gazetteer.country(row), gazetteer.admin1_code(row)
            fame += [
                standing
                for standing, division in divisions
                if gazetteer.country(division) == country
                and gazetteer.admin1_code(division) == code
                and gazetteer.distance_km(row, division) < SAME_KM
            ]
        raised.append((max(fame), row))
    return sorted(raised, key=lambda pair: (-pair[0], pair[1]))


@cache
def language_homes(language: str) -> frozenset[str]:
    """
    Countries that news in a language is mostly about: codes; none for an unknown language.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    return all_homes().get(language, frozenset())


@cache
def all_homes() -> dict[str, frozenset[str]]:
    """
    Countries that news in each language is mostly about.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    try:
        table = tomllib.loads(HOMES_FILE.read_text(encoding="utf-8"))
        return {language: frozenset(codes.split()) for language, codes in table["homes"].items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise LexiconError(f"{HOMES_FILE.name} cannot be read: {error!r}.") from error
