from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_change_selects_its_place_and_moves_the_map_there(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.look_at(10, 10, 3)

    visit.page.get_by_text("What changed since 8 Jan 2022").click()
    visit.page.get_by_role("button", name="Aktau, KZ", exact=True).click()

    expect(visit.page.locator(".st-key-place-name")).to_have_text("Aktau, KZ")
    frame.wait_for_function("window.map.getBounds().contains([43.6481, 51.1722])")
    assert frame.evaluate("window.map.getZoom()") >= 5
    expect(visit.page).to_have_url(re.compile("place=geonames"))
    assert visit.problems() == []


def test_a_click_on_the_map_does_not_move_it(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.look_at(47, 60, 4)

    visit.click_map(51.1801, 71.446)  # Astana

    expect(visit.page.locator(".st-key-place-name")).to_have_text("Astana, KZ")
    assert frame.evaluate("window.map.getZoom()") == 4
