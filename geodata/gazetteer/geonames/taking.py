"""What each line of the two tables adds to the index, and why a line is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geodata.gazetteer.geonames.tables import (
    feature_groups,
    is_written,
    parse_alternate,
    parse_id,
    parse_row,
    split_alternate,
    split_row,
)
from geodata.gazetteer.names import Form
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from collections.abc import Set as AbstractSet

    from geodata.gazetteer.geonames.known import KnownPlaces
    from geodata.gazetteer.geonames.tables import AlternateName, DumpRow, Group
    from geodata.gazetteer.geonames.work import Chunk, State

_IATA = re.compile(r"[A-Z]{3}")


class PlaceTaker:
    """
    Takes the lines of ``allCountries.txt``.

    It counts ``added:`` and the kind, ``known`` for places that the shipped index has, and
    ``left:`` and the reason.

    Parameters
    ----------
    known
        The places so far; learns of every one that is taken.
    divisions
        Names of first-order divisions by code, such as ``KZ.02``.
    countries
        ISO codes of those whose places are taken; empty for all.
    other_names
        Whether the column of other names counts; not where a table tells their languages.
    """

    def __init__(
        self,
        known: KnownPlaces,
        divisions: Mapping[str, str],
        countries: Collection[str],
        *,
        other_names: bool,
    ) -> None:
        self._known = known
        self._divisions = divisions
        self._countries = frozenset(code.encode() for code in countries)
        self._other_names = other_names
        self._groups = {code.encode(): group for code, group in feature_groups().items()}

    def __call__(self, line: bytes, chunk: Chunk, state: State) -> None:
        """Take a line; see `geodata.gazetteer.geonames.reading.Taker`."""
        columns = split_row(line)
        if self._countries and not self._wanted(columns[8], columns[9]):
            state.count("left:country")
            return
        group = self._groups.get(b"%b.%b" % (columns[6], columns[7]))
        geonameid = parse_id(columns[0])
        if group is None and not self._known.shipped(geonameid):
            letter = columns[6].decode() if columns[6].isalpha() and len(columns[6]) == 1 else "?"
            state.count(f"left:feature {letter}")
            return
        row = parse_row(columns)
        if self._known.seen(geonameid):
            state.count("left:repeated")
            return
        place = self._known.find(row, group)
        if place is not None:
            state.count("known")
        elif group is None or (group.kind == "airport" and not self._known.codes(geonameid)):
            state.count("left:codeless airport")
            return
        else:
            place = len(self._known) + state.places
            state.places += 1
            state.count(f"added:{group.kind}")
            chunk.places.append(self._place(row, group))
        self._known.add(geonameid, place)
        chunk.identify(geonameid, place)
        self._name(row, place, chunk)

    def _wanted(self, country: bytes, others: bytes) -> bool:
        """Whether a place lies in one of the countries, or as a border river also in one."""
        return country in self._countries or not self._countries.isdisjoint(others.split(b","))

    def _place(self, row: DumpRow, group: Group) -> PlaceRow:
        iata = ""
        if group.kind == "airport":
            iata = next(filter(_IATA.fullmatch, self._known.codes(row.geonameid)), "")
        return PlaceRow(
            name=row.name,
            kind=group.kind,
            lat=row.lat,
            lon=row.lon,
            country=row.country,
            admin1=self._divisions.get(f"{row.country}.{row.admin1_code}", ""),
            admin1_code=row.admin1_code,
            population=row.population,
            geonameid=row.geonameid,
            iata=iata,
            rank=group.rank,
        )

    def _name(self, row: DumpRow, place: int, chunk: Chunk) -> None:
        chunk.name(place, row.name, Form.CANONICAL)
        if row.ascii_name != row.name:
            chunk.name(place, row.ascii_name, Form.UNACCENTED)
        # What some language calls a country is in another a word: the shipped names have theirs.
        if self._other_names and row.feature != "A.PCLI":
            for name in row.other_names.split(","):
                if name and is_written(name):
                    chunk.name(place, name, Form.ALTERNATE)


class NameTaker:
    """
    Takes the lines of ``alternateNamesV2.txt``.

    It counts ``names``, and ``left:`` and the reason.

    Parameters
    ----------
    known
        The places, those of the dump among them.
    former
        Rows and spellings of former names that the shipped index has, with their years.
    """

    def __init__(self, known: KnownPlaces, former: AbstractSet[tuple[int, str]]) -> None:
        self._known = known
        self._former = former

    def __call__(self, line: bytes, chunk: Chunk, state: State) -> None:
        """Take a line; see `geodata.gazetteer.geonames.reading.Taker`."""
        columns = split_alternate(line)
        geonameid = parse_id(columns[1])
        place = self._known.row(geonameid)
        if place is None:
            state.count("left:place")
            return
        name = parse_alternate(columns)
        if name is None:
            state.count("left:no name")
            return
        taken = self._take(name, place, chunk)
        state.count("names" if taken else "left:unwritten")

    def _take(self, name: AlternateName, place: int, chunk: Chunk) -> bool:
        if name.code:
            return chunk.name(place, name.name, Form.CODE)
        if name.abbreviation:
            return chunk.name(place, name.name, Form.AFTER_COMMA)
        if not is_written(name.name):
            return False
        own = name.preferred and name.language and not name.historic
        form = Form.CANONICAL if own else Form.ALTERNATE
        taken = chunk.name(place, name.name, form, language=name.language)
        if taken and name.historic and (place, normalise(name.name)) not in self._former:
            chunk.former.append(
                {
                    "place": place,
                    "name": name.name,
                    "first": name.first_year,
                    "last": name.last_year,
                }
            )
        return taken
