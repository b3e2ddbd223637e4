"""The reviewed file of disputed stretches as a table for readers, with the note on each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from mapapp.map.basemap_topology import read_disputed

DISPUTED = Path(__file__).with_name("disputed.toml")


@cache
def disputed_table() -> pd.DataFrame:
    """One row per stretch: who disagrees, what about, how it is drawn, and the document."""
    stretches = read_disputed(DISPUTED)
    return pd.DataFrame(
        {
            "Between": [", ".join(stretch.sides) for stretch in stretches],
            "Dispute": [stretch.note for stretch in stretches],
            "On the map": ["dashed" if stretch.pairs else "no line" for stretch in stretches],
            "Source": [stretch.source for stretch in stretches],
        }
    )
