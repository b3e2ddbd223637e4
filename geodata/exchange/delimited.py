"""
CSV (RFC 4180) in UTF-8 with a byte order mark, as spreadsheets want it.

A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe before it, and
so does one that begins with an apostrophe, so that reading the file takes away what writing put
there and nothing else.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from geodata.errors import ExchangeError
from geodata.exchange.files import opened
from geodata.exchange.terms import attribution, licence
from geodata.exchange.values import (
    CHUNK,
    LONGEST_TEXT,
    chunks,
    claims_of,
    contract,
    ordered,
    refuse_missing,
    shown,
)
from geodata.schema import CLAIM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

    import geopandas as gpd

LONGEST_ROW = 16_000_000
"""Characters of one row, line breaks within its cells included."""

_DANGEROUS = re.compile(r"[\t\r\n']|[\s\x00-\x1f\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]")
"""What a spreadsheet may take for a formula, also behind what it drops, or for its apostrophe."""

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
_BOOLEANS = {"true": True, "false": False}


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """
    Write claims or situations as a table with the columns ``lat`` and ``lon``.

    The last two columns, ``attribution`` and ``licence``, say the same on each row: there is no
    other place for it that every reader of CSV leaves alone. Ids in a list have a space between.
    """
    rows = ordered(frame)
    terms = [attribution(rows), licence(rows)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow([*contract(rows)[1], "lat", "lon", "attribution", "licence"])
        for part in chunks(rows):
            columns = [_written(values) for values in part.values()]
            table.writerows([*row, *terms] for row in zip(*columns, strict=True))


def read(path: Path) -> gpd.GeoDataFrame:
    """
    Claims frame of a file that `write` wrote, also if a spreadsheet added columns.

    Raises
    ------
    ExchangeError
        If it is something else, or a value in it is not as it must be.
    """
    with opened(path) as file:
        try:
            return claims_of(_parts(file, path.name), name=path.name)
        except UnicodeDecodeError as error:
            raise ExchangeError(f"{path.name} is not UTF-8: {error.reason}.") from error
        except csv.Error as error:
            raise ExchangeError(f"{path.name} is not CSV: {error}.") from error


def neutralised(text: str) -> str:
    """Text that a spreadsheet shows and never runs; `restored` is its inverse."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(cell: str) -> str:
    """Text of a cell that `neutralised` made."""
    return cell.removeprefix("'")


def _written(values: list[Any]) -> list[Any]:
    """Cells of one column; numbers stay bare, a negative one is no formula."""
    return [_cell(value) for value in values]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutralised(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralised(" ".join(value)) if isinstance(value, list) else value


class _Lines:
    """Lines of a file for csv.reader, which itself would read one row as long as the file."""

    def __init__(self, file: TextIO, name: str) -> None:
        self._file = file
        self._name = name
        self.row_length = 0
        """Characters since the last row began; the reader of the rows sets it back."""

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(LONGEST_ROW + 1):
            self.row_length += len(line)
            if self.row_length > LONGEST_ROW:
                raise ExchangeError(
                    f"{self._name} has a row of more than {LONGEST_ROW:,} characters."
                )
            yield line


def _parts(file: BinaryIO, name: str) -> Iterator[dict[str, list[Any]]]:
    lines = _Lines(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), name)
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_TEXT + 2))
    table = csv.reader(iter(lines), strict=True)
    head = next(table, [])
    refuse_missing(head, name)
    [(column, times)] = Counter(head).most_common(1)
    if times > 1:
        raise ExchangeError(f"{name} has the column {shown(column)} twice.")
    wanted = [(column, head.index(column)) for column in (*CLAIM_COLUMNS, "lat", "lon")]
    rows: list[list[str]] = []
    for row in table:
        lines.row_length = 0
        if len(row) != len(head):
            raise ExchangeError(
                f"{name}, line {table.line_num}: expected {len(head)} cells, got {len(row)}."
            )
        rows.append(row)
        if len(rows) == CHUNK:
            yield _columns(rows, wanted)
            rows = []
    yield _columns(rows, wanted)


def _columns(rows: list[list[str]], wanted: list[tuple[str, int]]) -> dict[str, list[Any]]:
    return {
        column: [_value(row[at], CLAIM_COLUMNS.get(column, "float64")) for row in rows]
        for column, at in wanted
    }


def _value(cell: str, dtype: str) -> Any:
    """The cell's value; a cell of another kind stays text, which is then refused."""
    if dtype == "str":
        return restored(cell)
    if dtype == "bool":
        return _BOOLEANS.get(cell.lower(), cell)
    if dtype == "int64":
        return int(cell) if _WHOLE.fullmatch(cell) else cell
    if dtype == "float64":
        return float(cell) if _NUMBER.fullmatch(cell) else cell
    return cell or None
