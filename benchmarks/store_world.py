"""A made-up world of claims to fill a store with: few places have most of them, as in the news."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.models import Claim, Place, Reading, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_DAY = dt.date(2023, 1, 1)
DAYS = 3 * 365
PLACES = 20_000
SOURCES = 400
VERSION = "benchmark"

_QUOTE = "Residents of {} said on the phone that the streets around the main square were {}. "
_STATUSES = {"security": ("unrest", "calm"), "airport": ("airport_closed", "airport_open")}


class World:
    """
    Places, each with phases of one status and then the other, and what is reported of them.

    Parameters
    ----------
    seed
        The same seed gives the same world.
    """

    def __init__(self, seed: int = 6) -> None:
        self._random = np.random.default_rng(seed)
        lat = np.degrees(np.arcsin(self._random.uniform(-0.8, 0.9, PLACES)))
        lon = self._random.uniform(-180, 180, PLACES)
        self.places = [
            Place(
                place_id=f"geonames:{1_000_000 + number}",
                name=f"Place {number}",
                kind="airport" if number % 25 == 7 else "settlement",
                country="KZ",
                admin1="KZ-ALA",
                lat=float(lat[number]),
                lon=float(lon[number]),
            )
            for number in range(PLACES)
        ]
        self._weights = 1 / np.arange(1, PLACES + 1)
        self._weights /= self._weights.sum()
        self._sources = 1 / np.arange(1, SOURCES + 1)
        self._sources /= self._sources.sum()
        # A phase of a place takes two to eight weeks; its phases begin at an offset of its own.
        self._length = self._random.integers(14, 56, PLACES)
        self._offset = self._random.integers(0, 56, PLACES)

    def claims(self, count: int, *, first: int = 0, last: int = DAYS) -> Iterator[dict[str, Any]]:
        """Rows of `CLAIM_COLUMNS`, lat and lon, two to a report, on days in the range."""
        places = self._random.choice(PLACES, count, p=self._weights)
        sources = self._random.choice(SOURCES, count, p=self._sources)
        days = np.sort(self._random.integers(first, last, count))
        told = self._random.random((count, 4))
        for number in range(count):
            report = number // 2
            day = int(days[report * 2])
            place = self.places[places[number]]
            status = self._status(int(places[number]), day, noise=told[number, 0] < 0.1)
            date = FIRST_DAY + dt.timedelta(days=day - int(told[number, 1] * 3))
            published = dt.datetime.combine(FIRST_DAY, dt.time(12), dt.UTC) + dt.timedelta(days=day)
            yield {
                "report_id": f"{report:032x}",
                "claim_id": f"{(number * 2654435761) % 2**32:08x}{number:024x}",
                "reader_version": VERSION,
                "story": f"{report:032x}",
                "source": f"Source {sources[report * 2]}",
                "url": f"https://example.org/news/{report}",
                "title": f"What is known of {place.name} on day {day}",
                "language": "en",
                "published": published,
                "published_precision": "day",
                "toponym": place.name,
                "place_id": place.place_id,
                "place": place.name,
                "kind": place.kind,
                "country": place.country,
                "admin1": place.admin1,
                "status": status,
                "date": date,
                "date_end": date + dt.timedelta(days=4) if told[number, 2] < 0.03 else None,
                "date_precision": "day",
                "quote": _QUOTE.format(place.name, status),
                "quote_start": 200 * (number % 2),
                "quote_end": 200 * (number % 2) + 90,
                "hedged": bool(told[number, 3] < 0.1),
                "attributed": True,
                "confidence": 0.8,
                "reviewed": "",
                "recorded_at": published,
                "retired_at": None,
                "lat": place.lat,
                "lon": place.lon,
            }

    def readings(self, claims: int, *, day: int) -> list[Reading]:
        """New reports of some 1,500 letters, with two claims each of that day or shortly before."""
        words = [f"word{number}" for number in range(5_000)]
        readings = []
        rows = list(self.claims(claims, first=day, last=day + 1))
        named = {place.place_id: place for place in self.places}
        for one, other in zip(rows[::2], rows[1::2], strict=True):
            text = " ".join(self._random.choice(words, 180))
            found = [
                Claim(
                    toponym=row["toponym"],
                    place=named[row["place_id"]],
                    status=row["status"],
                    date=row["date"],
                    quote=row["quote"],
                    quote_start=row["quote_start"],
                    quote_end=row["quote_end"],
                    date_end=row["date_end"],
                    date_precision="day",
                    hedged=row["hedged"],
                    confidence=0.8,
                )
                for row in (one, other)
            ]
            published = one["published"]
            report = Report(
                text=text,
                title=one["title"],
                source=one["source"],
                url=one["url"],
                published=published,
                published_day=published.date(),
                published_precision="day",
            )
            readings.append(Reading(report, "en", claims=tuple(found)))
        return readings

    def _status(self, place: int, day: int, *, noise: bool) -> str:
        aspect = "airport" if place % 25 == 7 else "security"
        phase = (day + int(self._offset[place])) // int(self._length[place])
        return _STATUSES[aspect][(phase + noise) % 2]
