"""HTTP for geocoders: a geopy adapter that bounds what a server may send, and for how long."""

from __future__ import annotations

import json
import ssl
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, get_retry_after
from geopy.exc import (
    GeocoderParseError,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping

MOST_BYTES = 4 * 1024 * 1024
"""Fifty results of Nominatim with all their names are under 1 MB."""
NO_TIMEOUT_SECONDS = 300.0
"""A request that was given no time-out ends after this time."""

_CHUNK_BYTES = 65_536
_EXCERPT = 200


class GuardedAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy carries no types
    """
    A geopy adapter for servers that are not trusted.

    An answer has at most `MOST_BYTES`, and the time-out is for the whole of it: a server that
    sends a byte now and then does not outlast it. Redirects are errors, so that nothing but the
    configured server is asked. JSON is strict: no ``NaN``, no text that UTF-8 cannot hold.

    Parameters
    ----------
    proxies, ssl_context
        As geopy gives them: None takes the proxies of the system, and its certificates.
    """

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._proxies = None if proxies is None else dict(proxies)
        self._ssl_context = ssl_context

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """Return the answer parsed from JSON; see `get_text` for the errors."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            answer = json.loads(text, parse_constant=_refuse_constant)
            json.dumps(answer, ensure_ascii=False).encode("utf-8")
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError(
                f"The answer is not JSON: {text[:_EXCERPT]!r} ({type(error).__name__})."
            ) from error
        return answer

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """
        Return the answer as text.

        Raises
        ------
        geopy.adapters.AdapterHTTPError
            If the server answers with a status that is no success; redirects are none.
        geopy.exc.GeocoderTimedOut
            If the whole answer is not there in time.
        geopy.exc.GeocoderUnavailable
            If no connection can be made, or the certificate is not to be trusted.
        geopy.exc.GeocoderParseError
            If the answer is too long, or not UTF-8.
        """
        if not url.startswith(("http://", "https://")):
            raise GeocoderServiceError(f"Only http and https can be asked, got {url[:40]!r}.")
        seconds = NO_TIMEOUT_SECONDS if timeout is None else float(timeout)
        with _Watch(seconds) as watch, _geopy_errors(watch):
            opener = build_opener(
                ProxyHandler(self._proxies),
                _WatchedHandler(watch),
                _WatchedTlsHandler(watch, self._ssl_context),
                _NoRedirects(),
            )
            request = Request(url, headers=dict(headers))  # noqa: S310 (checked above)
            with opener.open(request, timeout=seconds) as response:
                body = _read(response)
            if watch.expired:
                raise GeocoderTimedOut(f"No whole answer within {seconds:g} seconds.")
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise GeocoderParseError("The answer is not UTF-8.") from error


class OfflineAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy carries no types
    """A geopy adapter for geocoders that ask no server: every request is an error."""

    def get_json(self, *_: Any, **__: Any) -> NoReturn:
        """Raise `geopy.exc.GeocoderServiceError`."""
        raise GeocoderServiceError("This geocoder asks no server.")

    get_text = get_json


class _Watch:
    """Cuts the connection when the time is over, whatever the connection is waiting for."""

    def __init__(self, seconds: float) -> None:
        self.socket: socket.socket | None = None
        self.expired = False
        self.seconds = seconds
        self._done = Event()
        self._thread = Thread(target=self._wait, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._thread.join()

    def _wait(self) -> None:
        if self._done.wait(self.seconds):
            return
        self.expired = True
        while not self._done.wait(0.02):
            if self.socket is not None:
                try:
                    self.socket.shutdown(2)
                except OSError:
                    return  # the other side closed it


class _WatchedConnection(HTTPConnection):
    def __init__(self, host: str, *, watch: _Watch, **options: Any) -> None:
        super().__init__(host, **options)
        self._watch = watch

    def connect(self) -> None:
        super().connect()
        self._watch.socket = self.sock


class _WatchedTlsConnection(HTTPSConnection):
    def __init__(self, host: str, *, watch: _Watch, **options: Any) -> None:
        super().__init__(host, **options)
        self._watch = watch

    def connect(self) -> None:
        super().connect()
        self._watch.socket = self.sock


class _WatchedHandler(HTTPHandler):
    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(_WatchedConnection, watch=self._watch), req)


class _WatchedTlsHandler(HTTPSHandler):
    def __init__(self, watch: _Watch, ssl_context: ssl.SSLContext | None) -> None:
        context = ssl_context or ssl.create_default_context()
        super().__init__(context=context)
        self._connection = partial(_WatchedTlsConnection, watch=watch, context=context)

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(self._connection, req)


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _read(response: HTTPResponse) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK_BYTES):
        body += chunk
        if len(body) > MOST_BYTES:
            raise GeocoderParseError(f"The answer has more than {MOST_BYTES:,} bytes.")
    return bytes(body)


@contextmanager
def _geopy_errors(watch: _Watch) -> Iterator[None]:
    try:
        yield
    except HTTPError as error:
        with error:
            raise AdapterHTTPError(
                f"HTTP {error.code}: {_excerpt(error)!r}",
                status_code=error.code,
                headers=_headers(error),
                text=None,  # geopy would log it as it is
            ) from error
    except (OSError, HTTPException) as error:
        # URLError is an OSError, and holds the error of the socket.
        reason = error.reason if isinstance(error, URLError) else error
        if watch.expired or isinstance(reason, TimeoutError):
            raise GeocoderTimedOut(f"No whole answer within {watch.seconds:g} seconds.") from error
        raise GeocoderUnavailable(f"The server cannot be asked: {reason!r}.") from error


def _headers(error: HTTPError) -> dict[str, str]:
    """Headers by lower-case name, without a Retry-After that names no time: geopy trips over it."""
    headers = {name.lower(): value for name, value in error.headers.items()}
    try:
        get_retry_after(headers)
    except (ValueError, OverflowError):
        del headers["retry-after"]
    return headers


def _excerpt(error: HTTPError) -> str:
    try:
        return error.read(_EXCERPT).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return ""


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
