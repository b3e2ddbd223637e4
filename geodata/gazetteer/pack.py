"""
The files of the place index, and how they are written.

``names.marisa``
    A trie of all names as `geodata.gazetteer.spelling.normalise` spells them, and of their
    forms without accents.
``names.parquet``
    For each name, in the order of the trie's ids: ``last``, the end of its run in
    ``postings.parquet``.
``postings.parquet``
    ``place``: row in ``places.parquet``; ``grade``: 2 for the canonical name, 1 for another
    name, 0 where only the form without accents is the same; ``languages``: a bit for each of
    `LANGUAGES` in which the place is called so, -1 where the source does not say.
``areas.parquet``
    ``place``: row in ``places.parquet``; ``outline``: its simplified polygon as WKB, longitude
    before latitude, WGS 84. Only countries and first-order divisions have one.
``places.parquet``
    One row per place, the columns of `PlaceRow`; coordinates in degrees, WGS 84.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import marisa_trie
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from pathlib import Path

CANONICAL, ALTERNATE, UNACCENTED = 2, 1, 0

LANGUAGES = (
    *("ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr"),
    *("hu", "id", "it", "ja", "kk", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr"),
    *("sv", "sw", "th", "tr", "uk", "ur", "vi", "zh"),
)
"""ISO 639-1 codes, in the order of the bits; only ever add at the end."""
ANY_LANGUAGE = -1

_SCHEMA = pa.schema(
    {
        "name": pa.string(),
        "kind": pa.dictionary(pa.int32(), pa.string()),
        "country": pa.dictionary(pa.int32(), pa.string()),
        "admin1": pa.dictionary(pa.int32(), pa.string()),
        "admin1_code": pa.dictionary(pa.int32(), pa.string()),
        "lat": pa.float32(),
        "lon": pa.float32(),
        "population": pa.int64(),
        "geonameid": pa.int32(),
        "code": pa.string(),
        "iata": pa.string(),
        "city": pa.int32(),
        "rank": pa.int8(),
    }
)


@dataclass(slots=True)
class PlaceRow:
    """One row of ``places.parquet``."""

    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    """ISO 3166-1 alpha-2; empty for what belongs to no single country."""
    admin1: str = ""
    admin1_code: str = ""
    population: int = 0
    geonameid: int = 0
    """Zero where the place is not from GeoNames."""
    code: str = ""
    """The id where there is no geonameid, such as ``icao:UAAA``."""
    iata: str = ""
    city: int = -1
    """Row of the settlement that an airport serves; -1 if none is known."""
    rank: int = 0
    """Of the airports of one settlement, the main one has the highest."""

    @property
    def place_id(self) -> str:
        """The id by which the place is known: the code, else the geonameid."""
        return self.code or f"geonames:{self.geonameid}"


class PackWriter:
    """Collects places and their names, then writes the files."""

    def __init__(self) -> None:
        self.places: list[PlaceRow] = []
        self._grades: dict[str, dict[int, int]] = {}
        self._languages: dict[tuple[str, int], int] = {}
        self._areas: dict[int, bytes] = {}

    def add(self, place: PlaceRow) -> int:
        """Add a place and return its row."""
        self.places.append(place)
        return len(self.places) - 1

    def name(self, place: int, name: str, *, canonical: bool, language: str = "") -> None:
        """Give a place a name, in one language or in any; names without two letters are left."""
        key = normalise(name)
        if sum(character.isalpha() for character in key) < 2:
            return
        mask = language_bit(language) if language else ANY_LANGUAGE
        self._grade(key, place, CANONICAL if canonical else ALTERNATE, mask)
        if (folded := fold(key)) != key:
            self._grade(folded, place, UNACCENTED, mask)

    def find(self, name: str, *, kind: str, country: str) -> int | None:
        """Row of the place of a kind in a country that was given a name, or None."""
        rows = sorted(self._grades.get(normalise(name), ()))
        for row in rows:
            place = self.places[row]
            if (place.kind, place.country) == (kind, country):
                return row
        return None

    def area(self, place: int, outline: bytes) -> None:
        """Give a place its simplified polygon, as WKB."""
        self._areas[place] = outline

    def write(self, folder: Path) -> dict[str, int]:
        """Write the files into a folder and return the number of places by kind, and of names."""
        folder.mkdir(parents=True, exist_ok=True)
        trie = marisa_trie.Trie(self._grades)
        trie.save(str(folder / "names.marisa"))
        ordered = sorted(self._grades.items(), key=lambda item: int(trie[item[0]]))
        runs = [sorted(grades.items()) for _, grades in ordered]
        masks = [self._languages[key, place] for key, grades in ordered for place in sorted(grades)]
        _write(
            folder / "names.parquet",
            pa.table({"last": np.cumsum([len(run) for run in runs], dtype=np.int32)}),
        )
        _write(
            folder / "postings.parquet",
            pa.table(
                {
                    "place": np.array([place for run in runs for place, _ in run], np.int32),
                    "grade": np.array([grade for run in runs for _, grade in run], np.int8),
                    "languages": np.array(masks, np.int64),
                }
            ),
        )
        _write(
            folder / "areas.parquet",
            pa.table(
                {
                    "place": pa.array(list(self._areas), pa.int32()),
                    "outline": pa.array(list(self._areas.values()), pa.binary()),
                }
            ),
        )
        rows = [asdict(place) for place in self.places]
        _write(folder / "places.parquet", pa.Table.from_pylist(rows, schema=_SCHEMA))
        return {**Counter(place.kind for place in self.places), "names": len(self._grades)}

    def _grade(self, key: str, place: int, grade: int, mask: int) -> None:
        grades = self._grades.setdefault(key, {})
        grades[place] = max(grade, grades.get(place, UNACCENTED))
        self._languages[key, place] = self._languages.get((key, place), 0) | mask


def language_bit(language: str) -> int:
    """Bit of a language in the ``languages`` column; 0 for one that has none."""
    return 1 << LANGUAGES.index(language) if language in LANGUAGES else 0


def _write(path: Path, table: pa.Table) -> None:
    pq.write_table(table, path, compression="zstd", compression_level=19)
