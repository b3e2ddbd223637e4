from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from mapapp.palette import MARKS
from tests.mapapp.world import ALMATY, ASTANA, KAZAKHSTAN

COUNT_PIXELS = """
(color) => {
  const canvas = document.querySelector("canvas.situation-canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
  let found = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255) found++;
  return found;
}
"""

COUNT_COLOURS = """
(canvases) => {
  const seen = new Set();
  for (const canvas of document.querySelectorAll(canvases)) {
    if (!canvas.width || !canvas.height) continue;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 400)
      if (data[i + 3]) seen.add(data.slice(i, i + 3).join());
  }
  return seen.size;
}
"""


def rows(frame):
    return int(frame.eval_on_selector("canvas.situation-canvas", "canvas => canvas.dataset.rows"))


def wait_for_rows(frame, number):
    frame.wait_for_function(
        "n => document.querySelector('canvas.situation-canvas').dataset.rows === String(n)",
        arg=number,
    )


def status_button(page, status):
    label = f"{MARKS[status].glyph} {MARKS[status].label}"
    return page.get_by_role("button", name=label, exact=True)


def test_the_samples_are_on_the_map_with_nothing_asked_of_anybody_else(visit, samples_url):
    frame = visit.open(samples_url)
    frame.wait_for_function("window.__basemapDrawn")

    assert frame.evaluate("window.L.version") == "1.9.3"
    assert rows(frame) > 0
    assert any(frame.evaluate(COUNT_PIXELS, mark.color) > 20 for mark in MARKS.values())
    expect(visit.page.get_by_text("Sample data:")).to_be_visible()
    assert visit.problems() == []


def test_every_status_is_drawn_in_its_colour(visit, crisis_url):
    frame = visit.open(crisis_url)

    assert rows(frame) == 8
    pixels = {name: frame.evaluate(COUNT_PIXELS, mark.color) for name, mark in MARKS.items()}
    assert all(count > 8 for count in pixels.values()), pixels
    assert visit.problems() == []


def test_the_base_map_is_drawn_under_the_marks(visit, crisis_url):
    frame = visit.open(crisis_url)
    frame.wait_for_function("window.__basemapDrawn")

    colours = frame.evaluate(COUNT_COLOURS, ".leaflet-pane canvas:not(.situation-canvas)")
    assert colours > 3


def test_the_first_view_encloses_every_mark(visit, crisis_url):
    frame = visit.open(crisis_url)

    assert frame.evaluate("window.map.getBounds().contains([[42.3, 51.092], [51.1801, 77.0405]])")
    assert frame.evaluate("window.map.getZoom()") >= 4


def test_the_legend_counts_what_is_shown(visit, crisis_url):
    frame = visit.open(crisis_url)

    labels = frame.locator(".situation-label").all_text_contents()
    counts = frame.locator(".situation-count").all_text_contents()
    assert dict(zip(labels, map(int, counts), strict=True)) == {
        "Unrest": 2,
        "Airport closed": 1,
        "Calm": 4,
        "Airport reopened": 1,
        "Stale": 1,
        "Disputed": 1,
        "Whole area": 1,
    }
    label = frame.get_attribute("canvas.situation-canvas", "aria-label")
    assert label.startswith("Map of 8 situations. Unrest: 2")


def test_a_filter_keeps_the_view_and_the_frame(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.look_at(44.5, 70.25, 6)
    frame.evaluate("window.__mine = 1")

    status_button(visit.page, "calm").click()
    wait_for_rows(frame, 4)

    assert frame.evaluate("window.map.getZoom()") == 6
    center = frame.evaluate("[window.map.getCenter().lat, window.map.getCenter().lng]")
    assert center == pytest.approx([44.5, 70.25], abs=0.01)
    assert frame.evaluate("window.__mine") == 1
    assert len(visit.loads) == 1
    assert frame.evaluate(COUNT_PIXELS, MARKS["calm"].color) == 0
    expect(visit.page.get_by_text("▲ 2 unrest")).to_be_visible()
    expect(visit.page).to_have_url(re.compile("status=unrest"))
    assert visit.problems() == []


def test_groups_of_earlier_filters_do_not_pile_up(visit, crisis_url):
    frame = visit.open(crisis_url)

    for number in (4, 8, 4, 8):
        status_button(visit.page, "calm").click()
        wait_for_rows(frame, number)

    assert frame.evaluate("window.feature_group.length") == 1


def test_a_click_on_a_mark_shows_who_said_what(visit, crisis_url):
    visit.open(crisis_url)
    visit.look_at(43.3, 77.0, 9)

    visit.click_map(ALMATY.lat, ALMATY.lon)

    panel = visit.page.locator(".st-key-panel")
    expect(panel.locator(".st-key-place-name")).to_have_text("Almaty, KZ")
    for words in (
        "Unrest",
        "since 5 Jan 2022",
        "Disputed",
        "В Алматы снова слышны выстрелы.",
        "Vlast — Алматы, 9 января",
        "9 Jan 2022",
        "Shots were heard in Almaty.",
    ):
        expect(panel.get_by_text(words).first).to_be_visible()
    expect(panel.locator("a")).to_have_count(2)
    links = [link.get_attribute("href") for link in panel.locator("a").all()]
    assert links == ["https://example.org/2", "https://example.org/1"]
    visit.page.wait_for_url(re.compile("place=geonames"))
    assert len(visit.loads) == 1
    assert visit.problems() == []


def test_a_second_click_chooses_the_other_place(visit, crisis_url):
    visit.open(crisis_url)
    name = visit.page.locator(".st-key-place-name")
    visit.look_at(48, 74, 6)

    visit.click_map(ASTANA.lat, ASTANA.lon)
    expect(name).to_have_text("Astana, KZ")
    visit.look_at(43.3, 77.0, 9)
    visit.click_map(ALMATY.lat, ALMATY.lon)

    expect(name).to_have_text("Almaty, KZ")


def test_an_area_is_chosen_anywhere_within_its_outline(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.look_at(KAZAKHSTAN.lat, KAZAKHSTAN.lon, 6)
    frame.wait_for_function("[...window.situations._areas.paths.values()].some(Boolean)")

    visit.click_map(KAZAKHSTAN.lat, KAZAKHSTAN.lon + 5)

    expect(visit.page.locator(".st-key-place-name")).to_have_text("Kazakhstan, KZ")


def test_a_click_beside_the_marks_changes_nothing(visit, crisis_url):
    visit.open(crisis_url)
    visit.look_at(48, 74, 6)

    visit.click_map(44.8, 84.0)  # in China
    visit.page.wait_for_timeout(700)

    assert visit.page.locator(".st-key-place-name").count() == 0
    expect(visit.page).not_to_have_url(re.compile("place="))


def test_a_click_on_a_donut_moves_in_until_its_marks_stand_apart(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.look_at(47, 68, 4)

    visit.click_map((ALMATY.lat + 43.3521) / 2, (ALMATY.lon + 77.0405) / 2)
    frame.wait_for_function("window.map.getZoom() > 6")

    assert frame.evaluate("window.map.getBounds().contains([43.25, 76.95])")


def test_the_place_can_be_chosen_with_the_keyboard_alone(visit, crisis_url):
    visit.open(crisis_url)

    box = visit.page.locator(".st-key-place input")
    box.focus()
    visit.page.keyboard.type("Asta")
    visit.page.keyboard.press("Enter")

    expect(visit.page.locator(".st-key-place-name")).to_have_text("Astana, KZ")
    quote = visit.page.get_by_text("قال سكان أستانا").first
    assert quote.evaluate("node => getComputedStyle(node).unicodeBidi") == "plaintext"


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_the_dark_theme_reaches_the_map(visit, crisis_url):
    frame = visit.open(crisis_url)

    assert frame.locator(".leaflet-container.situation-dark .situation-legend").count() == 1


@pytest.mark.parametrize("visit", [{"contrast": "more"}], indirect=True)
def test_who_asks_for_more_contrast_gets_black_borders_and_rims(visit, crisis_url):
    frame = visit.open(crisis_url)
    frame.wait_for_function("window.__basemapDrawn")

    assert frame.evaluate(COUNT_PIXELS, "#000000") > 50
    quiet = frame.locator(".situation-note").first.evaluate("line => getComputedStyle(line).color")
    assert quiet == "rgb(0, 0, 0)"


@pytest.mark.parametrize("visit", [{"viewport": {"width": 375, "height": 800}}], indirect=True)
def test_a_phone_needs_no_sideways_scrolling(visit, crisis_url):
    visit.open(f"{crisis_url}/?place=geonames:1526384")
    expect(visit.page.locator(".st-key-place-name")).to_have_text("Almaty, KZ")

    for box in ("html", "[data-testid=stMain]", ".stMainBlockContainer"):
        wide, room = visit.page.eval_on_selector(box, "n => [n.scrollWidth, n.clientWidth]")
        assert wide <= room <= 375, box
    map_box = visit.page.locator("iframe").bounding_box()
    panel_box = visit.page.locator(".st-key-panel").bounding_box()
    assert map_box["width"] > 330
    assert panel_box["y"] >= map_box["y"] + map_box["height"]
