"""Real places and the reports that tests put into a store, without the reading of any text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geodata.models import Claim, Place, Reading, Report, Toponym
from geodata.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ALMATY = Place("geonames:1526384", "Almaty", "settlement", "KZ", "Almaty", 43.25, 76.95)
ASTANA = Place("geonames:1526273", "Astana", "capital", "KZ", "Astana", 51.1801, 71.446)
AKTAU = Place("geonames:610612", "Aktau", "settlement", "KZ", "Mangghystaū", 43.6481, 51.1722)
SHYMKENT = Place("geonames:1518980", "Shymkent", "settlement", "KZ", "Shymkent", 42.3, 69.6)
BISHKEK = Place("geonames:1528675", "Bishkek", "capital", "KG", "Bishkek", 42.87, 74.59)
SIMFEROPOL = Place("geonames:693805", "Simferopol", "settlement", "UA", "Crimea", 44.96, 34.11)
KAZAKHSTAN = Place("geonames:1522867", "Kazakhstan", "country", "KZ", "", 48.0, 68.0)
ALMATY_AIRPORT = Place("icao:UAAA", "Almaty Airport", "airport", "KZ", "", 43.3521, 77.0405)
AKTAU_AIRPORT = Place("icao:UATE", "Aktau Airport", "airport", "KZ", "", 43.8601, 51.092)

RECORDED_AT = dt.datetime(2022, 2, 1, tzinfo=dt.UTC)

LAST_DAY = dt.date(2022, 1, 9)
"""The newest day of `crisis`."""

HOSTILE = (
    "{{ cycler.__init__.__globals__.os.mkdir('%s') }}",
    "{%% if cycler.__init__.__globals__.os.mkdir('%s') %%}x{%% endif %%}",
    "${window.__xss=1}",
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=1</script>",
    "`;window.__xss=1;//",
    "\u2028window.__xss=1",
    "\u202ewindow",
    "![](http://tracker.example/pixel.png) [x](javascript:window.__xss=1) :red[**x**] $x^2$",
    "=cmd|' /C calc'!A0",
)
"""What a report may try; %s takes the path of a folder that must never come to be."""


def hostile_texts(canary: Path) -> list[str]:
    """`HOSTILE` with the canary's path filled in."""
    return [text % canary if "%s" in text else text for text in HOSTILE]


def hostile_crisis(canary: Path) -> list[Reading]:
    """Unrest in one made-up place a hostile text, with that text wherever a report has text."""
    return [
        reading(
            Place(
                f"made-up:{number}{text}", text, "settlement", "KZ", text, 45.0, 60.0 + 3 * number
            ),
            "unrest",
            LAST_DAY,
            f"{text} in {number}",
            source=text,
            title=text,
            url=f"javascript:window.__xss={number}",
            language="en",
        )
        for number, text in enumerate(hostile_texts(canary))
    ]


def reading(
    place: Place,
    status: str,
    day: dt.date | None,
    quote: str,
    *,
    source: str = "Reuters",
    title: str = "",
    url: str = "",
    language: str = "en",
    hedged: bool = False,
) -> Reading:
    """Reading of a report that consists of the quote and makes one claim."""
    noon = None if day is None else dt.datetime.combine(day, dt.time(12), dt.UTC)
    report = Report(
        text=quote,
        title=title,
        source=source,
        url=url,
        language=language,
        published=noon,
        published_day=day,
        published_precision="none" if day is None else "day",
    )
    claim = Claim(
        toponym=place.name,
        place=place,
        status=status,
        date=day,
        quote=quote,
        quote_start=0,
        quote_end=len(quote),
        date_precision="none" if day is None else "day",
        hedged=hedged,
        attributed=hedged,
        confidence=0.9,
    )
    toponym = Toponym(0, len(place.name), place.name, place, 0.9)
    return Reading(report, language, toponyms=(toponym,), claims=(claim,))


def crisis() -> list[Reading]:
    """
    Reports of five days of January 2022.

    On 9 January: unrest in Almaty (disputed), calm in Astana, Aktau and Shymkent, Almaty's
    airport closed and Aktau's reopened, unrest in Kazakhstan as a whole. Bishkek was calm on
    20 December 2021 and is stale by then. One claim has no date.
    """
    day = [dt.date(2022, 1, n) for n in range(10)[1:]]
    return [
        reading(BISHKEK, "calm", dt.date(2021, 12, 20), "Bishkek was quiet.", source="AKIpress"),
        reading(KAZAKHSTAN, "unrest", day[4], "Protests spread across Kazakhstan."),
        reading(
            ALMATY, "unrest", day[4], "Shots were heard in Almaty.", url="https://example.org/1"
        ),
        reading(
            ALMATY,
            "unrest",
            day[8],
            "В Алматы снова слышны выстрелы.",
            source="Vlast",
            title="Алматы, 9 января",
            url="https://example.org/2",
            language="ru",
        ),
        reading(ALMATY, "calm", day[8], "Almaty is calm, residents say.", source="AP", hedged=True),
        reading(ASTANA, "calm", day[8], "قال سكان أستانا إن المدينة هادئة.", source="الجزيرة"),
        reading(AKTAU, "unrest", day[5], "Crowds gathered in Aktau."),
        reading(AKTAU, "calm", day[8], "The square in Aktau is empty."),
        reading(SHYMKENT, "calm", day[7], "Shymkent is calm."),
        reading(ALMATY_AIRPORT, "airport_closed", day[6], "Almaty airport is closed."),
        reading(AKTAU_AIRPORT, "airport_closed", day[5], "Aktau airport was closed."),
        reading(AKTAU_AIRPORT, "airport_open", day[8], "Flights from Aktau have resumed."),
        reading(SHYMKENT, "unrest", None, "There were riots in Shymkent."),
    ]


def fill(path: Path, readings: Iterable[Reading]) -> str:
    """Store the readings in a new store at ``path``; its address."""
    url = f"sqlite:///{path}"
    with open_store(url) as store:
        store.add(
            readings, reader_version="test", recorded_at=dt.datetime(2022, 2, 1, tzinfo=dt.UTC)
        )
    return url
