"""The command ``redact``, which erases a report for good."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from geodata.review.commands import author_option, store_option
from geodata.review.deciding import find_report
from geodata.review.redaction import redact
from geodata.settings import Settings
from geodata.store import open_store
from geodata.terminal import printable


@click.command("redact")
@click.argument("report")
@click.option("--reason", required=True, help="Why; kept for ever.")
@author_option
@store_option
def redact_command(report: str, *, reason: str, author: str, url: str) -> None:
    """Erase a REPORT (its id, or a claim's) for good: personal data, court order, mistake."""
    with open_store(url or Settings().store) as store:
        report_id = find_report(store, report)
        done = redact(store, report_id, author=author, reason=reason, at=datetime.now(UTC))
    click.echo(f"Redacted the report {report_id}. Erased:")
    for what in done.erased:
        click.echo(f"  {printable(what)}")
    click.echo("Out of reach, to be looked after by you:")
    for what in done.out_of_reach:
        click.echo(f"  {printable(what)}")
