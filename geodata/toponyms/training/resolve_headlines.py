"""
Generated headlines: one name or a few from all over the world, and nothing beside them.

News names a place the oftener the more people live there, so that a name alone mostly means the
famous one of its places, and famous places stand together however far apart they lie. These texts
teach the ranker that, and the confidence how often it holds: in the corpora short texts are rare,
and mostly local news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.toponyms.resolve_candidates import all_homes
from geodata.toponyms.training.resolve_corpora import LabelledPlace, PlacedReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.training.resolve_names import Spellings

    Array = np.ndarray[Any, Any]

HEADLINES = "headlines"
"""The corpus that they make."""
KIND_WEIGHTS = {"settlement": 1.0, "capital": 3.0, "admin-1": 0.2, "country": 1.0}
"""How much oftener a place of a kind is named than a town with so many people."""
MOST_PEOPLE = 20_000_000
LEAST_PEOPLE = 1000
HOME_SHARE = 0.6
MORE_SHARE = 0.4
"""Texts of more than one name."""
MOST_NAMES = 6
ENGLISH_SHARE = 0.15
FILLER = "· · · · ·\n"
"""Stands for the words of a headline, which name no place."""
MOST_FILLERS = 9
"""Before the names, and behind them: headlines of up to some 200 characters."""


def headlines(
    gazetteer: Gazetteer, spellings: Spellings, count: int, *, seed: int
) -> Iterator[PlacedReport]:
    """Yield headlines with their places; the same seed and place index give the same ones."""
    random = np.random.default_rng(seed)
    homes = all_homes()
    languages = sorted(homes)
    rows, weights = _known(gazetteer)
    country = np.array([gazetteer.country(row) for row in rows.tolist()])
    at_home = {
        language: _shares(weights * np.isin(country, sorted(homes[language])))
        for language in languages
    }
    anywhere = _shares(weights)
    for number in range(count):
        language = "en" if random.random() < ENGLISH_SHARE else str(random.choice(languages))
        shares = at_home[language] if random.random() < HOME_SHARE else anywhere
        wanted = int(random.integers(2, MOST_NAMES + 1)) if random.random() < MORE_SHARE else 1
        drawn = [int(row) for row in random.choice(rows, wanted, replace=False, p=shares)]
        named = [(row, name) for row in drawn if (name := spellings.name(row, language))]
        if named:
            before, behind = random.integers(MOST_FILLERS, size=2).tolist()
            yield _report(number, language, named, gazetteer, before=before, behind=behind)


def _report(
    number: int,
    language: str,
    named: list[tuple[int, str]],
    gazetteer: Gazetteer,
    *,
    before: int,
    behind: int,
) -> PlacedReport:
    places = []
    text = FILLER * before
    for row, name in named:
        place = gazetteer.place(row)
        end = len(text) + len(name)
        places.append(LabelledPlace(len(text), end, place.lat, place.lon, row=row))
        text += f"{name}\n"
    text += FILLER * behind
    return PlacedReport(f"{HEADLINES}-{number}", text, language, tuple(places), HEADLINES)


def _known(gazetteer: Gazetteer) -> tuple[Array, Array]:
    """Places that headlines name, and how much each is named."""
    rows = {kind: gazetteer.rows_of_kind(kind) for kind in KIND_WEIGHTS}
    found = np.concatenate(list(rows.values()))
    kinds = np.repeat(list(KIND_WEIGHTS.values()), list(map(len, rows.values())))
    people = np.minimum(gazetteer.population[found].astype(float), MOST_PEOPLE)
    weights = kinds * np.where(people >= LEAST_PEOPLE, people, 0.0)
    return found[weights > 0], weights[weights > 0]


def _shares(weights: Array) -> Array:
    return np.asarray(weights / weights.sum())
