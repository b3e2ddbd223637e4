"""Who uses the page without a mouse, without seeing it, or with less motion, in a real browser."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

GRAVE = {"serious", "critical"}
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}


def grave(where):
    """Faults that axe-core finds in a page or frame and that keep people out."""
    found = Axe().run(where).response["violations"]
    return [
        (fault["id"], node["html"])
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("visit", [LIGHT, DARK], indirect=True, ids=["light", "dark"])
def test_axe_finds_nothing_grave_on_the_page_or_the_map(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.page.get_by_text("About the data").wait_for()

    assert grave(visit.page) == []
    assert grave(frame) == []


def test_axe_would_find_text_too_pale_to_read(visit, crisis_url):
    frame = visit.open(crisis_url)
    frame.add_style_tag(content=".situation-label { color: #ccc !important }")

    assert "color-contrast" in {fault for fault, _ in grave(frame)}


def test_the_map_has_a_name_and_tells_what_a_filter_leaves(visit, crisis_url):
    frame = visit.open(crisis_url)
    told = frame.locator("[role=status][aria-live=polite]")
    first = told.inner_text()

    visit.page.get_by_role("button", name="Calm", exact=False).first.click()
    frame.wait_for_function("document.querySelector('.situation-told').textContent !== ''")

    assert first == ""
    assert told.inner_text().startswith("Map of ")
    assert "Calm: 0" in told.inner_text()
    assert visit.page.locator("iframe").get_attribute("title") == "Map of situations"


def test_the_keyboard_reaches_filters_map_and_timeline_in_this_order(visit, crisis_url):
    frame = visit.open(crisis_url)
    seen = []
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        active = visit.page.evaluate(
            "() => { let at = document.activeElement;"
            " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
            " const name = at.getAttribute('aria-label') || at.title || at.innerText || '';"
            " return at.tagName + ' ' + name.slice(0, 40); }"
        )
        if active.startswith("IFRAME"):
            active += frame.evaluate("document.activeElement.className")
        seen.append(active)

    walk = "\n".join(seen)
    places = [walk.find(name) for name in ("Unrest", "leaflet-container", "Play", "About the data")]
    assert -1 not in places, walk
    assert places == sorted(places)


@pytest.mark.parametrize("visit", [{"reduced_motion": "reduce"}], indirect=True)
def test_with_reduced_motion_zoom_and_pan_are_at_their_goal_at_once(visit, crisis_url):
    frame = visit.open(crisis_url)

    moved = frame.evaluate(
        "() => { const from = map.getCenter(); map.setZoom(5); map.panBy([200, 0]);"
        " const pane = map.getPane('mapPane');"
        " return [map.getZoom(), map._animatingZoom || false, from.distanceTo(map.getCenter()) > 1,"
        " pane.classList.contains('leaflet-pan-anim')]; }"
    )

    assert moved == [5, False, True, False]


@pytest.mark.parametrize("visit", [{"locale": "de-DE"}], indirect=True)
def test_the_map_takes_its_language_from_the_browser(visit, crisis_url):
    frame = visit.open(crisis_url)

    assert frame.evaluate(
        "Object.values(map._layers).find(layer => layer instanceof L.NaturalEarth).options.language"
    ) == ("de")
