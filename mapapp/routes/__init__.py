"""
The HTTP routes beside the page, and the one middleware that guards them.

Streamlit serves the routes it is given as they are: ``server.baseUrlPath`` is not put before
them, so `routes` does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from mapapp.assets import LEAFLET_ROUTE, leaflet_folder
from mapapp.routes.access import Guard
from mapapp.routes.cells import area, cells
from mapapp.routes.health import health
from mapapp.routes.situations import situations

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from geodata.settings import Settings

OPEN_ROUTES = frozenset({"health", "leaflet"})
"""Names of the routes that answer everybody even on a private map; every other one is guarded."""


def routes(base_path: str = "") -> list[BaseRoute]:
    """Every route of ours, below ``base_path`` (``server.baseUrlPath``, slashes or not)."""
    base = base_of(base_path)
    return [
        Route(f"{base}/api/v1/health", health, name="health"),
        Route(f"{base}/api/v1/situations", situations, name="situations"),
        Route(f"{base}/api/v1/cells", cells, name="cells"),
        Route(f"{base}/api/v1/areas/{{code}}", area, name="areas"),
        Route(f"{base}/api/{{rest:path}}", unknown, name="unknown"),
        Mount(f"{base}{LEAFLET_ROUTE}", StaticFiles(directory=leaflet_folder()), name="leaflet"),
    ]


def guard(settings: Settings, guarded: list[BaseRoute]) -> Middleware:
    """Middleware that lets nobody but the settings' token into the routes while private."""
    return Middleware(Guard, settings=settings, routes=guarded, open_routes=OPEN_ROUTES)


def base_of(base_path: str) -> str:
    """``server.baseUrlPath`` with a slash before it and none behind; empty for none."""
    path = base_path.strip("/")
    return f"/{path}" if path else ""


def unknown(_request: Request) -> JSONResponse:
    """Answer 404: without this Streamlit would answer 200 with its own page."""
    return JSONResponse({"error": "There is no such address."}, status_code=404)
