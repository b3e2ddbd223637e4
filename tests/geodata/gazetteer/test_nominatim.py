from __future__ import annotations

import pytest

from geodata import __version__
from geodata.errors import SettingsError
from geodata.gazetteer.nominatim import configured_geocoder
from geodata.gazetteer.osm import ATTRIBUTION
from geodata.settings import Settings


def test_by_default_nobody_is_asked(monkeypatch):
    monkeypatch.delenv("SITUATION_MAP_GEOCODER", raising=False)

    assert configured_geocoder(Settings()) is None


def test_the_public_server_is_asked_over_https_with_name_version_and_contact(tmp_path):
    settings = Settings(geocoder="nominatim", geocoder_contact="map@example.org")

    online = configured_geocoder(settings, folder=tmp_path)

    assert online.wrapped.api == "https://nominatim.openstreetmap.org/search"
    assert online.headers["User-Agent"] == f"SituationMap/{__version__} (map@example.org)"
    assert "OpenStreetMap" in ATTRIBUTION
    assert online.attribution == ATTRIBUTION


@pytest.mark.parametrize("address", ["nominatim", "https://nominatim.openstreetmap.org/"])
def test_the_public_server_is_not_asked_without_a_contact(address):
    with pytest.raises(SettingsError, match="SITUATION_MAP_GEOCODER_CONTACT must be"):
        configured_geocoder(Settings(geocoder=address))


@pytest.mark.parametrize(
    "address",
    [
        "photon",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://user:word@example.org/",
        "https://example.org/?key=1",
        "https://example.org:port/",
        "https://[::1/",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(address):
    with pytest.raises(SettingsError, match="SITUATION_MAP_GEOCODER must be empty"):
        configured_geocoder(Settings(geocoder=address))


@pytest.mark.parametrize("contact", ["a@example.org\r\nX-Header: 1", "Jürgen", "a\x00b"])
def test_a_contact_that_no_header_can_hold_is_refused(contact):
    with pytest.raises(SettingsError, match="CONTACT must be plain ASCII"):
        configured_geocoder(Settings(geocoder="nominatim", geocoder_contact=contact))


def test_an_own_server_may_lie_below_a_path(tmp_path):
    settings = Settings(geocoder="http://127.0.0.1:8080/nominatim/")

    online = configured_geocoder(settings, folder=tmp_path)

    assert online.wrapped.reverse_api == "http://127.0.0.1:8080/nominatim/reverse"
    assert online.headers["User-Agent"] == f"SituationMap/{__version__}"


def test_the_memory_lies_in_the_users_cache_folder(nominatim, tmp_path, monkeypatch):
    monkeypatch.setattr("geodata.gazetteer.nominatim.user_cache_path", lambda name: tmp_path / name)

    configured_geocoder(Settings(geocoder=nominatim.url)).geocode("Paris")

    assert (tmp_path / "situation-map" / "geocoder.db").is_file()
