"""
The import of a GeoNames dump: a new index with all of the shipped one and of the dump.

The stages: read the dumps through to find damage; copy the names of the shipped index; read the
places; read the names in other languages; write the files of the index; put it in its place.
What is done stands in a folder beside the index (`geodata.gazetteer.geonames.work`), so that an
import that died goes on where it was. What comes out depends on the files alone, and takes the
place of the former index only when it is whole.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.errors import DumpError, GazetteerError
from geodata.gazetteer.columns import numbers
from geodata.gazetteer.geonames.archive import open_archive
from geodata.gazetteer.geonames.assembling import assemble, number_of_tables
from geodata.gazetteer.geonames.known import KnownPlaces
from geodata.gazetteer.geonames.publishing import imported, publish
from geodata.gazetteer.geonames.reading import check, read_stage
from geodata.gazetteer.geonames.tables import FEATURES_FILE
from geodata.gazetteer.geonames.taking import NameTaker, PlaceTaker
from geodata.gazetteer.geonames.work import Chunk, State, Work, locked, parted
from geodata.gazetteer.index import DATA_FOLDER, Gazetteer
from geodata.gazetteer.names import NameTable
from geodata.gazetteer.spelling import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from geodata.gazetteer.geonames.archive import Archive
    from geodata.gazetteer.geonames.reading import Bar

    Bars = Callable[[str, int], AbstractContextManager[Bar]]

CHUNK_BYTES = 2**25
"""How much of a dump is read between two points of return."""

_VERSION = 1
"""Of what is written; what another version left behind is not used."""
_DUMP_MEMBER = re.compile(r"allCountries\.txt|[A-Z]{2}\.txt")
_ALTERNATES_MEMBER = re.compile(r"alternateNamesV2\.txt|[A-Z]{2}\.txt")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: dict[str, int]
    """Number of places by kind."""
    known: int
    """Lines about places that the shipped index has already."""
    names: int
    """Names that the table of names gave."""
    spellings: int
    """Spellings in the index."""
    left: dict[str, int]
    """Lines that were left out, by reason."""
    bad: list[str] = field(default_factory=list)
    """The first bad line of each file that has one."""
    again: bool = False
    """Whether the same files had been imported before, and nothing was done."""


def import_dump(
    dump: Path,
    alternates: Path | None = None,
    *,
    folder: Path,
    countries: Iterable[str] = (),
    base: Path = DATA_FOLDER,
    bars: Bars = lambda _label, _length: nullcontext(_Silent()),
    chunk_bytes: int = CHUNK_BYTES,
) -> Imported:
    """
    Make an index of the shipped one and a GeoNames dump.

    Parameters
    ----------
    dump
        ``allCountries.zip``, or the zip file of one country.
    alternates
        ``alternateNamesV2.zip``; without it the other names in the dump count in any language.
    folder
        Where the index goes. One that an import made is replaced.
    countries
        ISO 3166-1 alpha-2 codes of those whose places are taken; empty for all.
    base
        Folder of the shipped index.
    bars
        Gives a progress bar for the label and length of a stage.
    chunk_bytes
        How much to read between two points of return.

    Raises
    ------
    DumpError
        If a file is damaged or not what it should be.
    GazetteerError
        If the folder holds something else, another import is at work, or the disk is full.
    """
    places = open_archive(dump, _DUMP_MEMBER, "allCountries.txt or a country's, such as KZ.txt")
    names = None
    if alternates is not None:
        names = open_archive(alternates, _ALTERNATES_MEMBER, "alternateNamesV2.txt")
    wanted = sorted(set(countries))
    origin = _origin(base, places, names, wanted)
    key = hashlib.blake2b(json.dumps(origin).encode(), digest_size=8).hexdigest()
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target.with_name(f"{target.name}.lock")):
            former = imported(target)
            if former is not None and former["origin"] == origin:
                return Imported(**former["result"], again=True)
            work = _open_work(target, key)
            try:
                result = _Import(work, places, names, wanted, base, bars, chunk_bytes).run()
            except DumpError:
                shutil.rmtree(work.folder)  # it is of no use with another file
                raise
            publish(work, target, {"origin": origin, "result": result})
            return Imported(**result)
    except OSError as error:
        raise GazetteerError(_cannot_write(error, target)) from error


class _Silent:
    """A progress bar that shows nothing."""

    def update(self, _: int, /) -> None:
        pass


@dataclass(frozen=True, slots=True)
class _Import:
    """An import on its way; each step skips what was done."""

    work: Work
    places: Archive
    names: Archive | None
    countries: list[str]
    base: Path
    bars: Bars
    chunk_bytes: int

    def run(self) -> dict[str, Any]:
        """Do what is left to do, and return the fields of `Imported`; the index lies ready."""
        checked = self._check()
        rows = self._copy_names()
        states = self._read(checked)
        rows += sum(state.names for state in states)
        stages = ("base", "places", "names")[: 1 + len(states)]
        with self.bars("Writing the index", number_of_tables(rows)) as bar:
            folder = assemble(self.work, self.base, stages, rows=rows, bar=bar)
        return _result(states, Gazetteer(folder).spellings)

    def _check(self) -> Any:
        if self.work.recall("checked") is None:
            total = self.places.size + (self.names.size if self.names else 0)
            with self.bars("Checking the files", total) as bar:
                self.work.remember("checked", check(self.places, self.names, bar))
        return self.work.recall("checked")

    def _read(self, checked: dict[str, Any]) -> list[State]:
        codes = {int(key): listed for key, listed in checked["codes"].items()}
        known = KnownPlaces(self.base, codes)
        states = [self._read_places(known, checked["divisions"])]
        if self.names is not None:
            states.append(self._read_names(self.names, known))
        return states

    def _copy_names(self) -> int:
        state = self.work.state("base")
        for path in sorted(self.base.glob("names-*.marisa"))[state.chunks :]:
            columns = NameTable(self.base, path.stem).columns()
            state.names += len(columns.places)
            tables = Chunk().tables() | {"names": parted(columns)}
            self.work.commit("base", state, tables)
        return state.names

    def _read_places(self, known: KnownPlaces, divisions: dict[str, str]) -> State:
        for batch in self.work.batches("places", "ids"):
            known.add_all(*(numbers(pa.chunked_array([column])) for column in batch.columns))
        divisions = divisions | known.divisions()
        take = PlaceTaker(known, divisions, self.countries, other_names=self.names is None)
        with self.bars("Reading places", self.places.size) as bar:
            return read_stage(
                "places", self.places, take, work=self.work, bar=bar, chunk_bytes=self.chunk_bytes
            )

    def _read_names(self, names: Archive, known: KnownPlaces) -> State:
        former = pq.read_table(self.base / "former.parquet").to_pylist()
        take = NameTaker(known, {(row["place"], normalise(row["name"])) for row in former})
        with self.bars("Reading names", names.size) as bar:
            return read_stage(
                "names", names, take, work=self.work, bar=bar, chunk_bytes=self.chunk_bytes
            )


def _origin(
    base: Path, places: Archive, names: Archive | None, countries: list[str]
) -> dict[str, Any]:
    """All that the outcome of an import depends on."""
    hashed = hashlib.blake2b(digest_size=16)
    for path in [*sorted(path for path in base.iterdir() if path.is_file()), FEATURES_FILE]:
        hashed.update(path.name.encode())
        hashed.update(path.read_bytes())
    return {
        "version": _VERSION,
        "shipped": hashed.hexdigest(),
        "files": [[one.path.name, one.fingerprint] for one in (places, names) if one is not None],
        "countries": countries,
    }


def _open_work(target: Path, key: str) -> Work:
    """Open the work folder of an import, and remove what other imports left behind."""
    folder = target.with_name(f"{target.name}.import-{key}")
    for stale in target.parent.glob(f"{target.name}.import-*"):
        if stale != folder:
            shutil.rmtree(stale)
    return Work(folder)


def _result(states: list[State], spellings: int) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for state in states:
        counts.update(state.counts)
    return {
        "added": _those(counts, "added:"),
        "known": counts["known"],
        "names": counts["names"],
        "spellings": spellings,
        "left": _those(counts, "left:") | ({"bad": counts["bad"]} if counts["bad"] else {}),
        "bad": [state.first_bad for state in states if state.first_bad],
    }


def _those(counts: Counter[str], prefix: str) -> dict[str, int]:
    return {
        name.removeprefix(prefix): count
        for name, count in sorted(counts.items())
        if name.startswith(prefix)
    }


def _cannot_write(error: OSError, target: Path) -> str:
    if error.errno == errno.ENOSPC:
        free = shutil.disk_usage(target.parent).free
        return (
            f"The disk of {target.parent} is full ({free:,} bytes are free). Make room and give "
            "the same command again: it goes on where it stopped."
        )
    return f"The place index cannot be written to {target}: {error}."
