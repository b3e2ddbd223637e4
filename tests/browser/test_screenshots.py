"""Writes the pictures of the documentation, when asked to; else they would change every day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
VIEW = "?from=2022-01-13&to=2022-01-13&place=icao:UAAA"
"""A day of the samples on which much is known: Almaty's airport has just reopened."""

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 375, "height": 812}

pytestmark = pytest.mark.skipif(
    not os.environ.get("SITUATION_MAP_SHOTS"),
    reason="writes pictures into docs/, so only when SITUATION_MAP_SHOTS asks for them",
)


@pytest.mark.parametrize(
    ("visit", "name"),
    [
        ({"viewport": DESKTOP}, "map-1440-light"),
        ({"viewport": DESKTOP, "color_scheme": "dark"}, "map-1440-dark"),
        ({"viewport": PHONE, "device_scale_factor": 2, "is_mobile": True}, "map-375"),
    ],
    indirect=["visit"],
)
def test_write_the_screenshot(visit, name, samples_url):
    frame = visit.open(f"{samples_url}/{VIEW}")
    frame.wait_for_function("window.__basemapDrawn")
    visit.page.wait_for_timeout(1500)

    FOLDER.mkdir(parents=True, exist_ok=True)
    visit.page.screenshot(path=FOLDER / f"{name}.png")

    assert visit.problems() == []
