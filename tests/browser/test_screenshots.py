"""Writes the pictures of the documentation, when asked to; else they would change every day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 375, "height": 812}

pytestmark = pytest.mark.skipif(
    not os.environ.get("SITUATION_MAP_SHOTS"), reason="SITUATION_MAP_SHOTS is not set"
)


@pytest.mark.parametrize(
    ("visit", "name"),
    [
        ({"viewport": DESKTOP}, "light"),
        ({"viewport": DESKTOP, "color_scheme": "dark"}, "dark"),
        ({"viewport": PHONE, "device_scale_factor": 2, "is_mobile": True}, "phone"),
    ],
    indirect=["visit"],
)
def test_write_the_screenshot(visit, name, samples_url):
    frame = visit.open(samples_url)
    frame.wait_for_function("window.__basemapDrawn")
    visit.page.wait_for_timeout(1500)

    FOLDER.mkdir(parents=True, exist_ok=True)
    visit.page.screenshot(path=FOLDER / f"{name}.png")

    assert visit.problems() == []
