from __future__ import annotations

from typing import TYPE_CHECKING, cast

from geodata.gazetteer.build.features import Features
from geodata.gazetteer.pack import PackWriter, PlaceRow

if TYPE_CHECKING:
    from geodata.gazetteer.build.exonyms import Exonyms


class PlainNames:
    """Names places as Exonyms does, but without reading catalogues or simplifying Chinese."""

    def name(
        self, pack: PackWriter, place: int, name: str, *, canonical: bool, language: str = ""
    ) -> None:
        pack.name(place, name, canonical=canonical, language=language)


def pack_of(*places: PlaceRow) -> PackWriter:
    pack = PackWriter()
    for place in places:
        pack.name(pack.add(place), place.name, canonical=True)
    return pack


def features_of(pack: PackWriter) -> Features:
    return Features(pack, cast("Exonyms", PlainNames()))


def named(pack: PackWriter, name: str, kind: str, country: str = "") -> PlaceRow | None:
    row = pack.find(name, kind=kind, country=country)
    return None if row is None else pack.places[row]
