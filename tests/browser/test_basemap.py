"""The base map alone on a page, in a real browser: what is land, what is water, what it fetches."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from xstatic.pkg import leaflet

STATIC = Path(__file__).parents[2] / "mapapp" / "static"
ORIGIN = "http://basemap.test"
PAGE = """<!doctype html>
<link rel="stylesheet" href="/leaflet.css"><script src="/leaflet.js"></script>
<script src="/basemap-shapes.js"></script><script src="/basemap-labels.js"></script>
<script src="/basemap.js"></script><style>body { margin: 0 } #map { height: 600px }</style>
<div id="map"></div>
<script>
  const map = L.map("map", { worldCopyJump: true, zoomControl: false });
  const layer = L.naturalEarth("/basemap", { theme: "light" }).addTo(map);
</script>"""
LAND, WATER = (246, 245, 241), (208, 220, 228)


@pytest.fixture
def asked():
    return []


@pytest.fixture
def page(browser, asked):
    """A page of 1000 by 600 pixels with the base map on it, without a view yet."""

    def answer(route):
        path = route.request.url.removeprefix(ORIGIN)
        asked.append(path)
        if path == "/":
            route.fulfill(body=PAGE, content_type="text/html")
        elif path.startswith("/leaflet"):
            route.fulfill(path=Path(leaflet.BASE_DIR) / path[1:])
        else:
            route.fulfill(path=STATIC / path[1:])

    page = browser.new_page(viewport={"width": 1000, "height": 600})
    page.route("**/*", answer)
    page.goto(ORIGIN + "/")
    yield page
    page.close()


def show(page, lat, lon, zoom):
    """Move the map and return a picture of it, without labels."""
    page.evaluate(
        "([lat, lon, zoom]) => { window.__basemapDrawn = false;"
        " map.setView([lat, lon], zoom, { animate: false }); }",
        [lat, lon, zoom],
    )
    page.wait_for_function("window.__basemapDrawn")
    page.evaluate("map.getPane('labels').style.visibility = 'hidden'")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def colour_at(page, picture, lat, lon):
    point = page.evaluate("at => { const p = map.latLngToContainerPoint(at); return [p.x, p.y]; }",
                          [lat, lon])  # fmt: skip
    return picture.getpixel((round(point[0]), round(point[1])))


@pytest.mark.parametrize("zoom", [2, 4, 6])
def test_land_and_water_meet_the_antimeridian_from_both_sides(page, zoom):
    picture = show(page, 65, 180, zoom)

    land = [(67, 178), (67, 179.9), (67, 180), (67, 180.1), (66.8, 181.5)]
    assert {colour_at(page, picture, *at) for at in land} == {LAND}
    assert {colour_at(page, picture, 63, lon) for lon in (179.9, 180, 180.1)} == {WATER}


def test_no_shape_is_smeared_across_the_pacific(page):
    picture = show(page, 0, 180, 3)

    empty = [(lat, lon) for lat in (-25, 5, 25, 40) for lon in (196, 198.5, 200.5)]
    assert {colour_at(page, picture, *at) for at in empty} == {WATER}


def test_antarctica_and_the_lakes_are_filled(page):
    assert colour_at(page, show(page, -80, 0, 3), -80, 30) == LAND
    africa = show(page, 0, 25, 4)
    assert colour_at(page, africa, -1.5, 33.2) == WATER
    assert colour_at(page, africa, 17, 20.5) == LAND


def test_tiles_leave_no_hairline_between_them(page):
    picture = show(page, 62, 100, 6)

    north_west = picture.crop((0, 0, 1000, 600)).getcolors(1_000_000)
    assert sum(count for count, colour in north_west if colour == LAND) > 400_000
    edges = page.evaluate(
        "[...document.querySelectorAll('canvas.leaflet-tile')].map("
        "tile => Math.round(tile.getBoundingClientRect().left))"
    )
    columns = [x for x in set(edges) if 0 < x < 1000]
    assert columns
    middle = [picture.getpixel((x, y)) for x in columns for y in range(0, 600, 7)]
    around = [picture.getpixel((x - 3, y)) for x in columns for y in range(0, 600, 7)]
    assert abs(middle.count(LAND) - around.count(LAND)) < len(middle) / 20


def test_the_detail_is_fetched_only_from_zoom_five_on(page, asked):
    show(page, 40, 20, 4)
    before = [path for path in asked if "detail" in path]
    show(page, 40, 20, 5)

    assert before == []
    assert [path for path in asked if "detail" in path] == ["/basemap/detail.bin"]


def test_another_theme_repaints_what_is_shown(page):
    show(page, 20, 25, 4)
    page.evaluate("window.__basemapDrawn = false; layer.setTheme('dark')")
    page.wait_for_function("window.__basemapDrawn")

    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    assert colour_at(page, picture, 17, 20.5) == (39, 45, 53)


def test_labels_lie_under_the_marks_and_never_take_a_click(page):
    show(page, 50, 12, 5)

    order = page.evaluate(
        "['labels', 'overlayPane'].map(name => Number(getComputedStyle(map.getPane(name)).zIndex))"
    )
    assert order == [350, 400]
    assert page.evaluate("getComputedStyle(map.getPane('labels').firstChild).pointerEvents") == (
        "none"
    )


def test_the_attribution_names_the_sources_and_nothing_else(page):
    show(page, 0, 0, 2)

    text = page.locator(".leaflet-control-attribution").inner_text()
    assert re.fullmatch(
        r"Basemap: Natural Earth; cities: GeoNames CC BY 4\.0\. Boundaries imply no position\.",
        text,
    )


@pytest.mark.parametrize(
    ("language", "name"), [("de", "Deutschland"), ("ar", "ألمانيا"), ("tlh", "Germany")]
)
def test_countries_are_labelled_in_the_readers_language_or_in_english(page, language, name):
    read = page.evaluate(
        "async language => { const json = await (await fetch('/basemap/labels.json')).json();"
        " return L.basemapLabels.readLabels(json, language).areas.map(({ name }) => name); }",
        language,
    )

    assert name in read
