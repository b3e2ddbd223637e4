"""Where the browser finds Leaflet and our own scripts: always on this server."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""Served by Streamlit under ``/app/static/``."""

LEAFLET_ROUTE = "/vendor/leaflet"
LEAFLET_PACKAGE = "XStatic-Leaflet"
ROUTED_VARIABLE = "SITUATION_MAP_ROUTED"
"""Set in this process while our own routes are served: the page script cannot see them."""

# The map lives in the component's frame, at <base>/component/<name>/index.html: relative to it
# every address also holds under server.baseUrlPath.
_BASE = "../.."


@cache
def leaflet_folder() -> Path:
    """
    Folder of ``leaflet.js`` within the installed package.

    The package is looked up, not imported: importing it needs pkg_resources.

    Raises
    ------
    FileNotFoundError
        If the package is missing or holds no Leaflet.
    """
    try:
        listed = files(LEAFLET_PACKAGE) or []
    except PackageNotFoundError:
        listed = []
    for file in listed:
        if file.name == "leaflet.js":
            return Path(str(file.locate())).parent
    raise FileNotFoundError(
        f"Leaflet is missing: {LEAFLET_PACKAGE} is not installed or is incomplete; "
        "run `pip install -r requirements.txt`."
    )


def leaflet_base() -> str:
    """Address of Leaflet's folder, relative to the map's frame; copies it there if need be."""
    if is_routed():
        return f"{_BASE}{LEAFLET_ROUTE}"
    copy_leaflet(STATIC / "vendor" / "leaflet")
    return f"{_BASE}/app/static/vendor/leaflet"


def is_routed() -> bool:
    """Whether our own routes are served beside the page; on some hosts they cannot be."""
    return bool(os.environ.get(ROUTED_VARIABLE))


def route_url(name: str) -> str:
    """Address of one of our routes, relative to the map's frame; empty where there are none."""
    return f"{_BASE}/api/v1/{name}" if is_routed() else ""


@cache
def copy_leaflet(target: Path) -> None:
    """Fill ``target`` with Leaflet's script, style and images, each file in one step."""
    source = leaflet_folder()
    wanted = [source / "leaflet.js", source / "leaflet.css", *(source / "images").glob("*.png")]
    for file in wanted:
        copy = target / file.relative_to(source)
        if copy.exists() and copy.stat().st_size == file.stat().st_size:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        # Another server may start at the same moment: nobody may see half a file.
        partial = copy.with_name(f".{copy.name}.{os.getpid()}")
        shutil.copyfile(file, partial)
        partial.replace(copy)


def static_url(name: str) -> str:
    """
    Address of a file in `STATIC`, relative to the map's frame.

    It ends in a hash of the content, so that a browser never runs a script of yesterday.
    """
    version = hashlib.blake2b((STATIC / name).read_bytes(), digest_size=4).hexdigest()
    return f"{_BASE}/app/static/{name}?v={version}"


def static_folder_url(name: str) -> str:
    """Address of a folder in `STATIC`, relative to the map's frame, with a slash at its end."""
    return f"{_BASE}/app/static/{name}/"
