"""The only home of the map's colours, shapes and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geodata.taxonomy import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geodata.taxonomy import Status

Shape = Literal["triangle", "square", "circle", "diamond", "pentagon", "hexagon", "star", "wedge"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one status looks on the map, in the legend and in words."""

    status: str
    label: str
    glyph: str
    """The shape as a character, for places that can show text only."""
    color: str
    """Six hexadecimal digits after a #."""
    shape: Shape
    hollow: bool = False
    """A quiet mark: outlined in its colour, filled with white."""


OWN_LOOKS = (
    Mark("unrest", "Unrest", "▲", "#D55E00", "triangle"),
    Mark("airport_closed", "Airport closed", "■", "#111111", "square"),
    Mark("calm", "Calm", "●", "#0072B2", "circle"),
    Mark("airport_open", "Airport reopened", "◇", "#5A6B78", "diamond", hollow=True),
)
"""Marks that were made for a status, most pressing first."""

DEFAULT_LOOKS: tuple[tuple[Shape, str, str], ...] = (
    ("pentagon", "⬟⬠", "#CC79A7"),
    ("hexagon", "⬢⬡", "#009E73"),
    ("star", "★☆", "#B8860B"),
    ("wedge", "▼▽", "#56B4E9"),
)
"""Shapes, their glyphs (filled, hollow) and colours for the other aspects of the taxonomy."""


def marks_of(statuses: Iterable[Status]) -> dict[str, Mark]:
    """
    Marks by status: those of `OWN_LOOKS`, then a default look for every other status.

    Each further aspect gets the next of `DEFAULT_LOOKS`, the first again after the last: filled
    for the first status of the aspect, hollow for those that end it. The label is the name.
    """
    marks = {mark.status: mark for mark in OWN_LOOKS}
    others = [status for status in statuses if status.name not in marks]
    aspects = list(dict.fromkeys(status.aspect for status in others))
    seen = set()
    for status in others:
        shape, glyphs, color = DEFAULT_LOOKS[aspects.index(status.aspect) % len(DEFAULT_LOOKS)]
        hollow = status.aspect in seen
        label = status.name.replace("_", " ").capitalize()
        marks[status.name] = Mark(status.name, label, glyphs[hollow], color, shape, hollow=hollow)
        seen.add(status.aspect)
    return marks


MARKS: dict[str, Mark] = marks_of(load_taxonomy().values())
"""Marks by status, most pressing first: the order of the legend and of the status index.
Most filled colours are from Okabe and Ito, "Color Universal Design" (2008), and stay apart under
every common colour blindness; each aspect has shapes of its own besides."""


def status_index(status: str) -> int:
    """
    Position of a status in `MARKS`, the only name the browser knows it by.

    Raises
    ------
    KeyError
        If the status has no mark.
    """
    if status not in MARKS:
        raise KeyError(f"Status {status!r} has no mark, expected one of {list(MARKS)}.")
    return list(MARKS).index(status)
