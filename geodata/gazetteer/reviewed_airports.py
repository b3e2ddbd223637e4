"""Airports as news names them, read from the reviewed file ``airports.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Mapping

AIRPORTS_FILE = Path(__file__).with_name("airports.toml")


@dataclass(frozen=True, slots=True)
class ReviewedAirport:
    """What was written by hand of one airport; its fields are described in the file."""

    icao: str
    names: Mapping[str, tuple[str, ...]]
    """By ISO 639-1 code, or by an empty text those of any language of the Latin script."""
    alone: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    main: bool = False
    closed: int | None = None
    codes: tuple[str, ...] = ()
    corrections: Mapping[str, str | float] | None = None
    """``name``, ``city``, ``country``, ``iata``, ``lat`` and ``lon`` where airportsdata errs."""


@cache
def reviewed_airports() -> tuple[ReviewedAirport, ...]:
    """
    Return the airports of the file, in its order.

    Raises
    ------
    LexiconError
        If the file is missing or damaged.
    """
    try:
        table = tomllib.loads(AIRPORTS_FILE.read_text(encoding="utf-8"))
        return tuple(_airport(icao, entry) for icao, entry in table.items())
    except (OSError, tomllib.TOMLDecodeError, AttributeError, TypeError) as error:
        raise LexiconError(f"{AIRPORTS_FILE.name} cannot be read: {error!r}.") from error


@cache
def standalone_names(language: str) -> tuple[str, ...]:
    """Names of airports in a language that need no word for airport beside them, sorted."""
    return tuple(
        sorted(
            {
                name
                for airport in reviewed_airports()
                for key in ("", language)
                for name in airport.names.get(key, ())
                if name in airport.alone
            }
        )
    )


def _airport(icao: str, entry: dict[str, Any]) -> ReviewedAirport:
    names = entry.pop("names", {})
    return ReviewedAirport(
        icao=icao,
        names={
            "" if language == "any" else language: tuple(written)
            for language, written in names.items()
        },
        alone=tuple(entry.pop("alone", ())),
        former=tuple(entry.pop("former", ())),
        main=entry.pop("main", False),
        closed=entry.pop("closed", None),
        codes=tuple(entry.pop("codes", ())),
        corrections=entry,
    )
