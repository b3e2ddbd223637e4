"""Configuration from the environment; every variable starts with ``SITUATION_MAP_``."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_store() -> str:
    return f"sqlite:///{user_data_path('situation-map') / 'situation-map.db'}"


class Settings(BaseSettings):
    """What an operator may set; each field is ``SITUATION_MAP_<NAME>`` in the environment."""

    model_config = SettingsConfigDict(env_prefix="SITUATION_MAP_", frozen=True)

    store: str = _default_store()
    """Address of the user's own store."""
    public: bool = True
    """False: every route but health and static assets needs an identity."""
    token: str = ""
    """The bearer token that opens the routes while ``public`` is false; empty: none does."""
    show_samples: bool = True
    """Whether the sample reports are shown while the user's own store is empty."""
    geocoder: str = ""
    """
    Who is asked for names that the place index lacks: nobody if empty, ``nominatim`` (the public
    server), or the http(s) address of a Nominatim server.
    """
    geocoder_contact: str = ""
    """E-mail address or web page that the geocoder's operators may turn to."""
    online_layer: str = ""
    """
    Layer from the network that readers of the map may switch on: a name as in xyzservices, such
    as ``OpenStreetMap.Mapnik``, or the address of tiles, a space, and who is to be credited. None
    if empty; nothing is asked for before a reader chooses it.
    """
    show_reports: bool | None = None
    """
    Whether the page shows the whole text of a report; if not, its sentence, source and link only.
    None: only where the page is bound to this machine (``server.address`` is a loopback address),
    since nobody else can read it there.
    """
    editing: bool = False
    """
    Whether who sees the page may decide of claims. It asks nobody who they are: switch it on only
    where everybody who can reach the page may.
    """
    gazetteer: str = ""
    """Folder of the place index; if empty the one that was imported, else the shipped one."""
    statuses: str = ""
    """
    Optional statuses that are looked for, too, by the names of their files in
    ``geodata/status/optional``: ``curfew,border``. None by default.
    """


def imported_gazetteer() -> Path:
    """Return where `gazetteer import` puts the user's own place index."""
    return user_data_path("situation-map") / "gazetteer"


def chosen_gazetteer() -> Path | None:
    """Folder of the place index that the settings choose; None means the shipped one."""
    if chosen := Settings().gazetteer:
        return Path(chosen)
    imported = imported_gazetteer()
    return imported if imported.is_dir() else None


SAMPLES_FOLDER = Path(__file__).parent / "data" / "samples"
"""The sample reports that come with the program, one JSON Lines file a crisis."""
