"""The commands ``export`` and ``import``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from geodata.errors import ExchangeError, SchemaError
from geodata.exchange.formats import Format, format_of, read, write
from geodata.exchange.selection import Selection, select
from geodata.settings import Settings
from geodata.situations import intervals, situations
from geodata.store import Export, open_store
from geodata.taxonomy import load_taxonomy
from geodata.terminal import printable

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from geodata.store import Store


class _Day(click.ParamType[Any]):
    name = "day"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(f"expected a day such as 2022-01-05, got {value!r}", param, ctx)


class _Instant(click.ParamType[Any]):
    name = "time"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            instant = datetime.fromisoformat(value)
            return instant.replace(tzinfo=instant.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"expected a time such as 2022-01-05T12:00:00Z, got {value!r}", param, ctx)


class _Box(click.ParamType[Any]):
    name = "W,S,E,N"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float, float]:
        try:
            west, south, east, north = map(float, value.split(","))
        except ValueError:
            self.fail(f"expected four numbers W,S,E,N, got {value!r}", param, ctx)
        if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90):
            self.fail(f"expected degrees with S not above N, got {value!r}", param, ctx)
        return west, south, east, north


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "chosen", type=click.Choice(get_args(Format)), help="By name if not set.")
@click.option("--what", type=click.Choice(["claims", "situations"]), default="claims")
@click.option("--on", type=_Day(), help="The day of the situations.")
@click.option("--since", type=_Day(), help="First day of the claims.")
@click.option("--until", type=_Day(), help="Last day of the claims.")
@click.option("--bbox", type=_Box(), help="Degrees; W is more than E across 180.")
@click.option("--status", "statuses", multiple=True, help="May be given several times.")
@click.option("--place", "places", multiple=True, help="Id or name; may be given several times.")
@click.option("--source", "sources", multiple=True, help="May be given several times.")
@click.option("--text", default="", help="Words in the quote or the title.")
@click.option("--known-by", type=_Instant(), help="What was known at this time; now by default.")
@click.option("--store", "url", default="", help="Address of the store.")
def export(
    path: Path,
    *,
    chosen: Format | None,
    what: str,
    on: dt.date | None,
    known_by: datetime | None,
    url: str,
    **parts: object,
) -> None:
    """
    Write claims, or the situations of a day, to PATH.

    The name says the format: .parquet, .gpkg, .geojson or .csv; a folder gets GeoParquet by month.
    """
    if (what == "situations") != (on is not None):
        raise click.UsageError("--what situations and --on DAY belong together.")
    selection = Selection(**parts)  # type: ignore[arg-type]  # click has checked each of them
    format_ = chosen or format_of(path)
    with open_store(url or Settings().store) as store:
        rows = select(_rows(store, selection, on, known_by), selection)
        # First noted, then written: what was redacted can be found in every file there is.
        asked = {"what": what, "on": on, "known_by": known_by, **asdict(selection)}
        # The words themselves may be of a report that is to be forgotten one day.
        asked["text"] = bool(selection.text)
        chosen_by = {name: value for name, value in asked.items() if value}
        store.record_export(
            Export(
                path=str(path.absolute()),
                format=format_,
                filter=json.dumps(chosen_by, ensure_ascii=False, default=str),
                exported_at=datetime.now(UTC),
            )
        )
    write(rows, path, format_, since=selection.since, until=selection.until)
    click.echo(f"{len(rows)} {what} are in {path}.")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--store", "url", default="", help="Address of the store.")
def import_(files: tuple[Path, ...], url: str) -> None:
    """
    Take the claims of FILES, or of folders of GeoParquet by month, into the store.

    Each file is taken whole or, if anything in it is wrong, not at all.
    """
    failed = 0
    with open_store(url or Settings().store) as store:
        for path in files:
            try:
                added, known = _import(store, path)
            except ExchangeError as error:
                failed += 1
                click.echo(f"failed: {printable(str(error))}", err=True)
            else:
                click.echo(f"{path}: {added} new claims, {known} known.")
    if failed:
        sys.exit(1)


def _import(store: Store, path: Path) -> tuple[int, int]:
    """Take a file's claims into the store: how many are new, and how many it had."""
    claims = read(path)
    try:
        added = store.add_claims(claims, recorded_at=datetime.now(UTC))
    except SchemaError as error:
        raise ExchangeError(f"{path.name}: {error}") from error
    return added, len(claims) - added


def _rows(
    store: Store, selection: Selection, on: dt.date | None, known_by: datetime | None
) -> gpd.GeoDataFrame:
    """Claims or situations of the store, some of those left out that are not selected."""
    if on is not None and known_by is not None:
        claims = store.claims(known_by=known_by)
        spans = intervals(claims, taxonomy=load_taxonomy(), known_by=known_by)
        return situations(spans, on=on)
    if on is not None:
        return situations(store.intervals(since=on, until=on, bbox=selection.bbox), on=on)
    if known_by is not None:
        return store.claims(known_by=known_by)
    return store.query(
        since=selection.since,
        until=selection.until,
        bbox=selection.bbox,
        statuses=selection.statuses or None,
        limit=sys.maxsize,
    )
