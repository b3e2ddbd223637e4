"""Which place of the index a row of the dump is: by id, by airport code, or by name and point."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.columns import numbers, read_table
from geodata.gazetteer.geonames.tables import LARGEST_ID
from geodata.gazetteer.index import Gazetteer, great_circle_km
from geodata.gazetteer.names import NameTable
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geodata.gazetteer.geonames.tables import DumpRow, Group

_SETTLED = frozenset({"settlement", "capital"})
"""Kinds that two sources may tell apart differently."""


class KnownPlaces:
    """
    The places of the shipped index and of the dump, by their ids.

    Parameters
    ----------
    base
        Folder of the shipped index.
    codes
        IATA and ICAO codes of the dump's airports, by geonameid.
    """

    def __init__(self, base: Path, codes: Mapping[int, Iterable[str]]) -> None:
        self.index = Gazetteer(base)
        table = read_table(base / "places.arrow")
        ids = numbers(table["geonameid"])
        # Pages of these arrays that no id falls into take no memory.
        self._rows = np.zeros(LARGEST_ID, np.int32)
        self._seen = np.zeros(LARGEST_ID, np.bool_)
        identified = np.flatnonzero((ids > 0) & (ids < LARGEST_ID))
        self._rows[ids[identified]] = identified + 1
        self._nameless = _rows_by_name(base, ids == 0)
        self._codes = codes
        self._airports: dict[str, int] = {}
        for row in self.index.rows_of_kind("airport"):
            iata, code = table["iata"][int(row)].as_py(), table["code"][int(row)].as_py()
            self._airports[iata] = self._airports[code.removeprefix("icao:")] = int(row)
        self._airports.pop("", None)
        self._row_at, self._seen_at = self._rows.data, self._seen.data

    def __len__(self) -> int:
        """Places of the shipped index."""
        return len(self.index)

    def row(self, geonameid: int) -> int | None:
        """Row of the place that a row of the dump with this id gave or found, or None."""
        return self._row_at[geonameid] - 1 if self._seen_at[geonameid] else None

    def shipped(self, geonameid: int) -> bool:
        """Whether the shipped index knows the id."""
        return geonameid < LARGEST_ID and self._row_at[geonameid] > 0

    def seen(self, geonameid: int) -> bool:
        """Whether a row of the dump had this id."""
        return bool(self._seen_at[geonameid])

    def add(self, geonameid: int, row: int) -> None:
        """Say which place a row of the dump is."""
        self._row_at[geonameid] = row + 1
        self._seen_at[geonameid] = True

    def add_all(self, ids: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]) -> None:
        """Say it for many."""
        self._rows[ids] = rows + 1
        self._seen[ids] = True

    def codes(self, geonameid: int) -> list[str]:
        """Return the airport codes that the dump gives an id."""
        return list(self._codes.get(geonameid, ()))

    def divisions(self) -> dict[str, str]:
        """Names of the shipped first-order divisions by code, such as ``KZ.02``."""
        index = self.index
        return {
            f"{index.country(row)}.{index.admin1_code(row)}": index.place(row).name
            for row in map(int, index.rows_of_kind("admin-1"))
        }

    def find(self, row: DumpRow, group: Group | None) -> int | None:
        """
        Row of the shipped place that a row of the dump is, or None.

        Where the shipped place has an id, only that counts; where it has none, an airport is
        known by its code, anything else by kind, country, name and distance.
        """
        if found := self._row_at[row.geonameid]:
            return int(found) - 1
        for code in self._codes.get(row.geonameid, ()):
            if row.feature.startswith("S.AIR") and code in self._airports:
                return self._airports[code]
        if group is None:
            return None
        near = [
            (distance, candidate)
            for name in (row.name, row.ascii_name)
            for candidate in self._nameless.get(_spelt(name), ())
            if self._fits(candidate, row, group)
            and (distance := self._km(candidate, row)) <= group.same_km
        ]
        return min(near)[1] if near else None

    def _fits(self, candidate: int, row: DumpRow, group: Group) -> bool:
        kind, country = self.index.kind(candidate), self.index.country(candidate)
        same_kind = kind == group.kind or {kind, group.kind} <= _SETTLED
        return same_kind and (not country or not row.country or country == row.country)

    def _km(self, candidate: int, row: DumpRow) -> float:
        lat, lon = self.index.lat[candidate], self.index.lon[candidate]
        return float(great_circle_km(lat, lon, row.lat, row.lon))


_spelt = lru_cache(2**12)(normalise)


def _rows_by_name(base: Path, chosen: np.ndarray[Any, Any]) -> dict[str, list[int]]:
    """Return the chosen rows by every spelling of their names."""
    found: dict[str, list[int]] = defaultdict(list)
    for path in sorted(base.glob("names-*.marisa")):
        columns = NameTable(base, path.stem).columns()
        for number in np.flatnonzero(chosen[columns.places]):
            if columns.forms[number] >= 0:
                key = columns.keys[int(np.searchsorted(columns.last, number, side="right"))]
                found[key].append(int(columns.places[number]))
    return dict(found)
