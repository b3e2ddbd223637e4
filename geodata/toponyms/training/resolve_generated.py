"""
Generated reports: each about one region, its places named as a language names them.

They keep the ranker from learning only where English local news takes place: a famous namesake
abroad must lose against a small town among its neighbours, in every country and many languages.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import great_circle_km
from geodata.toponyms.outlets import NOWHERE, Home
from geodata.toponyms.resolve_candidates import language_homes
from geodata.toponyms.training.resolve_corpora import LabelledPlace, PlacedReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.training.resolve_names import Spellings

    Array = np.ndarray[Any, Any]

FRAMES_FILE = Path(__file__).with_name("resolve_frames.toml")
REGION_KM = 150.0
LEAST_PEOPLE = 1000
HOME_SHARE = 0.6
ENGLISH_SHARE = 0.2
NAMESAKE_SHARE = 0.6
"""Reports that are about a town with a namesake elsewhere, by far larger."""
OUTSHONE_TIMES = 4
FAMOUS_PEOPLE = 500_000
FAMOUS_TIMES = 10.0
"""How much likelier such a report is to be about a town whose namesake is so large."""
OTHERS_SHARE = 0.1
"""How much less likely such a report is to name a town without one."""
PASSED_OVER_SHARE = 0.25
"""Areas that are written but not recognised."""
SHORT_SHARE = 0.4
"""Reports that name one town, and what it lies in, or its country's adjective."""
AREA_SHARE = 0.5
SOURCE_SHARE, SOURCE_DIVISION_SHARE = 0.3, 0.6
"""Reports whose source's home is known, and those of them of which its division is known."""
FOREIGN_SOURCE_SHARE = 0.15
_DIVISION_SHARE, _COUNTRY_SHARE, ADJECTIVE_SHARE, _DATELINE_SHARE = 0.4, 0.5, 0.3, 0.3


def generated_reports(
    gazetteer: Gazetteer, spellings: Spellings, count: int, *, seed: int
) -> Iterator[PlacedReport]:
    """Yield reports with their places; the same seed and place index give the same ones."""
    random = np.random.default_rng(seed)
    frames = tomllib.loads(FRAMES_FILE.read_text(encoding="utf-8"))
    towns = np.concatenate([gazetteer.rows_of_kind(kind) for kind in ("settlement", "capital")])
    towns = towns[gazetteer.population[towns] >= LEAST_PEOPLE]
    writer = _Writer(gazetteer, spellings, towns, random)
    languages = sorted(frames)
    for number in range(count):
        language = "en" if random.random() < ENGLISH_SHARE else str(random.choice(languages))
        report = writer.report(language, frames[language])
        if report is not None:
            text, places, home = report
            yield PlacedReport(f"generated-{number}", text, language, places, "generated", home)


class _Writer:
    def __init__(
        self,
        gazetteer: Gazetteer,
        spellings: Spellings,
        towns: Array,
        random: np.random.Generator,
    ) -> None:
        self._gazetteer, self._spellings = gazetteer, spellings
        self._towns, self._random = towns, random
        self._known = np.sqrt(gazetteer.population[towns].astype(float))
        self._country = np.array([gazetteer.country(row) for row in towns.tolist()])
        self._countries = {
            gazetteer.country(int(r)): int(r) for r in gazetteer.rows_of_kind("country")
        }
        self._divisions = {
            (gazetteer.country(int(r)), gazetteer.admin1_code(int(r))): int(r)
            for r in gazetteer.rows_of_kind("admin-1")
        }
        people = np.maximum(gazetteer.population[towns], 1)
        namesake = spellings.largest_namesake()[towns]
        outshone = namesake >= OUTSHONE_TIMES * people
        self._outshone = np.where(outshone, 1.0, OTHERS_SHARE)
        self._outshone[outshone & (namesake >= FAMOUS_PEOPLE)] = FAMOUS_TIMES
        self._famous = np.argsort(-gazetteer.population[towns])[:300]

    def report(
        self, language: str, frames: dict[str, list[str]]
    ) -> tuple[str, tuple[LabelledPlace, ...], Home] | None:
        """
        Text, places and source's home of a report about one region; None if the language names
        too few.
        """
        home = np.isin(self._country, sorted(language_homes(language)))
        weights = self._known * (home if self._random.random() < HOME_SHARE else 1.0)
        if self._random.random() < NAMESAKE_SHARE:
            weights = weights * self._outshone
        focus = int(self._random.choice(len(self._towns), p=weights / weights.sum()))
        g, towns = self._gazetteer, self._towns
        row = int(towns[focus])
        away = great_circle_km(g.lat[row], g.lon[row], g.lat[towns], g.lon[towns])
        region = np.flatnonzero(away < REGION_KM)
        nearness = self._known[region] * self._outshone[region] * np.exp(-away[region] / 50.0)
        wanted = min(1 + int(self._random.poisson(2.5)), len(region))
        near = self._random.choice(region, wanted, replace=False, p=nearness / nearness.sum())
        rows = [row, *(int(towns[i]) for i in near if i != focus)]
        short = self._random.random() < SHORT_SHARE
        if short:
            rows = rows[:1]
        elif self._random.random() < _DATELINE_SHARE:
            rows.append(int(towns[self._random.choice(self._famous)]))
        named = [(r, n) for r in rows if (n := self._spellings.name(r, language))]
        areas = self._areas(row, language)
        if short and areas:
            areas = [areas[int(self._random.integers(len(areas)))]]
        adjectives: list[str] = []
        country = self._countries.get(g.country(row))
        if self._random.random() < (SHORT_SHARE if short else ADJECTIVE_SHARE):
            adjectives = self._spellings.adjectives(country, language) if country else []
            areas = [] if short else areas
        source = self._source(focus)
        if not named or (short and not areas and not adjectives and not source.division):
            # A name alone means the famous place; `resolve_headlines` teaches that.
            return None
        return *self._write(named, areas, adjectives, frames), source

    def _source(self, focus: int) -> Home:
        """Home of the source, mostly the region that the report is about; mostly unknown."""
        if self._random.random() >= SOURCE_SHARE:
            return NOWHERE
        if self._random.random() < FOREIGN_SOURCE_SHARE:
            focus = int(self._random.choice(self._famous))
        row = int(self._towns[focus])
        country, code = self._gazetteer.country(row), self._gazetteer.admin1_code(row)
        told = code and self._random.random() < SOURCE_DIVISION_SHARE
        return Home(country, f"{country}.{code}" if told else "")

    def _areas(self, row: int, language: str) -> list[tuple[int, str]]:
        country = self._countries.get(self._gazetteer.country(row))
        division = self._divisions.get(
            (self._gazetteer.country(row), self._gazetteer.admin1_code(row))
        )
        areas = [
            area
            for area, share in ((division, _DIVISION_SHARE), (country, _COUNTRY_SHARE))
            if area is not None and self._random.random() < share
        ]
        return [(area, name) for area in areas if (name := self._spellings.name(area, language))]

    def _write(
        self,
        named: list[tuple[int, str]],
        areas: list[tuple[int, str]],
        adjectives: list[str],
        frames: dict[str, list[str]],
    ) -> tuple[str, tuple[LabelledPlace, ...]]:
        random, pieces, places = self._random, [], []
        length = 0
        passed_over = {row for row, _ in areas if random.random() < PASSED_OVER_SHARE}

        def say(kind: str, *said: tuple[int, str]) -> None:
            nonlocal length
            frame = str(random.choice(frames[kind]))
            for number, part in enumerate(frame.replace("}", "{").split("{")):
                piece = part
                if number % 2:
                    row, piece = said[int(part)]
                    if row >= 0 and row not in passed_over:
                        places.append(self._placed(length, piece, row))
                pieces.append(piece)
                length += len(piece)
            pieces.append(" ")
            length += 1

        if random.random() < _DATELINE_SHARE:
            row, name = named[0]
            pieces.append(f"{name.upper()} – ")
            places.append(self._placed(0, name.upper(), row))
            length = len(pieces[0])
        waiting = list(areas)
        for index, one in enumerate(named):
            if waiting and index == 0 and random.random() < AREA_SHARE:
                say("area", one, waiting.pop(0))
            elif index + 1 < len(named) and random.random() < 0.3:
                say("two", one, named[index + 1])
            else:
                say("one", one)
        for one in waiting:
            say("one", one)
        if adjectives:
            say("adjective", (-1, str(random.choice(adjectives))))
        return "".join(pieces), tuple(sorted(places, key=lambda place: place.start))

    def _placed(self, start: int, name: str, row: int) -> LabelledPlace:
        place = self._gazetteer.place(row)
        return LabelledPlace(start, start + len(name), place.lat, place.lon, row=row)
