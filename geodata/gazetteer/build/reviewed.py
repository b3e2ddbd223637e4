"""What the builders of reviewed files share: finding the places that a file names by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geodata.gazetteer.pack import PackWriter


def row_finder(pack: PackWriter, path: Path) -> Callable[[str], int]:
    """
    Return a function from the id of a place to its row, for the ids that a file names.

    The function raises a `GazetteerError` for a place that the pack does not have.
    """
    rows = {place.place_id: row for row, place in enumerate(pack.places)}

    def row_of(place_id: str) -> int:
        if place_id not in rows:
            raise GazetteerError(
                f"{path.name} names the place {place_id}, which the index does not have."
            )
        return rows[place_id]

    return row_of
