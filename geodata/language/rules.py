"""The rules of one language, read from its TOML file in ``data/``: data, no code per language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError
from geodata.language.codes import own_code
from geodata.language.date_patterns import DatePatterns, compile_dates
from geodata.language.date_words import strings

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA_FOLDER = Path(__file__).parent / "data"
NEUTRAL = "und"
ALIASES = {"hr": "sr", "mk": "bg", "ms": "id", "gl": "es", "ast": "es", "be": "ru"}
"""Languages without a file that are read with the rules of a close relative."""

_NEVER = re.compile(r"(?!)")
# To ``re`` a vowel sign of an Indian script ends a word.
_IN_WORD = r"[\w\u0900-\u0963\u0966-\u0dff]"


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What a sentence split has to know of a language."""

    abbreviations: frozenset[str]
    """Words as written whose full stop does not end a sentence."""
    starters: frozenset[str]
    """Words, as capitalised, with which a sentence often opens, even after an abbreviation."""
    months: re.Pattern[str]
    """A month's name; what stands before it is an ordinal, not the end of a sentence."""
    ordinal_stop: bool
    """Whether ``9.`` means the ninth."""
    continues: re.Pattern[str]
    """What shows, right after a closing quotation mark, that the sentence goes on."""


@dataclass(frozen=True, slots=True)
class ClauseRules:
    """What a clause split has to know of a language; every pattern is tried at a word."""

    words: re.Pattern[str]
    """Conjunctions that open a clause after a comma."""
    free: re.Pattern[str]
    """Contrast words that open a clause even without a comma."""
    coordinators: re.Pattern[str]
    """Words like "and": they open a clause only if both sides look like one."""
    relative: re.Pattern[str]
    """Relative pronouns; after a comma they open a relative clause."""
    verbs: re.Pattern[str]
    """Frequent finite verbs: their presence marks a segment as a clause of its own."""
    enders: re.Pattern[str]
    """What ends a clause right before a comma."""
    comma_splits: bool
    """Whether every comma parts clauses, because lists use another mark."""
    relative_needs_lower: bool
    """Whether a relative pronoun before a capitalised word is an article instead."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language."""

    language: str
    spaced: bool
    """Whether words stand apart; False for Chinese and Japanese."""
    sentence: SentenceRules
    clause: ClauseRules
    dates: DatePatterns


def load_rules(language: str) -> Rules:
    """
    Rules of a language; those of ``und`` for a language without a file.

    Parameters
    ----------
    language
        Code of ISO 639 such as ``"de"``, any case; what follows a hyphen is ignored.

    Raises
    ------
    LexiconError
        If the language's file is damaged; the message gives the file and the reason.
    """
    base = own_code(language)
    return _load_named(base if base.isascii() and base.isalpha() else NEUTRAL)


def read_rules(path: Path) -> Rules:
    """
    Rules of one TOML file, named after its language.

    Raises
    ------
    LexiconError
        If it cannot be read, holds unknown or misplaced keys, or a pattern is no pattern.
    """
    try:
        return _rules(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"The language file {path.name} cannot be read: {error}.") from error
    except (re.error, ValueError) as error:
        raise LexiconError(f"The language file {path.name} is wrong: {error}.") from error


@cache
def _load_named(base: str) -> Rules:
    for name in (base, ALIASES.get(base, NEUTRAL), NEUTRAL):
        path = DATA_FOLDER / f"{name}.toml"
        if path.is_file():
            return read_rules(path)
    raise LexiconError(f"The language file {NEUTRAL}.toml is missing.")


def _rules(language: str, data: Mapping[str, Any]) -> Rules:
    _only(data, {"spaced", "sentence", "clause", "dates"}, "the file")
    spaced = _flag(data, "spaced", default=True)
    sentence, clause, dates = (_table(data, key) for key in ("sentence", "clause", "dates"))
    compiled = compile_dates(dates, spaced=spaced)
    return Rules(
        language=language,
        spaced=spaced,
        sentence=_sentence_rules(sentence, compiled),
        clause=_clause_rules(clause, spaced=spaced),
        dates=compiled,
    )


def _sentence_rules(data: Mapping[str, Any], dates: DatePatterns) -> SentenceRules:
    _only(data, {"abbreviations", "starters", "ordinal_stop", "continues"}, "[sentence]")
    continues = data.get("continues", "(?!)")
    if not isinstance(continues, str):
        raise ValueError(f"sentence.continues must be a string, got {continues!r}")
    return SentenceRules(
        abbreviations=frozenset(strings(data, "abbreviations")),
        starters=frozenset(strings(data, "starters")),
        months=dates.month_name,
        ordinal_stop=_flag(data, "ordinal_stop", default=False),
        continues=re.compile(continues),
    )


def _clause_rules(data: Mapping[str, Any], *, spaced: bool) -> ClauseRules:
    lists = ("words", "free", "coordinators", "relative", "verbs", "enders")
    _only(data, {*lists, "comma_splits", "relative_needs_lower"}, "[clause]")
    openers, free, coordinators, relative, verbs = (
        _one_of(strings(data, key), spaced=spaced) for key in lists[:5]
    )
    enders = strings(data, "enders")
    return ClauseRules(
        words=openers,
        free=free,
        coordinators=coordinators,
        relative=relative,
        verbs=verbs,
        enders=re.compile(f"(?:{'|'.join(enders)})$") if enders else _NEVER,
        comma_splits=_flag(data, "comma_splits", default=False),
        relative_needs_lower=_flag(data, "relative_needs_lower", default=False),
    )


def _one_of(options: Sequence[str], *, spaced: bool) -> re.Pattern[str]:
    if not options:
        return _NEVER
    longest_first = "|".join(
        option.replace(" ", r"\s{1,3}") for option in sorted(options, key=len, reverse=True)
    )
    edge = rf"(?!{_IN_WORD})" if spaced else ""
    start = rf"(?<!{_IN_WORD})" if spaced else ""
    return re.compile(f"{start}(?:{longest_first}){edge}", re.IGNORECASE)


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key, {})
    if not isinstance(found, Mapping):
        raise ValueError(f"{key} must be a table, got {found!r}")
    return found


def _flag(data: Mapping[str, Any], key: str, *, default: bool) -> bool:
    found = data.get(key, default)
    if not isinstance(found, bool):
        raise ValueError(f"{key} must be true or false, got {found!r}")
    return found


def _only(data: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(data) - known):
        raise ValueError(f"{where} has the unknown keys {unknown}, known are {sorted(known)}")
