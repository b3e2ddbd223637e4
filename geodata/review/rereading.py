"""Reading stored reports again, so that a naming rule holds for what was stored before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geodata.errors import ReportError
from geodata.pipeline import read_report, reader_version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from geodata.models import NamingRule, Reading
    from geodata.store import Store
    from geodata.toponyms.web import OnlineNames


@dataclass(slots=True)
class Reread:
    """What came of reading reports again."""

    reports: int = 0
    """Reports that were read anew; the others had been read by these rules already."""
    failures: list[str] = field(default_factory=list)
    """Reports that could not be read, and why."""


def reread(
    store: Store, rule: NamingRule, *, at: dt.datetime, online: OnlineNames | None = None
) -> Reread:
    """
    Read the stored reports again that a naming rule speaks of, by all rules of the store.

    What the rule changes in a report takes the place of what was read before; decisions stay in
    force. A report that holds the name only in another form is not found.

    Parameters
    ----------
    store
        Open for writing.
    rule
        Its name and source choose the reports.
    at
        When the new claims became known, with a time zone.
    online
        Asked for the names that the place index lacks; by default nobody is asked.

    Raises
    ------
    StoreError
        If the store cannot be read or written. What was read until then is stored.
    """
    rules = tuple(store.rules())
    version = reader_version(rules)
    found = store.reports_holding(rule.name.strip(), source=rule.source)
    known = store.known(found, version)
    done = Reread()

    def readings() -> Iterator[Reading]:
        for report_id in found:
            report = None if report_id in known else store.report(report_id)
            if report is None:
                continue
            try:
                reading = read_report(report, online=online, rules=rules)
            except ReportError as error:
                done.failures.append(f"{report_id}: {error}")
                continue
            done.reports += 1
            yield reading

    store.add(readings(), reader_version=version, recorded_at=at)
    return done
