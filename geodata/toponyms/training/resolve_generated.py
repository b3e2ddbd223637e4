"""
Generated reports: each about one region, its places named as a language names them.

They keep the ranker from learning only where English local news takes place: a famous namesake
abroad must lose against a small town among its neighbours, in every country and many languages.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import great_circle_km
from geodata.gazetteer.names import Form, NameTable, language_bit
from geodata.gazetteer.spelling import normalise
from geodata.toponyms.resolve_candidates import language_homes
from geodata.toponyms.training.resolve_corpora import LabelledPlace, PlacedReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Gazetteer

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
_SCRIPTS = {
    **dict.fromkeys(("bg", "kk", "ru", "sr", "uk"), ("CYRILLIC",)),
    "ar": ("ARABIC",),
    "he": ("HEBREW",),
    "zh": ("CJK",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
}
_ADJECTIVES = (int(Form.ADJECTIVE), int(Form.CAPITAL_ADJECTIVE))
PASSED_OVER_SHARE = 0.25
"""Areas that are written but not recognised."""
SHORT_SHARE = 0.4
"""Reports that name one town, and what it lies in, or its country's adjective."""
AREA_SHARE = 0.5
_DIVISION_SHARE, _COUNTRY_SHARE, ADJECTIVE_SHARE, _DATELINE_SHARE = 0.4, 0.5, 0.3, 0.3


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """All spellings, by the row of the place that bears them."""

    keys: list[str]
    rows: Array
    order: Array
    firsts: Array
    spelling: Array
    forms: Array
    masks: Array

    def of(self, row: int, language: str, forms: tuple[int, ...]) -> list[tuple[bool, int, str]]:
        """
        Spellings of a place in a language: whether only some languages call it so, what the
        spelling is to the place, and the spelling.
        """
        bit = language_bit(language)
        postings = self.order[self.firsts[row] : self.firsts[row + 1]]
        return [
            (int(self.masks[one]) >= 0, int(self.forms[one]), self.keys[self.spelling[one]])
            for one in postings
            if int(self.forms[one]) in forms and int(self.masks[one]) & bit
        ]

    def largest_namesake(self, population: Array) -> Array:
        """People of the largest place that bears the same name of its own, by row."""
        own = self.forms == int(Form.CANONICAL)
        rows, spelling = self.rows[own], self.spelling[own]
        most, largest = np.zeros(len(self.keys)), np.zeros(len(population))
        np.maximum.at(most, spelling, population[rows])
        np.maximum.at(largest, rows, most[spelling])
        return largest


def generated_reports(gazetteer: Gazetteer, count: int, *, seed: int) -> Iterator[PlacedReport]:
    """Yield reports with their places; the same seed and place index give the same ones."""
    random = np.random.default_rng(seed)
    frames = tomllib.loads(FRAMES_FILE.read_text(encoding="utf-8"))
    names = _read_names(gazetteer)
    towns = np.concatenate([gazetteer.rows_of_kind(kind) for kind in ("settlement", "capital")])
    towns = towns[gazetteer.population[towns] >= LEAST_PEOPLE]
    writer = _Writer(gazetteer, names, towns, random)
    languages = sorted(frames)
    for number in range(count):
        language = "en" if random.random() < ENGLISH_SHARE else str(random.choice(languages))
        report = writer.report(language, frames[language])
        if report is not None:
            yield PlacedReport(f"generated-{number}", report[0], language, report[1], "generated")


class _Writer:
    def __init__(
        self, gazetteer: Gazetteer, names: _Names, towns: Array, random: np.random.Generator
    ) -> None:
        self._gazetteer, self._names, self._towns, self._random = gazetteer, names, towns, random
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
        namesake = names.largest_namesake(gazetteer.population)[towns]
        outshone = namesake >= OUTSHONE_TIMES * people
        self._outshone = np.where(outshone, 1.0, OTHERS_SHARE)
        self._outshone[outshone & (namesake >= FAMOUS_PEOPLE)] = FAMOUS_TIMES
        self._famous = np.argsort(-gazetteer.population[towns])[:300]

    def report(
        self, language: str, frames: dict[str, list[str]]
    ) -> tuple[str, tuple[LabelledPlace, ...]] | None:
        """Text and places of a report about one region; None if the language names too few."""
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
        named = [(r, n) for r in rows if (n := self._name(r, language))]
        areas = self._areas(row, language)
        if short and areas:
            areas = [areas[int(self._random.integers(len(areas)))]]
        adjective = self._random.random() < (SHORT_SHARE if short else ADJECTIVE_SHARE)
        if short and adjective:
            areas = []
        return self._write(named, areas, language, frames, adjective=adjective) if named else None

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
        return [(area, name) for area in areas if (name := self._name(area, language))]

    def _name(self, row: int, language: str) -> str:
        """Name of a place in the script of a language; empty if none is known."""
        own = (int(Form.CANONICAL), int(Form.ALTERNATE))
        known = normalise(self._gazetteer.place(row).name)
        scripts = _SCRIPTS.get(language, ("LATIN",))
        found = [
            (not tagged, -form, key != known, "." in key, len(key), key)
            for tagged, form, key in self._names.of(row, language, own)
            if unicodedata.name(key[0], "").split(" ")[0] in scripts and len(key) > 1
        ]
        return min(found)[-1].title() if found else ""

    def _write(
        self,
        named: list[tuple[int, str]],
        areas: list[tuple[int, str]],
        language: str,
        frames: dict[str, list[str]],
        *,
        adjective: bool,
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
        if adjective:
            country = self._countries.get(self._gazetteer.country(named[0][0]))
            found = self._names.of(country, language, _ADJECTIVES) if country is not None else []
            if found:
                say("adjective", (-1, str(random.choice([key for *_, key in found])).title()))
        return "".join(pieces), tuple(sorted(places, key=lambda place: place.start))

    def _placed(self, start: int, name: str, row: int) -> LabelledPlace:
        place = self._gazetteer.place(row)
        return LabelledPlace(start, start + len(name), place.lat, place.lon, row=row)


def _read_names(gazetteer: Gazetteer) -> _Names:
    keys: list[str] = []
    places, spelling, forms, masks = [], [], [], []
    for path in sorted(gazetteer.folder.glob("names-*.marisa")):
        columns = NameTable(gazetteer.folder, path.stem).columns()
        counts = np.diff(columns.last, prepend=0)
        spelling.append(np.repeat(np.arange(len(columns.keys)) + len(keys), counts))
        keys += columns.keys
        places.append(columns.places)
        forms.append(columns.forms)
        masks.append(columns.masks)
    rows = np.concatenate(places)
    order = np.argsort(rows, kind="stable")
    firsts = np.searchsorted(rows[order], np.arange(len(gazetteer) + 1))
    return _Names(
        keys,
        rows,
        order,
        firsts,
        np.concatenate(spelling),
        np.concatenate(forms),
        np.concatenate(masks),
    )
