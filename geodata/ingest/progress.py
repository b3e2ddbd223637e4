"""How far reading is, how fast it goes, and when it will be done."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from geodata.ingest.summary import duration
from geodata.reports.files import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LATELY_SECONDS = 60.0
"""The rate is that of the last minute: what was known already went by much faster."""


class Progress:
    """
    How far reading is, by the bytes of the files that are through.

    Parameters
    ----------
    total
        Bytes of all files.
    now
        Seconds by a clock that is never set.
    """

    def __init__(self, total: int, now: float) -> None:
        self._total = total
        self._marks = deque([(now, 0, 0)])
        self.done = 0
        """Bytes through, never more than there are."""
        self.reports = 0

    def take(self, size: int, now: float) -> None:
        """Count a report of so many bytes."""
        self.reports += 1
        self.done = min(self.done + size, self._total)
        if now - self._marks[-1][0] >= 1:
            self._marks.append((now, self.done, self.reports))
        while len(self._marks) > 2 and now - self._marks[1][0] > _LATELY_SECONDS:
            self._marks.popleft()

    def text(self, now: float) -> str:
        """Reports through, their rate and the time left, in words."""
        then, done, reports = self._marks[0]
        seconds = max(now - then, 1e-3)
        rate = (self.reports - reports) / seconds
        words = f"{self.reports:,} reports, {rate:,.1f}/s"
        if self.done > done:
            left = (self._total - self.done) * seconds / (self.done - done)
            words += f", about {duration(left)} left"
        return words

    @property
    def percent(self) -> int:
        """Hundredths of the bytes that are through."""
        return 100 * self.done // self._total if self._total else 100


def total_bytes(paths: Iterable[Path]) -> int:
    """Bytes of all files of reports in these files and folders; what is missing has none."""
    total = 0
    for path in paths:
        for file in files_of(path):
            try:
                total += file.stat().st_size if file.is_file() else 0
            except OSError:
                continue
    return total
