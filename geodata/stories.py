"""
Reprints: texts that several sources took from one agency, recognised by their words.

A reprint changes the headline, the dateline or the agency's name, leaves out the end, or has a
sentence of its own at the front. So a text is judged by its beginning: the first `WINDOW` words
(or twice as many letters, in scripts without spaces), taken as the set of their runs of four words
(six letters). Two texts are one story if at least `SHARED` of the runs that either of them has are
in both, or if `CONTAINED` of the shorter one's runs are in the longer one and the first share is at
least `SHARED_OF_A_CUT`. Reports on one event that were written apart share hardly any run. A text
of fewer than `SHORT` words is a reprint only of the same words.

The shares are estimated from MinHash signatures (Broder, "On the resemblance and containment of
documents", 1997) with a standard error of about 0.05, and candidates are found by their bands: of
the texts that share half of their runs 99.9 % have a band in common, of those that share 0.3 90 %.
The language plays no part: texts in different languages share no words.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from dataclasses import dataclass

import numpy as np
from rensa import RMinHash

from geodata.schema import printable

WINDOW = 200
"""Words from the beginning that are compared: an outlet that cuts a text cuts its end."""

SHORT = 20
"""Words under which two texts are the same only if all words are."""

SHARED = 0.4
"""Of the runs of both texts together. Read by eye in clusters of news about one event (see
docs/time.md): above it one text was reworked; below 0.2 hardly more than quotations are shared."""

CONTAINED = 0.7
"""Of the runs of the shorter text, where the other one goes on."""

SHARED_OF_A_CUT = 0.25

_HASHES = 96
_BAND_ROWS = 2
_BANDS = 24
_READ_AT_MOST = 10_000
"""Code points: more than `WINDOW` words of any language take up."""

_VERSION = 1
"""Stands in every signature and band; to be raised when either comes out differently."""

_BAND_HASHES = [
    hashlib.blake2b(digest_size=8, key=bytes([_VERSION, number])) for number in range(_BANDS + 1)
]
"""One for each band, so that the same values in two places of a signature are two bands."""

_EXACT, _SKETCH = 0, 1
_HEADER = struct.Struct("<BBH")
"""Version, kind, and number of distinct runs."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_WORD = re.compile(rf"(?:[^\W_]+|[\u0900-\u0963\u0966-\u0dff{_UNSPACED}]+)+")
_UNSPACED_LETTER = re.compile(
    rf"[{_UNSPACED}\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
_ALIKE = str.maketrans("يىك", "ییک", "\u0640" + "".join(map(chr, range(0x64B, 0x653))))
"""Arabic letters that outlets write one for another; the marks of vowels are left out."""
_NO_ASCII_WORD = dict.fromkeys((i for i in range(128) if not chr(i).isalnum()), " ")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to find its reprints by."""

    bands: tuple[int, ...]
    """Signed 64-bit numbers; texts of one story have at least one in common. Empty if the text
    has no words."""
    signature: bytes
    """At most 200 bytes, for `same_story`."""


def fingerprint(text: str) -> Fingerprint:
    """
    Bands and signature of a text, the same on every machine.

    Parameters
    ----------
    text
        The text of a report, in any language; case, punctuation and white space do not matter.
    """
    folded = unicodedata.normalize("NFKC", printable(text[:_READ_AT_MOST])).casefold()
    words = _words(folded)
    joined = "".join(words)
    if not joined.isascii() and 2 * len(_UNSPACED_LETTER.findall(joined)) > len(joined):
        runs = _runs(list(joined[: 2 * WINDOW]), 6) if len(joined) >= 2 * SHORT else []
    else:
        runs = _runs(words[:WINDOW], 4) if len(words) >= SHORT else []
    return _sketch(runs) if runs else _exact(words)


def same_story(one: bytes, other: bytes) -> bool:
    """
    Whether two texts are reprints of one, by their signatures.

    Parameters
    ----------
    one, other
        Signatures that `fingerprint` made; those of different versions are never alike.
    """
    version, kind, count = _HEADER.unpack_from(one)
    other_version, other_kind, other_count = _HEADER.unpack_from(other)
    if (version, kind) != (other_version, other_kind):
        return False
    if kind == _EXACT:
        return count > 0 and one == other
    values = np.frombuffer(one, "<u2", offset=_HEADER.size)
    others = np.frombuffer(other, "<u2", offset=_HEADER.size)
    shared = float(np.count_nonzero(values == others)) / _HASHES
    common = shared / (1 + shared) * (count + other_count)
    return shared >= SHARED or (
        shared >= SHARED_OF_A_CUT and common >= CONTAINED * min(count, other_count)
    )


def _words(folded: str) -> list[str]:
    # Without the pattern for ASCII: it takes a third of the time of a fingerprint.
    if folded.isascii():
        return folded.translate(_NO_ASCII_WORD).split()
    return _WORD.findall(folded.translate(_ALIKE))


def _runs(units: list[str], length: int) -> list[str]:
    return list(map(" ".join, zip(*(units[i:] for i in range(length)), strict=False)))


def _sketch(runs: list[str]) -> Fingerprint:
    hashed = RMinHash(num_perm=_HASHES, seed=_VERSION)
    hashed.update(runs)
    values = np.array(hashed.digest(), dtype="<u4")
    rows, size = values.tobytes(), _BAND_ROWS * values.itemsize
    bands = tuple(_band(i, rows[i * size : (i + 1) * size]) for i in range(_BANDS))
    header = _HEADER.pack(_VERSION, _SKETCH, len(set(runs)))
    return Fingerprint(bands, header + values.astype("<u2").tobytes())


def _exact(words: list[str]) -> Fingerprint:
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=16).digest()
    bands = (_band(_BANDS, digest),) if words else ()
    return Fingerprint(bands, _HEADER.pack(_VERSION, _EXACT, len(words) and 1) + digest)


def _band(number: int, values: bytes) -> int:
    hashed = _BAND_HASHES[number].copy()
    hashed.update(values)
    return int.from_bytes(hashed.digest(), "little", signed=True)
