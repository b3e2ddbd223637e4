"""
Names that can only be of places, though the place index does not know them.

German joins what a place is to its name: "Knoopstraße", "Pustertal". Such a name is kept as one
that could not be placed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import LexiconError
from geodata.models import Toponym
from geodata.toponyms.matching import find_matches
from geodata.toponyms.words import given_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.gazetteer.index import Gazetteer

RULES_FILE = Path(__file__).with_name("unlisted.toml")

_UPPER, _LOWER = "A-ZÄÖÜÀ-ÖØ-Þ", "a-zäöüßà-öø-ÿ"
_WORD = re.compile(r"[\w-]+")
_SAINT = r"(?:St\. |Sankt )?"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is said of one language in the file of rules."""

    sites: tuple[re.Pattern[str], ...]
    towns: tuple[re.Pattern[str], ...]
    lists: re.Pattern[str]
    """Several names behind one word: "die Dörfer Aland, Benz und Kuhs"."""
    ordinary: re.Pattern[str]


def with_unlisted(
    text: str, language: str, known: list[Toponym], gazetteer: Gazetteer
) -> list[Toponym]:
    """
    Toponyms of a report with the names of places that the place index lacks, in order.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code; where the file of rules has no such language, nothing is added.
    known
        The toponyms found so far: they are not found again.
    gazetteer
        The place index.

    Raises
    ------
    LexiconError
        If the file of rules is missing or damaged.
    """
    rules = _rules().get(language)
    found = sorted(_named(text, rules)) if rules else []
    if not found:
        return known
    taken = [(one.start, one.end) for one in known]
    listed = {one.start: one.end for one in find_matches(text, language, gazetteer)}
    added: list[Toponym] = []
    for start, end in found:
        if listed.get(start, 0) >= end:
            continue
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            added.append(Toponym(start, end, text[start:end]))
    return sorted([*known, *added], key=lambda one: (one.start, one.end))


def _named(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    for name in (name for pattern in rules.sites for name in pattern.finditer(text)):
        if not rules.ordinary.fullmatch(name["name"].lower()):
            yield name.span("name")
    for name in (name for pattern in rules.towns for name in pattern.finditer(text)):
        spelt = name["name"].lower()
        if not (rules.ordinary.fullmatch(spelt) or spelt in given_names()):
            yield name.span("name")
    for names in rules.lists.finditer(text):
        for name in _WORD.finditer(text, *names.span("names")):
            if name[0][0].isupper() and not rules.ordinary.fullmatch(name[0].lower()):
                yield name.span()


@cache
def _rules() -> dict[str, Rules]:
    try:
        table = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
        return {language: _compiled(rules) for language, rules in table.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise LexiconError(f"{RULES_FILE.name} cannot be read: {error!r}.") from error


def _compiled(rules: dict[str, list[str]]) -> Rules:
    sites, towns, cases = (
        _any(sorted(rules[name], key=len, reverse=True)) for name in ("sites", "towns", "cases")
    )
    apart, before_site, before_town, before_commune, streets, before_road, roads, before_list = (
        _any(rules[name])
        for name in (
            *("apart", "site_behind", "town_behind", "commune_behind", "streets"),
            *("road_behind", "roads", "list_behind"),
        )
    )
    begins = rf"[{_UPPER}][{_LOWER}-]{{2,}}(?:-[{_UPPER}][{_LOWER}]+)*-?"
    joined = rf"{_SAINT}{begins}(?i:{sites}){cases}?"
    two = rf"[{_UPPER}][{_LOWER}]+er {apart}"
    ordinary = rf"(?:{_any(rules['ordinary'])}(?i:{sites}|{towns})|{_any(rules['words'])}){cases}?"
    town = rf"[{_UPPER}][{_LOWER}]+"
    ends = r"(?!\w|-\w)"
    one = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)*"
    return Rules(
        (
            re.compile(rf"(?<!\w)(?i:{before_site}) (?P<name>{joined}|{two}){ends}"),
            re.compile(rf"(?<![\w-])(?P<name>{begins}(?i:{streets})){ends}"),
            re.compile(rf"(?<!\w){before_road} (?P<name>{roads}){ends}"),
        ),
        (
            re.compile(rf"(?<!\w){before_town} (?P<name>{town}{towns}){ends}"),
            re.compile(rf"(?<!\w){before_commune} (?P<name>{town}){ends}"),
        ),
        re.compile(
            rf"(?<!\w){before_list} (?P<names>{one}(?:, {one})*(?: (?:und|sowie) {one})?){ends}"
        ),
        re.compile(ordinary),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"
