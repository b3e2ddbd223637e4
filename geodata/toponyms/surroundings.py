"""What a text says of where its places lie: its names in their roles, and areas spoken of."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, pairwise
from operator import and_
from typing import TYPE_CHECKING

from geodata.gazetteer.candidates import ADJECTIVES
from geodata.gazetteer.names import Form
from geodata.gazetteer.spelling import MARKS, WORD, normalise
from geodata.toponyms.outlets import NOWHERE
from geodata.toponyms.resolve_candidates import Candidates, known_candidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.index import Entry, Gazetteer
    from geodata.toponyms.matching import Match
    from geodata.toponyms.outlets import Home

LONGEST_LINK = 12
"""Characters between a place and what it lies in."""
DATELINE_REACH = 90
HOME_COUNTS = 2
"""How many adjectives of it the home of the source weighs as much as."""

LEAST_LETTERS = 3

_REMEMBERED = 50_000
_LIES_IN = re.compile(r"\s*[,(]\s*|,?\s+[^\W\d_]{1,3}\s+|[,(]\s*[^\W\d_]{1,12}\s+")
"""What stands between a town and what it lies in: "Paris, Texas", "Tripoli in Libya"."""
_COMMA = re.compile(r"\s*,\s*")
_DATELINE = re.compile(r"[^.!?\n]{0,40}(?:[-–—:]|\)\s|\s--\s)")
_BREAK = "\0"
"""Stands for the toponyms between the words."""
_WORD = re.compile(rf"{WORD}|{_BREAK}")
_UNMARKED_WORD = re.compile(rf"[^\W_]+(?:'[^\W_]+)*|{_BREAK}")
"""The same where there are no marks, by far faster."""
_MARK = re.compile(f"[{MARKS}]")


@dataclass(slots=True, eq=False)
class Name:
    """A name of a text in one role, with all its mentions; they all mean the same place."""

    key: str
    candidates: Candidates
    mentions: list[int] = field(default_factory=list)
    """Indices of its matches."""
    closing: bool = False
    """Whether it stands as what another place lies in: "Paris, *Texas*"."""
    dateline: bool = False
    probability: float = 1.0
    """How likely it is a toponym at all, as the recogniser sees it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """How often a text speaks of areas otherwise, by their numbers in `Candidates`."""

    countries: Counter[int]
    """By adjectives; the home of the report's source, too."""
    divisions: Counter[int]
    written_countries: Counter[int]
    """By names that were not recognised as toponyms: "Georgia National Guard"."""
    written_divisions: Counter[int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The names of a text, and how they stand to each other."""

    names: list[Name]
    of_match: list[int]
    """By match: its place in ``names``."""
    lies_in: set[tuple[int, int]]
    """Pairs of names: the first stands right before what it lies in."""
    follows: set[tuple[int, int]]
    """Pairs of names of which the second stands next in the text."""
    spoken: Spoken
    letters: int
    """Code points of the text."""


def surroundings(
    text: str,
    matches: Sequence[Match],
    language: str,
    gazetteer: Gazetteer,
    *,
    home: Home = NOWHERE,
) -> Surroundings:
    """
    Return the names of a text in the order of their first mentions.

    Parameters
    ----------
    text
        The report.
    matches
        Its toponyms, in order.
    language
        ISO 639-1 code; may be empty.
    gazetteer
        The place index.
    home
        Where the report's source is at home.
    """
    names: list[Name] = []
    known: dict[tuple[object, ...], int] = {}
    of_match = []
    linked = _linked(text, matches)
    for index, match in enumerate(matches):
        closing = linked[index - 1] if index else False
        role = (
            match.key,
            match.kinds,
            match.adjective,
            match.inflected,
            closing,
            len(match.entries),
        )
        if role not in known:
            known[role] = len(names)
            capital = text[match.start].isupper()
            names.append(_name(match, language, gazetteer, capital=capital, closing=closing))
        name = names[known[role]]
        name.mentions.append(index)
        name.dateline |= _opens(text, match)
        name.probability = max(name.probability, getattr(match, "probability", 1.0))
        of_match.append(known[role])
    follows = {(one, other) for one, other in pairwise(of_match) if one != other}
    lies_in = {
        (of_match[index], of_match[index + 1])
        for index in range(len(matches) - 1)
        if _lies_in(text, matches[index], matches[index + 1])
    }
    spoken = _spoken_of(text, matches, language, gazetteer)
    if home.country:
        spoken.countries[zlib.crc32(home.country.encode())] += HOME_COUNTS
    if home.division:
        spoken.divisions[zlib.crc32(home.division.encode())] += HOME_COUNTS
    return Surroundings(names, of_match, lies_in, follows, spoken, len(text))


def _name(
    match: Match, language: str, gazetteer: Gazetteer, *, capital: bool, closing: bool
) -> Name:
    entries = match.entries
    if not match.adjective and match.words == 1:
        # "Canadian" is a town in Texas, too.
        known = {entry.row for entry in entries}
        adjectives = _adjectives(match.key, language, gazetteer, capital=capital)
        entries += tuple(entry for entry in adjectives if entry.row not in known)
    candidates = known_candidates(
        entries,
        match.kinds,
        gazetteer,
        language=language,
        inflected=match.inflected,
        words=match.words,
    )
    return Name(match.key, candidates, closing=closing, probability=0.0)


@lru_cache(_REMEMBERED)
def _adjectives(
    key: str, language: str, gazetteer: Gazetteer, *, capital: bool
) -> tuple[Entry, ...]:
    """Places whose adjective or inhabitants' name in the language is written like the name."""
    forms = ADJECTIVES if capital else frozenset({Form.ADJECTIVE})
    return tuple(entry for entry in gazetteer.entries(key, language, forms) if not entry.foreign)


def _linked(text: str, matches: Sequence[Match]) -> list[bool]:
    """By match: whether a comma alone stands between it and the next one."""
    return [bool(_COMMA.fullmatch(text, one.end, other.start)) for one, other in pairwise(matches)]


def _lies_in(text: str, match: Match, following: Match) -> bool:
    gap = following.start - match.end
    return 0 < gap <= LONGEST_LINK and bool(_LIES_IN.fullmatch(text, match.end, following.start))


def _opens(text: str, match: Match) -> bool:
    """Whether the match is the place of a dateline: "GOMA, Congo (AP) —"."""
    return match.start < DATELINE_REACH and bool(_DATELINE.match(text, match.end, match.end + 60))


def _spoken_of(text: str, matches: Sequence[Match], language: str, gazetteer: Gazetteer) -> Spoken:
    """Areas of which words outside of the toponyms speak: adjectives, and names not recognised."""
    spoken = Spoken(Counter(), Counter(), Counter(), Counter())
    starts = [0, *(match.end for match in matches)]
    ends = [*(match.start for match in matches), len(text)]
    outside = _BREAK.join([text[start:end] for start, end in zip(starts, ends, strict=True)])
    words = (_WORD if _MARK.search(outside) else _UNMARKED_WORD).findall(outside)
    capital = [word[0].isupper() for word in words]
    following = compress(pairwise(words), map(and_, capital, capital[1:]))
    meanings = _meanings(language, gazetteer)
    # Most words mean nothing here, and need not be counted.
    seen = Counter(filter(meanings.__getitem__, words))
    seen.update(filter(meanings.__getitem__, [f"{one} {other}" for one, other in following]))
    for word, times in seen.items():
        for adjective, country, division in meanings[word]:
            if division:
                (spoken.divisions if adjective else spoken.written_divisions)[division] += times
            else:
                (spoken.countries if adjective else spoken.written_countries)[country] += times
    return spoken


class _Meanings(dict[str, tuple[tuple[bool, int, int], ...]]):
    """
    What words mean as adjectives or names of areas: whether it is an adjective, the country, and
    the division if any. Looked up where it is not known yet.
    """

    def __init__(self, language: str, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._language, self._gazetteer = language, gazetteer

    def __missing__(self, word: str) -> tuple[tuple[bool, int, int], ...]:
        found = _meant(word, self._language, self._gazetteer)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found
        return found


@lru_cache(64)
def _meanings(language: str, gazetteer: Gazetteer) -> _Meanings:
    return _Meanings(language, gazetteer)


def _meant(word: str, language: str, gazetteer: Gazetteer) -> tuple[tuple[bool, int, int], ...]:
    small = word == word.lower()
    key = normalise(word)
    if len(key) < LEAST_LETTERS or key not in gazetteer:
        return ()
    adjectives = frozenset({Form.ADJECTIVE}) if small else ADJECTIVES
    forms = adjectives if small and word != word.upper() else adjectives | {Form.CANONICAL}
    meant: dict[tuple[bool, int, int], None] = {}
    for entry in gazetteer.entries(key, language, forms):
        kind, country = gazetteer.kind(entry.row), gazetteer.country(entry.row)
        if entry.foreign or not country or kind not in ("country", "admin-1"):
            continue
        division = f"{country}.{gazetteer.admin1_code(entry.row)}" if kind == "admin-1" else ""
        code = zlib.crc32(division.encode()) if division else 0
        meant[entry.form in ADJECTIVES, zlib.crc32(country.encode()), code] = None
    return tuple(meant)
