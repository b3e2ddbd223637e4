"""Features of the places that a match may mean, and of its name, whatever the report says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.candidates import ranked
from geodata.gazetteer.names import Form
from geodata.toponyms.words import (
    common_words,
    context_words,
    given_names,
    is_name,
    stop_words,
    surnames,
)

if TYPE_CHECKING:
    from geodata.gazetteer.index import Entry, Gazetteer
    from geodata.toponyms.matching import Match

NAMES = (
    "standing",
    "lead",
    "prominence",
    "canonical",
    "exact",
    "foreign",
    "country",
    "capital",
    "division",
    "settlement",
    "feature",
    "candidates",
    "countries",
    "kind_named",
    "kind_fits",
    "inflected",
    "adjective",
    "after_comma",
    "words",
    "letters",
    "common_word",
    "stop_word",
    "never",
    "given_name",
    "surname",
    "first_given",
)

MOST_KEPT = 5
"""Likeliest places that the report's other places are compared with."""

_REMEMBERED = 20_000
_DIVISIONS = frozenset({"admin-1", "admin-2"})
_SETTLEMENTS = frozenset({"settlement", "capital"})


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known of a match before its report is read."""

    values: tuple[float, ...]
    """In the order of `NAMES`."""
    rows: tuple[int, ...]
    """Likeliest places, best first."""
    standing: float
    """Points of the likeliest place."""


def prior(match: Match, language: str, gazetteer: Gazetteer) -> Prior:
    """Return what is known of a match before its report is read."""
    name = (match.key, match.kinds, match.inflected, match.adjective)
    return _prior(name, match.entries, language, gazetteer)


@lru_cache(_REMEMBERED)
def _prior(
    name: tuple[str, frozenset[str], bool, bool],
    entries: tuple[Entry, ...],
    language: str,
    gazetteer: Gazetteer,
) -> Prior:
    key, kinds, inflected, adjective = name
    likeliest = ranked(entries, gazetteer, kinds=kinds)
    points, row = likeliest[0]
    best = next(entry for entry in entries if entry.row == row)
    elsewhere = (
        other
        for other, place in likeliest[1:]
        if gazetteer.country(place) != gazetteer.country(row)
    )
    kind = gazetteer.kind(row)
    parts = key.split()
    words = context_words(language)
    values = (
        points,
        points - next(elsewhere, 0.0),
        gazetteer.prominence(row),
        best.canonical,
        best.exact,
        best.foreign,
        kind == "country",
        kind == "capital",
        kind in _DIVISIONS,
        kind == "settlement",
        kind not in _DIVISIONS and kind not in _SETTLEMENTS and kind != "country",
        min(len(entries), 50),
        min(len({gazetteer.country(entry.row) for entry in entries}), 20),
        bool(kinds),
        kind in kinds,
        inflected,
        adjective,
        best.form is Form.AFTER_COMMA,
        len(parts),
        len(key),
        common_words(language).get(key, 0),
        key in stop_words(language),
        key in words.never,
        is_name(key, given_names()),
        is_name(key, surnames()),
        len(parts) > 1 and parts[0] in given_names(),
    )
    rows = tuple(place for _, place in likeliest[:MOST_KEPT])
    return Prior(tuple(map(float, values)), rows, points)
