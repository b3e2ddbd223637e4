"""``/api/v1/situations``: the situations of a range of days, as GeoJSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pandas as pd
from starlette.responses import Response

from geodata.settings import Settings
from geodata.situations import situations_between
from mapapp.further import PARAMETERS, further_from_query
from mapapp.loading import load
from mapapp.map.interval_columns import held
from mapapp.palette import MARKS
from mapapp.passing import passing
from mapapp.routes.answers import SAFE, asked, failing_politely
from mapapp.view import parse_day, parse_statuses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import geopandas as gpd
    from starlette.requests import Request

    from geodata.gazetteer.annotations import Dispute
    from mapapp.map_data import MapData

LIMIT, MOST = 1_000, 10_000
"""Features in an answer: without ``limit``, and at most."""

_KNOWN = ("from", "to", "status", "limit", *PARAMETERS)


@failing_politely
def situations(request: Request) -> Response:
    """
    Answer with a GeoJSON FeatureCollection.

    ``from`` and ``to`` are days (2022-01-05), both included, by default the newest day that has
    data; ``status`` is a list such as ``unrest,calm``; ``limit`` is from 1 to 10,000; the
    further filters are those of `further_from_query`. A parameter that is not understood is
    refused with 400 and ``{"error": …}``. ``total`` tells how many situations there are without
    the limit.
    """
    data = load(Settings())
    query = asked(request, _KNOWN)
    since, until = _range(query, data)
    statuses = parse_statuses(query.get("status", ",".join(MARKS)), known=list(MARKS))
    limit = _limit(query.get("limit", str(LIMIT)))
    passes = passing(data, further_from_query(query))
    shown = held(data.columns, since=since, until=until, statuses=statuses, passing=passes)
    first = situations_between(data.intervals_at(shown.rows[:limit]), since=since, until=until)
    body = {
        "type": "FeatureCollection",
        "from": since.isoformat(),
        "to": until.isoformat(),
        "samples": data.samples,
        "total": len(shown.rows),
        "features": _features(first, data.disputes),
    }
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    return Response(text, media_type="application/geo+json", headers=SAFE)


def _range(query: dict[str, str], data: MapData) -> tuple[dt.date, dt.date]:
    """The days asked for; where none are, the newest day that has data."""
    newest = data.days[1] if data.days else dt.date.min
    until = parse_day(query["to"]) if "to" in query else newest
    since = parse_day(query["from"]) if "from" in query else min(until, newest)
    if since > until:
        raise ValueError(f"`from` must not be after `to`, got {since} and {until}.")
    return since, until


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= MOST:
        return int(text)
    raise ValueError(f"`limit` must be a number from 1 to {MOST}, got {text[:40]!r}.")


def _features(found: gpd.GeoDataFrame, disputes: Mapping[str, Dispute]) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            # GeoJSON, like Shapely, puts longitude first.
            "geometry": {"type": "Point", "coordinates": [row.geometry.x, row.geometry.y]},
            "properties": {
                "place_id": row.place_id,
                "place": row.place,
                "kind": row.kind,
                "country": row.country,
                **_territory(disputes.get(row.place_id)),
                "admin1": row.admin1,
                "aspect": row.aspect,
                "status": row.status,
                "since": _day(row.since),
                "until": _day(row.until),
                "age_days": int(row.age_days),
                "stale": bool(row.stale),
                "disputed": bool(row.disputed),
                "hedged": bool(row.hedged),
                "reports": int(row.reports),
                "sources": int(row.sources),
                "claim_ids": list(row.claim_ids),
            },
        }
        for row in found.itertuples()
    ]


def _territory(dispute: Dispute | None) -> dict[str, Any]:
    """Who claims the territory of a place; nothing where nobody disputes it."""
    return {"claimed_by": list(dispute.claims), "claims_note": dispute.note} if dispute else {}


def _day(moment: pd.Timestamp) -> str | None:
    return None if pd.isna(moment) else moment.date().isoformat()
