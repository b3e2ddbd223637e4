"""
The rows of GeoNames' two tables.

Their columns are described at https://download.geonames.org/export/dump/.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEATURES_FILE = Path(__file__).parents[1] / "geonames_features.toml"
LARGEST_ID = 2**27
"""GeoNames has given about 14 million ids so far."""
LONGEST_NAME = 400
"""Characters, as GeoNames limits them."""

_COLUMNS = 19
_ALTERNATE_COLUMNS = 10
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNWRITTEN = re.compile("[/(),;:\x00-\x1f\x7f-\x9f]")
_COUNTRY = re.compile(rb"([A-Z]{2})?")
_LANGUAGE = re.compile(r"([a-z]{2,3})([-_]\w+)*")
_SAME_LANGUAGE = {"nb": "no", "nn": "no", "cmn": "zh", "iw": "he", "in": "id", "arb": "ar"}
_CODES = frozenset({"iata", "icao", "faac"})
_CODE_LIKE = re.compile(r"[A-Z0-9]{2,4}")
_YEAR = re.compile(r"(-?\d{1,4})(-\d{1,2}){0,2}")


@dataclass(frozen=True, slots=True)
class Group:
    """What features of some codes become; see ``geonames_features.toml``."""

    kind: str
    rank: int
    same_km: float


@dataclass(frozen=True, slots=True)
class DumpRow:
    """A row of ``allCountries.txt``; degrees, WGS 84."""

    geonameid: int
    name: str
    ascii_name: str
    other_names: str
    """With commas between them."""
    lat: float
    lon: float
    feature: str
    """Class and code, such as ``P.PPLC``."""
    country: str
    admin1_code: str
    population: int


@dataclass(frozen=True, slots=True)
class AlternateName:
    """A row of ``alternateNamesV2.txt`` that holds a name or a code."""

    geonameid: int
    name: str
    language: str
    """ISO 639; empty for any."""
    code: bool = False
    """Whether it is an airport's code."""
    abbreviation: bool = False
    preferred: bool = False
    historic: bool = False
    first_year: int | None = None
    last_year: int | None = None


@cache
def feature_groups() -> Mapping[str, Group]:
    """Groups by feature class and code."""
    read = tomllib.loads(FEATURES_FILE.read_text(encoding="utf-8"))
    return {
        code: Group(group["kind"], group["rank"], group["same_km"])
        for group in read["group"]
        for code in group["codes"]
    }


def split_row(line: bytes, columns: int = _COLUMNS) -> list[bytes]:
    """
    Return the columns of a line.

    Raises
    ------
    ValueError
        If there are more or fewer than there should be.
    """
    parts = line.rstrip(b"\r\n").split(b"\t")
    if len(parts) != columns:
        raise ValueError(f"{len(parts)} columns, expected {columns}")
    return parts


def split_alternate(line: bytes) -> list[bytes]:
    """Return the columns of a line of ``alternateNamesV2.txt``; see `split_row`."""
    return split_row(line, _ALTERNATE_COLUMNS)


def parse_row(columns: Sequence[bytes]) -> DumpRow:
    """
    Read a row of ``allCountries.txt``.

    Raises
    ------
    ValueError
        If it cannot be what its columns should be; the message says which and why.
    """
    country, population = columns[8], columns[14]
    if not _COUNTRY.fullmatch(country):
        raise ValueError(f"country {country!r}, expected two capital letters or none")
    if population and not population.isdigit():
        raise ValueError(f"population {population!r}, expected a whole number")
    return DumpRow(
        geonameid=parse_id(columns[0]),
        name=_name(columns[1]),
        ascii_name=columns[2].decode()[:LONGEST_NAME],
        other_names=columns[3].decode(),
        lat=_degrees(columns[4], "latitude", 90.0),
        lon=_degrees(columns[5], "longitude", 180.0),
        feature=f"{columns[6].decode()}.{columns[7].decode()}",
        country=country.decode(),
        admin1_code=columns[10].decode()[:20],
        population=min(int(population or 0), 2**40),
    )


def parse_alternate(columns: Sequence[bytes]) -> AlternateName | None:
    """
    Read a row of ``alternateNamesV2.txt``; None if it holds a link, postal code or the like.

    Raises
    ------
    ValueError
        If it cannot be what its columns should be; the message says which and why.
    """
    geonameid, written = parse_id(columns[1]), columns[2].decode()
    if written in _CODES:
        return AlternateName(geonameid, _name(columns[3]), "", code=True)
    if written == "abbr":
        return AlternateName(geonameid, _name(columns[3]), "", abbreviation=True)
    found = _LANGUAGE.fullmatch(written)
    if not (written in ("", "piny") or found):
        return None
    language = found[1] if found else ""
    return AlternateName(
        geonameid,
        _name(columns[3]),
        _SAME_LANGUAGE.get(language, language),
        preferred=columns[4] == b"1",
        # fr_1793 marks the names of the French Revolution.
        historic=columns[7] == b"1" or written == "fr_1793",
        first_year=_year(columns[8]),
        last_year=_year(columns[9]),
    )


def parse_id(column: bytes) -> int:
    """
    Read a geonameid.

    Raises
    ------
    ValueError
        If it is none.
    """
    if not (column.isdigit() and 0 < int(column) < LARGEST_ID):
        raise ValueError(f"id {column[:20]!r}, expected a number from 1 to {LARGEST_ID - 1:,}")
    return int(column)


def is_written(name: str) -> bool:
    """Whether an alternate name is one that news would write: no code, no transliteration."""
    if len(name) > LONGEST_NAME or _CODE_LIKE.fullmatch(name) or _UNWRITTEN.search(name):
        return False
    first = next((character for character in name if character.isalpha()), "")
    # "a la mu tu" and "almati": GeoNames' own romanisations, in lower case, are never written.
    return bool(first) and (first.upper() == first or first.lower() == first.upper())


def _name(column: bytes) -> str:
    name = column.decode()
    if not name or len(name) > LONGEST_NAME or _CONTROL.search(name):
        raise ValueError(
            f"name {name[:40]!r} of {len(name)} characters, "
            f"expected 1 to {LONGEST_NAME} without control characters"
        )
    return name


def _degrees(column: bytes, name: str, most: float) -> float:
    try:
        degrees = float(column)
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        raise ValueError(f"{name} {column[:20]!r}, expected -{most:g} to {most:g} degrees")
    return degrees


def _year(column: bytes) -> int | None:
    found = _YEAR.fullmatch(column.decode(errors="replace").strip())
    return int(found[1]) if found else None
