"""Look-up in the place index: candidates for a name, and the airports of a town."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import marisa_trie
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geodata.errors import GazetteerError
from geodata.gazetteer.pack import ALTERNATE, ANY_LANGUAGE, CANONICAL, language_bit
from geodata.gazetteer.spelling import fold, normalise
from geodata.models import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geodata.models import Kind

CANONICAL_POINTS = 0.7
EXACT_POINTS = 0.5
FOREIGN_POINTS = 5.0

DATA_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the index under one of its names."""

    row: int
    canonical: bool
    """Whether this is the place's own name rather than one of its other names."""
    exact: bool
    """Whether the accents agree too."""
    foreign: bool = False
    """Whether only other languages than the one asked for call the place so."""


class Gazetteer:
    """
    The shipped place index, opened once and shared by threads.

    Raises
    ------
    GazetteerError
        If a file of the index is missing or damaged.
    """

    def __init__(self, folder: Path = DATA_FOLDER) -> None:
        try:
            self._trie = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
            self._last = _column(folder / "names.parquet", "last")
            self._posted = _column(folder / "postings.parquet", "place")
            self._grades = _column(folder / "postings.parquet", "grade")
            self._languages = _column(folder / "postings.parquet", "languages")
            table = pq.read_table(folder / "places.parquet")
        except (OSError, RuntimeError, pa.ArrowException) as error:
            raise GazetteerError(f"The place index in {folder} cannot be read: {error}.") from error
        self._columns: dict[str, Any] = {name: table[name] for name in table.column_names}
        self.lat = table["lat"].to_numpy()
        """Degrees, by row."""
        self.lon = table["lon"].to_numpy()
        self.population = table["population"].to_numpy()
        self._codes = {
            name: table[name].combine_chunks().dictionary_encode()
            if not hasattr(table[name].combine_chunks(), "indices")
            else table[name].combine_chunks()
            for name in ("kind", "country", "admin1_code")
        }
        self._words = {name: codes.dictionary.to_pylist() for name, codes in self._codes.items()}
        self._indices = {name: codes.indices.to_numpy() for name, codes in self._codes.items()}
        self._city = table["city"].to_numpy()
        self._places: dict[int, Place] = {}
        self._airports: dict[int, list[int]] | None = None
        self._areas: dict[int, bytes] | None = None
        self._folder = folder

    def __len__(self) -> int:
        return len(self.lat)

    def kind(self, row: int) -> str:
        """Kind of the place in a row."""
        return cast("str", self._words["kind"][self._indices["kind"][row]])

    def country(self, row: int) -> str:
        """ISO 3166-1 alpha-2 code of the place in a row."""
        return cast("str", self._words["country"][self._indices["country"][row]])

    def admin1_code(self, row: int) -> str:
        """Code of the first-order division of the place in a row, as its source writes it."""
        return cast("str", self._words["admin1_code"][self._indices["admin1_code"][row]])

    def entries(self, key: str, language: str = "") -> list[Entry]:
        """Places with exactly this name, spelt as `normalise` or `fold` spells it."""
        found = self._trie.get(key)
        if found is None:
            return []
        first = int(self._last[found - 1]) if found else 0
        bit = language_bit(language) or ANY_LANGUAGE
        return [
            Entry(
                int(self._posted[i]),
                canonical=bool(self._grades[i] == CANONICAL),
                exact=bool(self._grades[i] >= ALTERNATE),
                foreign=not int(self._languages[i]) & bit,
            )
            for i in range(first, int(self._last[found]))
        ]

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def prefixes(self, text: str) -> list[str]:
        """Names that the text begins with, shortest first."""
        return cast("list[str]", self._trie.prefixes(text))

    def lookup(self, name: str) -> list[Place]:
        """Places that bear a name, most prominent first; accents are ignored if none has them."""
        key = normalise(name)
        entries = self.entries(key) or self.entries(fold(key))
        entries.sort(key=lambda entry: (-self.standing(entry), entry.row))
        return [self.place(entry.row) for entry in entries]

    def prominence(self, row: int) -> float:
        """How widely known a place is: the logarithm of its population, raised by its kind."""
        raised, weight = _PROMINENCE.get(self.kind(row), (0.0, 1.0))
        return raised + weight * float(np.log10(1.0 + self.population[row]))

    def standing(self, entry: Entry) -> float:
        """How likely a name means a place when nothing else is known: higher is likelier."""
        return (
            self.prominence(entry.row)
            + CANONICAL_POINTS * entry.canonical
            + EXACT_POINTS * entry.exact
            - FOREIGN_POINTS * entry.foreign
        )

    def place(self, row: int) -> Place:
        """Place in a row of the index."""
        if row not in self._places:
            self._places[row] = self._read_place(row)
        return self._places[row]

    def area(self, place: Place) -> BaseGeometry | None:
        """Return the simplified outline of a country or first-order division (lon before lat)."""
        if self._areas is None:
            table = pq.read_table(self._folder / "areas.parquet")
            self._areas = dict(
                zip(table["place"].to_pylist(), table["outline"].to_pylist(), strict=True)
            )
        outlines = [self._areas[row] for row in self.rows_of(place) if row in self._areas]
        return shapely.from_wkb(outlines[0]) if outlines else None

    def airports_of(self, row: int) -> list[int]:
        """Rows of the airports that serve a settlement: the main one first."""
        if self._airports is None:
            served = defaultdict(list)
            for airport, city in enumerate(self._city):
                if city >= 0:
                    served[int(city)].append(airport)
            self._airports = dict(served)
        return sorted(
            self._airports.get(row, ()),
            key=lambda airport: (
                -self._columns["rank"][airport].as_py(),
                self.distance_km(row, airport),
                airport,
            ),
        )

    def airports_near(self, lat: float, lon: float, *, radius_km: float) -> list[int]:
        """Rows of the airports within a radius of a point, nearest first."""
        rows = np.flatnonzero(self._indices["kind"] == self._words["kind"].index("airport"))
        distances = great_circle_km(lat, lon, self.lat[rows], self.lon[rows])
        return [int(rows[i]) for i in np.argsort(distances) if distances[i] <= radius_km]

    def rows_of(self, place: Place) -> list[int]:
        """Rows of a place that this index gave out; empty for any other."""
        entries = self.entries(normalise(place.name))
        return [e.row for e in entries if self.place(e.row).place_id == place.place_id]

    def city_of(self, airport: int) -> int | None:
        """Row of the settlement that an airport serves, or None."""
        city = int(self._city[airport])
        return city if city >= 0 else None

    def rows(self) -> Iterator[int]:
        """Return every row of the index."""
        return iter(range(len(self)))

    def distance_km(self, one: int, other: int) -> float:
        """Great-circle distance between two rows in kilometres."""
        return float(
            great_circle_km(self.lat[one], self.lon[one], self.lat[other], self.lon[other])
        )

    def _read_place(self, row: int) -> Place:
        field = {
            name: self._columns[name][row].as_py()
            for name in ("name", "admin1", "geonameid", "code", "iata")
        }
        return Place(
            place_id=field["code"] or f"geonames:{field['geonameid']}",
            name=field["name"],
            kind=cast("Kind", self.kind(row)),
            country=self.country(row),
            admin1=field["admin1"],
            lat=round(float(self.lat[row]), 5),
            lon=round(float(self.lon[row]), 5),
            population=int(self.population[row]),
            geonameid=field["geonameid"] or None,
            iata=field["iata"],
        )


_PROMINENCE = {
    "country": (4.0, 1.0),
    "region": (8.0, 0.0),
    "sea": (8.0, 0.0),
    "capital": (1.0, 1.0),
    "admin-1": (3.4, 0.4),
    "admin-2": (1.6, 0.4),
}
"""By kind: points that every place of it has, and how much its population counts."""


@cache
def default_gazetteer() -> Gazetteer:
    """Return the shipped index, opened at the first call."""
    return Gazetteer()


def great_circle_km(lat: Any, lon: Any, other_lat: Any, other_lon: Any) -> Any:
    """Great-circle distance in kilometres between points or arrays of points, in degrees."""
    phi, other_phi = np.radians(lat), np.radians(other_lat)
    half_chord = (
        np.sin((other_phi - phi) / 2) ** 2
        + np.cos(phi) * np.cos(other_phi) * np.sin(np.radians(np.subtract(other_lon, lon)) / 2) ** 2
    )
    return 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))


def _column(path: Path, name: str) -> np.ndarray[Any, Any]:
    return cast("np.ndarray[Any, Any]", pq.read_table(path, columns=[name])[name].to_numpy())
