"""What a first visit explains of itself, in a real browser."""

from __future__ import annotations

import pytest


def test_the_samples_say_that_they_are_samples_and_how_to_add_a_report(visit, samples_url):
    visit.open(samples_url)

    page = visit.page
    assert page.get_by_text("Sample data:").is_visible()
    page.get_by_text("Add your first report").wait_for()
    command = page.get_by_text("python -m geodata ingest report.txt")
    command.scroll_into_view_if_needed()
    assert command.is_visible()


@pytest.mark.parametrize("visit", [{"viewport": {"width": 375, "height": 812}}], indirect=True)
def test_the_marks_and_the_data_are_explained_in_words(visit, samples_url):
    visit.open(samples_url)
    page = visit.page

    page.get_by_text("What the marks say").click()
    page.get_by_text("About the data").click()

    assert page.get_by_text("not that a place is calm").is_visible()
    assert page.get_by_text("imply no position on the status of any territory").is_visible()
    assert page.get_by_text("OpenStreetMap contributors").is_visible()
    page.get_by_text("Show every source and its newest report").click()
    about = page.locator("details", has_text="About the data")
    about.get_by_test_id("stDataFrame").nth(1).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert visit.problems() == []
