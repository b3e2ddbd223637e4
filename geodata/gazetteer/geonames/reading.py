"""How a stage of the import reads a dump: from where it stopped, in chunks, within limits."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

from geodata.errors import DumpError
from geodata.gazetteer.geonames.tables import parse_row, split_row
from geodata.gazetteer.geonames.work import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.geonames.archive import Archive
    from geodata.gazetteer.geonames.work import State, Work

MOST_BAD_LINES = 1000
"""A dump with more bad lines than this, or than `MOST_BAD_SHARE` of its lines, is refused."""
MOST_BAD_SHARE = 0.01

_LINES_A_STEP = 10_000
_MOST_CODES = 500_000
_MOST_DIVISIONS = 25_000


class Bar(Protocol):
    """A progress bar, such as click's."""

    def update(self, n_steps: int, /) -> None:
        """Go on by so many steps."""


class Taker(Protocol):
    """What a stage does with a line."""

    def __call__(self, line: bytes, chunk: Chunk, state: State, /) -> None:
        """Take what a line adds, and count it; a ValueError means that the line is bad."""


def check(dump: Archive, alternates: Archive | None, bar: Bar) -> dict[str, dict[str, Any]]:
    """
    Read the dumps through, which finds damage before there is work to lose.

    Returns
    -------
    found
        ``divisions``: names of first-order divisions by code, such as ``KZ.02``; ``codes``: IATA
        and ICAO codes by geonameid, as a string.

    Raises
    ------
    DumpError
        If a dump is damaged.
    """
    divisions: dict[str, str] = {}
    codes: dict[str, list[str]] = defaultdict(list)
    for line in _watched(dump, 0, bar):
        if b"\tADM1\t" in line:
            _learn_division(line, divisions)
            _limit(dump, "first-order divisions", len(divisions), _MOST_DIVISIONS)
    if alternates is not None:
        for line in _watched(alternates, 0, bar):
            if b"\tiata\t" in line or b"\ticao\t" in line:
                columns = line.split(b"\t")
                if columns[1].isdigit() and len(columns) > 3:
                    codes[columns[1].decode()].append(columns[3].decode(errors="replace"))
                    _limit(alternates, "airport codes", len(codes), _MOST_CODES)
    return {"divisions": divisions, "codes": dict(codes)}


def read_stage(
    stage: str, dump: Archive, take: Taker, *, work: Work, bar: Bar, chunk_bytes: int
) -> State:
    """
    Read a dump from where its stage stopped to its end.

    Parameters
    ----------
    stage
        Under what the work folder keeps it.
    dump
        What to read.
    take
        Gets every line.
    work
        Holds what was done, and gets what is.
    bar
        Is told of the bytes read.
    chunk_bytes
        How much to read between two points of return.

    Returns
    -------
    state
        That of the whole stage.

    Raises
    ------
    DumpError
        If the dump is damaged, or too many of its lines are bad.
    """
    state = work.state(stage)
    bar.update(state.offset)
    if not state.chunks or state.offset < dump.size:
        chunk, next_stop = Chunk(), state.offset + chunk_bytes
        for line in _watched(dump, state.offset, bar):
            state.offset += len(line)
            state.lines += 1
            try:
                take(line, chunk, state)
            except ValueError as error:
                state.count("bad")
                state.first_bad = state.first_bad or f"line {state.lines:,}: {error}"
                _check_bad(dump, state, MOST_BAD_LINES)
            if state.offset >= next_stop:
                state.names += len(chunk)
                work.commit(stage, state, chunk.tables())
                chunk, next_stop = Chunk(), state.offset + chunk_bytes
        state.names += len(chunk)
        work.commit(stage, state, chunk.tables())
    if not state.lines:
        raise DumpError(f"{dump.member} in {dump.path.name} has no lines.")
    _check_bad(dump, state, MOST_BAD_SHARE * state.lines)
    return state


def _check_bad(dump: Archive, state: State, most: float) -> None:
    bad = state.counts.get("bad", 0)
    if bad > most:
        raise DumpError(
            f"{dump.member} in {dump.path.name} has {bad:,} bad lines among the first "
            f"{state.lines:,}, expected at most {int(most):,}. The first is {state.first_bad}."
        )


def _learn_division(line: bytes, divisions: dict[str, str]) -> None:
    try:
        row = parse_row(split_row(line))
    except ValueError:
        return  # the stage that reads places counts it
    if row.feature == "A.ADM1":
        divisions[f"{row.country}.{row.admin1_code}"] = row.name


def _limit(dump: Archive, what: str, count: int, most: int) -> None:
    if count > most:
        raise DumpError(f"{dump.path.name} has more than {most:,} {what}: it is not GeoNames'.")


def _watched(dump: Archive, start: int, bar: Bar) -> Iterator[bytes]:
    """Lines of a dump, while a bar goes forward."""
    step = 0
    for number, line in enumerate(dump.lines(start)):
        step += len(line)
        yield line
        if number % _LINES_A_STEP == 0:
            bar.update(step)
            step = 0
    bar.update(step)
