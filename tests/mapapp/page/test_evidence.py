from __future__ import annotations

import datetime as dt

import pytest

from geodata.settings import Settings
from geodata.situations import situations_between
from mapapp.loading import load
from mapapp.page.evidence import day_words, evidence, followable, headline, latest, since_line
from tests.mapapp.world import AKTAU, ALMATY, BISHKEK, LAST_DAY, fill, reading


def found(data, place, *, since=LAST_DAY, until=LAST_DAY):
    situations = situations_between(data.intervals, since=since, until=until)
    return evidence(situations, data.claims_until(until), place_id=place.place_id, until=until)


def test_every_claim_behind_a_situation_is_quoted_newest_first(data):
    (situation,) = found(data, ALMATY)

    assert situation.status == "unrest"
    assert {quote.words for quote in situation.quotes} == {
        "В Алматы снова слышны выстрелы.",
        "Almaty is calm, residents say.",
        "Shots were heard in Almaty.",
    }
    days = [quote.day for quote in situation.quotes]
    assert days == sorted(days, reverse=True)


def test_a_dispute_is_told_and_both_sides_are_quoted(data):
    (situation,) = found(data, ALMATY)

    assert situation.disputed
    assert {quote.status for quote in situation.quotes} == {"unrest", "calm"}


def test_claims_of_later_days_are_left_out(data):
    (situation,) = found(data, ALMATY, since=dt.date(2022, 1, 6), until=dt.date(2022, 1, 6))

    assert [quote.words for quote in situation.quotes] == ["Shots were heard in Almaty."]
    assert situation.newest == dt.date(2022, 1, 5)


def test_a_stale_situation_says_so(data):
    (situation,) = found(data, BISHKEK)

    assert situation.stale
    assert since_line(situation) == "since 20 Dec 2021 · last reported 20 Dec 2021 · 1 source"


def test_an_ended_situation_names_its_last_day(data):
    (situation,) = found(data, AKTAU, since=dt.date(2022, 1, 6), until=dt.date(2022, 1, 8))

    assert since_line(situation).startswith("6 Jan 2022 to 8 Jan 2022 · ")


def test_a_place_that_has_no_situation_has_no_evidence(data):
    assert found(data, BISHKEK, since=dt.date(2021, 12, 19), until=dt.date(2021, 12, 19)) == []


def test_what_is_hedged_is_noted_in_our_own_words(data):
    (situation,) = found(data, ALMATY)

    notes = {quote.words: quote.notes for quote in situation.quotes}
    assert notes["Shots were heard in Almaty."] == ()
    assert "worded with doubt" in notes["Almaty is calm, residents say."]


def test_latest_gives_the_newest_words_of_each_place_once(data):
    newest = latest(data.claims_until(LAST_DAY), limit=4)

    assert len(newest) == len({place_id for place_id, _ in newest}) == 4
    assert all(quote.day == LAST_DAY for _, quote in newest)


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1", "http://example.org", " https://example.org/ä "]
)
def test_plain_web_addresses_may_be_followed(url):
    assert followable(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//example.org",
        "https:example.org",
        "https://",
        "https:/\\example.org",
        "java\nscript:alert(1)",
        "https://exa\tmple.org",
        "https://[::1",
        "ftp://example.org",
    ],
)
def test_no_other_address_may_be_followed(url):
    assert followable(url) == ""


def test_a_link_that_may_not_be_followed_is_not_offered(tmp_path):
    hostile = reading(ALMATY, "unrest", LAST_DAY, "Shots.", url="javascript:alert(1)")
    data = load(Settings(store=fill(tmp_path / "a.db", [hostile])))

    (situation,) = found(data, ALMATY)

    assert situation.quotes[0].link == ""


def test_words_of_a_status_and_of_a_day():
    assert headline("airport_closed") == "■ Airport closed"
    assert day_words(dt.date(2022, 1, 5)) == "5 Jan 2022"


def test_the_latest_words_stand_under_the_place_they_speak_of(data):
    for place_id, quote in latest(data.claims_until(LAST_DAY), limit=20):
        claims = data.claims_until(LAST_DAY, place_id=place_id)
        assert quote.words in set(claims["quote"])
