"""Reports from files: JSON Lines of records, plain text, or a folder of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import ReportError
from geodata.reports.record import Record, read_record, report_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORD_SUFFIXES = (".jsonl", ".ndjson")
TEXT_SUFFIXES = (".txt", ".text")


def read_path(path: Path, *, published: str = "", source: str = "") -> Iterator[Record]:
    """
    Reports of a file, or of all files of a folder in the order of their names.

    Parameters
    ----------
    path
        A ``.jsonl`` file holds one record a line; a text file is one report.
    published, source
        For text files, which do not say these themselves.

    Yields
    ------
    record
        With a report, or with an error that names the file and what was wrong.

    Raises
    ------
    ReportError
        If the path does not exist, cannot be read, or is of no known kind.
    """
    try:
        if path.is_dir():
            for inside in sorted(path.rglob("*")):
                if inside.suffix.lower() in RECORD_SUFFIXES + TEXT_SUFFIXES:
                    yield from read_path(inside, published=published, source=source)
        elif path.suffix.lower() in RECORD_SUFFIXES:
            yield from _records(path)
        elif path.suffix.lower() in TEXT_SUFFIXES:
            yield _text(path, published=published, source=source)
        else:
            known = ", ".join(RECORD_SUFFIXES + TEXT_SUFFIXES)
            raise ReportError(f"{path} is no file of reports; known are {known} and folders.")
    except OSError as error:
        raise ReportError(f"{path} cannot be read: {error.strerror}.") from error


def _records(path: Path) -> Iterator[Record]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                record = read_record(line)
                where = f"{path}, line {number}: {record.error}" if record.error else ""
                yield Record(record.id, record.published, record.report, where)


def _text(path: Path, *, published: str, source: str) -> Record:
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    values = {"text": text, "published": published, "source": source or path.stem}
    try:
        return Record(path.name, published or None, report_from(values))
    except ReportError as error:
        return Record(path.name, error=f"{path}: {error}")
