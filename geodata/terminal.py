"""Text for a terminal: names and messages of others made harmless, and tables."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def printable(text: str) -> str:
    """Spell a text without line breaks and control characters, as a terminal must see it."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, right: str) -> Iterator[str]:
    """
    Lines of a table.

    Parameters
    ----------
    head
        Headings of the columns.
    rows
        Cells, as many in each row.
    right
        Headings of those columns that are aligned on the right, with spaces between them.
    """
    shown = [list(head), *([printable(cell) for cell in row] for row in rows)]
    widths = [max(map(columns, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = []
        for cell, width, heading in zip(row, widths, head, strict=True):
            space = " " * (width - columns(cell))
            cells.append(space + cell if heading in right.split() else cell + space)
        yield "  ".join(cells).rstrip()


def columns(text: str) -> int:
    """Columns that a text takes: Chinese characters take two, combining signs none."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
