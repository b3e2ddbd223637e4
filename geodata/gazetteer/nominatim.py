"""The Nominatim server that the operator switched on in the settings, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geopy.geocoders import Nominatim
from platformdirs import user_cache_path

from geodata import __version__
from geodata.errors import SettingsError
from geodata.gazetteer.answers import Answers
from geodata.gazetteer.online import INTERVAL_SECONDS, OnlineGeocoder
from geodata.gazetteer.osm import ATTRIBUTION, NominatimAdapter

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.settings import Settings

PUBLIC_SERVER = "https://nominatim.openstreetmap.org"
TIMEOUT_SECONDS = 5.0


def configured_geocoder(
    settings: Settings, *, folder: Path | None = None, interval_seconds: float = INTERVAL_SECONDS
) -> OnlineGeocoder | None:
    """
    Return the web geocoder that the operator switched on; None, the default, if none is.

    Parameters
    ----------
    settings
        ``geocoder`` and ``geocoder_contact`` count.
    folder
        Where the memory is kept; by default the user's cache folder.

    Raises
    ------
    SettingsError
        If the setting is neither "nominatim" nor the address of a server, or the public server
        is to be used without a contact.
    """
    if not settings.geocoder:
        return None
    address = PUBLIC_SERVER if settings.geocoder == "nominatim" else settings.geocoder.rstrip("/")
    scheme, domain = _server(address)
    contact = settings.geocoder_contact.strip()
    if not (contact.isascii() and contact.isprintable()):
        raise SettingsError(f"SITUATION_MAP_GEOCODER_CONTACT must be plain ASCII, got {contact!r}.")
    if not contact and domain == urlsplit(PUBLIC_SERVER).netloc:
        raise SettingsError(
            "The public Nominatim asks who is asking: SITUATION_MAP_GEOCODER_CONTACT must be"
            " an e-mail address or a web page, got nothing."
        )
    nominatim = Nominatim(
        scheme=scheme,
        domain=domain,
        user_agent=f"SituationMap/{__version__}" + (f" ({contact})" if contact else ""),
        timeout=TIMEOUT_SECONDS,
        adapter_factory=NominatimAdapter,
    )
    return OnlineGeocoder(
        nominatim,
        remembered_answers(folder),
        server=f"{scheme}://{domain}",
        attribution=ATTRIBUTION,
        interval_seconds=interval_seconds,
    )


def remembered_answers(folder: Path | None = None) -> Answers:
    """Return what geocoders answered, kept in a folder; in the user's cache folder by default."""
    return Answers((folder or user_cache_path("situation-map")) / "geocoder.db")


def _server(address: str) -> tuple[str, str]:
    """Scheme and the rest of a server's address."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        sound = False
    if not sound or parts.username or parts.password or parts.query or parts.fragment:
        raise SettingsError(
            'SITUATION_MAP_GEOCODER must be empty, "nominatim", or the http(s) address of a'
            f" Nominatim server without a password or query, got {address!r}."
        )
    return parts.scheme, parts.netloc + parts.path
