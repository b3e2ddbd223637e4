"""What is known of some places only: outlines, names of other times, and disputes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import shapely

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place bore from one year to another, both included; None where unknown."""

    name: str
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Who claims a territory, as ISO 3166-1 alpha-2 codes, and what the sides say."""

    claims: tuple[str, ...]
    note: str


class Annotations:
    """The annotations of an index by the rows of its places; each file is read when asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def area(self, row: int) -> BaseGeometry | None:
        """Return the simplified outline of a place, longitude before latitude, or None."""
        outline = self._areas.get(row)
        return None if outline is None else shapely.from_wkb(outline)

    def former_names(self, row: int) -> list[FormerName]:
        """Return the names that a place bore in other times."""
        return self._former.get(row, [])

    def dispute(self, row: int) -> Dispute | None:
        """Return who claims a place and what the sides say; None where none is known."""
        return self._disputes.get(row)

    @cached_property
    def _areas(self) -> dict[int, bytes]:
        table = pq.read_table(self._folder / "areas.parquet")
        return dict(zip(table["place"].to_pylist(), table["outline"].to_pylist(), strict=True))

    @cached_property
    def _former(self) -> dict[int, list[FormerName]]:
        names: dict[int, list[FormerName]] = defaultdict(list)
        for row in pq.read_table(self._folder / "former.parquet").to_pylist():
            names[row["place"]].append(FormerName(row["name"], row["first"], row["last"]))
        return dict(names)

    @cached_property
    def _disputes(self) -> dict[int, Dispute]:
        table = pq.read_table(self._folder / "disputes.parquet")
        return {
            row["place"]: Dispute(tuple(row["claims"]), row["note"]) for row in table.to_pylist()
        }
