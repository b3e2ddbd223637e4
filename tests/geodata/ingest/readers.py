"""Readers that meet what befalls processes, for texts that say so; other texts are read."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from geodata.ingest.reading import SettingsReader

if TYPE_CHECKING:
    from geodata.models import Reading, Report

DIES = "This text kills."
HANGS = "This text waits for ever."
LOOPS = "This text never ends."
FAULTY = "This text was not thought of."


class UnluckyReader(SettingsReader):
    def __call__(self, report: Report) -> Reading:
        if DIES in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if HANGS in report.text:
            time.sleep(1_000)
        while LOOPS in report.text:
            pass
        if FAULTY in report.text:
            raise IndexError("tuple index out of range")
        return super().__call__(report)


class LateReader(SettingsReader):
    """Takes its time, so that there is some to interrupt it."""

    def __call__(self, report: Report) -> Reading:
        time.sleep(0.02)
        return super().__call__(report)


class UnmakeableReader(SettingsReader):
    """Can be made in the process of the tests alone."""

    def __init__(self, *arguments) -> None:
        if "PYTEST_VERSION" in os.environ and os.getppid() == int(os.environ["TESTS_PROCESS"]):
            os._exit(1)
        super().__init__(*arguments)
