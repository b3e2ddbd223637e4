"""Labelled texts, read from JSON Lines: what a person found in them."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from geodata.errors import CorpusError, ReportError
from geodata.reports.record import report_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from geodata.models import Report

Document = TypeVar("Document")

_KEPT = ("text", "title", "source", "url", "language", "published")
_SHOWN = 60
"""Characters of a wrong value that an error message repeats."""


def read_labelled(
    paths: Sequence[Path],
    read: Callable[[dict[str, Any], str], Document],
    *,
    gold: str,
    limit: int | None = None,
) -> list[Document]:
    """
    Documents of labelled files.

    Parameters
    ----------
    paths
        JSON Lines, one document a line; empty lines are passed over.
    read
        Makes a document of a line's values and the name of its corpus; a value that is not
        what it should be is a `ReportError`.
    gold
        Key of the list of what a person found.
    limit
        Read the first so many of each file; by default all.

    Raises
    ------
    CorpusError
        If a file is missing, given twice or empty, if a line cannot be read, or if no document
        of a file has anything noted; the message names the file and the line.
    """
    documents: list[Document] = []
    for path, corpus in zip(paths, corpus_names(paths), strict=True):
        found, noted = _read_file(path, corpus, read, gold, limit)
        if not found:
            raise CorpusError(f"{path} holds no documents, expected one a line.")
        if not noted:
            raise CorpusError(f"{path} has no gold: {gold} is empty in all {len(found)} documents.")
        documents += found
    return documents


def corpus_names(paths: Sequence[Path]) -> list[str]:
    """
    Names of the files' corpora: without folder and ending where that tells them apart.

    Raises
    ------
    CorpusError
        If a file is given twice.
    """
    for path, times in Counter(path.resolve() for path in paths).items():
        if times > 1:
            raise CorpusError(f"{path} is given {times} times, expected once.")
    stems = Counter(path.stem for path in paths)
    return [path.stem if stems[path.stem] == 1 else str(path) for path in paths]


def report_of(values: dict[str, Any], *, published: str | None = None) -> Report:
    """
    Report of a labelled line, to be read like any other: the noted language is not used.

    Raises
    ------
    ReportError
        If there is no text, or a value has the wrong type or form.
    """
    kept = {key: values[key] for key in _KEPT if key in values}
    return report_from(kept if published is None else {**kept, "published": published})


def text_of(values: dict[str, Any], key: str) -> str:
    """Text under a key, which must be there; a `ReportError` if not."""
    value = values.get(key)
    if not isinstance(value, str) or not value:
        raise ReportError(f"{key} must be a string, got {shown(value)}.")
    return value


def list_of(values: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """List of objects under a key, which must be there; a `ReportError` if not."""
    value = values.get(key)
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ReportError(f"{key} must be a list of JSON objects, got {shown(value)}.")
    return value


def point_of(values: dict[str, Any]) -> tuple[float, float] | None:
    """``lat`` and ``lon`` of a noted place; None if either is null, `ReportError` if wrong."""
    bounds = {"lat": 90, "lon": 180}
    for key, bound in bounds.items():
        value = values.get(key)
        if value is None:
            return None
        if not _is_number(value) or not -bound <= value <= bound:
            raise ReportError(f"{key} must be from -{bound} to {bound}, got {shown(value)}.")
    return float(values["lat"]), float(values["lon"])


def shown(value: Any) -> str:
    """Spell a wrong value for a message, cut when it is long."""
    text = repr(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _read_file(
    path: Path,
    corpus: str,
    read: Callable[[dict[str, Any], str], Document],
    gold: str,
    limit: int | None,
) -> tuple[list[Document], int]:
    """Read a file; the number is how many things are noted in all its documents."""
    documents: list[Document] = []
    noted = 0
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, values in _values(path, lines):
                if len(documents) == limit:
                    break
                try:
                    documents.append(read(values, corpus))
                except ReportError as error:
                    raise CorpusError(f"{path}, line {number}: {error}") from error
                noted += len(values[gold])
    except FileNotFoundError as error:
        raise CorpusError(f"{path} does not exist, expected a file of JSON Lines.") from error
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8: {error.reason}.") from error
    return documents, noted


def _values(path: Path, lines: Iterable[str]) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except RecursionError as error:
            raise CorpusError(f"{path}, line {number}: nested too deeply.") from error
        except ValueError as error:
            raise CorpusError(f"{path}, line {number}: not JSON: {error}.") from error
        if not isinstance(values, dict):
            raise CorpusError(f"{path}, line {number}: must be a JSON object, got {shown(values)}.")
        yield number, values


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
