"""Reviewed names that places bore once, with the years they held, and states that are no more."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.gazetteer.build.regions import MOST_WIDELY_KNOWN
from geodata.gazetteer.build.reviewed import row_finder
from geodata.gazetteer.pack import PlaceRow
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms
    from geodata.gazetteer.pack import PackWriter

FORMER_NAMES_FILE = Path(__file__).parents[1] / "former_names.toml"

ANY = "any"
"""In the file stands for all languages."""


def add_former_names(pack: PackWriter, exonyms: Exonyms, path: Path = FORMER_NAMES_FILE) -> None:
    """
    Add what ``former_names.toml`` holds; the file says in its head what its fields mean.

    Raises
    ------
    GazetteerError
        If the file names a place that the pack does not have.
    """
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    row_of = row_finder(pack, path)
    for group in read["group"]:
        for former in group["former"]:
            _name(pack, exonyms, row_of(former["place"]), former, canonical=False)
    for state in read["state"]:
        place = pack.add(
            PlaceRow(
                name=state["name"],
                kind="region",
                country=state["country"],
                lat=state["lat"],
                lon=state["lon"],
                code=state_id(state["name"]),
                rank=MOST_WIDELY_KNOWN,
            )
        )
        _name(pack, exonyms, place, state, canonical=True)


def state_id(name: str) -> str:
    """Id of a state that is no more, such as ``former:soviet-union``."""
    return f"former:{normalise(name).replace(' ', '-')}"


def lasting_names(former: dict[str, Any]) -> set[str]:
    """Spellings that some language uses to this day, and that therefore have no years."""
    return {
        normalise(name)
        for language in former.get("still", ())
        for name in former["names"][language]
    }


def _name(
    pack: PackWriter, exonyms: Exonyms, place: int, former: dict[str, Any], *, canonical: bool
) -> None:
    lasting = lasting_names(former)
    dated: set[str] = set()
    for language, names in former["names"].items():
        for name in names:
            exonyms.name(
                pack, place, name, canonical=canonical, language="" if language == ANY else language
            )
            key = normalise(name)
            if key not in lasting | dated:
                dated.add(key)
                pack.former(
                    place,
                    name,
                    first_year=former.get("first_year"),
                    last_year=former.get("last_year"),
                )
