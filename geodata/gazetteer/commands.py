"""The commands about the place index: ``gazetteer lookup``, ``import`` and ``build``."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from geopy.exc import GeopyError

from geodata.errors import SettingsError
from geodata.gazetteer.build import build as build_gazetteer
from geodata.gazetteer.geonames.assembling import ATTRIBUTION as GEONAMES_ATTRIBUTION
from geodata.gazetteer.geonames.importing import import_dump
from geodata.gazetteer.index import DATA_FOLDER, default_gazetteer
from geodata.gazetteer.nominatim import configured_geocoder
from geodata.gazetteer.osm import ATTRIBUTION, places_named
from geodata.settings import Settings, imported_gazetteer
from geodata.terminal import printable, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.gazetteer.annotations import FormerName
    from geodata.gazetteer.geonames.importing import Imported
    from geodata.gazetteer.index import Gazetteer
    from geodata.models import Place

_HEAD = (
    *("name", "kind", "admin1", "country", "lat", "lon", "population", "id"),
    *("former names", "dispute"),
)
_NAMES_A_PERIOD = 3
"""Spellings of a former name in the table; JSON has all."""

_LEFT = {
    "country": "in other countries",
    "codeless airport": "airports without an IATA or ICAO code",
    "repeated": "with an id that an earlier line has",
    "place": "names of places that are not in the index",
    "no name": "links, postal codes and the like",
    "unwritten": "transliterations and others that no news would write",
    "bad": "bad",
}
"""Reasons why lines are left out, as the summary calls them."""


@click.group()
def gazetteer() -> None:
    """Look up, enlarge and build the place index."""


@gazetteer.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead of a table.")
@click.option("--limit", default=20, show_default=True, help="Candidates to print at most.")
@click.option("--online", is_flag=True, help="Ask SITUATION_MAP_GEOCODER if the index has none.")
def lookup(name: str, as_json: bool, limit: int, online: bool) -> None:
    """Print the places that bear NAME, most prominent first."""
    index = default_gazetteer()
    places = index.lookup(name)[:limit]
    if online and not places:
        places = _online_places(name, limit)
    if not places:
        click.echo(f"No place is called {name!r}.", err=True)
        sys.exit(1)
    if as_json:
        for place in places:
            click.echo(_place_json(place, index))
    else:
        rows = [_cells(place, index) for place in places]
        for line in table(_HEAD, rows, right="lat lon population"):
            click.echo(line)


@gazetteer.command("import")
@click.argument("dump", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument(
    "alternates", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@click.option("--countries", default="", help="Only places of these, such as KZ,UA.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where the index goes; by default your data folder, where it is used from then on.",
)
def import_(dump: Path, alternates: Path | None, countries: str, folder: Path | None) -> None:
    """
    Make a larger place index of GeoNames' DUMP (allCountries.zip).

    ALTERNATES (alternateNamesV2.zip) adds names with their languages. An import that was
    interrupted goes on where it stopped when the same command is given again.
    """
    target = folder or imported_gazetteer()
    try:
        done = import_dump(
            dump,
            alternates,
            folder=target,
            countries=_country_codes(countries),
            bars=lambda label, length: click.progressbar(length=length, label=f"{label:<18}"),
        )
    except KeyboardInterrupt:
        click.echo("\nInterrupted. Give the same command again to go on.", err=True)
        sys.exit(130)
    if done.again:
        click.echo(f"{target} was made from these very files; there is nothing to do.")
    _report_import(done)
    click.echo(f"\nThe index is in {target}.")
    if folder is not None:
        click.echo(f"Use it by SITUATION_MAP_GAZETTEER={target}")
    click.echo(GEONAMES_ATTRIBUTION)


@gazetteer.command()
@click.argument("sources", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--folder", type=click.Path(path_type=Path), default=DATA_FOLDER, show_default=True)
def build(sources: Path, folder: Path) -> None:
    """Build the place index from the unpacked packages in SOURCES; see `make gazetteer`."""
    for kind, count in build_gazetteer(sources, folder).items():
        click.echo(f"{count:>9,} {kind}")


def _online_places(name: str, limit: int) -> list[Place]:
    geocoder = configured_geocoder(Settings())
    if geocoder is None:
        raise SettingsError("--online needs SITUATION_MAP_GEOCODER to name a geocoder, got ''.")
    try:
        places = places_named(name, geocoder, limit=limit)
    except GeopyError as error:
        click.echo(f"{name!r} could not be looked up online: {printable(str(error))}", err=True)
        sys.exit(1)
    if places:
        click.echo(ATTRIBUTION, err=True)
    return places


def _cells(place: Place, index: Gazetteer) -> tuple[str, ...]:
    dispute = index.dispute(place)
    return (
        *(place.name, place.kind, place.admin1, place.country),
        *(f"{place.lat:.4f}", f"{place.lon:.4f}", f"{place.population:,}", place.place_id),
        _periods(index.former_names(place)),
        f"{'/'.join(dispute.claims)}: {dispute.note}" if dispute else "",
    )


def _periods(former: Sequence[FormerName]) -> str:
    """Former names by the years they held: "Nur-Sultan 2019-2022"."""
    periods: dict[tuple[int | None, int | None], list[str]] = {}
    for one in former:
        names = periods.setdefault((one.first_year, one.last_year), [])
        if one.name not in names:
            names.append(one.name)
    return "; ".join(
        f"{', '.join(names[:_NAMES_A_PERIOD])} {_years(*years)}".strip()
        for years, names in periods.items()
    )


def _years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    return "-".join("" if year is None else str(year) for year in (first, last))


def _place_json(place: Place, index: Gazetteer) -> str:
    fields = ("place_id", "name", "kind", "country", "admin1", "lat", "lon", "population")
    dispute = index.dispute(place)
    answer = {field: getattr(place, field) for field in (*fields, "geonameid", "iata")}
    answer["former_names"] = [asdict(former) for former in index.former_names(place)]
    answer["dispute"] = asdict(dispute) if dispute else None
    return json.dumps(answer, ensure_ascii=False)


def _country_codes(written: str) -> list[str]:
    codes = [code.strip().upper() for code in written.split(",") if code.strip()]
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            raise click.BadParameter(
                f"{code!r} is no country, expected ISO codes such as KZ,UA.",
                param_hint="--countries",
            )
    return codes


def _report_import(done: Imported) -> None:
    click.echo(f"Added {sum(done.added.values()):,} places:")
    for kind, count in done.added.items():
        click.echo(f"{count:>12,}  {kind}")
    click.echo(f"{done.known:,} were known already. The index has {done.spellings:,} spellings.")
    if done.names:
        click.echo(f"{done.names:,} lines of the table of names went into it.")
    if done.left:
        click.echo("Lines left out:")
    for reason, count in done.left.items():
        words = reason.replace("feature", "of no kind of ours, GeoNames' class")
        click.echo(f"{count:>12,}  {_LEFT.get(reason, words)}")
    for first in done.bad:
        click.echo(f"The first bad line is {printable(first)}.")
