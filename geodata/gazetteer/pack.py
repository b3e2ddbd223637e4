"""
The files of the place index, and how they are written.

``names-00.*``, ``names-01.*``, ...
    Tables of names (`geodata.gazetteer.names`). A spelling stands in the one that `shard_of`
    says; the shipped index has a single one.
``places.arrow``
    One row per place, the columns of `PlaceRow`; coordinates in degrees, WGS 84.
``areas.parquet``
    ``place``: row in ``places.arrow``; ``outline``: its simplified polygon as WKB, longitude
    before latitude, WGS 84. Only countries and first-order divisions have one.
``former.parquet``
    Names of other times. ``place``: row; ``name``; ``first`` and ``last``: the years from and
    to which the place bore it, both included, null where unknown or open.
``disputes.parquet``
    ``place``: row; ``claims``: ISO codes of the sides that claim it; ``note``: what they say.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.gazetteer.columns import write_table
from geodata.gazetteer.names import ANY_LANGUAGE, Form, language_bit, write_names
from geodata.gazetteer.spelling import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

PLACES_SCHEMA = pa.schema(
    {
        "name": pa.string(),
        "kind": pa.dictionary(pa.int8(), pa.string()),
        "country": pa.dictionary(pa.int16(), pa.string()),
        "admin1": pa.dictionary(pa.int16(), pa.string()),
        "admin1_code": pa.dictionary(pa.int16(), pa.string()),
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
AREAS_SCHEMA = pa.schema({"place": pa.int32(), "outline": pa.binary()})
FORMER_SCHEMA = pa.schema(
    {"place": pa.int32(), "name": pa.string(), "first": pa.int16(), "last": pa.int16()}
)
DISPUTES_SCHEMA = pa.schema(
    {"place": pa.int32(), "claims": pa.list_(pa.string()), "note": pa.string()}
)


@dataclass(slots=True)
class PlaceRow:
    """One row of ``places.arrow``."""

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
    """
    How widely known a region, water or site is, from 0 to 10, and below 0 where only a list of
    everything has it; of the airports of one settlement, the main one has the highest.
    """

    @property
    def place_id(self) -> str:
        """The id by which the place is known: the code, else the geonameid."""
        return self.code or f"geonames:{self.geonameid}"


class PackWriter:
    """Collects places and their names, then writes the files."""

    def __init__(self) -> None:
        self.places: list[PlaceRow] = []
        self._postings: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        self._areas: dict[int, bytes] = {}
        self._former: list[dict[str, Any]] = []
        self._disputes: dict[int, tuple[Sequence[str], str]] = {}

    def add(self, place: PlaceRow) -> int:
        """Add a place and return its row."""
        self.places.append(place)
        return len(self.places) - 1

    def name(self, place: int, name: str, *, canonical: bool, language: str = "") -> None:
        """Give a place a name, in one language or in any; names without two letters are left."""
        self.form(place, name, Form.CANONICAL if canonical else Form.ALTERNATE, language=language)

    def form(self, place: int, text: str, form: Form, *, language: str = "") -> None:
        """
        Give a place a name, an adjective, an abbreviation or a code.

        An adjective with a capital letter counts only with one; texts without two letters are
        left out.
        """
        for key, spelt, mask in spellings(text, form, language=language):
            places = self._postings[key]
            known, languages = places.get(place, (spelt, 0))
            places[place] = (_stronger(known, spelt), languages | mask)

    def drop(self, place: int, name: str) -> bool:
        """Take a name off a place; whether it bore it."""
        keys = {key for key, _, _ in spellings(name, Form.ALTERNATE)}
        found = [key for key in keys if self._postings.get(key, {}).pop(place, None)]
        for key in found:
            if not self._postings[key]:
                del self._postings[key]
        return bool(found)

    def former(
        self, place: int, name: str, *, first_year: int | None = None, last_year: int | None = None
    ) -> None:
        """Say in which years a place bore one of its names."""
        self._former.append({"place": place, "name": name, "first": first_year, "last": last_year})

    def dispute(self, place: int, *, claims: Sequence[str], note: str) -> None:
        """Say which sides claim a place, as ISO codes, and what they say."""
        self._disputes[place] = (claims, note)

    def find(self, name: str, *, kind: str, country: str) -> int | None:
        """Row of the place of a kind in a country that was given a name, or None."""
        rows = sorted(self._postings.get(normalise(name), ()))
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
        write_names(
            folder,
            "names-00",
            {
                key: [(place, form, mask) for place, (form, mask) in places.items()]
                for key, places in self._postings.items()
            },
        )
        places = pa.Table.from_batches([place_batch(self.places)])
        write_table(folder / "places.arrow", places)
        areas = [{"place": place, "outline": area} for place, area in self._areas.items()]
        disputes = [
            {"place": place, "claims": list(claims), "note": note}
            for place, (claims, note) in self._disputes.items()
        ]
        write_annotations(folder / "areas.parquet", areas, AREAS_SCHEMA)
        write_annotations(folder / "former.parquet", self._former, FORMER_SCHEMA)
        write_annotations(folder / "disputes.parquet", disputes, DISPUTES_SCHEMA)
        return {**Counter(place.kind for place in self.places), "names": len(self._postings)}


def _stronger(one: int, other: int) -> int:
    """Which of two forms of one spelling counts: "Ore." is another name only after a comma."""
    if {one, other} == {Form.AFTER_COMMA, Form.ALTERNATE}:
        return Form.AFTER_COMMA
    return max(one, other)


def spellings(text: str, form: Form, *, language: str = "") -> Iterator[tuple[str, int, int]]:
    """
    Spellings under which a name, adjective, abbreviation or code stands in a table of names.

    Yields
    ------
    spelling
        The key, its form and its languages, as the files hold them; nothing for a text without
        two letters.
    """
    key = normalise(text)
    if sum(character.isalpha() for character in key) < 2:
        return
    if form is Form.ADJECTIVE and text[:1].isupper():
        form = Form.CAPITAL_ADJECTIVE
    mask = language_bit(language) if language else ANY_LANGUAGE
    yield key, form, mask
    # An adjective without its accents is another word: Romanian "român", and "roman", a novel.
    if form > Form.UNACCENTED and (folded := fold(key)) != key:
        yield folded, Form.UNACCENTED, mask


def place_batch(places: Sequence[PlaceRow]) -> pa.RecordBatch:
    """Places as rows of ``places.arrow``."""
    columns = [
        pa.array([getattr(place, field.name) for place in places], field.type)
        for field in PLACES_SCHEMA
    ]
    return pa.RecordBatch.from_arrays(columns, schema=PLACES_SCHEMA)


def write_annotations(path: Path, rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> None:
    """Write one of the files that say more about some of the places."""
    table = pa.Table.from_pylist(rows, schema=schema)
    pq.write_table(table, path, compression="zstd", compression_level=19)


def shard_of(key: str, shards: int) -> int:
    """Return which of the tables of names holds a spelling: all that begin alike stand together."""
    return zlib.crc32(key[:2].encode()) % shards if shards > 1 else 0
