from __future__ import annotations

import pytest

from geodata.gazetteer.index import default_gazetteer
from geodata.toponyms.outlets import NOWHERE, Home, home_of


def home(source="", url=""):
    return home_of(source, url, default_gazetteer())


@pytest.mark.parametrize(
    ("source", "url", "country"),
    [
        ("", "https://www.spiegel.de/politik/a-1.html", "DE"),
        ("", "https://www.thesun.co.uk/news/1", "GB"),
        ("", "https://www.the-star.co.ke/news/1", "KE"),
        ("Kazakh Telegraph Agency", "", "KZ"),
        ("Times of India", "", "IN"),
        ("tengrinews.kz", "", "KZ"),
        ("", "https://eltiempo.com/a", "CO"),
    ],
)
def test_a_source_has_a_country(source, url, country):
    assert home(source, url).country == country


@pytest.mark.parametrize(
    ("source", "url", "division"),
    [
        ("Houston Chronicle", "", "US.TX"),
        ("", "https://www.houstonchronicle.com/news/1", "US.TX"),
        ("", "https://thejakartapost.com/news/1", "ID.04"),
        ("", "https://www.latimes.com/story", "US.CA"),
    ],
)
def test_a_source_called_after_a_town_has_its_division(source, url, division):
    assert home(source, url).division == division


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("", ""),
        ("Daily Star", ""),
        ("Union Leader", ""),
        ("Georgia Today", ""),
        ("Reuters", "https://www.reuters.com/world/1"),
        ("", "https://www.bbc.co.uk/news/1"),
        ("", "https://example.tv/1"),
        ("", "http://[bad"),
        ("\x00" * 500, "file:///etc/passwd"),
    ],
)
def test_what_says_nothing_has_no_home(source, url):
    assert home(source, url) == NOWHERE


def test_the_domain_decides_between_namesakes():
    assert home("Georgia Today", "https://georgiatoday.ge/1") == Home("GE")
