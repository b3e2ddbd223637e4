"""``/api/v1/cells``: the situations in a view of the map, packed for its canvas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from geodata.settings import Settings
from mapapp.further import PARAMETERS, further_from_query
from mapapp.loading import load
from mapapp.map.cells import FINEST, Block, pack_cells
from mapapp.map.interval_columns import held
from mapapp.palette import MARKS
from mapapp.passing import passing
from mapapp.routes.answers import SAFE, asked, failing_politely
from mapapp.view import parse_day, parse_statuses

if TYPE_CHECKING:
    from starlette.requests import Request

_KNOWN = ("from", "to", "status", "zoom", "tiles", "known", "revision", *PARAMETERS)
_TILES = re.compile(r"-?\d{1,5},\d{1,5},-?\d{1,5},\d{1,5}", re.ASCII)
_MOST_TILES = 1_000
"""A screen of 8 by 8 thousand pixels with its margin; more is no map."""
_AREA_SECONDS = 3600
"""How long a browser may keep an outline."""


@failing_politely
def cells(request: Request) -> Response:
    """
    Answer with what `pack_cells` gives of a block of tiles.

    ``from`` and ``to`` are days (2022-01-05), ``status`` is a list such as ``unrest,calm``,
    ``zoom`` is from 0 to 10, and ``tiles`` is the block as ``west,north,east,south``. ``known`` is
    a day: the map as it was known at its end.
    The further filters are those of `further_from_query`.
    ``revision`` is not read: it makes the address new when reports have come.
    """
    query = asked(request, _KNOWN, required=("from", "to", "zoom", "tiles"))
    since, until = parse_day(query["from"]), parse_day(query["to"])
    if since > until:
        raise ValueError(f"`from` must not be after `to`, got {since} and {until}.")
    statuses = parse_statuses(query.get("status", ",".join(MARKS)), known=list(MARKS))
    block = _block(query["zoom"], query["tiles"])
    known_on = parse_day(query["known"]) if "known" in query else None
    further = further_from_query(query)
    data = load(Settings(), known_on=known_on)
    shown = held(
        data.columns,
        since=since,
        until=until,
        statuses=statuses,
        passing=passing(data, further),
    )
    packed = pack_cells(data.columns, shown, block)
    return Response(packed, media_type="application/octet-stream", headers=SAFE)


def area(request: Request) -> Response:
    """
    Answer with the outline of a country or region that has a claim, by its place's code.

    ``rings`` is a list of rings, each of [lon, lat] in degrees; 404 where no outline is known.
    """
    code = request.path_params["code"]
    rings = load(Settings()).outline(int(code)) if len(code) < 16 and code.isdigit() else None
    if rings is None:
        return JSONResponse({"error": "No outline is known."}, status_code=404, headers=SAFE)
    return JSONResponse(
        {"rings": rings}, headers={**SAFE, "Cache-Control": "private, max-age=3600"}
    )


def _block(zoom: str, tiles: str) -> Block:
    if not (zoom.isascii() and zoom.isdigit() and len(zoom) < 3 and int(zoom) <= FINEST):
        raise ValueError(f"`zoom` must be a number from 0 to {FINEST}, got {zoom[:40]!r}.")
    if not _TILES.fullmatch(tiles):
        raise ValueError(f"`tiles` must be four numbers such as 0,0,3,2, got {tiles[:40]!r}.")
    west, north, east, south = map(int, tiles.split(","))
    if west > east or north > south or (east - west + 1) * (south - north + 1) > _MOST_TILES:
        raise ValueError(f"`tiles` must be a block of 1 to {_MOST_TILES:,} tiles, got {tiles!r}.")
    return Block(int(zoom), west, north, east, south)
