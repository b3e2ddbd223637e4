"""Names of places in other languages: of libgeonames, CLDR, and simplified Chinese."""

from __future__ import annotations

import gettext
import xml.etree.ElementTree as ET
from collections import defaultdict
from typing import TYPE_CHECKING

import opencc

from geodata.gazetteer.build.english_spellings import english_spellings
from geodata.gazetteer.names import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geodata.gazetteer.pack import PackWriter


class Exonyms:
    """Names by language, looked up by geonameid, ``KZ.02`` or ISO 3166-2 code."""

    def __init__(self, sources: Path) -> None:
        self._names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._simplify = opencc.OpenCC("t2s").convert
        share = sources / "deb" / "usr" / "share"
        catalogues = sorted((share / "locale").glob("*/LC_MESSAGES/geonames.mo"))
        subdivisions = sorted(
            (share / "unicode" / "cldr" / "common" / "subdivisions").glob("*.xml")
        )
        if not catalogues or not subdivisions:
            raise FileNotFoundError(f"libgeonames-common or unicode-cldr-core in {share}")
        for path in catalogues:
            self._read_catalogue(path)
        for path in subdivisions:
            self._read_subdivisions(path)

    def of(self, code: str) -> Iterator[tuple[str, str]]:
        """Language and name of what a code stands for."""
        return iter(self._names.get(code, ()))

    def name(
        self, pack: PackWriter, place: int, name: str, *, canonical: bool, language: str = ""
    ) -> None:
        """
        Give a place a name in all the ways it is spelt.

        A Chinese one also in simplified characters, an English one also with its words for the
        kind of place shortened or spelt out.
        """
        pack.name(place, name, canonical=canonical, language=language)
        if language in ("", "en"):
            for other in english_spellings(name):
                pack.name(place, other, canonical=canonical, language="en")
        if any("\u4e00" <= character <= "\u9fff" for character in name):
            simplified = self._simplify(name)
            if simplified != name:
                pack.name(place, simplified, canonical=canonical, language=language)

    def _read_catalogue(self, path: Path) -> None:
        language = path.parts[-3].split("_")[0].split("@")[0]
        if language not in LANGUAGES:
            return
        with path.open("rb") as opened:
            messages: dict[object, str] = vars(gettext.GNUTranslations(opened))["_catalog"]
        for code, name in messages.items():
            if isinstance(code, str) and code:
                self._names[code].append((language, name))

    def _read_subdivisions(self, path: Path) -> None:
        language = path.stem.split("_")[0]
        if language not in LANGUAGES:
            return
        for element in ET.parse(path).iter("subdivision"):  # noqa: S314 (a package of ours to trust)
            code = element.get("type", "")
            if element.text:
                iso = f"{code[:2]}-{code[2:]}".upper()
                self._names[iso].append((language, element.text))
