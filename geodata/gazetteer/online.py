"""A geocoder on the network, asked sparingly: once a second, and never twice for the same."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, cast

from geopy.adapters import AdapterHTTPError, BaseAsyncAdapter, get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geodata.gazetteer.answers import LONGEST_PAUSE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.gazetteer.answers import Answers, Turn

INTERVAL_SECONDS = 1.0
"""Between the end of a request and the next; the public Nominatim allows one a second."""
PATIENCE_SECONDS = 10.0
"""The longest pause of a service that is waited for, rather than reported as an error."""
QUEUE_SECONDS = 60.0
"""How long to wait for one's turn while other processes ask."""

_TRIES = 2
_POLL_SECONDS = 0.05


class OnlineGeocoder(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """
    Any geopy geocoder, with a memory and with manners.

    Answers, and that there is none, are remembered on disk; what failed is not. All threads and
    processes with the same memory together send at most one request an interval. When the server
    fails or asks to be left alone, all of them leave it alone: a short pause is waited for and
    the request tried once more, a long one is an error at once.

    Parameters
    ----------
    geocoder
        The geocoder to ask; its options are those of `geocode` and `reverse`.
    answers
        The memory.
    server
        What tells this server from others in the memory.
    attribution
        What is to be shown with the results, where they do not say so themselves.
    interval_seconds, patience_seconds
        See `INTERVAL_SECONDS` and `PATIENCE_SECONDS`.
    sleep
        Waits for so many seconds.

    Raises
    ------
    geopy.exc.ConfigurationError
        If the geocoder has an asynchronous adapter: waiting for turns would stop its loop.
    """

    def __init__(
        self,
        geocoder: Geocoder,
        answers: Answers,
        *,
        server: str,
        attribution: str = "",
        interval_seconds: float = INTERVAL_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if isinstance(geocoder.adapter, BaseAsyncAdapter):
            raise ConfigurationError("OnlineGeocoder needs a geocoder with a synchronous adapter.")
        super().__init__(adapter_factory=lambda **_: geocoder.adapter, timeout=geocoder.timeout)
        self.headers = geocoder.headers
        self.wrapped = geocoder
        self.attribution = attribution
        self._answers = answers
        self._server = server
        self._interval_seconds = interval_seconds
        self._patience_seconds = patience_seconds
        self._sleep = sleep

    def geocode(
        self, query: str | Mapping[str, str], **options: Any
    ) -> Location | list[Location] | None:
        """
        Find a place by its name, with the options of the wrapped geocoder.

        Returns
        -------
        location
            None if the server, now or when it was last asked, knew no such place.

        Raises
        ------
        geopy.exc.GeocoderServiceError
            If the server could not be asked or its answer is none; the subclass says why.
        """
        return self._ask("geocode", query, options)

    def reverse(self, query: Any, **options: Any) -> Location | list[Location] | None:
        """Find what is at a point; see `geocode`. ValueError if the query is no point."""
        return self._ask("reverse", query if isinstance(query, Point) else Point(query), options)

    def _ask(
        self, method: str, query: Any, options: Mapping[str, Any]
    ) -> Location | list[Location] | None:
        kept = {name: value for name, value in options.items() if name != "timeout"}
        question = _spelt([self._server, method, query, kept])
        tries = 0
        while True:
            if (known := self._answers.find(question)) is not None:
                return _restored(known.answer)
            turn = self._wait_for_turn(options.get("timeout", DEFAULT_SENTINEL))
            # Another process may have asked the same while this one waited.
            if (known := self._answers.find(question)) is not None:
                self._answers.end_turn(self._server, turn, pause_seconds=0.0)
                return _restored(known.answer)
            tries += 1
            try:
                found = self._call(method, query, options, turn)
            except GeocoderServiceError as error:
                pause = self._after_failure(error, turn)
                if pause is None or pause > self._patience_seconds or tries == _TRIES:
                    raise
                continue
            self._keep(question, found)
            return found

    def _call(
        self, method: str, query: Any, options: Mapping[str, Any], turn: Turn
    ) -> Location | list[Location] | None:
        try:
            found = getattr(self.wrapped, method)(query, **options)
        except GeocoderServiceError as error:
            if isinstance(error, GeocoderQueryError):  # not the server's fault
                self._end_turn(turn)
            raise
        except BaseException:
            self._end_turn(turn)
            raise
        self._end_turn(turn)
        return cast("Location | list[Location] | None", found)

    def _end_turn(self, turn: Turn) -> None:
        self._answers.end_turn(self._server, turn, pause_seconds=self._interval_seconds)

    def _after_failure(self, error: GeocoderServiceError, turn: Turn) -> float | None:
        """Tell all to leave the server alone; return for how long, if the server said so."""
        if isinstance(error, GeocoderQueryError):
            return None
        wished = _retry_after(error)
        pause = self._answers.end_failed_turn(
            self._server, turn, pause_seconds=wished, least_seconds=self._interval_seconds
        )
        return None if wished is None else pause

    def _wait_for_turn(self, timeout: Any) -> Turn:
        seconds = self.timeout if timeout is DEFAULT_SENTINEL else timeout
        # Twice: the adapter may spend the time-out on connecting and once more on reading.
        most = 2.0 * float(seconds or 300.0) + 10.0
        queued = 0.0
        while True:
            turn = self._answers.take_turn(self._server, seconds=most)
            if turn.wait_seconds == 0.0:
                return turn
            if turn.failures and turn.wait_seconds > self._patience_seconds:
                _refuse(turn)
            if queued > QUEUE_SECONDS:
                raise GeocoderTimedOut(f"No turn to ask the server within {QUEUE_SECONDS:g} s.")
            wait = min(turn.wait_seconds, max(_POLL_SECONDS, self._interval_seconds / 10.0))
            self._sleep(wait)
            queued += wait

    def _keep(self, question: str, found: Location | list[Location] | None) -> None:
        locations = found if isinstance(found, list) else [found] if found else []
        try:
            answer = json.dumps(
                {"one": not isinstance(found, list), "found": [_record(one) for one in locations]},
                allow_nan=False,
            )
        except (TypeError, ValueError):
            return  # the raw part of some geocoders is no JSON
        attribution = self.attribution
        if locations and isinstance(locations[0].raw, Mapping):
            attribution = str(locations[0].raw.get("licence") or attribution)
        self._answers.keep(question, answer, found=bool(locations), attribution=attribution)


def _refuse(turn: Turn) -> NoReturn:
    seconds = round(turn.wait_seconds, 1)
    if turn.limited:
        raise GeocoderRateLimited(
            f"The server asked not to be asked for {seconds} s more.", retry_after=seconds
        )
    raise GeocoderUnavailable(
        f"The server failed {turn.failures} times and is left alone for {seconds} s more."
    )


def _retry_after(error: GeocoderServiceError) -> float | None:
    """Seconds that a server which refused asks to be left alone; None if it does not say."""
    cause = error.__cause__
    if not isinstance(cause, AdapterHTTPError) or cause.status_code not in (429, 503):
        return None
    seconds = get_retry_after(cause.headers)
    return None if seconds is None else float(min(seconds, LONGEST_PAUSE_SECONDS))


def _spelt(question: Sequence[Any]) -> str:
    try:
        spelt = json.dumps(_plain(question), sort_keys=True, ensure_ascii=False)
        spelt.encode("utf-8")
    except UnicodeEncodeError as error:
        raise GeocoderQueryError("The query is no text that UTF-8 can hold.") from error
    return spelt


def _plain(value: Any) -> Any:
    """Spell a query or an option as JSON can hold it, the same for all ways to write it."""
    if isinstance(value, Point):
        return [value.latitude, value.longitude]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else repr(value)


def _record(location: Location) -> dict[str, Any]:
    return {"address": location.address, "point": list(location.point), "raw": location.raw}


def _restored(answer: str) -> Location | list[Location] | None:
    kept = json.loads(answer)
    found = [Location(one["address"], Point(one["point"]), one["raw"]) for one in kept["found"]]
    if kept["one"]:
        return found[0] if found else None
    return found
