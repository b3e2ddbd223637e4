from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.test_map import wait_for_rows


def choose_known_on(page, digits):
    """Type a day, as 20220201, into the field's parts for year, month and day."""
    page.locator(".st-key-known_on [role=spinbutton]").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")


def test_the_map_can_be_shown_as_it_was_known(visit, crisis_url):
    frame = visit.open(crisis_url)  # all of it was learned on 1 February 2022

    choose_known_on(visit.page, "20220201")

    expect(visit.page.get_by_text("as known on 1 Feb 2022")).to_be_visible()
    expect(visit.page).to_have_url(re.compile("known=2022-02-01"))
    wait_for_rows(frame, 8)
    assert visit.problems() == []


def test_before_anything_was_known_the_page_says_so_and_leads_back(visit, crisis_url):
    page = visit.page
    page.goto(f"{crisis_url}/?known=2022-01-31")

    expect(page.get_by_text("Nothing was known yet at the end of 31 Jan 2022.")).to_be_visible()
    page.get_by_role("button", name="Show what is known now").click()

    wait_for_rows(visit.map(), 8)


def test_a_link_s_day_that_is_none_is_told(visit, crisis_url):
    frame = visit.open(f"{crisis_url}/?known=<script>")

    expect(visit.page.get_by_text("The link's “known” is not a day")).to_be_visible()
    wait_for_rows(frame, 8)
