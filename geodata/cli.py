"""The command line; every command is a thin wrapper around one function of the library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from geodata import __version__
from geodata.errors import GeodataError
from geodata.evaluate.commands import evaluate
from geodata.exchange.commands import export, import_
from geodata.gazetteer.commands import gazetteer
from geodata.ingest.commands import ingest_command
from geodata.parsing import parse_line, to_json
from geodata.review.commands import review
from geodata.review.redact_command import redact_command
from geodata.samples import open_samples
from geodata.settings import Settings
from geodata.status.commands import lexicon
from geodata.terminal import printable
from geodata.toponyms.web import online_names

if TYPE_CHECKING:
    from typing import BinaryIO

    from geodata.toponyms.web import OnlineNames


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Read news reports and keep what they say of which place."""


cli.add_command(gazetteer)
cli.add_command(evaluate)
cli.add_command(lexicon)
cli.add_command(export)
cli.add_command(import_)
cli.add_command(ingest_command)
cli.add_command(review)
cli.add_command(redact_command)


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


def _report_unasked(online: OnlineNames | None) -> None:
    if online is not None and online.failed:
        click.echo(f"{online.failed} names could not be looked up online.", err=True)
