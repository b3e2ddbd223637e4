"""The command ``ingest``: many reports from files into the store, with an eye on how far it is."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geodata.errors import ReportError
from geodata.ingest.outcome import Failure, Given
from geodata.ingest.progress import Progress, total_bytes
from geodata.ingest.storing import DEFAULT_SECONDS, ingest
from geodata.ingest.worker import STOPPING
from geodata.reports.files import read_path
from geodata.reports.record import Record
from geodata.settings import Settings
from geodata.store import open_store
from geodata.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

    from geodata.ingest.summary import Ingested

_LINE_SECONDS = 30.0
"""Where no bar can be drawn, a line says how far it is, this often."""


@click.command("ingest")
@click.argument("sources", nargs=-1, required=True)
@click.option("--published", default="", help="Publication date of text files, such as 2022-01-10.")
@click.option("--source", default="", help="Source of text files; their name by default.")
@click.option("--store", "url", default="", help="Address of the store.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that read; by default as many as there are processors.",
)
@click.option(
    "--seconds",
    type=click.IntRange(min=1, max=86_400),
    default=DEFAULT_SECONDS,
    show_default=True,
    help="Processor time that one report may take.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def ingest_command(
    sources: tuple[str, ...],
    *,
    published: str,
    source: str,
    url: str,
    workers: int | None,
    seconds: int,
    as_json: bool,
) -> None:
    """
    Read the reports of SOURCES (files or folders) into the store.

    What the store has already is not read again, so that an interrupted run may simply be
    repeated. Ctrl-C stops when the reports that are being read are done, a second one at once.
    """
    paths = [Path(name) for name in sources if "://" not in name]
    with (
        open_store(url or Settings().store) as store,
        _stopping() as stopped,
        _watching(paths) as watch,
    ):
        ingested = ingest(
            _records(sources, published, source),
            store,
            clock=lambda: datetime.now(UTC),
            workers=workers,
            seconds=seconds,
            stop=stopped.event,
            watch=watch,
        )
    _report(ingested, as_json=as_json)
    if stopped.number:
        click.echo("Stopped before the end; the same command goes on from here.", err=True)
        sys.exit(128 + stopped.number)
    if ingested.failed:
        sys.exit(1)


class _Stopped:
    """Whether a signal asked to stop, and which."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.number = 0

    def ask(self, number: int, _: FrameType | None) -> None:
        """Ask to stop; who asks twice is not kept waiting."""
        if self.event.is_set():
            raise KeyboardInterrupt
        self.number = number
        self.event.set()


@contextmanager
def _stopping() -> Iterator[_Stopped]:
    """Let the signals that ask to stop do no more than ask."""
    stopped = _Stopped()
    before = {number: signal.signal(number, stopped.ask) for number in STOPPING}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _watching(paths: Iterable[Path]) -> Iterator[Callable[[Given, Ingested], None]]:
    """Name each report that fails, and show how far it is: by a bar, or by a line at times."""
    total = total_bytes(paths)
    progress = Progress(total, time.monotonic())
    on_terminal = sys.stderr.isatty()
    said = time.monotonic()
    with click.progressbar(
        length=total,
        label="Reading",
        file=sys.stderr,
        hidden=not on_terminal,
        show_eta=False,
        item_show_func=lambda words: words,
        update_min_steps=max(1, total // 1000),
    ) as bar:

        def watch(given: Given, _: Ingested) -> None:
            nonlocal said
            if isinstance(given.outcome, Failure):
                # The bar leaves its line unfinished.
                click.echo("\r\x1b[K" if on_terminal else "", err=True, nl=False)
                click.echo(f"failed: {_named(given)}", err=True)
            before, now = progress.done, time.monotonic()
            progress.take(given.record.size, now)
            bar.update(progress.done - before, progress.text(now))
            if not on_terminal and now - said >= _LINE_SECONDS:
                said = now
                click.echo(f"{progress.percent} %: {progress.text(now)}", err=True)

        yield watch


def _named(given: Given) -> str:
    if not isinstance(given.outcome, Failure):
        raise TypeError(f"{given.name} did not fail.")
    # What a file says of its own faults names the place already.
    message = given.outcome.message
    named = given.record.error == message
    return printable(message if named else f"{given.name}: {message}")


def _records(sources: Iterable[str], published: str, source: str) -> Iterator[Record]:
    for name in sources:
        if "://" in name:
            error = f"{name}: addresses cannot be read yet, save the page first."
            yield Record(None, error=error, origin=name)
            continue
        try:
            yield from read_path(Path(name), published=published, source=source)
        except ReportError as error:
            yield Record(None, error=str(error), origin=name)


def _report(ingested: Ingested, *, as_json: bool) -> None:
    if ingested.unasked:
        click.echo(f"{ingested.unasked} names could not be looked up online.", err=True)
    if as_json:
        click.echo(json.dumps(ingested.as_dict()))
        return
    for line in ingested.lines():
        click.echo(line)
