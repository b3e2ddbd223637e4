"""Words that stand for places: "kasachische", "Duisburger", «московский», "Nordirak"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import LexiconError
from geodata.gazetteer.names import NAMES
from geodata.gazetteer.spelling import normalise
from geodata.toponyms.matching import Match, find_adjectives
from geodata.toponyms.other_names import in_other_names
from geodata.toponyms.resolve_candidates import language_homes
from geodata.toponyms.words import context_words, given_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.index import Entry, Gazetteer

RULES_FILE = Path(__file__).with_name("adjectives.toml")

PROBABILITY = 0.9
"""How likely such a word means its place; they are measured, not judged one by one."""

SHORTEST_STEM = 3
"""Letters of a town's name that an adjective must have."""

_TOWNS = frozenset({"settlement", "capital"})
_AREAS = frozenset({"country", "admin-1"})
_WORD_BEFORE = r"(?:(?<!\w)(\w+)\s)?(?<!\w)"
_ATTRIBUTE = re.compile(rf"{_WORD_BEFORE}([A-ZÄÖÜ][\w-]+er)(?= [A-ZÄÖÜ])")
"""A word before a noun, with the word before it."""
_INHABITANTS = re.compile(rf"{_WORD_BEFORE}([A-ZÄÖÜ][\w-]+?er)(?:n|s|in|innen)?(?!\w|-| [A-ZÄÖÜ])")
"""A word that no noun follows, with the word before it."""
_CAPITALISED = re.compile(r"(?: (?=[^\W\d_])(?![a-zäöüß])[\w-]+){1,3}")
"""Up to three words with capitals behind an adjective."""
_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What is said of one language in the file of rules."""

    form: re.Pattern[str]
    begins_organisation: bool
    from_towns: tuple[tuple[str, tuple[str, ...]], ...]
    towns_from: int
    parts: re.Pattern[str] | None
    from_names: re.Pattern[str] | None
    names: dict[str, str]
    words: frozenset[str]
    articles: frozenset[str]


def adjectives(text: str, language: str, gazetteer: Gazetteer) -> list[Match]:
    """
    Words of a text that are derived from the name of a place and stand for it.

    Parameters
    ----------
    text
        The report.
    language
        ISO 639-1 code; where the file of rules has no such language, nothing is found.
    gazetteer
        The place index.

    Returns
    -------
    matches
        In order, flagged as adjectives, each with its probability.

    Raises
    ------
    LexiconError
        If the file of rules is missing or damaged.
    """
    rules = _rules().get(language)
    if rules is None:
        return []
    listed = [
        match
        for match in find_adjectives(text, language, gazetteer)
        if rules.form.fullmatch(text[match.start : match.end].lower())
    ]
    taken = {match.start for match in listed}
    derived = (
        match for match in _of_towns(text, language, rules, gazetteer) if match.start not in taken
    )
    others = (
        *_parts_of_areas(text, language, rules, gazetteer),
        *_irregular(text, language, rules, gazetteer),
    )
    found = sorted([*listed, *derived, *others], key=lambda match: match.start)
    return [
        replace(match, probability=PROBABILITY)
        for match, other in zip(found, in_other_names(text, language, found), strict=True)
        if not other
        and not (rules.begins_organisation and _begins_organisation(match, text, language))
    ]


def _of_towns(text: str, language: str, rules: Rules, gazetteer: Gazetteer) -> Iterator[Match]:
    if not rules.from_towns:
        return
    for pattern, behind_article in ((_ATTRIBUTE, False), (_INHABITANTS, True)):
        for found in pattern.finditer(text):
            before, word = found.groups()
            if behind_article and normalise(before or "") not in rules.articles:
                continue
            if before and before[0].isupper() and _is_given_name(before, rules):
                continue
            if entries := _towns(normalise(word), language, gazetteer):
                start, end = found.start(2), found.end()
                yield Match(start, end, normalise(word), entries, True, 1, adjective=True)


def _is_given_name(word: str, rules: Rules) -> bool:
    spelt = normalise(word)
    return spelt in given_names() and spelt not in rules.articles


@lru_cache(_REMEMBERED)
def _towns(word: str, language: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Towns of the language's own countries that an adjective may be derived from."""
    rules = _rules()[language]
    if word in rules.words:
        return ()
    homes = language_homes(language)
    for ending, endings in rules.from_towns:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < SHORTEST_STEM:
            continue
        for name in (stem + one for one in endings):
            entries = tuple(
                entry
                for entry in gazetteer.entries(name, language, NAMES)
                if gazetteer.kind(entry.row) in _TOWNS
                and gazetteer.country(entry.row) in homes
                and gazetteer.population[entry.row] >= rules.towns_from
            )
            if entries:
                return entries
    return ()


def _parts_of_areas(
    text: str, language: str, rules: Rules, gazetteer: Gazetteer
) -> Iterator[Match]:
    """Names of a country's or division's parts that the place index has no places for."""
    if rules.parts is None:
        return
    for found in rules.parts.finditer(text):
        whole, area = normalise(found[0]), normalise(found["area"])
        if area not in rules.words and (entries := _areas(whole, area, language, gazetteer)):
            yield Match(*found.span(), area, entries, True, 1)


def _irregular(text: str, language: str, rules: Rules, gazetteer: Gazetteer) -> Iterator[Match]:
    """Adjectives that no rule makes of their places' names, and the place index does not have."""
    if rules.from_names is None:
        return
    for found in rules.from_names.finditer(text):
        name = rules.names[found[1].lower()]
        if entries := gazetteer.entries(name, language, NAMES):
            yield Match(*found.span(), name, tuple(entries), True, 1, adjective=True)


@lru_cache(_REMEMBERED)
def _areas(whole: str, area: str, language: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    for name, rest in ((whole, area), (whole.removesuffix("s"), area.removesuffix("s"))):
        if gazetteer.entries(name, language, NAMES):
            return ()
        entries = tuple(
            entry
            for entry in gazetteer.entries(rest, language, NAMES)
            if gazetteer.kind(entry.row) in _AREAS and not entry.foreign
        )
        if entries:
            return entries
    return ()


def _begins_organisation(match: Match, text: str, language: str) -> bool:
    """Whether an adjective begins an organisation's name: "Hamburger Abendblatt"."""
    behind = _CAPITALISED.match(text, match.end)
    organisations = context_words(language).organisation_after
    return (
        behind is not None
        and text[match.start].isupper()
        and any(normalise(word) in organisations for word in behind[0].split())
    )


@cache
def _rules() -> dict[str, Rules]:
    try:
        table = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
        return {
            language: Rules(
                _form(rules.get("endings", ""), rules.get("never", [])),
                bool(rules.get("begins_organisation", False)),
                tuple((one, tuple(other)) for one, other in rules.get("from_towns", {}).items()),
                int(rules.get("towns_from", 0)),
                _parts(rules.get("parts", [])),
                _of_names(rules.get("from_names", {}), rules.get("cases", [])),
                rules.get("from_names", {}),
                frozenset(rules.get("words", [])),
                frozenset(rules.get("articles", [])),
            )
            for language, rules in table.items()
        }
    except (OSError, tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise LexiconError(f"{RULES_FILE.name} cannot be read: {error!r}.") from error


def _parts(directions: list[str]) -> re.Pattern[str] | None:
    """A direction with the small first letter of an area's name, or a hyphen and the name."""
    if not directions:
        return None
    one = "|".join(directions)
    return re.compile(
        rf"(?<![\w-])(?:{one})(?P<area>[a-zäöü]\w{{3,}}|(?<=-)[A-ZÄÖÜ]\w{{3,}})(?![\w-])"
    )


def _of_names(names: dict[str, str], cases: list[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    one = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({one})(?:{'|'.join(cases)})?(?!\w)", re.IGNORECASE)


def _form(endings: str, never: list[str]) -> re.Pattern[str]:
    not_these = "".join(f"(?!{re.escape(one)})" for one in never)
    return re.compile(f"{not_these}.*{endings}")
