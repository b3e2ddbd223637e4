"""The command line; every command is a thin wrapper around one function of the library."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata import __version__
from geodata.errors import GeodataError, ReportError
from geodata.evaluate.commands import evaluate
from geodata.gazetteer.commands import gazetteer
from geodata.parsing import parse_line, to_json
from geodata.pipeline import read_report, reader_version
from geodata.reports.files import read_path
from geodata.samples import open_samples
from geodata.settings import Settings
from geodata.status.commands import lexicon
from geodata.store import Added, open_store
from geodata.terminal import printable
from geodata.toponyms.web import online_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from geodata.models import Reading
    from geodata.reports.record import Record
    from geodata.toponyms.web import OnlineNames


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Read news reports and keep what they say of which place."""


cli.add_command(gazetteer)
cli.add_command(evaluate)
cli.add_command(lexicon)


@cli.command()
@click.argument("file", type=click.File("rb"), default="-")
def parse(file: BinaryIO) -> None:
    """Read reports from FILE (JSON Lines; - is standard input) and print what they say."""
    failed = 0
    online = online_names(Settings())
    output = sys.stdout.buffer
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        answer = parse_line(line, online=online)
        if "error" in answer:
            failed += 1
            click.echo(f"line {number}: {printable(answer['error'])}", err=True)
        output.write(to_json(answer).encode("utf-8") + b"\n")
        output.flush()
    _report_unasked(online)
    if failed:
        sys.exit(1)


@cli.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--published", default="", help="Publication date of text files, such as 2022-01-10.")
@click.option("--source", default="", help="Source of text files; their name by default.")
@click.option("--store", "url", default="", help="Address of the store.")
def ingest(sources: tuple[str, ...], published: str, source: str, url: str) -> None:
    """Read the reports of SOURCES (files or folders) into the store."""
    failures: list[str] = []
    online = online_names(Settings())
    with open_store(url or Settings().store) as store:
        records = _records(sources, published, source, failures)
        added = store.add(
            _readings(records, failures, online),
            reader_version=reader_version(),
            recorded_at=datetime.now(UTC),
        )
    _report_unasked(online)
    _report(added, failures)


@cli.command()
def samples() -> None:
    """Make the sample reports ready to be shown."""
    with open_samples() as store:
        summary = store.summary()
    click.echo(f"{summary.reports} sample reports with {summary.claims} claims are ready.")


def main() -> None:
    """Run the command line; errors of this package end it with a message and status 1."""
    try:
        cli()
    except GeodataError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


def _records(
    sources: Iterable[str], published: str, source: str, failures: list[str]
) -> Iterator[Record]:
    for name in sources:
        try:
            if "://" in name:
                raise ReportError(f"{name}: addresses cannot be read yet, save the page first.")
            yield from read_path(Path(name), published=published, source=source)
        except ReportError as error:
            failures.append(str(error))


def _readings(
    records: Iterable[Record], failures: list[str], online: OnlineNames | None
) -> Iterator[Reading]:
    for record in records:
        if record.report is None:
            failures.append(record.error)
            continue
        try:
            yield read_report(record.report, online=online)
        except ReportError as error:
            failures.append(f"{record.id}: {error}")


def _report_unasked(online: OnlineNames | None) -> None:
    if online is not None and online.failed:
        click.echo(f"{online.failed} names could not be looked up online.", err=True)


def _report(added: Added, failures: list[str]) -> None:
    click.echo(f"{added.reports} new reports, {added.known} known, {added.claims} claims.")
    for failure in failures:
        click.echo(f"failed: {printable(failure)}", err=True)
    if failures:
        sys.exit(1)
