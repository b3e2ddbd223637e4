"""The only home of the map's colours, shapes and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["triangle", "square", "circle", "diamond"]


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


MARKS: dict[str, Mark] = {
    mark.status: mark
    for mark in (
        Mark("unrest", "Unrest", "▲", "#D55E00", "triangle"),
        Mark("airport_closed", "Airport closed", "■", "#111111", "square"),
        Mark("calm", "Calm", "●", "#0072B2", "circle"),
        Mark("airport_open", "Airport reopened", "◇", "#5A6B78", "diamond", hollow=True),
    )
}
"""Marks by status, most pressing first: the order of the legend and of the status index.
The filled colours are from Okabe and Ito, "Color Universal Design" (2008), and stay apart under
every common colour blindness; each status has a shape of its own besides."""


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
