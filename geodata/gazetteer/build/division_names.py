"""Whether two names can stand for the same division of a country."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

_GENERIC = frozenset(
    (
        *("administrative", "autonomous", "autonome", "autonoma", "autonomo", "amt", "aimag"),
        *("canton", "cercle", "collectivity", "comarca", "commune", "county", "comte", "de"),
        *("del", "departamento", "department", "departement", "der", "des", "di", "district"),
        *("distrito", "division", "do", "du", "emirate", "estado", "governorate", "gouvernorat"),
        *("in", "kanton", "krai", "kray", "la", "le", "les", "mintaqat", "muhafazat", "muhafazah"),
        *("municipality", "municipio", "oblast", "oblast'", "oblysy", "obl.", "of", "okrug"),
        *("ostan", "ostan e", "parish", "prefecture", "provincia", "province", "provinsi"),
        *("provincie", "pradesh", "raion", "rayon", "region", "regione", "republic", "respublika"),
        *("sheng", "state", "territory", "the", "voivodeship", "viloyati", "wilaya", "wilayat"),
        *("wilayah", "wojewodztwo", "zizhiqu", "zupanija", "judetul", "judet", "apskritis"),
        *("obshtina", "oblasty", "lan", "maakond", "megye", "il", "ili", "changwat", "tinh"),
    )
)
"""Words for the kind of a division, folded; they do not tell one division from another."""

_VAGUE = frozenset(
    {"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central"}
    | {
        "The",
        "Capital",
        "Coast",
        "Upper",
        "Lower",
        "North-Eastern",
        "North-Western",
        "Metropolitan",
    }
    | {"Northwest", "Northeast", "Southwest", "Southeast", "South-West", "North-West", "Centre"}
    | {"Autonomous", "Federal", "National", "Regional", "Islands", "River", "Lakes", "Border"}
)
"""Words that name a division only together with its kind."""


def is_vague(name: str) -> bool:
    """Whether a name says only the direction: "Western", as news also writes of the West."""
    return all(word in _VAGUE for word in name.split())


def name_key(name: str) -> str:
    """Spell a division's name without accents and without words for its kind."""
    words = fold(normalise(name)).replace("'", "").split()
    kept = [word for word in words if word not in _GENERIC]
    return " ".join(kept or words)


def name_keys(names: Iterable[str]) -> frozenset[str]:
    """Keys of several names; the empty ones are left out."""
    return frozenset(filter(None, map(name_key, names)))


def likeness(some: frozenset[str], others: frozenset[str]) -> float:
    """Return 1 where a key agrees, else how alike the two most similar Latin keys are."""
    if some & others:
        return 1.0
    ratios = (
        SequenceMatcher(None, one, other).ratio()
        for one in filter(str.isascii, some)
        for other in filter(str.isascii, others)
    )
    return max(ratios, default=0.0)
