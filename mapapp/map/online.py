"""The one layer from the network that an operator may offer; readers switch it on themselves."""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import xyzservices

_PLACEHOLDERS = ("{z}", "{x}", "{y}")
_MAX_ZOOM = 19

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OnlineLayer:
    """A layer of tiles, as Leaflet asks for them."""

    name: str
    url: str
    attribution: str
    """HTML."""
    max_zoom: int


@cache
def online_layer(chosen: str) -> OnlineLayer | None:
    """
    Layer that the setting chooses; None if it is empty or cannot be understood, which is logged.

    Parameters
    ----------
    chosen
        A name as in xyzservices, such as ``OpenStreetMap.Mapnik``, that needs no key; or the
        http(s) address of the operator's own tiles with ``{z}``, ``{x}`` and ``{y}``, a space, and
        who is to be credited.
    """
    if not chosen:
        return None
    if "://" in chosen:
        return _own(chosen)
    try:
        found = xyzservices.providers.query_name(chosen)
    except ValueError:
        found = None
    if found is None or found.requires_token():
        _log.error(
            "SITUATION_MAP_ONLINE_LAYER must be the name of a layer of xyzservices that needs no "
            "key, or an address and a credit, got %r.",
            chosen,
        )
        return None
    return OnlineLayer(
        name=html.escape(found["name"]),
        url=found.build_url(),
        attribution=found["html_attribution"],
        max_zoom=int(found.get("max_zoom", _MAX_ZOOM)),
    )


def _own(chosen: str) -> OnlineLayer | None:
    url, _, credit = chosen.partition(" ")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not credit.strip():
        problem = True
    else:
        problem = not all(placeholder in url for placeholder in _PLACEHOLDERS)
    if problem:
        _log.error(
            "SITUATION_MAP_ONLINE_LAYER must be an http(s) address with {z}, {x} and {y}, a space "
            "and a credit, got %r.",
            chosen,
        )
        return None
    return OnlineLayer(
        name=html.escape(parts.hostname or ""),
        url=url,
        attribution=html.escape(credit.strip()),
        max_zoom=_MAX_ZOOM,
    )
