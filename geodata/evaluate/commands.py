"""The commands that measure: ``evaluate toponyms`` and ``evaluate status``."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from geodata.evaluate.status import score_passages, status_figures
from geodata.evaluate.tables import status_tables, toponym_tables
from geodata.evaluate.toponyms import score_corpora, toponym_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_CHOICES = ("corpus", "language")


class _Labelled(Protocol):
    @property
    def corpus(self) -> str: ...
    @property
    def language(self) -> str: ...


Scored = TypeVar("Scored", bound=_Labelled)
Command = TypeVar("Command", bound="Callable[..., None]")


@click.group()
def evaluate() -> None:
    """Measure how well labelled texts are read."""


def _options(command: Command) -> Command:
    """Give a command the files and the options that all share."""
    for option in (
        click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.option(
            "--by",
            type=click.Choice(_CHOICES),
            multiple=True,
            help="Figures for each corpus, or each language; both by default.",
        ),
        click.option(
            "--limit", type=click.IntRange(min=1), help="Read the first so many of each file."
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            default=1,
            show_default=True,
            help="Processes that read.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables."),
    ):
        command = option(command)
    return command


@evaluate.command()
@_options
@click.option("--given-spans", is_flag=True, help="Only tell the places of given toponyms.")
def toponyms(
    files: tuple[Path, ...],
    *,
    given_spans: bool,
    by: tuple[str, ...],
    limit: int | None,
    jobs: int,
    as_json: bool,
) -> None:
    """
    Measure how well toponyms are found and their places told.

    FILES are JSON Lines, one document a line: "lang", "text" and "toponyms", each of these with
    "start", "end", "lat", "lon" (null where none was noted) and "geonameid", if known.
    """
    scored = score_corpora(files, given_only=given_spans, limit=limit, jobs=jobs)
    _print(scored, toponym_figures, toponym_tables, by=by or _CHOICES, as_json=as_json)


@evaluate.command()
@_options
def status(
    files: tuple[Path, ...],
    *,
    by: tuple[str, ...],
    limit: int | None,
    jobs: int,
    as_json: bool,
) -> None:
    """
    Measure how well the statuses of places are read.

    FILES are JSON Lines, one passage a line: "lang", "text", "pub_date", "gold" (the statuses
    that it asserts) and "traps" (places of which it asserts none).
    """
    scored = score_passages(files, limit=limit, jobs=jobs)
    _print(scored, status_figures, status_tables, by=by or _CHOICES, as_json=as_json)


def _print(
    scored: list[Scored],
    figures: Callable[[Sequence[Scored]], dict[str, Any]],
    tables: Callable[[Mapping[str, Mapping[str, Any]]], Iterator[str]],
    *,
    by: Sequence[str],
    as_json: bool,
) -> None:
    parts = {key: _parts(scored, key) for key in by}
    if as_json:
        answer = {"all": figures(scored)} | {
            key: {name: figures(part) for name, part in groups.items()}
            for key, groups in parts.items()
        }
        click.echo(json.dumps(_plain(answer), ensure_ascii=False, indent=1))
        return
    for line in tables({name: figures(part) for name, part in _rows(scored, parts).items()}):
        click.echo(line)


def _rows(
    scored: list[Scored], parts: Mapping[str, Mapping[str, list[Scored]]]
) -> dict[str, list[Scored]]:
    """Name the groups of a table, each group once, all documents last."""
    rows: dict[str, list[Scored]] = {}
    for key, groups in parts.items():
        for name, part in groups.items():
            if part != scored and part not in rows.values():
                rows[f"{name} ({key})" if name in rows else name] = part
    return rows | {"all" if rows else scored[0].corpus: scored}


def _parts(scored: Sequence[Scored], key: str) -> dict[str, list[Scored]]:
    parts: dict[str, list[Scored]] = {}
    for one in scored:
        parts.setdefault(str(getattr(one, key)), []).append(one)
    return parts


def _plain(value: Any) -> Any:
    """Turn dataclasses inside of lists and dicts into dicts."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
