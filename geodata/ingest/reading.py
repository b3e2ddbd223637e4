"""Reading one report so that nothing that is wrong with it stops the others."""

from __future__ import annotations

import signal
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geodata.errors import ReportError, ReportTooLargeError, ReportTooSlowError
from geodata.ingest.outcome import Failure
from geodata.pipeline import read_report
from geodata.toponyms.web import online_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geodata.models import NamingRule, Reading, Report
    from geodata.settings import Settings

_FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError),
    *(RecursionError, TypeError, ValueError),
)
"""What a fault of this program raises on a text that nobody thought of."""


class ReportReader(Protocol):
    """Reads reports, one after the other, in one process."""

    def __call__(self, report: Report) -> Reading:
        """Return what the report says; raise `ReportError` if it cannot be read."""

    @property
    def unasked(self) -> int:
        """How many names could not be looked up online so far."""


class ReaderMaker(Protocol):
    """Makes a process ready to read; must be picklable, so that other processes can call it."""

    def __call__(self, settings: Settings, rules: tuple[NamingRule, ...]) -> ReportReader:
        """Return what reads reports as the settings and the naming rules say."""


class SettingsReader:
    """
    Reads as the settings and the naming rules say.

    Raises
    ------
    SettingsError
        If a web geocoder is chosen that cannot be.
    """

    def __init__(self, settings: Settings, rules: tuple[NamingRule, ...]) -> None:
        self._online = online_names(settings)
        self._rules = rules

    def __call__(self, report: Report) -> Reading:
        """Return what the report says."""
        return read_report(report, online=self._online, rules=self._rules)

    @property
    def unasked(self) -> int:
        """How many names could not be looked up online so far."""
        return self._online.failed if self._online else 0


def read_one(
    read: Callable[[Report], Reading], report: Report, *, seconds: float
) -> Reading | Failure:
    """
    Read a report, or say why it cannot be read.

    Parameters
    ----------
    read
        Reads it.
    report
        The report.
    seconds
        Processor time that it may take. Only the main thread of a process on Unix can keep to it.

    Raises
    ------
    GeodataError
        If nothing can be read at all, such as without a place index.
    """
    try:
        with _time_limit(seconds):
            return read(report)
    except ReportTooLargeError as error:
        return Failure("too large", str(error))
    except ReportTooSlowError as error:
        return Failure("too slow", str(error))
    except ReportError as error:
        return Failure("no report", str(error))
    except _FAULTS as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}, line {where.lineno}"
        return Failure("program fault", f"{type(error).__name__} in {place}: {error}")


def read_all(
    read: Callable[[Report], Reading], reports: Sequence[Report], *, seconds: float
) -> list[Reading | Failure]:
    """Read reports as `read_one` does, in their order."""
    return [read_one(read, report, seconds=seconds) for report in reports]


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """
    Stop what takes more processor time with a `ReportTooSlowError`.

    Processor time, because a busy or sleeping machine and a slow server are no fault of a report.
    """
    if not hasattr(signal, "setitimer") or (
        threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(*_: object) -> None:
        raise ReportTooSlowError(f"Reading it took more than {seconds:g} s of processor time.")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
