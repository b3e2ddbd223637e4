from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from geodata.models import Candidate, Toponym
from geodata.store import open_store
from tests.browser.conftest import served
from tests.browser.test_map import wait_for_rows
from tests.mapapp.world import AKTAU, ALMATY, ASTANA, LAST_DAY, SHYMKENT, fill, reading

TEXT = "Вести\n\nВ Алматы стреляют. {{7*7}} <img src=x onerror=window.__xss=1>"
QUOTE = "В Алматы стреляют."


def ambiguous():
    """Unrest in Almaty, that may as well be in Aktau, in a report with a hostile end."""
    read = reading(ALMATY, "unrest", LAST_DAY, QUOTE, language="ru")
    start = TEXT.index(QUOTE)
    claim = replace(read.claims[0], quote_start=start, quote_end=start + len(QUOTE))
    candidates = (Candidate(ALMATY, 2.0), Candidate(AKTAU, 1.0))
    toponym = Toponym(start + 2, start + 8, "Алматы", ALMATY, 0.9, candidates)
    report = replace(read.report, text=TEXT)
    return replace(read, report=report, claims=(claim,), toponyms=(toponym,))


@pytest.fixture
def store_url(tmp_path):
    others = [reading(one, "calm", LAST_DAY, f"{one.name}: calm.") for one in (ASTANA, SHYMKENT)]
    return fill(tmp_path / "edited.db", [ambiguous(), *others])


def opened(visit, url):
    return visit.open(f"{url}/?place={ALMATY.place_id}")


def test_a_quote_can_be_read_in_its_report_with_names_and_words_marked(visit, store_url, tmp_path):
    with served(store_url, tmp_path / "log") as url:
        opened(visit, url)
        expect(visit.page.get_by_role("button", name="Correct")).to_have_count(0)

        visit.page.get_by_role("button", name="Show in the report").click()

        text = visit.page.get_by_role("document", name="Text of the report")
        expect(text).to_have_text(TEXT)
        assert "".join(text.locator("mark").all_text_contents()) == QUOTE
        assert text.locator(".toponym").all_text_contents() == ["Алматы"]
        assert text.locator("img").count() == 0
        assert visit.page.evaluate("window.__xss") is None
        assert visit.problems() == []


def test_whole_reports_stay_closed_where_the_operator_closes_them(
    visit, store_url, tmp_path, monkeypatch
):
    monkeypatch.setenv("SITUATION_MAP_SHOW_REPORTS", "false")
    with served(store_url, tmp_path / "log") as url:
        opened(visit, url)

        expect(visit.page.get_by_text(QUOTE)).to_be_visible()
        expect(visit.page.get_by_role("button", name="Show in the report")).to_have_count(0)


def decide(page, choice, *, field="", value=""):
    page.get_by_role("button", name="Correct").click()
    page.get_by_text(choice, exact=True).click()
    if field:
        page.get_by_role("combobox", name=field).click()
        page.get_by_role("option", name=value).click()
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.get_by_role("textbox", name="Reason").fill("I was there")
    page.get_by_role("button", name="Decide").click()


def test_editors_move_a_claim_to_another_candidate_and_the_map_follows(
    visit, store_url, tmp_path, monkeypatch
):
    monkeypatch.setenv("SITUATION_MAP_EDITING", "true")
    with served(store_url, tmp_path / "log") as url:
        opened(visit, url)

        decide(visit.page, "The place is wrong", field="If the place is wrong", value="Aktau")

        expect(visit.page.get_by_text("Table of what is shown (3)")).to_be_visible()
        expect(visit.page.locator(".st-key-place-name")).to_have_count(0)
    with open_store(store_url, read_only=True) as store:
        (decided,) = store.decisions()
        assert decided.decision.place.place_id == AKTAU.place_id
        assert (decided.decision.author, decided.decision.reason) == ("Ada", "I was there")


# Two decisions within seconds: on a busy machine the map's answer to the second may come too late.
@pytest.mark.slow
def test_editors_change_a_status_or_reject_a_claim(visit, store_url, tmp_path, monkeypatch):
    monkeypatch.setenv("SITUATION_MAP_EDITING", "true")
    with served(store_url, tmp_path / "log") as url:
        frame = opened(visit, url)
        page = visit.page

        decide(page, "The status is wrong", field="If the status is wrong", value="Calm")
        expect(page.get_by_text("corrected by a person")).to_be_visible()
        expect(page.get_by_text("● 3 calm")).to_be_visible()
        decide(page, "It is no claim at all")

        wait_for_rows(frame, 2)
