"""Toponyms that the place index lacks, asked of a web geocoder where the operator wants it."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geopy.exc import GeopyError

from geodata.gazetteer.nominatim import configured_geocoder
from geodata.gazetteer.osm import places_named
from geodata.models import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopy.geocoders.base import Geocoder

    from geodata.models import Place, Toponym
    from geodata.settings import Settings

LONGEST_QUERY = 60
"""Code points; a longer span is no name, and no business of a server."""
MOST_CANDIDATES = 5
MOST_CONFIDENCE = 0.5
"""The score of a name with one candidate: nothing of the report but its countries was weighed."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class OnlineNames:
    """
    Resolves by a web geocoder what the place index lacks, and counts what could not be asked.

    Only the name is sent, nothing else of the report.
    """

    geocoder: Geocoder
    """One that speaks as Nominatim does."""
    failed: int = 0
    """Names that could not be asked for; they stayed unresolved."""

    def resolve(self, toponyms: Sequence[Toponym]) -> list[Toponym]:
        """
        Return the toponyms, with places for the unresolved ones where the geocoder has any.

        A place in a country that the report names more often goes before others; then the
        geocoder's order counts. A geocoder that cannot be asked is logged and counted, never an
        error: the toponym stays unresolved.
        """
        places = [one.place for one in toponyms if one.place]
        countries = Counter(place.country for place in places if place.country)
        known: dict[str, list[Place]] = {}
        resolved = []
        for toponym in toponyms:
            name = " ".join(toponym.text.split())
            if toponym.place is None and 0 < len(name) <= LONGEST_QUERY:
                if name not in known:
                    known[name] = self._places(name)
                resolved.append(_with_place(toponym, known[name], countries))
            else:
                resolved.append(toponym)
        return resolved

    def _places(self, name: str) -> list[Place]:
        try:
            return places_named(name, self.geocoder)
        except GeopyError as error:
            self.failed += 1
            _log.warning(
                "%r could not be looked up online: %s: %r", name, type(error).__name__, str(error)
            )
            return []


def online_names(settings: Settings) -> OnlineNames | None:
    """
    Return the geocoder that the operator switched on; None, the default, if none is.

    Raises
    ------
    SettingsError
        See `configured_geocoder`.
    """
    geocoder = configured_geocoder(settings)
    return None if geocoder is None else OnlineNames(geocoder)


def _with_place(toponym: Toponym, places: list[Place], countries: Counter[str]) -> Toponym:
    if not places:
        return toponym
    ordered = sorted(places, key=lambda place: -countries[place.country])[:MOST_CANDIDATES]
    scores = [MOST_CONFIDENCE / len(ordered) / (1 + rank) for rank in range(len(ordered))]
    candidates = map(Candidate, ordered, scores)
    return replace(
        toponym, place=ordered[0], confidence=round(scores[0], 3), candidates=tuple(candidates)
    )
