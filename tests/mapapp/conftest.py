"""Stores to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.settings import Settings
from mapapp.loading import MapData, load
from tests.mapapp.world import crisis, fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """Address of a store that holds `crisis`."""
    return fill(tmp_path / "crisis.db", crisis())


@pytest.fixture
def data(store_url: str) -> MapData:
    """What the map is given of `crisis`."""
    return load(Settings(store=store_url))
