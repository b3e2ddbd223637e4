"""What our routes have in common: parameters read strictly, and errors told without secrets."""

from __future__ import annotations

import functools
import logging
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from geodata.errors import GeodataError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from starlette.requests import Request

SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"}
"""Headers of every answer."""

_log = logging.getLogger(__name__)


def asked(
    request: Request, known: Collection[str], *, required: Collection[str] = ()
) -> dict[str, str]:
    """
    Parameters of a request, each at most once.

    Raises
    ------
    ValueError
        If one is not known, is given twice, or is missing; the message may be shown.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise ValueError(f"Parameters are {', '.join(known)}, got {name[:40]!r}.")
        if name in given:
            raise ValueError(f"`{name}` must be given once.")
        given[name] = value
    if missing := [name for name in required if name not in given]:
        raise ValueError(f"`{missing[0]}` is missing.")
    return given


def failing_politely(route: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Answer 400 with the message of a ValueError, and 503 if the store cannot be read."""

    # A plain function: Starlette runs it in a thread, so a slow read holds up nobody else.
    @functools.wraps(route)
    def answer(request: Request) -> Response:
        try:
            return route(request)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400, headers=SAFE)
        except GeodataError:
            _log.exception("The store cannot be read.")
            return JSONResponse(
                {"error": "The store cannot be read."}, status_code=503, headers=SAFE
            )

    return answer
