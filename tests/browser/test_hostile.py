from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served
from tests.browser.test_map import rows
from tests.mapapp.world import fill, hostile_crisis, hostile_texts


@pytest.fixture
def canary(tmp_path):
    return tmp_path / "canary"


@pytest.fixture
def hostile_url(tmp_path, canary):
    store = fill(tmp_path / "hostile.db", hostile_crisis(canary))
    with served(store, tmp_path / "server.log") as url:
        yield url


def attacked(visit):
    """The frames in which a text of a report ran as a script."""
    return [f.url for f in visit.page.frames if f.evaluate("window.__xss !== undefined")]


def test_hostile_text_is_shown_literally_and_nothing_runs(visit, hostile_url, canary):
    texts = hostile_texts(canary)
    frame = visit.open(hostile_url)
    assert rows(frame) == len(texts)
    panel = visit.page.locator(".st-key-panel")
    visit.page.get_by_text("What changed since").click()
    for number, text in enumerate(texts):
        change = panel.locator("[class*=st-key-change-button-]").nth(len(texts) - 1 - number)
        expect(change).to_have_js_property("innerText", " ".join(f"{text}, KZ".split()))
    assert panel.locator("[class*=st-key-change-] :is(a, img)").count() == 0
    assert attacked(visit) == []

    for number, text in enumerate(texts):
        # Every place has a column of its own, three degrees apart.
        visit.look_at(45.0, 60.0 + 3 * number, 7)
        visit.click_map(45.0, 60.0 + 3 * number)
        # The page takes white space off both ends; nothing else may change.
        shown = panel.locator("[data-testid=stText]")
        expect(shown.nth(0)).to_have_js_property("innerText", f"{text}, KZ".strip())
        expect(shown.nth(1)).to_have_js_property("innerText", f"{text} in {number}".strip())
        expect(shown.nth(2)).to_have_js_property("innerText", f"{text} — {text}".strip())
        assert panel.locator("a, img").count() == 0
        assert attacked(visit) == []

    visit.page.get_by_text("Table of what is shown").click()
    visit.page.locator("[data-testid=stDataFrame] canvas").first.wait_for()
    visit.page.locator(".st-key-place input").click()
    visit.page.get_by_role("option").first.wait_for()
    visit.page.wait_for_timeout(500)
    assert attacked(visit) == []
    assert not canary.exists()
    assert visit.problems() == []


def test_hostile_text_in_a_link_runs_nowhere(visit, crisis_url):
    hostile = "<img src=x onerror=window.__xss=1>{{7*7}}${window.__xss=1}"

    visit.open(f"{crisis_url}/?from={hostile}&to={hostile}&status={hostile}&place={hostile}")

    assert attacked(visit) == []
    assert visit.page.get_by_text("49").count() == 0
