from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_map import rows, status_button, wait_for_rows
from tests.mapapp.world import ASTANA, BISHKEK, SHYMKENT

LINK = "?from=2022-01-05&to=2022-01-06&status=unrest&place=geonames:1526384"


def test_a_link_opens_what_it_says(visit, crisis_url):
    frame = visit.open(f"{crisis_url}/{LINK}")

    assert rows(frame) == 3
    expect(visit.page.get_by_text("5 Jan 2022 – 6 Jan 2022")).to_be_visible()
    expect(visit.page.locator(".st-key-place-name")).to_have_text("Almaty, KZ")


def test_what_is_changed_can_be_linked_to(visit, crisis_url, browser):
    frame = visit.open(crisis_url)
    assert "?" not in visit.page.url

    status_button(visit.page, "airport_closed").click()
    wait_for_rows(frame, 7)
    visit.page.wait_for_url(re.compile("status="))
    visit.page.goto(visit.page.url)

    assert rows(visit.map()) == 7


def test_quick_clicks_are_not_taken_back_by_a_url_that_lags_behind(visit, crisis_url):
    visit.open(crisis_url)
    name = visit.page.locator(".st-key-place-name")
    visit.look_at(47, 74, 5)

    for place in (ASTANA, SHYMKENT, ASTANA, BISHKEK, SHYMKENT):
        visit.click_map(place.lat, place.lon)
        expect(name).to_have_text(f"{place.name}, {place.country}")
    visit.page.wait_for_timeout(1000)

    expect(name).to_have_text("Shymkent, KZ")
    expect(visit.page).to_have_url(re.compile("place=geonames%3A1518980"))


def test_the_browser_s_back_leads_to_the_view_before(visit, crisis_url):
    frame = visit.open(crisis_url)

    status_button(visit.page, "calm").click()
    wait_for_rows(frame, 4)
    visit.page.wait_for_url(re.compile("status="))
    visit.page.go_back()
    visit.page.wait_for_url(crisis_url + "/")

    wait_for_rows(frame, 8)


def test_garbage_in_a_link_gives_the_default_view_and_a_note(visit, crisis_url):
    frame = visit.open(f"{crisis_url}/?from=<b>x&to=9999-99-99&status={{{{7*7}}}}&place=../../etc")

    assert rows(frame) == 8
    expect(visit.page.get_by_text("is not a day such as")).to_be_visible()
    assert visit.page.get_by_text("Traceback").count() == 0
    assert visit.problems() == []


def looks_at(frame):
    lat, lon = frame.evaluate("[window.map.getCenter().lat, window.map.getCenter().lng]")
    return lat, lon, frame.evaluate("window.map.getZoom()")


def test_a_link_holds_where_the_map_looks(visit, crisis_url):
    visit.open(crisis_url)
    visit.look_at(44.5, 70.25, 6)
    expect(visit.page).to_have_url(re.compile(r"at=44\.500,70\.250,6"))

    visit.page.goto(visit.page.url)

    assert looks_at(visit.map()) == pytest.approx((44.5, 70.25, 6), abs=0.01)


def test_a_filter_keeps_where_the_map_looks_in_the_link(visit, crisis_url):
    frame = visit.open(crisis_url)
    visit.look_at(44.5, 70.25, 6)

    status_button(visit.page, "calm").click()
    wait_for_rows(frame, 4)

    expect(visit.page).to_have_url(re.compile(r"status=unrest.*at=44\.5|at=44\.5.*status=unrest"))
    assert looks_at(frame) == pytest.approx((44.5, 70.25, 6), abs=0.01)


@pytest.mark.parametrize("nowhere", ["91,0,3", "1,2", "1e9,0,3", "<b>,0,3", "0,0,3;x"])
def test_a_link_to_nowhere_opens_the_view_of_all_marks(visit, crisis_url, nowhere):
    frame = visit.open(f"{crisis_url}/?at={nowhere}")

    assert frame.evaluate("window.map.getBounds().contains([[42.3, 51.092], [51.1801, 77.0405]])")
    assert visit.problems() == []
