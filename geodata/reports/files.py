"""Reports from files: JSON Lines of records, plain text, or a folder of these."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import ReportError
from geodata.reports.record import Record, read_record, report_from

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

RECORD_SUFFIXES = (".jsonl", ".ndjson")
TEXT_SUFFIXES = (".txt", ".text")

MOST_BYTES = 16_000_000
"""
Of a line or a text file; what is longer is never read whole.

A text of a million code points has at most 12 million bytes, as JSON may escape them.
"""

_LOOKED_AT = 8_192
"""Bytes at the beginning of a file that tell text from anything else."""


def read_path(path: Path, *, published: str = "", source: str = "") -> Iterator[Record]:
    """
    Reports of a file, or of all files of a folder in the order of their names.

    Parameters
    ----------
    path
        A ``.jsonl`` file holds one record a line; a text file is one report. Of a folder those
        two kinds are read, in the folders inside it, too, but not in what links to a folder.
    published, source
        For text files, which do not say these themselves.

    Yields
    ------
    record
        With a report, or with an error that names the file and what was wrong. What cannot be
        read inside a folder is such an error, too, and the rest of the folder is read.

    Raises
    ------
    ReportError
        If the path does not exist, cannot be read, or is of no known kind.
    """
    is_folder = _is_folder(path)
    for one in files_of(path):
        try:
            yield from _file(one, published=published, source=source)
        except (OSError, ReportError) as error:
            why = str(error)
            if isinstance(error, OSError):
                why = f"{one} cannot be read: {error.strerror}."
            if not is_folder:
                raise ReportError(why) from error
            yield Record(None, error=why, origin=str(one))


def files_of(path: Path) -> Iterator[Path]:
    """
    Files that `read_path` reads, in its order; a path that is no folder is given back.

    A folder that cannot be listed is given back, too: reading it then fails and says why.
    """
    if not _is_folder(path):
        yield path
        return
    folders_and_files = [(path, True)]
    while folders_and_files:
        one, is_folder = folders_and_files.pop()
        if not is_folder:
            yield one
            continue
        try:
            with os.scandir(one) as entries:
                inside = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield one
            continue
        for entry in inside:
            entered = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                folders_and_files.append((entered, True))
            # A link to a folder may lead back to one that it lies in.
            elif entered.suffix.lower() in RECORD_SUFFIXES + TEXT_SUFFIXES and not (
                _is_folder(entered)
            ):
                folders_and_files.append((entered, False))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _file(path: Path, *, published: str, source: str) -> Iterator[Record]:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        # It could not be listed; to try again says why.
        next(path.iterdir(), None)
        return
    is_text = path.suffix.lower() in TEXT_SUFFIXES
    if not is_text and path.suffix.lower() not in RECORD_SUFFIXES:
        known = ", ".join(RECORD_SUFFIXES + TEXT_SUFFIXES)
        raise ReportError(f"{path} is no file of reports; known are {known} and folders.")
    # To open a pipe would wait for somebody to write to it, and a device may have no end.
    if not stat.S_ISREG(mode):
        raise ReportError(f"{path} cannot be read: it is no regular file.")
    with path.open("rb") as opened:
        if b"\0" in opened.read(_LOOKED_AT):
            raise ReportError(f"{path} cannot be read: it has zero bytes, which no UTF-8 text has.")
        opened.seek(0)
        if is_text:
            yield _text(path, opened, published=published, source=source)
        else:
            yield from _records(path, opened)


def _records(path: Path, opened: BinaryIO) -> Iterator[Record]:
    number = 0
    while line := opened.readline(MOST_BYTES + 1):
        number += 1
        origin = f"{path}, line {number}"
        if len(line) > MOST_BYTES:
            size = len(line) + _skip_line(opened, line)
            error = f"{origin}: The line has more than {MOST_BYTES:,} bytes."
            yield Record(None, error=error, origin=origin, size=size)
        elif line.strip():
            record = read_record(line)
            error = f"{origin}: {record.error}" if record.error else ""
            yield replace(record, error=error, origin=origin, size=len(line))


def _skip_line(opened: BinaryIO, part: bytes) -> int:
    """Read on to the end of a line of which a part was read; return the bytes it took."""
    size = 0
    while part and not part.endswith(b"\n"):
        part = opened.readline(MOST_BYTES)
        size += len(part)
    return size


def _text(path: Path, opened: BinaryIO, *, published: str, source: str) -> Record:
    written = opened.read(MOST_BYTES + 1)
    if len(written) > MOST_BYTES:
        raise ReportError(f"{path} cannot be read: it has more than {MOST_BYTES:,} bytes.")
    text = written.decode("utf-8-sig", errors="replace")
    values = {"text": text, "published": published, "source": source or path.stem}
    record = Record(path.name, published or None, origin=str(path), size=len(written))
    try:
        return replace(record, report=report_from(values))
    except ReportError as error:
        return replace(record, error=f"{path}: {error}")
