"""
Tagged corpora as texts with the spans of their places.

The folder is that which `CORPORA_VARIABLE` names. It holds ``training/wikiann_<lang>_<part>.tsv``
(Wikipedia), ``training/kaznerd_kk_valid.txt`` and ``toponyms/germeval_de_dev.jsonl``, and, for
calibration only, ``toponyms/{lgl,trnews,geowebnews}.jsonl``.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CORPORA_VARIABLE = "SITUATION_MAP_CORPORA"
KAZNERD_PLACES = frozenset({"GPE", "LOCATION"})
WIKIANN_LANGUAGES = ("de", "en", "fr", "nl", "pt")

WRITTEN_FOLDER = Path(__file__).parent / "written"
_MARKED = re.compile(r"\[\[(?P<place>.*?)\]\]|<<(?P<adjective>.*?)>>", re.DOTALL)

_NO_SPACE_BEFORE = frozenset(",.;:!?)]}%»”’…")
_NO_SPACE_AFTER = frozenset("([{«„“")
_MARKUP = re.compile(r"^(?:\*+|''+|=+|#+|\|+)$")
_REDIRECT = re.compile(r"^(?:weiterleitung|redirect|redirection|redirecionamento|doorverwijzing)$")

Tagged = list[tuple[str, str]]
"""Words with their tags, such as "B-LOC"."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text whose places are known."""

    text: str
    language: str
    places: tuple[tuple[int, int], ...]
    corpus: str = ""
    adjectives: tuple[tuple[int, int], ...] = ()
    """Spans of words derived from places: "Kazakh"."""


def corpora_folder() -> Path:
    """
    Folder of the corpora.

    Raises
    ------
    SettingsError
        If the variable names none.
    """
    folder = Path(os.environ.get(CORPORA_VARIABLE, ""))
    if not (folder / "training").is_dir():
        raise SettingsError(
            f"{CORPORA_VARIABLE} is {str(folder)!r}, expected the folder of the corpora."
        )
    return folder


def wikiann(folder: Path, language: str, part: str) -> Iterator[Tagged]:
    """Sentences of Wikipedia, tagged by its links: PER, ORG and LOC; redirects are left out."""
    path = folder / "training" / f"wikiann_{language}_{part}.tsv"
    for lines in _paragraphs(path):
        tagged = [line.split("\t") for line in lines]
        words = [(word.partition(":")[2], tag) for word, tag in tagged]
        sentence = [(word, tag) for word, tag in words if word and not _MARKUP.match(word)]
        if sentence and not _REDIRECT.match(sentence[0][0].lower()):
            yield sentence


def kaznerd(folder: Path) -> Iterator[Tagged]:
    """Sentences of Kazakh television news; tags of places are LOC, of persons PER."""
    for lines in _paragraphs(folder / "training" / "kaznerd_kk_valid.txt"):
        tagged = [line.rsplit(" ", 1) for line in lines]
        yield [(word, _common_tag(tag)) for word, tag in tagged]


def written(language: str) -> Iterator[Labelled]:
    """Reports that we wrote: places stand in [[ ]], words derived from them in << >>."""
    for path in sorted(WRITTEN_FOLDER.glob("*.txt")):
        if _language_of(path) == language:
            for marked in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
                yield _unmarked(marked, language)


def written_languages() -> list[str]:
    """Return the languages in which we wrote reports."""
    return sorted({_language_of(path) for path in WRITTEN_FOLDER.glob("*.txt")})


def _language_of(path: Path) -> str:
    """Language of a file such as ``de-2.txt``."""
    return path.stem.partition("-")[0]


def _unmarked(marked: str, language: str) -> Labelled:
    text, done = "", 0
    spans: dict[str, list[tuple[int, int]]] = {"place": [], "adjective": []}
    for mark in _MARKED.finditer(marked):
        text += marked[done : mark.start()]
        sort = str(mark.lastgroup)
        spans[sort].append((len(text), len(text) + len(mark[sort])))
        text += mark[sort]
        done = mark.end()
    text += marked[done:]
    return Labelled(text, language, tuple(spans["place"]), "written", tuple(spans["adjective"]))


def reports(path: Path) -> Iterator[Labelled]:
    """Texts of a file of JSON lines with ``text``, ``lang`` and ``toponyms``."""
    # Not splitlines: a text may hold other separators of lines.
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        record = json.loads(line)
        places = tuple((one["start"], one["end"]) for one in record["toponyms"])
        yield Labelled(record["text"], record["lang"], places, path.stem)


def joined(sentences: Iterable[Tagged], language: str, corpus: str) -> Labelled:
    """Return tagged sentences as one running text."""
    text = ""
    places: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences):
        glue = number > 0
        before = ""
        for word, tag in sentence:
            spaced = text and (glue or not _glued(before, word))
            text += " " * bool(spaced)
            if tag == "I-LOC" and places and places[-1][1] >= len(text) - 1:
                places[-1] = (places[-1][0], len(text) + len(word))
            elif tag.endswith("-LOC"):
                places.append((len(text), len(text) + len(word)))
            text += word
            before, glue = word, False
        if text and text[-1].isalnum():
            text += "."
    return Labelled(text, language, tuple(places), corpus)


def _glued(before: str, word: str) -> bool:
    return word[0] in _NO_SPACE_BEFORE or before[-1:] in _NO_SPACE_AFTER


def _common_tag(tag: str) -> str:
    prefix, _, sort = tag.partition("-")
    if sort in KAZNERD_PLACES:
        return f"{prefix}-LOC"
    return f"{prefix}-PER" if sort == "PERSON" else "O"


def _paragraphs(path: Path) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines
