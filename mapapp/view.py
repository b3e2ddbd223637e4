"""What is looked at: dates, statuses and the selected place, read from and written to a URL."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapapp.further import NO_FURTHER, PARAMETERS, Further, further_from_query, query_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NO_STATUS = "none"
"""Stands in the URL for the empty choice: a parameter without a value would be dropped."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLACE_ID_LIMIT = 100


@dataclass(frozen=True, slots=True)
class View:
    """One view of the map; two equal views show the same."""

    since: dt.date
    until: dt.date
    statuses: tuple[str, ...]
    place_id: str = ""
    """The selected place; empty for none."""
    known_on: dt.date | None = None
    """The map as it was known at the end of this day; None: as it is known now."""
    further: Further = NO_FURTHER


def parse_day(text: str) -> dt.date:
    """
    Day written as ``2022-01-05``.

    Raises
    ------
    ValueError
        If the text is anything else; the message may be shown to whoever wrote it.
    """
    if _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"A day must be written as 2022-01-05, got {text[:40]!r}.")


def parse_statuses(text: str, *, known: Collection[str]) -> tuple[str, ...]:
    """
    Statuses written as ``unrest,calm``, in the order of ``known``; ``none`` is the empty choice.

    Raises
    ------
    ValueError
        If one of them is not known; the message may be shown to whoever wrote it.
    """
    names = {name.strip() for name in text.split(",")}
    if names == {NO_STATUS}:
        return ()
    unknown = sorted(names.difference(known))
    if unknown:
        raise ValueError(
            f"A status must be one of {', '.join(known)} or {NO_STATUS}, got {unknown[0][:40]!r}."
        )
    return tuple(name for name in known if name in names)


def view_from_query(
    query: Mapping[str, str], default: View, *, first: dt.date, last: dt.date
) -> tuple[View, list[str]]:
    """
    Read the view that a URL asks for, with a problem for each parameter that is not understood.

    Parameters
    ----------
    query
        The parameters ``from``, ``to``, ``status``, ``place`` and ``known``, and those of the
        further filters; each may be missing.
    default
        What stands in for a parameter that is missing or not understood; its statuses are
        all there are.
    first, last
        The days that have data; the view is moved inside them.

    Returns
    -------
    view
        Always valid: ``since`` is not after ``until``, both between ``first`` and ``last``.
    problems
        One sentence each, of our own words only: nothing of the URL is repeated.
    """
    problems = []
    days = {"from": default.since, "to": default.until}
    for name, fallback in list(days.items()):
        try:
            asked = parse_day(query[name]) if name in query else fallback
        except ValueError:
            problems.append(f"The link's “{name}” is not a day such as 2022-01-05.")
            continue
        days[name] = min(max(asked, first), last)
        if days[name] != asked:
            problems.append(f"The link's “{name}” lies outside the days that have data.")
    statuses = default.statuses
    if "status" in query:
        try:
            statuses = parse_statuses(query["status"], known=default.statuses)
        except ValueError:
            problems.append("The link names a status that does not exist.")
    since, until = sorted(days.values())
    place_id = query.get("place", "")[:_PLACE_ID_LIMIT]
    further, misunderstood = _further(query)
    view = View(since, until, statuses, place_id, default.known_on, further)
    return view, [*problems, *misunderstood]


def known_on_from_query(query: Mapping[str, str]) -> tuple[dt.date | None, list[str]]:
    """The day as known on which the URL asks for the map, and a problem if it is none."""
    if "known" not in query:
        return None, []
    try:
        return parse_day(query["known"]), []
    except ValueError:
        return None, ["The link's “known” is not a day such as 2022-01-05."]


def query_from_view(view: View, default: View) -> dict[str, str]:
    """
    Parameters of a link that shows the view; empty for the default view.

    The bare address stays bare, so that a bookmark of it opens on the newest day; any other
    view is written out in full, so that its link shows the same next week.
    """
    if view == default:
        return {}
    query = {
        "from": view.since.isoformat(),
        "to": view.until.isoformat(),
        "status": ",".join(view.statuses) or NO_STATUS,
    }
    if view.place_id:
        query["place"] = view.place_id
    if view.known_on:
        query["known"] = view.known_on.isoformat()
    return query | query_of(view.further)


def _further(query: Mapping[str, str]) -> tuple[Further, list[str]]:
    """The further filters that are understood, and a problem for each that is not."""
    understood: dict[str, str] = {}
    problems = []
    for name in PARAMETERS:
        if name in query:
            try:
                further_from_query({name: query[name]})
            except ValueError:
                problems.append(f"The link's “{name}” is not understood.")
            else:
                understood[name] = query[name]
    return further_from_query(understood), problems
