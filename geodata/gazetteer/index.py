"""Look-up in the place index: candidates for a name, and what is known of a place."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
import pyarrow as pa

from geodata.errors import GazetteerError
from geodata.gazetteer.airport_names import airports_asked_for
from geodata.gazetteer.annotations import Annotations
from geodata.gazetteer.columns import codes, numbers, read_table
from geodata.gazetteer.distances import km_between
from geodata.gazetteer.names import ANY_LANGUAGE, NAMES, Form, NameTable, language_bit
from geodata.gazetteer.pack import shard_of
from geodata.gazetteer.spelling import fold, normalise
from geodata.models import Place

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from shapely.geometry.base import BaseGeometry

    from geodata.gazetteer.annotations import Dispute, FormerName
    from geodata.models import Kind

CANONICAL_POINTS = 0.7
EXACT_POINTS = 0.5
FOREIGN_POINTS = 5.0

_REMEMBERED = 50_000
"""Places that are kept at hand."""

DATA_FOLDER = Path(__file__).parent / "data"


class Entry(NamedTuple):
    """A place of the index under one of its names."""

    row: int
    form: Form
    foreign: bool = False
    """Whether only other languages than the one asked for call the place so."""

    @property
    def canonical(self) -> bool:
        """Whether this is the place's own name rather than one of its other names."""
        return self.form is Form.CANONICAL

    @property
    def exact(self) -> bool:
        """Whether the accents agree too."""
        return self.form > Form.UNACCENTED


class Gazetteer:
    """
    A place index, opened once and shared by threads; its files are memory-mapped.

    Raises
    ------
    GazetteerError
        If a file of the index is missing or damaged.
    """

    def __init__(self, folder: Path = DATA_FOLDER) -> None:
        self.folder = folder
        try:
            stems = sorted(path.stem for path in folder.glob("names-*.marisa"))
            self._names = [NameTable(folder, stem) for stem in stems]
            table = read_table(folder / "places.arrow")
            if not stems:
                raise FileNotFoundError("there are no tables of names")
            self.lat = numbers(table["lat"])
            """Degrees, by row."""
            self.lon = numbers(table["lon"])
            self.population = numbers(table["population"])
            self._city = numbers(table["city"])
            self.rank = numbers(table["rank"])
            self._codes = {
                name: codes(table[name]) for name in ("kind", "country", "admin1", "admin1_code")
            }
            # One number of a view is read several times as fast as one of an array.
            self._words = {
                name: (numbered.data, words) for name, (numbered, words) in self._codes.items()
            }
        except (OSError, RuntimeError, KeyError, pa.ArrowException) as error:
            raise GazetteerError(f"The place index in {folder} cannot be read: {error}.") from error
        self._columns = {name: table[name] for name in ("name", "geonameid", "code", "iata")}
        self._place = lru_cache(_REMEMBERED)(self._read_place)
        self._prominent = lru_cache(_REMEMBERED)(self._find_prominence)
        self._annotations = Annotations(folder)

    def __len__(self) -> int:
        return len(self.lat)

    def __contains__(self, key: str) -> bool:
        return key in self._table_of(key)

    @property
    def spellings(self) -> int:
        """Number of names in all languages and forms."""
        return sum(map(len, self._names))

    def kind(self, row: int) -> str:
        """Kind of the place in a row."""
        return self._word("kind", row)

    def country(self, row: int) -> str:
        """ISO 3166-1 alpha-2 code of the place in a row."""
        return self._word("country", row)

    def admin1_code(self, row: int) -> str:
        """Code of the first-order division of the place in a row, as its source writes it."""
        return self._word("admin1_code", row)

    def numbered(self, column: str) -> tuple[np.ndarray[Any, Any], list[str]]:
        """Return a column of words, such as the kind, as numbers by row, and the words."""
        return self._codes[column]

    def entries(
        self, key: str, language: str = "", forms: AbstractSet[Form] = NAMES
    ) -> list[Entry]:
        """Places with exactly this name, spelt as `normalise` or `fold` spells it."""
        bit = language_bit(language) or ANY_LANGUAGE
        return [
            Entry(place, form, not languages & bit)
            for place, form, languages in self._table_of(key).found(key, forms)
        ]

    def prefixes(self, text: str) -> list[str]:
        """Names that the text begins with, shortest first."""
        return self._table_of(text).prefixes(text)

    def begins(self, prefix: str) -> bool:
        """Whether a name begins with these two or more characters."""
        return self._table_of(prefix).begins(prefix)

    def lookup(self, name: str) -> list[Place]:
        """Places that bear a name, most prominent first; accents are ignored if none has them."""
        if airports := airports_asked_for(name, "", self):
            return [self.place(row) for row in airports]
        key = normalise(name)
        entries = self.entries(key) or self.entries(fold(key))
        entries.sort(key=lambda entry: (-self.standing(entry), entry.row))
        return [self.place(entry.row) for entry in entries]

    def prominence(self, row: int) -> float:
        """How widely known a place is: the logarithm of its population, raised by its kind."""
        return self._prominent(row)

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
        return self._place(row)

    def area(self, place: Place) -> BaseGeometry | None:
        """Return the simplified outline of a country or first-order division (lon before lat)."""
        found = (self._annotations.area(row) for row in self.rows_of(place))
        return next((area for area in found if area is not None), None)

    def airports_of(self, row: int) -> list[int]:
        """Rows of the airports that serve a settlement: the main one first."""
        return sorted(
            self._airports.get(row, ()),
            key=lambda airport: (
                -int(self.rank[airport]),
                self.distance_km(row, airport),
                airport,
            ),
        )

    def airports_near(self, lat: float, lon: float, *, radius_km: float) -> list[int]:
        """Rows of the airports within a radius of a point, nearest first."""
        rows = self.rows_of_kind("airport")
        distances = great_circle_km(lat, lon, self.lat[rows], self.lon[rows])
        return [int(rows[i]) for i in np.argsort(distances) if distances[i] <= radius_km]

    def rows_of_kind(self, kind: str) -> np.ndarray[Any, Any]:
        """Rows of all places of a kind, in order."""
        indices, words = self._codes["kind"]
        return np.flatnonzero(indices == (words.index(kind) if kind in words else -1))

    def rows_of(self, place: Place) -> list[int]:
        """Rows of a place that this index gave out; empty for any other."""
        entries = self.entries(normalise(place.name))
        return [e.row for e in entries if self.place(e.row).place_id == place.place_id]

    def city_of(self, airport: int) -> int | None:
        """Row of the settlement that an airport serves, or None."""
        city = int(self._city[airport])
        return city if city >= 0 else None

    def former_names(self, place: Place) -> list[FormerName]:
        """Return the names that a place bore in other times, with their years."""
        rows = self.rows_of(place)
        return [former for row in rows for former in self._annotations.former_names(row)]

    def dispute(self, place: Place) -> Dispute | None:
        """
        Return who claims a place, or the first-order division that it lies in, and what they say.

        None where no dispute is known.
        """
        for row in self.rows_of(place):
            division = self._divisions.get((self.country(row), self.admin1_code(row)), row)
            found = self._annotations.dispute(row) or self._annotations.dispute(division)
            if found:
                return found
        return None

    def distance_km(self, one: int, other: int) -> float:
        """Great-circle distance between two rows in kilometres."""
        lat, lon = self.lat, self.lon
        return km_between(float(lat[one]), float(lon[one]), float(lat[other]), float(lon[other]))

    def _table_of(self, key: str) -> NameTable:
        return self._names[shard_of(key, len(self._names)) if len(self._names) > 1 else 0]

    def _word(self, column: str, row: int) -> str:
        indices, words = self._words[column]
        word: str = words[indices[row]]
        return word

    def _read_place(self, row: int) -> Place:
        field = {name: column[row].as_py() for name, column in self._columns.items()}
        return Place(
            place_id=field["code"] or f"geonames:{field['geonameid']}",
            name=field["name"],
            kind=cast("Kind", self.kind(row)),
            country=self.country(row),
            admin1=self._word("admin1", row),
            lat=round(float(self.lat[row]), 5),
            lon=round(float(self.lon[row]), 5),
            population=int(self.population[row]),
            geonameid=field["geonameid"] or None,
            iata=field["iata"],
        )

    def _find_prominence(self, row: int) -> float:
        raised, of_population, of_rank = _PROMINENCE.get(self.kind(row), (0.0, 1.0, 0.0))
        people = float(np.log10(1.0 + self.population[row]))
        return raised + of_population * people + of_rank * float(self.rank[row])

    @cached_property
    def _divisions(self) -> dict[tuple[str, str], int]:
        """Rows of the first-order divisions by country and code."""
        rows = map(int, self.rows_of_kind("admin-1"))
        return {(self.country(row), self.admin1_code(row)): row for row in rows}

    @cached_property
    def _airports(self) -> dict[int, list[int]]:
        """Rows of the airports by the row of the settlement they serve."""
        served = defaultdict(list)
        for airport in np.flatnonzero(self._city >= 0):
            served[int(self._city[airport])].append(int(airport))
        return served


_PROMINENCE = {
    "country": (4.0, 1.0, 0.0),
    "capital": (1.0, 1.0, 0.0),
    "admin-1": (3.4, 0.4, 0.0),
    "admin-2": (1.6, 0.4, 0.0),
    "region": (3.0, 0.0, 0.5),
    "water": (3.0, 0.0, 0.5),
    "site": (3.0, 0.0, 0.5),
}
"""By kind: points that every place of it has, and how much its population and rank count."""


@cache
def default_gazetteer() -> Gazetteer:
    """Return the index that the settings choose, opened at the first call."""
    # Here, for reading settings takes 17 MB that an index opened by its folder does not need.
    from geodata.settings import chosen_gazetteer  # noqa: PLC0415

    return Gazetteer(chosen_gazetteer() or DATA_FOLDER)


def great_circle_km(lat: Any, lon: Any, other_lat: Any, other_lon: Any) -> Any:
    """Great-circle distance in kilometres between points or arrays of points, in degrees."""
    phi, other_phi = np.radians(lat), np.radians(other_lat)
    half_chord = (
        np.sin((other_phi - phi) / 2) ** 2
        + np.cos(phi) * np.cos(other_phi) * np.sin(np.radians(np.subtract(other_lon, lon)) / 2) ** 2
    )
    return 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(1.0, half_chord)))
