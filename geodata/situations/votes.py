"""
From claims to votes: who says which status of a place on a day, and in whose voice.

Every current claim with a date is a vote for its status, in its place and aspect, on its day. The
vote has a **voice**: a story that several sources print about the place and aspect is one voice,
however many print it; what else a source says there is its own voice. Whether a story is shared
is judged within the place and aspect alone, so that a claim about one place changes no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geodata.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import geopandas as gpd
    from numpy.typing import NDArray

    from geodata.taxonomy import Status

NEVER = np.iinfo(np.int64).min
"""A day or instant that is not given; earlier than every other."""


def known(claims: gpd.GeoDataFrame, known_by: datetime | None = None) -> gpd.GeoDataFrame:
    """
    Claims that were current at an instant, each once.

    Parameters
    ----------
    claims
        Columns as in `CLAIM_COLUMNS`; retired ones, and one claim of several readings, may be
        among them.
    known_by
        With a time zone: what was recorded at or before it and not retired by then. None: what
        is not retired.

    Returns
    -------
    claims
        The rows in their order. Of rows with one claim_id, that which was retired first: the
        reading that stood at the time.

    Raises
    ------
    ValueError
        If ``known_by`` has no time zone.
    """
    if known_by is None:
        counted = claims["retired_at"].isna()
    elif known_by.tzinfo is None:
        raise ValueError(f"known_by must have a time zone, got {known_by.isoformat()}.")
    else:
        counted = (claims["recorded_at"] <= known_by) & ~(claims["retired_at"] <= known_by)
    found = claims if counted.all() else claims[counted]
    if found["claim_id"].is_unique:
        return found
    order = ["retired_at", "reader_version", "date_end", "quote_end", "hedged", "story"]
    by_retirement = found.assign(row=np.arange(len(found))).sort_values(order)
    rows = by_retirement.drop_duplicates("claim_id")["row"].sort_values()
    return found.iloc[rows.to_numpy()]


def votes(
    claims: gpd.GeoDataFrame,
    taxonomy: Mapping[str, Status],
    *,
    shared: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Votes of claims; those of chosen days can be counted alone if the shared stories are given.

    Parameters
    ----------
    claims
        What `known` returned, or the part of it that speaks of some places, aspects and days:
        all of the claims of a place, aspect and day, or none.
    taxonomy
        Statuses by name.
    shared
        The stories that several sources print, as `shared_stories` returns them: it must know
        those of every claim given. None: judged by ``claims``, which must then be all claims of
        their places and aspects.

    Returns
    -------
    votes
        One row per dated claim, sorted by place, aspect, day, publication, report and position
        in it: ``row`` (where the claim stands in ``claims``), ``group`` (number of its place and
        aspect, in the order of their names), ``day`` and ``end`` (days since 1970),
        ``published``, ``report``, ``source``, ``voice`` (numbers that mean something within
        this frame only), ``shared``, ``plain`` (not hedged) and ``rank`` (minus the status's
        place in the taxonomy).

    Raises
    ------
    SchemaError
        If a claim has a status that the taxonomy lacks.
    """
    is_dated = claims["date"].notna().to_numpy()
    dated = claims if is_dated.all() else claims[is_dated]
    if unknown := sorted(set(dated["status"].unique()) - set(taxonomy)):
        raise SchemaError(f"Claims must have a status of {list(taxonomy)}, got {unknown}.")
    status = pd.Index(list(taxonomy)).get_indexer(dated["status"])
    aspects = pd.Series([status.aspect for status in taxonomy.values()], dtype="str")
    group = _ranks(dated["place_id"]) * len(taxonomy) + _ranks(aspects)[status]
    source = _ranks(_sources(dated))
    story = _ranks(_stories(dated))
    if shared is None:
        is_shared = _shared(group, story, source)
    else:
        printed = [dated["place_id"], aspects.iloc[status], _stories(dated)]
        is_shared = pd.MultiIndex.from_arrays(printed).isin(pd.MultiIndex.from_frame(shared))
    cast = pd.DataFrame(
        {
            "row": np.flatnonzero(is_dated),
            "group": group,
            "day": day_numbers(dated["date"]),
            "end": day_numbers(dated["date_end"]),
            "published": dated["published"].to_numpy(dtype="datetime64[us]").astype(np.int64),
            "report": _ranks(dated["report_id"]),
            "source": source,
            "voice": np.where(is_shared, story + source.max(initial=0) + 1, source),
            "shared": is_shared,
            "quote_start": dated["quote_start"].to_numpy(),
            "quote_end": dated["quote_end"].to_numpy(),
            "plain": ~dated["hedged"].to_numpy(),
            # The highest wins, and that is the first status of the taxonomy.
            "rank": -status,
        }
    )
    order = ["group", "day", "published", "report", "quote_start", "quote_end", "plain", "rank"]
    return cast.sort_values(order, ignore_index=True)


def shared_stories(claims: gpd.GeoDataFrame, taxonomy: Mapping[str, Status]) -> pd.DataFrame:
    """
    Stories that more than one source prints about a place and aspect.

    Parameters
    ----------
    claims
        What `known` returned, or any part of it that has all claims of the stories in question
        about the places and aspects in question.
    taxonomy
        Statuses by name.

    Returns
    -------
    shared
        One row per place, aspect and shared story, columns ``place_id``, ``aspect`` and
        ``story``. Claims without a date do not count.
    """
    cast = votes(claims, taxonomy)
    printed = claims.iloc[cast["row"].to_numpy()[cast["shared"].to_numpy()]]
    aspects = printed["status"].map({status.name: status.aspect for status in taxonomy.values()})
    columns = {"place_id": printed["place_id"], "aspect": aspects, "story": _stories(printed)}
    return pd.DataFrame(columns).astype("str").drop_duplicates(ignore_index=True)


def day_numbers(days: pd.Series[Any]) -> NDArray[np.int64]:
    """Days since 1970; `NEVER` for NaT."""
    return days.to_numpy(dtype="datetime64[D]").astype(np.int64)


def _sources(claims: gpd.GeoDataFrame) -> pd.Series[str]:
    """Source of each claim; a report without one speaks for itself."""
    source = claims["source"].str.strip()
    # NUL keeps the id of a report apart from any name.
    named: pd.Series[str] = source.where(source != "", "\0" + claims["report_id"])
    return named


def _stories(claims: gpd.GeoDataFrame) -> pd.Series[str]:
    stories: pd.Series[str] = claims["story"].where(claims["story"] != "", claims["report_id"])
    return stories


def _shared(
    group: NDArray[np.int64], story: NDArray[np.int64], source: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether a vote's story has votes of another source, too, in its place and aspect."""
    printed = group * (story.max(initial=0) + 1) + story
    by_source = pd.DataFrame({"printed": printed, "source": source}).drop_duplicates()
    several = by_source["printed"][by_source["printed"].duplicated()]
    return np.isin(printed, several.unique())


def _ranks(texts: pd.Series[str]) -> NDArray[np.int64]:
    """The place of each text among the sorted distinct texts."""
    places, _ = pd.factorize(texts, sort=True)
    return np.asarray(places, dtype=np.int64)
