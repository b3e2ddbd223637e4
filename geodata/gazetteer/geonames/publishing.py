"""How an index that is whole takes its place, and how one that an import made is known."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

from geodata.errors import GazetteerError

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.gazetteer.geonames.work import Work

_ORIGIN = "origin.json"


def imported(folder: Path) -> dict[str, Any] | None:
    """
    Return what is known of the import that made an index; None if there is no such folder.

    Raises
    ------
    GazetteerError
        If the folder holds something else.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    try:
        found = json.loads((folder / _ORIGIN).read_text(encoding="utf-8"))
        return {"origin": found["origin"], "result": found["result"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GazetteerError(
            f"{folder} is not a place index that an import made, and is left as it is. "
            "Name another folder."
        ) from error


def publish(work: Work, target: Path, origin: dict[str, Any]) -> None:
    """Put the index of a work folder in its place, and remove the work folder."""
    folder, former = work.folder / "index", target.with_name(f"{target.name}.former")
    text = json.dumps(origin, ensure_ascii=False, indent=1)
    (folder / _ORIGIN).write_text(text, encoding="utf-8")
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    if former.exists():
        shutil.rmtree(former)
    if target.exists():
        target.replace(former)
    folder.replace(target)
    if former.exists():
        shutil.rmtree(former)
    shutil.rmtree(work.folder)
