"""Which store is shown, and its data, kept for all visitors until the store changes."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import GeodataError
from geodata.samples import open_samples
from geodata.store import open_store
from mapapp.map_data import MapData, derive, nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.settings import Settings
    from geodata.store import Store

_SQLITE = "sqlite:///"
_SAMPLES = "samples"

PATIENCE_SECONDS = 0.5
"""What takes longer to derive is derived beside the visitors, who see the older data meanwhile."""

MOST_PASTS = 4
"""Data as known on earlier days that are kept at a time."""

_log = logging.getLogger(__name__)


def load(settings: Settings, *, known_on: dt.date | None = None, patient: bool = False) -> MapData:
    """
    Data of the user's own store or, while that has no reports, of the samples.

    Parameters
    ----------
    settings
        Its ``store`` is opened for reading only; ``show_samples`` False keeps to it even if
        it is empty or not there yet.
    known_on
        What was known at the end of this day (UTC); None: what is known now.
    patient
        Wait for the newest data of the user's own store, however long they take to derive.

    Raises
    ------
    StoreError
        If the store is there and cannot be read.
    """
    if _is_there(settings.store):
        own = _kept(
            settings.store,
            known_on,
            lambda: open_store(settings.store, read_only=True),
            patient=patient,
        )
        if own.summary.reports or not settings.show_samples:
            return own
    return _kept(_SAMPLES, known_on, open_samples) if settings.show_samples else nothing()


def _is_there(url: str) -> bool:
    # Of an address that is no file we cannot tell; opening it will.
    return not url.startswith(_SQLITE) or Path(url.removeprefix(_SQLITE)).exists()


class _Kept:
    """Data of one store, as known now or on one day; not Streamlit's cache, which routes lack."""

    def __init__(self, derived: Callable[[], MapData]) -> None:
        self._derived = derived
        self._lock = threading.Lock()
        self._data: MapData | None = None
        self._seconds = 0.0
        self._busy = False

    def at(self, revision: int, *, patient: bool) -> MapData:
        """
        Return the data of this revision or, while those would take long, of an earlier one.

        Of visitors that come at once, one derives them and the others wait, or go on with what
        there was. Who is patient always waits.
        """
        data = None if patient else self._data
        if data is not None and (data.revision == revision or self._busy):
            return data
        if data is not None and self._seconds > PATIENCE_SECONDS:
            self._busy = True
            threading.Thread(target=self._renew_beside, daemon=True).start()
            return data
        with self._lock:
            kept = self._data
            return kept if kept and kept.revision == revision else self._renewed()

    def _renewed(self) -> MapData:
        started = time.monotonic()
        self._data = data = self._derived()
        self._seconds = time.monotonic() - started
        return data

    def _renew_beside(self) -> None:
        try:
            self._renewed()
        except GeodataError:
            _log.exception("The store cannot be read; the map shows what it was before.")
        finally:
            self._busy = False


_kept_data: dict[tuple[str, dt.date | None], _Kept] = {}
_choosing = threading.Lock()


def _kept(
    name: str, known_on: dt.date | None, opened: Callable[[], Store], *, patient: bool = False
) -> MapData:
    with opened() as store:
        revision = store.revision()
    known_by = None if known_on is None else _end_of(known_on)
    with _choosing:
        # The latest asked for stands last; the longest unasked goes first.
        kept = _kept_data.pop((name, known_on), None) or _Kept(
            lambda: derive(opened, samples=name == _SAMPLES, known_by=known_by)
        )
        _kept_data[name, known_on] = kept
        pasts = [key for key in _kept_data if key[1] is not None]
        for key in pasts[:-MOST_PASTS]:
            del _kept_data[key]
    return kept.at(revision, patient=patient)


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, dt.UTC)
