"""Which spans of a text bear a name of the gazetteer: raw matches, before anyone judges them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import LexiconError
from geodata.gazetteer.names import Form
from geodata.gazetteer.spelling import fold, normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Entry, Gazetteer

INFLECTION_FILE = Path(__file__).parent / "inflection.toml"
LONGEST_NAME = 60
"""Characters; longer names of the gazetteer are no names that news writes."""
MOST_WORDS = 3
"""Words of a name whose last word may be inflected."""

_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff"
"""Scripts that write no spaces between words (and Hangul, which adds particles)."""
_WORD_START = re.compile(rf"(?<![^\W_])[^\W\d_]|[{_UNSPACED}]")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_AROUND = " \t\n.,;:!?\"'’()[]«»“”"
_GENERIC = ("city", "town", "county", "province", "region", "state", "district", "island")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """A span that bears a name; offsets are code points into the text as given."""

    start: int
    end: int
    key: str
    """The name as the gazetteer spells it."""
    entries: tuple[Entry, ...]
    inflected: bool
    words: int


@dataclass(frozen=True, slots=True)
class _Endings:
    least: int
    strip: tuple[str, ...]
    add: tuple[str, ...]
    prefix: tuple[str, ...]


def find_matches(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
    """
    Longest names of the gazetteer at the word starts of a text, left to right.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code; decides which inflected forms are tried.
    gazetteer
        The place index.

    Returns
    -------
    matches
        In order, not overlapping. In scripts with capitals a name begins with one.
    """
    normal, offsets = normalise_text(text)
    folded = fold(normal)
    endings = _endings().get(language)
    matches = []
    end = 0
    for found in _WORD_START.finditer(normal):
        start = found.start()
        origin = offsets[start] if offsets else start
        if start < end or (text[origin].islower() and text[origin] != text[origin].upper()):
            continue
        match = _longest(normal, folded, start, language, gazetteer)
        if endings and not _UNSPACED_CHARACTER.match(normal, start):
            match = _better(match, _inflected(normal, start, endings, language, gazetteer))
        if match is None:
            continue
        end = match.end
        last = (offsets[end - 1] if offsets else end - 1) + 1
        matches.append(Match(origin, last, match.key, match.entries, match.inflected, match.words))
    return matches


def match_span(
    text: str, span: tuple[int, int], language: str, gazetteer: Gazetteer
) -> Match | None:
    """Match of a span that is known to be a toponym, or None if nothing bears its name."""
    start, end = span
    name = normalise_text(text[start:end].strip(_AROUND))[0].strip()
    if text[start:end].rstrip().endswith("."):
        name = name if "." not in name else f"{name}."  # "U.S." ends as it is written
    endings = _endings().get(language)
    for key in _span_keys(name):
        for spelt in (key, fold(key)):
            if entries := gazetteer.entries(spelt, language):
                words = spelt.count(" ") + 1
                return Match(start, end, spelt, tuple(entries), inflected=False, words=words)
        found = _inflected(key, 0, endings, language, gazetteer) if endings else None
        if found is not None and found.end == len(key):
            return Match(start, end, found.key, found.entries, inflected=True, words=found.words)
    return None


def _span_keys(name: str) -> Iterator[str]:
    yield name
    bare = name.removeprefix("the ").removesuffix("'s").removesuffix("'")
    if bare != name:
        yield bare
    for word in _GENERIC:
        if bare.endswith(f" {word}"):
            yield bare.removesuffix(f" {word}")
        if bare.startswith(f"{word} of "):
            yield bare.removeprefix(f"{word} of ")


def _longest(
    normal: str, folded: str, start: int, language: str, gazetteer: Gazetteer
) -> Match | None:
    best: tuple[str, tuple[Entry, ...]] | None = None
    for source in (normal,) if normal is folded else (normal, folded):
        for key in reversed(gazetteer.prefixes(source[start : start + LONGEST_NAME])):
            if best is not None and len(key) <= len(best[0]):
                break
            if _ends_well(normal, start, start + len(key)) and (
                entries := _no_airports(gazetteer.entries(key, language), gazetteer)
            ):
                best = key, entries
                break
    if best is None:
        return None
    key, entries = best
    return Match(start, start + len(key), key, entries, False, key.count(" ") + 1)


def _no_airports(entries: list[Entry], gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Leave out airports, which `geodata.toponyms.airports` finds: "Almaty airport" has a town."""
    return tuple(entry for entry in entries if gazetteer.kind(entry.row) != "airport")


def _ends_well(normal: str, start: int, end: int) -> bool:
    if _UNSPACED_CHARACTER.match(normal, start):
        return end - start >= 2
    return end >= len(normal) or not normal[end].isalnum()


def _inflected(
    normal: str, start: int, endings: _Endings, language: str, gazetteer: Gazetteer
) -> Match | None:
    """Longest name of up to `MOST_WORDS` words whose last word carries an ending."""
    ends = []
    position = start
    for _ in range(MOST_WORDS):
        word = _WORD.match(normal, position)
        if word is None or word.end() - start > LONGEST_NAME:
            break
        ends.append(word.end())
        position = word.end() + 1
        if normal[word.end() : position] != " ":
            break
    for count in range(len(ends), 0, -1):
        written = normal[start : ends[count - 1]]
        keys = {key for key in _base_forms(written, endings) if key in gazetteer}
        if keys:
            readings = [
                (key, entries)
                for key in sorted(keys)
                if (entries := _no_airports(gazetteer.entries(key, language), gazetteer))
            ]
            if not readings:
                continue
            key, entries = max(readings, key=lambda one: _standing(one[1], gazetteer))
            return Match(start, ends[count - 1], key, entries, inflected=True, words=count)
    return None


def _standing(entries: tuple[Entry, ...], gazetteer: Gazetteer) -> float:
    return max(gazetteer.standing(entry) for entry in entries)


def _base_forms(written: str, endings: _Endings) -> Iterator[str]:
    for suffix in sorted(endings.strip, key=len, reverse=True):
        stem = written.removesuffix(suffix)
        if stem != written and len(stem) >= endings.least:
            for added in endings.add:
                if stem + added != written:
                    yield stem + added
    for prefix in endings.prefix:
        rest = written.removeprefix(prefix)
        if rest != written and len(rest) >= endings.least:
            yield rest
            if not rest.startswith("ال"):
                yield "ال" + rest


def _better(exact: Match | None, inflected: Match | None) -> Match | None:
    """Return the longer of two matches; of equals the exact one, with the other's entries too."""
    if exact is None or inflected is None:
        return exact or inflected
    if exact.end != inflected.end:
        return exact if exact.end > inflected.end else inflected
    known = {entry.row for entry in exact.entries}
    added = tuple(
        replace(entry, form=Form.UNACCENTED)
        for entry in inflected.entries
        if entry.row not in known
    )
    return Match(exact.start, exact.end, exact.key, exact.entries + added, False, exact.words)


@cache
def _endings() -> dict[str, _Endings]:
    try:
        table = tomllib.loads(INFLECTION_FILE.read_text(encoding="utf-8"))
        return {
            language: _Endings(
                int(rules["least"]),
                tuple(rules["strip"]),
                tuple(rules["add"]),
                tuple(rules.get("prefix", ())),
            )
            for language, rules in table.items()
        }
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{INFLECTION_FILE.name} cannot be read: {error!r}.") from error
