"""Tiny labelled corpora."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

ALMATY_GOLD = {"start": 9, "end": 15, "lat": 43.25, "lon": 76.95, "geonameid": 1526384}
"""Of a text that begins with "Riots in Almaty"."""


def document(text: str, *toponyms: dict[str, Any], lang: str = "en") -> dict[str, Any]:
    return {"id": text, "lang": lang, "text": text, "toponyms": list(toponyms)}


def write(path: Path, *lines: dict[str, Any] | str) -> Path:
    """A file of these documents; a text is written as it is."""
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path
