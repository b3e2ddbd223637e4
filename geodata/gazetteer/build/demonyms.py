"""Adjectives and inhabitants' names of places, from the files in ``gazetteer/demonyms``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GazetteerError
from geodata.gazetteer.names import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.pack import PackWriter

DEMONYMS_FOLDER = Path(__file__).parents[1] / "demonyms"
PLACES_FILE = "places.tsv"
ENDINGS_FILE = "endings.toml"

_FORM = re.compile(r"(?P<prefixed>~?)(?P<stem>[^~*+|]+)(?P<ending>(?:[*+]\d?)?)")


def add_demonyms(pack: PackWriter, folder: Path = DEMONYMS_FOLDER) -> None:
    """
    Give places their adjectives and inhabitants' names.

    Parameters
    ----------
    pack
        Has the places already and gets the forms.
    folder
        Holds ``places.tsv``, ``endings.toml`` and one table per language, as its README says.

    Raises
    ------
    GazetteerError
        If a table is malformed, or names a place that the pack has not.
    """
    rows = _rows_by_code(pack, folder / PLACES_FILE)
    for path in language_files(folder):
        endings = read_endings(folder, path.stem)
        for line, code, forms in read_demonyms(path):
            if code not in rows:
                raise GazetteerError(f"{path.name}, line {line}: no place has the code {code!r}.")
            try:
                expanded = expand(forms, endings)
            except GazetteerError as error:
                raise GazetteerError(f"{path.name}, line {line}: {error}") from error
            for form in expanded:
                pack.form(rows[code], form, Form.ADJECTIVE, language=path.stem)


def language_files(folder: Path = DEMONYMS_FOLDER) -> list[Path]:
    """The tables of the languages, each named by its ISO 639-1 code."""
    return sorted(path for path in folder.glob("*.tsv") if path.name != PLACES_FILE)


def read_endings(folder: Path, language: str) -> dict[str, list[str]]:
    """Endings of a language by their sign, such as ``"*"``, and its ``prefixes``."""
    endings = tomllib.loads((folder / ENDINGS_FILE).read_text(encoding="utf-8"))
    found: dict[str, list[str]] = endings.get(language, {})
    return found


def read_demonyms(path: Path) -> Iterator[tuple[int, str, str]]:
    """
    Read the table of one language.

    Yields
    ------
    line, code, forms
        Number of the line, the place's code, and its forms as they stand there.

    Raises
    ------
    GazetteerError
        If the header or a line has not the two columns.
    """
    for line, fields in _read_table(path, ["place", "forms"]):
        yield line, fields[0], fields[1]


def expand(forms: str, endings: dict[str, list[str]]) -> list[str]:
    """
    Write out forms with the prefixes and endings that their signs stand for.

    Parameters
    ----------
    forms
        Forms separated by ``|``, such as ``"~kasachisch*|Kasach+"``.
    endings
        As `read_endings` returns them.

    Raises
    ------
    GazetteerError
        If a form is malformed or the language lacks its ending.
    """
    expanded: dict[str, None] = {}
    for form in forms.split("|"):
        found = _FORM.fullmatch(form)
        if found is None or found["stem"] != found["stem"].strip():
            raise GazetteerError(f"the form {form!r} is malformed.")
        for sign in ("prefixes" if found["prefixed"] else "", found["ending"]):
            if sign and sign not in endings:
                raise GazetteerError(f"the form {form!r} needs {sign!r}, which no ending explains.")
        for prefix in endings["prefixes"] if found["prefixed"] else [""]:
            for ending in endings[found["ending"]] if found["ending"] else [""]:
                expanded[f"{prefix}{found['stem']}{ending}"] = None
    return list(expanded)


def _rows_by_code(pack: PackWriter, path: Path) -> dict[str, int]:
    """Row of every place that a table may name: by id, by country code, by ``places.tsv``."""
    rows = {place.place_id: row for row, place in enumerate(pack.places)}
    for row, place in enumerate(pack.places):
        if place.kind == "country":
            rows[place.country] = row
    for line, (code, place_id, _) in _read_table(path, ["code", "place", "name"]):
        if place_id not in rows:
            raise GazetteerError(f"{path.name}, line {line}: no place has the id {place_id!r}.")
        rows[code] = rows[place_id]
    return rows


def _read_table(path: Path, header: list[str]) -> Iterator[tuple[int, list[str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != header:
        raise GazetteerError(f"{path.name} must begin with the columns {', '.join(header)}.")
    for line, text in enumerate(lines[1:], start=2):
        fields = text.split("\t")
        if len(fields) != len(header) or not all(fields):
            raise GazetteerError(
                f"{path.name}, line {line} must have {len(header)} columns, got {text!r}."
            )
        yield line, fields
