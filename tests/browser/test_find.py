from __future__ import annotations

import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_map import rows, wait_for_rows
from tests.mapapp.world import ALMATY, BISHKEK


def open_table(page):
    page.get_by_text("Table of what is shown").click()
    table = page.locator(".st-key-shown-table [data-testid=stDataFrame]")
    table.locator("canvas").first.wait_for()
    return table


def name(page):
    return page.locator(".st-key-place-name")


def search(page, words):
    page.get_by_role("textbox", name="Find a place").fill(words)
    page.keyboard.press("Enter")


def test_a_further_filter_changes_map_counts_and_link_and_is_taken_back(visit, crisis_url):
    frame = visit.open(crisis_url)
    page = visit.page

    page.get_by_role("button", name="More filters").click()
    page.get_by_role("textbox", name="Words in the report").fill("shots")
    page.keyboard.press("Enter")

    wait_for_rows(frame, 1)
    expect(page).to_have_url(re.compile("text=shots"))
    expect(page.get_by_text("Table of what is shown (1)")).to_be_visible()
    page.get_by_role("button", name="Clear all filters").first.click()
    wait_for_rows(frame, 8)
    expect(page).not_to_have_url(re.compile("text="))
    assert visit.problems() == []


def test_a_link_holds_the_further_filters(visit, crisis_url):
    frame = visit.open(f"{crisis_url}/?language=ru&confirmations=2&score=x")

    assert rows(frame) == 1
    expect(visit.page.get_by_text("only by language, confirmations")).to_be_visible()
    expect(visit.page.get_by_text("The link's “score” is not understood.")).to_be_visible()


def test_a_name_in_another_script_selects_its_place(visit, crisis_url):
    visit.open(crisis_url)

    search(visit.page, "Бишкек")

    expect(name(visit.page)).to_have_text("Bishkek, KG")


def test_a_place_that_was_never_reported_says_so(visit, crisis_url):
    visit.open(crisis_url)

    search(visit.page, "Lisbon")

    expect(visit.page.get_by_text("No report speaks of Lisbon, PT.")).to_be_visible()


def test_words_of_reports_can_be_searched_from_the_same_field(visit, crisis_url):
    frame = visit.open(crisis_url)

    search(visit.page, "square")
    visit.page.get_by_role("button", name="Show what reports say in these words").click()

    wait_for_rows(frame, 1)


def test_a_row_selects_its_place_and_a_place_its_row(visit, crisis_url):
    visit.open(f"{crisis_url}/?place={ALMATY.place_id}&from=2022-01-09&to=2022-01-09&status=unrest")
    page = visit.page
    table = open_table(page)
    expect(table.locator("tr[aria-selected=true]")).to_contain_text("Almaty")

    table.click(position={"x": 15, "y": 35 * 2 + 17})

    expect(name(page)).to_have_text("Kazakhstan, KZ")


def test_in_view_only_counts_what_the_map_shows(visit, crisis_url):
    visit.open(crisis_url)
    page = visit.page
    visit.look_at(BISHKEK.lat, BISHKEK.lon, 9)

    page.get_by_text("In view only").click()
    expect(page.get_by_text("Table of what is shown (1)")).to_be_visible()
    visit.look_at(-30, -20, 6)

    expect(page.get_by_text("Nothing in the map's view")).to_be_visible()
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_text("Table of what is shown (8)")).to_be_visible()


def test_nothing_found_says_what_to_do(visit, crisis_url):
    frame = visit.open(f"{crisis_url}/?source=nobody")

    assert rows(frame) == 0
    expect(visit.page.get_by_text("Nothing passes these filters")).to_be_visible()
    visit.page.get_by_role("button", name="Clear all filters").click()
    wait_for_rows(frame, 8)


@pytest.mark.parametrize("kind", ["CSV", "GeoJSON", "GeoPackage", "GeoParquet"])
def test_a_download_holds_exactly_what_is_shown(visit, crisis_url, kind):
    visit.open(f"{crisis_url}/?from=2022-01-09&to=2022-01-09&status=unrest")
    visit.page.get_by_text("Table of what is shown").click()

    with visit.page.expect_download() as downloading:
        visit.page.get_by_role("button", name=kind, exact=True).click()

    content = downloading.value.path().read_bytes()
    assert downloading.value.suggested_filename.startswith("situations_2022-01-09.")
    assert b"geonames.org" in content
    if kind == "CSV":
        assert {"Almaty", "Kazakhstan"} == places_of_csv(content)
    if kind == "GeoJSON":
        found = json.loads(content)["features"]
        assert {"Almaty", "Kazakhstan"} == {one["properties"]["place"] for one in found}


def places_of_csv(content):
    lines = content.decode("utf-8-sig").splitlines()
    head = next(n for n, line in enumerate(lines) if "place_id" in line)
    return {row["place"] for row in csv.DictReader(io.StringIO("\n".join(lines[head:])))}
