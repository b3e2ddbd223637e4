"""How languages write the names of places, for the reports that are generated."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.gazetteer.names import Form, NameTable, language_bit
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer

    Array = np.ndarray[Any, Any]

_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), ("CYRILLIC",)),
    **dict.fromkeys(("ar", "fa", "ps", "ur"), ("ARABIC",)),
    **dict.fromkeys(("hi", "mr", "ne"), ("DEVANAGARI",)),
    "bn": ("BENGALI",),
    "el": ("GREEK",),
    "gu": ("GUJARATI",),
    "he": ("HEBREW",),
    "hy": ("ARMENIAN",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ka": ("GEORGIAN",),
    "km": ("KHMER",),
    "ko": ("HANGUL",),
    "my": ("MYANMAR",),
    "pa": ("GURMUKHI",),
    "ta": ("TAMIL",),
    "te": ("TELUGU",),
    "th": ("THAI",),
    "zh": ("CJK",),
}
_OWN = (int(Form.CANONICAL), int(Form.ALTERNATE))
_ADJECTIVES = (int(Form.ADJECTIVE), int(Form.CAPITAL_ADJECTIVE))


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """All spellings of the place index, by the row of the place that bears them."""

    gazetteer: Gazetteer
    keys: list[str]
    rows: Array
    order: Array
    firsts: Array
    spelling: Array
    forms: Array
    masks: Array

    def name(self, row: int, language: str) -> str:
        """Name of a place in the script of a language; empty if none is known."""
        known = normalise(self.gazetteer.place(row).name)
        scripts = _SCRIPTS.get(language, ("LATIN",))
        found = [
            (not tagged, -form, key != known, "." in key, len(key), key)
            for tagged, form, key in self._of(row, language, _OWN)
            if unicodedata.name(key[0], "").split(" ")[0] in scripts and len(key) > 1
        ]
        return min(found)[-1].title() if found else ""

    def adjectives(self, row: int, language: str) -> list[str]:
        """Adjectives of a place, and what its inhabitants are called, in a language."""
        return [key.title() for *_, key in self._of(row, language, _ADJECTIVES)]

    def largest_namesake(self) -> Array:
        """People of the largest place that bears the same name of its own, by row."""
        population = self.gazetteer.population
        own = self.forms == int(Form.CANONICAL)
        rows, spelling = self.rows[own], self.spelling[own]
        most, largest = np.zeros(len(self.keys)), np.zeros(len(population))
        np.maximum.at(most, spelling, population[rows])
        np.maximum.at(largest, rows, most[spelling])
        return largest

    def _of(self, row: int, language: str, forms: tuple[int, ...]) -> list[tuple[bool, int, str]]:
        """
        Spellings of a place in a language: whether only some languages call it so, what the
        spelling is to the place, and the spelling.
        """
        bit = language_bit(language)
        postings = self.order[self.firsts[row] : self.firsts[row + 1]]
        return [
            (int(self.masks[one]) >= 0, int(self.forms[one]), self.keys[self.spelling[one]])
            for one in postings
            if int(self.forms[one]) in forms and int(self.masks[one]) & bit
        ]


def read_spellings(gazetteer: Gazetteer) -> Spellings:
    """Read all spellings of a place index."""
    keys: list[str] = []
    places, spelling, forms, masks = [], [], [], []
    for path in sorted(gazetteer.folder.glob("names-*.marisa")):
        columns = NameTable(gazetteer.folder, path.stem).columns()
        counts = np.diff(columns.last, prepend=0)
        spelling.append(np.repeat(np.arange(len(columns.keys)) + len(keys), counts))
        keys += columns.keys
        places.append(columns.places)
        forms.append(columns.forms)
        masks.append(columns.masks)
    rows = np.concatenate(places)
    order = np.argsort(rows, kind="stable")
    firsts = np.searchsorted(rows[order], np.arange(len(gazetteer) + 1))
    return Spellings(
        gazetteer,
        keys,
        rows,
        order,
        firsts,
        np.concatenate(spelling),
        np.concatenate(forms),
        np.concatenate(masks),
    )
