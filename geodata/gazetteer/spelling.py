"""
How names are spelt for look-up: `normalise` for a name, `normalise_text` for a whole report.

Both forms come from one table of single characters, so a normalised text has exactly one
character for each character of the cleaned text, and a match needs no alignment.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DROPPED = re.compile("[\u0300-\u036f\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u2060\ufeff]")
"""Combining accents left over after composing, soft hyphens, Arabic marks, zero-width signs."""

_TAKEN_APART = "".join(
    character
    for first, last in ((0x0900, 0x0FFF), (0xFB1D, 0xFB4E))
    for character in map(chr, range(first, last + 1))
    if len(unicodedata.normalize("NFC", character)) > 1
)
"""Letters of India's scripts and of Hebrew that Unicode's composed form writes as two."""

_WHITE = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))
# One set of characters at the beginning lets the regular expression skip all others at once.
_NEEDS_CLEANING = re.compile(
    "[\u0300-\u036f\u00ad\u0640\u064b-\u0652\u0670\u200b-\u200f\u2060\ufeff"
    rf"{_TAKEN_APART}{_WHITE}](?:(?<!\s)|\s+)"
)

MARKS = "".join(
    character
    for character in map(chr, range(0x0591, 0x0E00))
    if unicodedata.category(character) in ("Mn", "Mc")
)
"""Vowel signs and points: parts of words that Python's ``\\w`` does not count as such."""
WORD = rf"(?:[^\W_]|[{MARKS}])+(?:'(?:[^\W_]|[{MARKS}])+)*"
"""Pattern of a word in the spelling of this module."""
NORMAL_WORD = rf"[\w{MARKS}]+(?:'[\w{MARKS}]+)*"
"""The same, by far faster, for what is spelt so already: there are no underscores in it."""

_UNIFIED = {
    **dict.fromkeys("’ʼʻ‘`´ʹ′", "'"),
    **dict.fromkeys("-‐‑‒–—_/・·", " "),
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    "ک": "ك",
    "ة": "ه",
    "ё": "е",
    "İ": "i",
}

_MAY_HAVE_ACCENT = re.compile("[\u00c0-\u03ff\u1e00-\u1fff]")
"""Latin and Greek letters outside of ASCII; in most scripts there are none to take off."""
_FOLDED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ə": "e"}


def normalise(name: str) -> str:
    """Spell a name for look-up: composed, lower case, one kind of space and apostrophe."""
    if name.isascii() and name.isalpha():
        return name.lower()
    cleaned = _DROPPED.sub("", unicodedata.normalize("NFC", name))
    return " ".join(cleaned.translate(_NORMAL).split())


def fold(normalised: str) -> str:
    """Take the accents off Latin and Greek letters; the length stays the same."""
    if normalised.isascii() or not _MAY_HAVE_ACCENT.search(normalised):
        return normalised
    return normalised.translate(_WITHOUT_ACCENTS)


@dataclass(frozen=True, slots=True)
class SpeltText:
    """A text as it is spelt for matching, character by character."""

    normal: str
    """As `normalise` would spell it, runs of white space as one space."""
    cased: str
    """The characters as they are written."""
    offsets: list[int] | None
    """For each character its code point offset in the text; None where they are the same."""


def normalise_text(text: str) -> tuple[str, list[int] | None]:
    """Spell a text for matching: its normal spelling and the offsets of `SpeltText`."""
    spelt = spell_text(text)
    return spelt.normal, spelt.offsets


def spell_text(text: str) -> SpeltText:
    """Spell a text for matching."""
    if not _NEEDS_CLEANING.search(text):
        return SpeltText(text.translate(_NORMAL), text, None)
    composed: list[str] = []
    cased: list[str] = []
    offsets: list[int] = []
    kept = 0
    for found in _NEEDS_CLEANING.finditer(text):
        at = found.start()
        if kept < at:
            composed.append(text[kept:at])
            cased.append(text[kept:at])
            offsets.extend(range(kept, at))
        kept = found.end()
        if text[at].isspace():
            composed.append(" ")
            cased.append(text[at])
            offsets.append(at)
        elif text[at] in _TAKEN_APART:
            letters = unicodedata.normalize("NFC", text[at])
            composed.append(letters)
            cased.append(text[at] * len(letters))
            offsets.extend([at] * len(letters))
        elif composed:
            last = composed[-1]
            joined = unicodedata.normalize("NFC", last[-1] + text[at])
            composed[-1] = last[:-1] + joined if len(joined) == 1 else last
    composed.append(text[kept:])
    cased.append(text[kept:])
    offsets.extend(range(kept, len(text)))
    return SpeltText("".join(composed).translate(_NORMAL), "".join(cased), offsets)


class _Table(dict[int, str]):
    """Characters of a text and what is written instead, each worked out when it is first met."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, code: int) -> str:
        self[code] = spelt = self._spell(chr(code))
        return spelt


def _normal_character(character: str) -> str:
    if character in _UNIFIED:
        return _UNIFIED[character]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a surrogate pair cannot be looked up
    if character.isspace():
        return " "
    lower = unicodedata.normalize("NFKC", character).lower()
    lower = _UNIFIED.get(lower, lower)
    return lower if len(lower) == 1 else character


def _folded_character(character: str) -> str:
    if character in _FOLDED:
        return _FOLDED[character]
    # Only Latin and Greek: in Cyrillic й, in Devanagari a vowel sign, are letters of their own.
    if not ("\u00c0" <= character < "\u0400" or "\u1e00" <= character < "\u2000"):
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isalpha() else character


_NORMAL = _Table(_normal_character)
_WITHOUT_ACCENTS = _Table(_folded_character)
