"""The command about words: ``lexicon check``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.errors import LexiconError
from geodata.language import rules
from geodata.language.date_words import DateWords
from geodata.status import lexicon as lexicons
from geodata.status.check import (
    lexicon_faults,
    optional_faults,
    optional_languages,
    pattern_counts,
    rules_faults,
)
from geodata.status.lexicon_table import read_table
from geodata.taxonomy import TAXONOMY_FILE, chosen_files, optional_files, read_taxonomy
from geodata.terminal import printable, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROOT = Path(__file__).parent.parent.parent
PASSAGES_FOLDER = _ROOT / "tests" / "geodata" / "passages"
"""The labelled passages of each language; not there in an installed package."""
ACCURACY_FILE = _ROOT / "docs" / "accuracy.md"
_BLIND_PART = re.compile(r"^## Statuses: first blind run$(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
_LANGUAGE_ROW = re.compile(r"^\| ([a-z]{2}) \|", re.MULTILINE)


@click.group()
def lexicon() -> None:
    """Check the words by which reports are read."""


@lexicon.command()
@click.argument("languages", nargs=-1)
def check(languages: tuple[str, ...]) -> None:
    """
    Check the words of LANGUAGES (codes such as de; all by default) and show what they cover.

    Prints each fault with its file and key, and then ends with status 1.
    """
    known = sorted({*lexicons.lexicon_languages(), *_rules_languages()})
    if unknown := sorted(set(languages) - set(known)):
        raise LexiconError(f"There are words for {', '.join(known)}, not for {unknown}.")
    chosen = languages or tuple(known)
    found = {language: _faults(language) for language in chosen}
    sound = [language for language in chosen if not found[language]]
    for line in _coverage(sound):
        click.echo(line)
    told = [fault for faults in found.values() for fault in faults]
    of_files = {name: optional_faults(path) for name, path in optional_files().items()}
    told += [fault for faults in of_files.values() for fault in faults]
    click.echo()
    for line in _optional([name for name, faults in of_files.items() if not faults]):
        click.echo(line)
    for fault in told:
        click.echo(f"fault: {printable(fault)}", err=True)
    if told:
        sys.exit(1)


def _rules_languages() -> list[str]:
    return [path.stem for path in rules.DATA_FOLDER.glob("*.toml") if path.stem != rules.NEUTRAL]


def _faults(language: str) -> list[str]:
    words = lexicons.LEXICON_FOLDER / f"{language}.toml"
    dates = rules.DATA_FOLDER / f"{language}.toml"
    found = [
        f"{path.parent.name}/{path.name} is missing"
        for path in (words, dates)
        if not path.is_file()
    ]
    return found or [*lexicon_faults(words), *rules_faults(dates)]


def _coverage(languages: Sequence[str]) -> Iterable[str]:
    """Lines of a table: patterns by language and status, cues, date words, passages."""
    statuses = list(read_taxonomy(TAXONOMY_FILE))
    has_passages = PASSAGES_FOLDER.is_dir()
    blind = _blind_languages()
    rows = []
    for language in languages:
        counts = pattern_counts(read_table(lexicons.LEXICON_FOLDER / f"{language}.toml"))
        dates = read_table(rules.DATA_FOLDER / f"{language}.toml").get("dates", {})
        row = [language, *(str(counts[name]) for name in (*statuses, "mask", "cues"))]
        row.append(str(sum(map(len, DateWords(dates).lists.values()))))
        if has_passages:
            row += [str(_passages(language)), "yes" if language in blind else "no"]
        rows.append(row)
    counted = [*statuses, "look-alikes", "cues", "dates", *(["passages"] if has_passages else [])]
    head = ["language", *counted, *(["measured"] if has_passages else [])]
    return table(head, rows, right=" ".join(counted))


def _passages(language: str) -> int:
    path = PASSAGES_FOLDER / f"{language}.jsonl"
    return len(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else 0


def _blind_languages() -> set[str]:
    """Languages whose first, blind run on their passages is noted."""
    text = ACCURACY_FILE.read_text(encoding="utf-8") if ACCURACY_FILE.is_file() else ""
    part = _BLIND_PART.search(text)
    return set(_LANGUAGE_ROW.findall(part[1])) if part else set()


def _optional(names: Sequence[str]) -> Iterable[str]:
    """Lines of a table: the files of optional statuses."""
    on = {path.stem for path in chosen_files()}
    languages = optional_languages(names)
    rows = [
        [
            name,
            "on" if name in on else "off",
            ", ".join(read_taxonomy(optional_files()[name])),
            " ".join(languages[name]),
        ]
        for name in names
    ]
    return table(["optional", "", "statuses", "languages"], rows, right="")
