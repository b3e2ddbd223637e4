"""GeoNames' dumps as they are downloaded: one text file in a zip file, never unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from geodata.errors import DumpError

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_BYTES = 10 * 2**30
"""A dump is refused beyond this; GeoNames' largest has under 2 GB."""
STEEPEST_RATIO = 100
"""How much smaller than its content a dump may be; GeoNames' are about five times smaller."""
LONGEST_LINE = 2**20
"""Bytes; GeoNames limits its fields to a few thousand characters."""

_UNSUSPICIOUS_BYTES = 2**26
"""Content up to this may be packed as small as it likes."""
_BLOCK = 2**20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Archive:
    """A dump's zip file, of which nothing but the list of members was looked at."""

    path: Path
    member: str
    size: int
    """Bytes of the member, as the zip file says."""
    fingerprint: str
    """Changes with the zip file: its size, its time, or what it says of its members."""

    def lines(self, start: int = 0) -> Iterator[bytes]:
        """
        Lines of the member, with their ends, from the byte ``start``.

        Raises
        ------
        DumpError
            If the zip file turns out to be damaged, at the latest after the last line.
        """
        try:
            with zipfile.ZipFile(self.path) as opened, opened.open(self.member) as member:
                # A zip file's member is a raw stream, too, but its type does not say so.
                stream = io.BufferedReader(cast("io.RawIOBase", member), _BLOCK)
                read = 0
                while read < start and (block := stream.read(min(_BLOCK, start - read))):
                    read += len(block)
                while line := stream.readline(LONGEST_LINE):
                    read += len(line)
                    if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                        raise DumpError(
                            f"{self.path.name} has a line of more than {LONGEST_LINE:,} bytes "
                            f"in {self.member}, expected GeoNames' table."
                        )
                    yield line
        except _DAMAGE as error:
            raise DumpError(
                f"{self.path.name} is damaged: {error or type(error).__name__} in {self.member}. "
                "Download it again."
            ) from error
        except OSError as error:
            raise DumpError(f"{self.path} cannot be read: {error.strerror or error}.") from error
        if read != self.size:
            raise DumpError(
                f"{self.path.name} is damaged: {self.member} has {read:,} bytes, "
                f"expected {self.size:,}. Download it again."
            )


def open_archive(path: Path, members: re.Pattern[str], expected: str) -> Archive:
    """
    Open a dump.

    Parameters
    ----------
    path
        The zip file.
    members
        What the one member that counts may be called.
    expected
        The same in words, for messages.

    Raises
    ------
    DumpError
        If the file is no zip file, or not of GeoNames, or would fill the disk.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            infos = opened.infolist()
        found = path.stat()
    except (*_DAMAGE, ValueError) as error:
        raise DumpError(_no_zip(path)) from error
    except OSError as error:
        raise DumpError(f"{path} cannot be read: {error.strerror or error}.") from error
    fitting = [info for info in infos if members.fullmatch(info.filename)]
    if len(fitting) != 1:
        listed = ", ".join(repr(info.filename) for info in infos[:5]) or "nothing"
        raise DumpError(f"{path.name} contains {listed}, expected {expected}.")
    (info,) = fitting
    _check_member(path, info)
    hashed = hashlib.blake2b(f"{found.st_size} {found.st_mtime_ns}".encode(), digest_size=16)
    for one in infos:
        hashed.update(
            repr(
                (one.filename, one.CRC, one.file_size, one.compress_size, one.header_offset)
            ).encode()
        )
    return Archive(path, info.filename, info.file_size, hashed.hexdigest())


def _no_zip(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    if head == b"PK\x03\x04":
        return (
            f"{path.name} is cut off: its list of members, at the end, is missing or damaged. "
            "Download it again."
        )
    return f"{path.name} is no zip file: it starts with {head!r}, expected b'PK\\x03\\x04'."


def _check_member(path: Path, info: zipfile.ZipInfo) -> None:
    if info.file_size > LARGEST_BYTES:
        raise DumpError(
            f"{info.filename} in {path.name} says that it has {info.file_size:,} bytes, "
            f"expected at most {LARGEST_BYTES:,}."
        )
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > _UNSUSPICIOUS_BYTES and ratio > STEEPEST_RATIO:
        raise DumpError(
            f"{info.filename} in {path.name} is packed to a {ratio:,.0f}th of its size, "
            f"expected at most a {STEEPEST_RATIO}th: it is no table of GeoNames."
        )
    if info.flag_bits & 1:
        raise DumpError(f"{info.filename} in {path.name} is encrypted, expected a plain one.")
    if info.compress_type not in _METHODS:
        raise DumpError(
            f"{info.filename} in {path.name} is packed by method {info.compress_type}, "
            "expected stored or deflated."
        )
