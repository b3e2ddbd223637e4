"""Several geocoders as one: the place index first, a server on the network after it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError, GeopyError
from geopy.geocoders.base import Geocoder

from geodata.gazetteer.transport import OfflineAdapter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geopy.location import Location

LIMITING_OPTIONS = ("country_codes", "bounded", "featuretype")
"""Options without which a geocoder would answer another question than was asked."""


class ChainGeocoder(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """
    Asks geocoders in order and gives the first answer.

    An answer is a location or a list with one; None and the empty list send the question on, and
    so does an error of geopy. Only if nobody answers and somebody could not look, the first such
    error is raised, the others noted on it: where nobody answers and all could look, the result
    is None.

    Each geocoder gets those options that it has; one that lacks an option of `LIMITING_OPTIONS`
    counts as one that could not look. An option that none of them has is a TypeError, and what
    is wrong with the arguments themselves is an error at once.

    Parameters
    ----------
    geocoders
        Asked in this order; those on the network come last.

    Raises
    ------
    geopy.exc.ConfigurationError
        If there is no geocoder, or one has an asynchronous adapter: the chain has to know an
        answer before it asks the next, and does not wait for it in an event loop. Run its
        methods by ``asyncio.to_thread`` there.
    """

    def __init__(self, geocoders: Iterable[Geocoder]) -> None:
        super().__init__(adapter_factory=OfflineAdapter)
        self.geocoders = tuple(geocoders)
        if not self.geocoders:
            raise ConfigurationError("A chain needs at least one geocoder, got none.")
        for geocoder in self.geocoders:
            if isinstance(geocoder.adapter, BaseAsyncAdapter):
                raise ConfigurationError(
                    f"A chain needs synchronous adapters, got {geocoder.adapter!r}."
                )

    def __exit__(self, *error: object) -> None:
        for geocoder in self.geocoders:
            geocoder.__exit__(*error)

    def geocode(
        self, query: str | Mapping[str, str], **options: Any
    ) -> Location | list[Location] | None:
        """
        Find a place by its name.

        Parameters
        ----------
        query
            A name, or the parts of an address as geopy's Nominatim takes them.
        options
            ``exactly_one``, ``timeout`` and what else the geocoders take.

        Returns
        -------
        location
            The first answer; None if every geocoder could look and none found anything.

        Raises
        ------
        geopy.exc.GeopyError
            If nothing was found and a geocoder could not look.
        """
        return self._ask("geocode", query, options)

    def reverse(self, query: Any, **options: Any) -> Location | list[Location] | None:
        """Find what is at a point; see `geocode`. Geocoders that cannot reverse are passed over."""
        return self._ask("reverse", query, options)

    def _ask(
        self, method: str, query: Any, options: Mapping[str, Any]
    ) -> Location | list[Location] | None:
        asked = [geocoder for geocoder in self.geocoders if hasattr(geocoder, method)]
        if not asked:
            raise GeocoderQueryError(f"No geocoder of the chain has {method}.")
        taken = {geocoder: _taken(geocoder, method, options) for geocoder in asked}
        unknown = set(options).difference(*taken.values())
        if unknown:
            raise TypeError(f"No geocoder of the chain takes {', '.join(sorted(unknown))}.")
        errors: list[GeopyError] = []
        for geocoder in asked:
            try:
                _check_limits(geocoder, options, taken[geocoder])
                found = getattr(geocoder, method)(query, **taken[geocoder])
            except GeopyError as error:
                errors.append(error)
                continue
            if found:
                return found
        if errors:
            first, *others = errors
            for other in others:
                first.add_note(f"And {type(other).__name__}: {other}")
            raise first
        return None


def _taken(geocoder: Geocoder, method: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Options that a geocoder takes; one that wraps another takes what that takes."""
    while isinstance(geocoder, Geocoder) and hasattr(geocoder, "wrapped"):
        geocoder = geocoder.wrapped
    parameters = inspect.signature(getattr(geocoder, method)).parameters
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters.values()):
        return dict(options)
    return {name: value for name, value in options.items() if name in parameters}


def _check_limits(geocoder: Geocoder, options: Mapping[str, Any], taken: Mapping[str, Any]) -> None:
    for name in LIMITING_OPTIONS:
        if options.get(name) and name not in taken:
            raise GeocoderQueryError(f"{type(geocoder).__name__} cannot be limited by {name}.")
