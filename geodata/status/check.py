"""What is wrong with the files of words, and how much each of them covers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError
from geodata.language.rules import read_rules
from geodata.status.lexicon import read_lexicon
from geodata.status.lexicon_table import faults, pattern_lists, read_table, status_faults
from geodata.status.patterns import compile_patterns
from geodata.taxonomy import TAXONOMY_FILE, optional_files, read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_SAYING = ("words", "certain", "framed")
"""Lists whose patterns say that a status holds."""
_MOST_EXAMPLES = 40
_ENDINGS = ("", "xyz")
"""What may stand where a pattern allows any ending; an example without and one with some."""
_GROUP = re.compile(r"\(([^)]*)\)(\??)|(~)")
_GLUED = re.compile(r"[^\s~|(*]\(")
"""A bracket right behind a letter: right in Chinese, of no meaning where words stand apart."""
_HOLE = re.compile(r"\{(?:weekday|month|d|y|n)\}")
_PLAIN_WORDS = ("abbreviations", "starters")
"""Lists of a language's rules that hold words, no expressions."""


def lexicon_faults(path: Path) -> list[str]:
    """What is wrong with the lexicon of a language, each with the file and the key."""
    return [f"{path.name}: {fault}" for fault in _lexicon_faults(path)]


def rules_faults(path: Path) -> list[str]:
    """What is wrong with the rules of a language, each with the file and, if it can, the key."""
    try:
        read_rules(path)
    except LexiconError as error:
        return [f"{path.name}: {key}: {reason}" for key, reason in _bad_expressions(path)] or [
            str(error)
        ]
    return []


def optional_faults(path: Path) -> list[str]:
    """What is wrong with a file of optional statuses, each with the file and the key."""
    try:
        statuses = read_taxonomy(path)
        languages = read_table(path).get("words", {})
    except LexiconError as error:
        return [str(error)]
    if not isinstance(languages, dict) or not languages:
        return [f"{path.name}: words must have a section for each language, got {languages!r}"]
    found = [
        f"{path.name}: words.{language}: {fault}"
        for language, table in languages.items()
        for fault in (list(status_faults(table, statuses)) or _table_faults(table, list(statuses)))
    ]
    if taken := sorted(set(statuses) & set(read_taxonomy(TAXONOMY_FILE))):
        found.append(f"{path.name}: status: {TAXONOMY_FILE.name} has {taken}, too")
    return found


def pattern_counts(table: Mapping[str, Any]) -> Counter[str]:
    """Number of patterns of each status of a lexicon without faults, and of its cues."""
    counts: Counter[str] = Counter()
    for key, patterns in pattern_lists(table):
        name, _, part = key.partition(".")
        if part not in ("frame", "not_with"):
            counts[name] += len(patterns)
    return counts


def optional_languages(names: Sequence[str]) -> dict[str, list[str]]:
    """Languages that have the words of files of optional statuses, by the files' names."""
    files = optional_files()
    return {name: sorted(read_table(files[name])["words"]) for name in names}


def _lexicon_faults(path: Path) -> Iterator[str]:
    try:
        table = read_table(path)
    except LexiconError as error:
        yield str(error)
        return
    found = list(_table_faults(table, list(read_taxonomy(TAXONOMY_FILE))))
    yield from found
    if not found:
        try:
            read_lexicon(path)
        except LexiconError as error:
            yield str(error)


def _table_faults(table: Mapping[str, Any], statuses: Sequence[str]) -> Iterator[str]:
    """Faults of one language's words; those inside of patterns only where all else is right."""
    found = list(faults(table, statuses))
    yield from found
    if found:
        return
    wrong = False
    for key, patterns in pattern_lists(table):
        for pattern, times in Counter(patterns).items():
            if times > 1:
                yield f"{key} has {pattern!r} {times} times"
        for reason in _pattern_faults(patterns, table.get("prefixes", [])):
            wrong = True
            yield f"{key}: {reason}"
    for status in statuses:
        if not any(table.get(status, {}).get(key) for key in _SAYING):
            yield f"{status} has no words"
    if not wrong:
        yield from _hidden(table, statuses)


def _pattern_faults(patterns: Sequence[str], prefixes: Sequence[str]) -> Iterator[str]:
    # One by one only if need be: to compile takes most of the time.
    if _compile_fault(patterns, prefixes):
        for pattern in patterns:
            if reason := _compile_fault([pattern], prefixes):
                yield reason if repr(pattern) in reason else f"{pattern!r}: {reason}"
        return
    for pattern in filter(_GLUED.search, patterns):
        if not any(map(compile_patterns([pattern]).search, _examples(pattern))):
            yield f"{pattern!r} finds nothing, not even {next(_examples(pattern))!r}"


def _compile_fault(patterns: Sequence[str], prefixes: Sequence[str]) -> str:
    try:
        compile_patterns(patterns, prefixes)
    except (LexiconError, re.error) as error:
        return str(error)
    return ""


def _hidden(table: Mapping[str, Any], statuses: Sequence[str]) -> Iterator[str]:
    """Patterns of which every example is blanked out by the mask before it is looked for."""
    prefixes = table.get("prefixes", [])
    mask = compile_patterns(table.get("mask", {}).get("words", ()), prefixes)
    for status, key in product(statuses, _SAYING):
        for pattern in table.get(status, {}).get(key, ()):
            examples = list(_examples(pattern))
            # Most patterns are not touched by the mask at all.
            shown = [example for example in examples if not mask.search(example)]
            if not shown:
                found = compile_patterns([pattern], prefixes).search
                if not any(found(_blanked(mask, example)) for example in examples):
                    yield f"{status}.{key}: the mask hides {pattern!r} wherever it stands"


def _blanked(mask: re.Pattern[str], text: str) -> str:
    return mask.sub(lambda match: " " * len(match[0]), text)


def _examples(pattern: str) -> Iterator[str]:
    """Yield some texts that a pattern finds, from its alternatives."""
    parts: list[list[str]] = []
    end = 0
    for group in _GROUP.finditer(pattern):
        parts.append([pattern[end : group.start()]])
        if group[3]:
            parts.append(["", "xyz"])
        else:
            parts.append([*group[1].split("|"), *([""] if group[2] else [])])
        end = group.end()
    parts.append([pattern[end:]])
    longest = max(map(len, parts))
    each_once = ([part[n % len(part)] for part in parts] for n in range(longest))
    for chosen in chain(each_once, islice(product(*parts), _MOST_EXAMPLES)):
        for ending in _ENDINGS:
            yield "".join(chosen).lstrip("*").replace("*", ending)


def _bad_expressions(path: Path) -> Iterator[tuple[str, str]]:
    """Keys of a language's rules that hold what is no regular expression, with the reason."""
    try:
        table = read_table(path)
    except LexiconError:
        return
    for key, text in _strings("", table):
        try:
            re.compile(_HOLE.sub("x", text))
        except re.error as error:
            yield key, f"{text!r}: {error}"


def _strings(key: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in _PLAIN_WORDS:
                yield from _strings(f"{key}.{name}".lstrip("."), one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(key, one)
