from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_map import wait_for_rows

CHOSEN = ".timeline .chosen"


def legend(frame):
    labels = frame.locator(".situation-label").all_text_contents()
    return dict(zip(labels, frame.locator(".situation-count").all_text_contents(), strict=True))


def drag_over_bars(page, start, end):
    """Drag from one share of the timeline's width to another."""
    box = page.locator(".timeline svg").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + (start + end) / 2 * box["width"], y)
    page.mouse.move(box["x"] + end * box["width"], y)


@pytest.fixture
def frame(visit, crisis_url):
    frame = visit.open(crisis_url)  # 20 December 2021 to 9 January 2022, the last day shown
    expect(visit.page.locator(CHOSEN)).to_have_text("Jan 9, 2022")
    return frame


def test_bars_stand_for_the_claims_of_their_days(visit, frame):
    heights = visit.page.locator(".timeline svg g").evaluate_all(
        "bars => bars.map(bar => bar.querySelectorAll('rect').length)"
    )

    assert len(heights) == 21
    assert [heights[0], heights[1], heights[-1]] == [1, 0, 3]


def test_dragging_changes_the_map_at_once_and_the_page_when_it_ends(visit, frame):
    page = visit.page
    drag_over_bars(page, 0.01, 0.03)

    wait_for_rows(frame, 1)  # Bishkek alone, while the button is still down
    expect(page.get_by_text("▲ 2 unrest")).to_be_visible()
    page.mouse.up()

    expect(page).to_have_url(re.compile("from=2021-12-20&to=2021-12-20"))
    expect(page.get_by_text("● 1 calm")).to_be_visible()
    assert len(visit.loads) == 1
    assert visit.problems() == []


def test_a_range_of_days_can_be_dragged(visit, frame):
    drag_over_bars(visit.page, 0.99, 0.81)
    visit.page.mouse.up()

    expect(visit.page).to_have_url(re.compile("from=2022-01-06&to=2022-01-09"))


def test_steps_go_a_day_back_and_forth(visit, frame):
    forward = visit.page.locator(".timeline .forward")
    expect(forward).to_be_disabled()

    visit.page.locator(".timeline .back").click()
    expect(visit.page).to_have_url(re.compile("from=2022-01-08&to=2022-01-08"))
    forward.click()

    expect(visit.page.locator(CHOSEN)).to_have_text("Jan 9, 2022")


def test_the_handles_obey_the_keyboard(visit, frame):
    handle = visit.page.locator(".timeline input.since")
    handle.focus()

    for _ in range(2):
        visit.page.keyboard.press("ArrowLeft")

    expect(visit.page).to_have_url(re.compile("from=2022-01-07&to=2022-01-09"))
    assert handle.get_attribute("aria-valuetext") == "Jan 7, 2022"


def test_playing_moves_the_map_through_the_days_without_the_page_being_run(visit, frame):
    page = visit.page
    page.locator(".timeline .play").focus()
    page.keyboard.press("Enter")

    wait_for_rows(frame, 1)  # from the beginning
    assert legend(frame)["Calm"] == "1"
    expect(page.get_by_text("▲ 2 unrest")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    wait_for_rows(frame, 8)

    expect(page.get_by_role("button", name="Play through time")).to_be_visible()
    expect(page.locator(CHOSEN)).to_have_text("Jan 9, 2022")
    assert len(visit.loads) == 1
    assert visit.problems() == []


def test_a_preset_chooses_the_newest_days(visit, frame):
    visit.page.get_by_role("button", name="7 d", exact=True).click()

    expect(visit.page).to_have_url(re.compile("from=2022-01-03&to=2022-01-09"))
    expect(visit.page.locator(CHOSEN)).to_have_text("Jan 3, 2022 – Jan 9, 2022")


def test_the_view_stays_where_it_is_while_time_is_played(visit, frame):
    visit.look_at(44.5, 70.25, 6)

    visit.page.locator(".timeline .play").click()
    wait_for_rows(frame, 1)
    expect(visit.page.get_by_role("button", name="Play through time")).to_be_visible()

    assert frame.evaluate("window.map.getZoom()") == 6
    center = frame.evaluate("[window.map.getCenter().lat, window.map.getCenter().lng]")
    assert center == pytest.approx([44.5, 70.25], abs=0.01)
