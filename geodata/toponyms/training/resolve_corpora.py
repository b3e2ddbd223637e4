"""Reports whose places are known, as the names and candidates that the ranker learns from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.index import great_circle_km
from geodata.toponyms.matching import match_span
from geodata.toponyms.outlets import NOWHERE
from geodata.toponyms.recognise import recognise
from geodata.toponyms.resolve_groups import MOST_NEIGHBOURS, group_of
from geodata.toponyms.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geodata.gazetteer.index import Gazetteer
    from geodata.toponyms.matching import Match
    from geodata.toponyms.outlets import Home
    from geodata.toponyms.resolve_groups import Group

    Array = np.ndarray[Any, Any]

RIGHT_KM = 161.0
"""Within so far of the known point a place counts as right, as geoparsers are compared."""


@dataclass(frozen=True, slots=True)
class LabelledPlace:
    """A toponym and where it lies; None where nobody knows."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    row: int | None = None
    """Its row in the place index, if that is known."""


@dataclass(frozen=True, slots=True)
class PlacedReport:
    """A text with its places."""

    report_id: str
    text: str
    language: str
    places: tuple[LabelledPlace, ...]
    corpus: str
    home: Home = NOWHERE
    """Of its source."""


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A recognised mention of a name of an example."""

    name: int
    own: float
    """How likely it is a toponym, as the recogniser sees it."""
    best: float
    """How likely the likeliest mention of its name is one."""
    near: Array | None
    """By candidate of the name: whether it is near enough; None if this is no toponym."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """Names of one report that are weighed together, with what is right by candidate."""

    report_id: str
    corpus: str
    group: Group
    rows: Array
    near: Array
    """Share of the name's mentions for which the candidate is near enough; -1 if unknown."""
    exact: Array
    """Share of the mentions for which it is the very place."""
    mentions: Array
    """How many mentions of its name have a known place."""
    recognised: tuple[Mention, ...] = ()
    """Where the spans were recognised; nothing is ranked by such an example."""


def read_placed(path: Path) -> Iterator[PlacedReport]:
    """Yield the reports of a file of JSON lines with toponyms."""
    # Not splitlines: a text may hold other ends of lines.
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        one = json.loads(line)
        spans = {(place["start"], place["end"]): place for place in one["toponyms"]}
        places = tuple(
            LabelledPlace(*span, place["lat"], place["lon"], place.get("geonameid"))
            for span, place in sorted(spans.items())
        )
        yield PlacedReport(one["id"], one["text"], one["lang"], places, path.stem)


def examples(
    report: PlacedReport, gazetteer: Gazetteer, rows_of: dict[int, int]
) -> Iterator[Example]:
    """Yield the names of a report, with the right candidates; ``rows_of`` is by GeoNames id."""
    found = [
        (match, place)
        for place in report.places
        if (match := match_span(report.text, (place.start, place.end), report.language, gazetteer))
    ]
    if not found:
        return
    matches = [match for match, _ in found]
    around = surroundings(report.text, matches, report.language, gazetteer, home=report.home)
    for first in range(0, len(around.names), MOST_NEIGHBOURS):
        group = group_of(around, first)
        labels = []
        for name in group.names:
            known = [found[i][1] for i in name.mentions if found[i][1].lat is not None]
            rows = name.candidates.rows
            labels.append(_labels(rows, known, gazetteer, rows_of))
        near, exact, mentions = (np.concatenate(column) for column in zip(*labels, strict=True))
        rows = np.concatenate([name.candidates.rows for name in group.names])
        yield Example(report.report_id, report.corpus, group, rows, near, exact, mentions)


def recognised_examples(
    report: PlacedReport, gazetteer: Gazetteer, rows_of: dict[int, int]
) -> Iterator[Example]:
    """Yield the names that are recognised in a report, to tell how sure their places are."""
    matches = recognise(report.text, report.language, gazetteer)
    if not matches:
        return
    partner = _partners(matches, report.places)
    around = surroundings(report.text, matches, report.language, gazetteer)
    for first in range(0, len(around.names), MOST_NEIGHBOURS):
        group = group_of(around, first)
        found = []
        for number, name in enumerate(group.names):
            for index in name.mentions:
                place = partner.get(index)
                if place is not None and place.lat is None:
                    continue
                near = None
                if place is not None:
                    near = _near(name.candidates.rows, place, gazetteer, rows_of)
                found.append(Mention(number, matches[index].probability, name.probability, near))
        rows = np.concatenate([name.candidates.rows for name in group.names])
        none = np.zeros(len(rows))
        yield Example(
            report.report_id, report.corpus, group, rows, none - 1.0, none, none, tuple(found)
        )


def rows_by_id(gazetteer: Gazetteer) -> dict[int, int]:
    """Rows of the place index by GeoNames id."""
    ids = ((gazetteer.place(row).geonameid, row) for row in reversed(range(len(gazetteer))))
    return {geonameid: row for geonameid, row in ids if geonameid}


def known_places(report: PlacedReport) -> int:
    """Number of toponyms of a report whose place is known."""
    return sum(place.lat is not None for place in report.places)


def _labels(
    rows: Array, known: list[LabelledPlace], gazetteer: Gazetteer, rows_of: dict[int, int]
) -> tuple[Array, Array, Array]:
    if not known:
        return np.full(len(rows), -1.0), np.zeros(len(rows)), np.zeros(len(rows))
    exact = [_same(rows, place, rows_of) for place in known]
    near = [_near(rows, place, gazetteer, rows_of) for place in known]
    return np.mean(near, 0), np.mean(exact, 0), np.full(len(rows), float(len(known)))


def _same(rows: Array, place: LabelledPlace, rows_of: dict[int, int]) -> Array:
    row = place.row if place.row is not None else rows_of.get(place.geonameid or -1, -1)
    return np.asarray(rows == row)


def _near(
    rows: Array, place: LabelledPlace, gazetteer: Gazetteer, rows_of: dict[int, int]
) -> Array:
    away = great_circle_km(place.lat, place.lon, gazetteer.lat[rows], gazetteer.lon[rows])
    return np.asarray(_same(rows, place, rows_of) | (away <= RIGHT_KM))


def _partners(
    matches: Sequence[Match], places: Sequence[LabelledPlace]
) -> dict[int, LabelledPlace]:
    """By match: the labelled place that has a character in common with it, each at most once."""
    partner: dict[int, LabelledPlace] = {}
    left = list(places)
    for index, match in enumerate(matches):
        over = [one for one in left if one.start < match.end and match.start < one.end]
        if over:
            partner[index] = over[0]
            left.remove(over[0])
    return partner
