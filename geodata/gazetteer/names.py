"""
Tables of names: each a trie of spellings with the places that bear them.

A table is three files beside each other, memory-mapped and so shared by processes:

``NAME.marisa``
    The trie of the spellings of `geodata.gazetteer.spelling.normalise`, and of their forms
    without accents.
``NAME.groups.arrow``
    ``last``, for each spelling in the order of the trie's ids: the end of its rows in the
    next file.
``NAME.arrow``
    One row per spelling and place. ``place``: the row of the place; ``form``: a `Form`;
    ``languages``: a bit for each of `LANGUAGES` in which the place is called so, -1 where the
    source does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import marisa_trie
import numpy as np
import pyarrow as pa

from geodata.gazetteer.columns import codes, numbers, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

LANGUAGES = (
    *("ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr"),
    *("hu", "id", "it", "ja", "kk", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr"),
    *("sv", "sw", "th", "tr", "uk", "ur", "vi", "zh"),
)
"""ISO 639-1 codes, in the order of the bits; only ever add at the end."""
_BITS = {language: 1 << number for number, language in enumerate(LANGUAGES)}
ANY_LANGUAGE = -1


class Form(IntEnum):
    """What a spelling is to the place."""

    CANONICAL = 2
    """Its own name."""
    ALTERNATE = 1
    """Another name of it."""
    UNACCENTED = 0
    """Only without its accents is it a name of it."""
    ADJECTIVE = -1
    """An adjective or the name of its inhabitants: "kasachische"."""
    CAPITAL_ADJECTIVE = -2
    """The same, but only with a capital letter: "Polish"."""
    AFTER_COMMA = -3
    """Short for it, but only after a comma: "Portland, Ore."."""
    CODE = -4
    """An airport's code: for look-up, never in running text."""


NAMES = frozenset({Form.CANONICAL, Form.ALTERNATE, Form.UNACCENTED})
"""The forms that are names."""
_FORMS = {int(form): form for form in Form}
_ALL_FORMS = frozenset(Form)


@dataclass(frozen=True, slots=True)
class NameColumns:
    """
    All of a table: spellings, and rows of places, forms and languages, those of one spelling
    after those of another; ``last`` is for each spelling the end of its rows.
    """

    keys: list[str]
    last: np.ndarray[Any, Any]
    places: np.ndarray[Any, Any]
    forms: np.ndarray[Any, Any]
    masks: np.ndarray[Any, Any]


class Posting(NamedTuple):
    """A place that bears a spelling."""

    place: int
    form: Form
    languages: int


class NameTable:
    """One table of names, opened from its files."""

    def __init__(self, folder: Path, name: str) -> None:
        self._trie = marisa_trie.Trie().mmap(str(folder / f"{name}.marisa"))
        self._last = numbers(read_table(folder / f"{name}.groups.arrow")["last"])
        # One number of a view is read several times as fast as one of an array.
        self._ends = self._last.data
        table = read_table(folder / f"{name}.arrow")
        self._places = numbers(table["place"])
        self._forms = numbers(table["form"])
        self._mask_codes, self._masks = codes(table["languages"])

    def __len__(self) -> int:
        return len(self._last)

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def begins(self, prefix: str) -> bool:
        """Whether a spelling begins so."""
        return next(self._trie.iterkeys(prefix), None) is not None

    def prefixes(self, text: str) -> list[str]:
        """Spellings that the text begins with, shortest first."""
        found: list[str] = self._trie.prefixes(text)
        return found

    def postings(self, key: str) -> Iterator[Posting]:
        """Places that bear exactly this spelling."""
        return iter(self.found(key, _ALL_FORMS))

    def found(self, key: str, forms: AbstractSet[Form]) -> list[Posting]:
        """Places that bear exactly this spelling in certain forms."""
        number = self._trie.get(key)
        if number is None:
            return []
        first, last = self._ends[number - 1] if number else 0, self._ends[number]
        rows = zip(
            self._places[first:last].tolist(),
            self._forms[first:last].tolist(),
            self._mask_codes[first:last].tolist(),
            strict=True,
        )
        masks = self._masks
        return [
            Posting(place, _FORMS[form], masks[mask]) for place, form, mask in rows if form in forms
        ]

    def columns(self) -> NameColumns:
        """All of the table; the spellings are copied into memory."""
        keys = [self._trie.restore_key(number) for number in range(len(self))]
        masks = np.array(self._masks, np.int64)[self._mask_codes]
        return NameColumns(keys, self._last, self._places, self._forms, masks)


def write_names(
    folder: Path, name: str, postings: Mapping[str, Iterable[tuple[int, int, int]]]
) -> None:
    """
    Write a table of names.

    Parameters
    ----------
    folder
        Where the files go.
    name
        What they are called.
    postings
        For each spelling its places: place, form and languages, as the files hold them.
    """
    ordered = [sorted(places) for places in postings.values()]
    rows = np.array([*chain.from_iterable(ordered)], np.int64).reshape(-1, 3)
    last = np.cumsum([len(places) for places in ordered], dtype=np.int32)
    write_columns(folder, name, NameColumns([*postings], last, *rows.T))


def write_columns(folder: Path, name: str, columns: NameColumns) -> None:
    """Write a table of names; each spelling once, in any order, its places in theirs."""
    trie = marisa_trie.Trie(columns.keys)
    # Not save: it does not say why it fails, such as that the disk is full.
    (folder / f"{name}.marisa").write_bytes(trie.tobytes())
    numbers_of_keys = np.fromiter(map(trie.key_id, columns.keys), np.int64, len(columns.keys))
    order = np.argsort(numbers_of_keys)
    counts = np.diff(columns.last, prepend=0)[order]
    last = np.cumsum(counts, dtype=np.int32)
    firsts = columns.last[order] - counts
    rows = np.repeat(firsts - (last - counts), counts) + np.arange(counts.sum())
    write_table(folder / f"{name}.groups.arrow", pa.table({"last": last}))
    table = {
        "place": pa.array(columns.places[rows].astype(np.int32)),
        "form": pa.array(columns.forms[rows].astype(np.int8)),
        "languages": pa.array(columns.masks[rows].astype(np.int64))
        .dictionary_encode()
        .cast(pa.dictionary(pa.int16(), pa.int64())),
    }
    write_table(folder / f"{name}.arrow", pa.table(table))


def language_bit(language: str) -> int:
    """Bit of a language in the ``languages`` column; 0 for one that has none."""
    return _BITS.get(language, 0)
