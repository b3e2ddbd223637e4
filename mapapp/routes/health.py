"""``/api/v1/health``: whether the server answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.requests import Request


async def health(_request: Request) -> JSONResponse:
    """Answer ``{"status": "ok"}`` to anybody; nothing is read for it."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
