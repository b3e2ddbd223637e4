"""Files written whole or not at all, and files of others opened with care."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LARGEST_BYTES = 4 * 2**30
"""A larger file is not imported; a million claims take about one GiB as GeoJSON."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """
    Lend a path for a draft, which then takes the place of the file in one step.

    Parameters
    ----------
    path
        What is to be written. Its folder must be there; a symbolic link is replaced, not
        followed.

    Yields
    ------
    draft
        A path of the same name in a new hidden folder beside it, which is gone afterwards. If
        the body fails, whatever was at ``path`` is still there.

    Raises
    ------
    ExchangeError
        If the file cannot be written: no such folder, read-only, disk full.
    """
    _refuse_odd(path)
    try:
        _refuse_special(path)
        folder = Path(tempfile.mkdtemp(prefix=".writing-", dir=path.parent))
        try:
            draft = folder / path.name
            yield draft
            _flush(draft)
            draft.replace(path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        _flush(path.parent)
    except OSError as error:
        raise ExchangeError(f"{path} cannot be written: {error.strerror or error}.") from error


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """
    Open a file of somebody else's to be read.

    Raises
    ------
    ExchangeError
        If there is none, it is a folder or a device, it is larger than `LARGEST_BYTES`, or
        reading it fails.
    """
    _refuse_odd(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ExchangeError(f"{path} must be a file.")
        if found.st_size > LARGEST_BYTES:
            raise ExchangeError(
                f"{path} has {found.st_size:,} bytes, expected at most {LARGEST_BYTES:,}."
            )
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise ExchangeError(f"There is no file {path}.") from error
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror or error}.") from error


def refuse_link(path: Path) -> None:
    """Raise `ExchangeError` if the path is a symbolic link, which may lead out of its folder."""
    if path.is_symlink():
        raise ExchangeError(f"{path} is a symbolic link, expected a file or folder of the export.")


def _refuse_odd(path: Path) -> None:
    if not path.name or "\0" in str(path):
        raise ExchangeError(f"A file must have a name, got {str(path)!r}.")


def _refuse_special(path: Path) -> None:
    if path.is_dir():
        raise ExchangeError(f"{path} is a folder, expected the name of a file.")
    if path.exists() and not path.is_file():
        raise ExchangeError(f"{path} is no ordinary file and is left alone.")


def _flush(path: Path) -> None:
    """Wait until a file, or the list of files of a folder, is safely on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
