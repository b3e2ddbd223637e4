from __future__ import annotations

import pytest

from tests.geodata.nominatim_server import NominatimServer


@pytest.fixture
def nominatim(monkeypatch):
    """A Nominatim server on loopback, which no proxy stands before."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with NominatimServer() as server:
        yield server
