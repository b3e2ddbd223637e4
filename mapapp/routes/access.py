"""The one middleware that guards our routes."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Match

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from geodata.settings import Settings


class Guard:
    """
    Answers 401 to whoever asks a guarded route of a private map without the bearer token.

    It asks the routes themselves whether they match, just as the router will, so that no spelling
    of an address can pass one and reach the other. A route is guarded unless it is named in
    ``open_routes``. What no route of ours matches is Streamlit's own: the page's script decides
    there what a visitor may see.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: Settings,
        routes: Sequence[BaseRoute],
        open_routes: Collection[str],
    ) -> None:
        self.app = app
        self.settings = settings
        self.routes = routes
        self.open_routes = open_routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 401."""
        if self._is_guarded(scope) and not self._has_token(scope):
            refusal = JSONResponse(
                {"error": "This map is private: send its token as `Authorization: Bearer …`."},
                status_code=401,
                headers={"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"},
            )
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_guarded(self, scope: Scope) -> bool:
        if self.settings.public or scope["type"] not in ("http", "websocket"):
            return False
        for route in self.routes:
            match, _ = route.matches(scope)
            if match is not Match.NONE:
                return getattr(route, "name", "") not in self.open_routes
        return False

    def _has_token(self, scope: Scope) -> bool:
        if scope["type"] != "http":
            return False
        scheme, _, given = Request(scope).headers.get("authorization", "").partition(" ")
        expected = self.settings.token
        return (
            bool(expected)
            and scheme.lower() == "bearer"
            and hmac.compare_digest(given.strip().encode(), expected.encode())
        )
