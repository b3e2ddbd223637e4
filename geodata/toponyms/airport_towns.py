"""Which airports the towns that a report names have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.models import Place, Toponym

NEAR_KM = 40.0
"""How far the airport of a town may lie that no airport names as its own."""

TWO_CAPITALS = frozenset({"BI", "BJ", "BO", "CI", "LK", "TZ"})
"""Countries of which another town than the capital by law is or was the seat of government."""

_SETTLEMENTS = frozenset({"settlement", "capital"})


class TownAirports:
    """The airports of the towns of one report, each looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._serving: dict[str, list[int]] = {}
        self._beside: dict[str, list[int]] = {}
        self._capital: dict[str, list[int]] = {}

    def serving(self, place: Place) -> list[int]:
        """Rows of the airports that serve a town: the main one first."""
        if place.place_id not in self._serving:
            rows = self._gazetteer.rows_of(place)
            self._serving[place.place_id] = [
                airport for row in rows for airport in self._gazetteer.airports_of(row)
            ]
        return self._serving[place.place_id]

    def of_capital(self, toponym: Toponym) -> list[int]:
        """
        Rows of the airports of the capital of the country that a toponym lies in.

        None of a country where reports also call another town the capital.
        """
        country = toponym.place.country if toponym.place else ""
        if country in TWO_CAPITALS:
            return []
        if country not in self._capital:
            gazetteer = self._gazetteer
            rows = gazetteer.rows_of_kind("capital").tolist()
            towns = [row for row in rows if country and gazetteer.country(row) == country]
            towns.sort(key=lambda row: (-int(gazetteer.population[row]), row))
            airports = map(gazetteer.airports_of, towns)
            self._capital[country] = next(filter(None, airports), [])
        return self._capital[country]

    def of_town_beside(self, town: Toponym) -> list[int]:
        """
        Rows of the airports that a town beside the word for airport speaks of.

        They are those that serve the town, else those that serve its namesake in the same
        country ("Jeju airport" is that of the city, though Jeju alone may be the province), else
        those near it, the nearest first.
        """
        place = town.place
        if place is None:
            return []
        if place.place_id not in self._beside:
            near = (one.place for one in town.candidates if one.place.country == place.country)
            rows = next(filter(None, map(self.serving, (place, *near))), [])
            if not rows and place.kind in _SETTLEMENTS:
                rows = self._gazetteer.airports_near(place.lat, place.lon, radius_km=NEAR_KM)
            self._beside[place.place_id] = rows
        return self._beside[place.place_id]
