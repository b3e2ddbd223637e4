from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import ReportTooLargeError
from geodata.gazetteer.nominatim import configured_geocoder
from geodata.models import Report
from geodata.pipeline import LONGEST_TEXT, read_report, read_toponyms, reader_version
from geodata.settings import Settings
from geodata.toponyms.web import OnlineNames
from tests.geodata.nominatim_server import Misbehaviour

GERMAN = (
    "Bei Plünderungen in Taldykorgan griff die Polizei am Samstag abend nicht ein. Die Lage in der "
    "Hauptstadt Nur-Sultan war dagegen anscheinend ruhig.\n\nDer Flughafen von Almaty ist bis auf "
    "weiteres gesperrt, ursprünglich sollte er an diesem Montag wieder öffnen. Ein Forscher aus "
    "Bremen sprach im Sender Echo Moskwy von gekauften Schlägern. Im Norden schneit es."
)


def read(text, day="2022-01-10", **values):
    published = dt.date.fromisoformat(day)
    return read_report(
        Report(text=text, published_day=published, published_precision="day", **values)
    )


def claims(reading):
    return {
        (claim.place.name, claim.status, claim.date.isoformat() if claim.date else None)
        for claim in reading.claims
    }


def test_a_german_report_gives_its_claims_and_nothing_else():
    assert claims(read(GERMAN)) == {
        ("Taldykorgan", "unrest", "2022-01-08"),
        ("Astana", "calm", "2022-01-10"),
        ("Almaty International Airport", "airport_closed", "2022-01-10"),
    }


def test_toponyms_alone_are_those_of_the_whole_reading():
    report = Report(text=GERMAN)

    assert tuple(read_toponyms(report)) == read_report(report).toponyms != ()


def test_the_same_report_dated_by_its_month_gives_the_same_days():
    report = Report(
        text=GERMAN.replace("Taldykorgan", "Taldykorgan (Bild vom 9.1.2022)"),
        published_day=dt.date(2022, 1, 1),
        published_precision="month",
    )

    reading = read_report(report)

    assert reading.published_inferred == dt.date(2022, 1, 10)
    assert ("Astana", "calm", "2022-01-10") in claims(reading)


def test_a_report_without_any_date_leaves_its_claims_undated():
    reading = read_report(Report(text="Riots broke out in Karachi."))

    assert [claim.date for claim in reading.claims] == [None]
    assert reading.claims[0].date_precision == "none"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mobs torched shops in Kandy on Saturday night.",
         {("Kandy", "unrest", "2022-01-08")}),
        ("en", "Karachi airport has not reopened.",
         {("Jinnah International Airport", "airport_closed", "2022-01-10")}),
        ("fr", "L'aéroport de Cuzco a rouvert lundi après une semaine de fermeture.",
         {("Alejandro Velasco Astete International Airport", "airport_open", "2022-01-10")}),
        ("es", "En Cusco no se registraron incidentes.", {("Cusco", "calm", "2022-01-10")}),
        ("ru", "В Алма-Ате в субботу начались беспорядки.", {("Almaty", "unrest", "2022-01-08")}),
    ],
)  # fmt: skip
def test_claims_are_read_in_the_first_five_languages(language, text, expected):
    assert claims(read(text, language=language)) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Riots are feared in Karachi if talks fail."),
        ("en", "Quiet Riot will play Denver on Saturday."),
        ("en", "The sea off Brighton was calm again on Sunday."),
        ("en", "The government denied that there had been riots in Karachi."),
        ("en", "The 1992 riots in Los Angeles are the subject of a film."),
        ("en", "Karachi airport will reopen next Monday."),
        ("de", "In Leipzig fuhr am Montag ein Zug an; der Zusammenstoß zweier Züge blieb aus."),
        ("fr", "À Avignon, la pièce déclenche une émeute de rires."),
        ("es", "La película «Motín en Cartagena» se estrena el viernes en Madrid."),
        ("ru", "В Воронеже произошло столкновение двух автобусов."),
        ("xx", "Riots in Karachi."),
    ],
)
def test_silence_where_nothing_is_claimed(language, text):
    assert claims(read(text, language=language)) == set()


def test_every_claim_quotes_the_report_literally():
    reading = read(GERMAN)

    for claim in reading.claims:
        assert reading.report.text[claim.quote_start : claim.quote_end] == claim.quote


def test_hedged_and_attributed_words_are_kept_on_the_claim():
    (claim,) = read("According to residents, Lahore was apparently calm.").claims

    assert claim.hedged
    assert claim.attributed


def test_a_list_of_places_shares_the_status():
    reading = read("Clashes broke out in Karachi, Lahore and Peshawar.")

    assert {claim.place.name for claim in reading.claims} == {"Karachi", "Lahore", "Peshawar"}


def test_the_capital_is_the_capital_named_before():
    text = "Port Moresby and Lae were on edge. In the capital, shops were looted."

    assert claims(read(text, language="en")) == {("Port Moresby", "unrest", "2022-01-10")}


def test_a_headline_of_its_own_says_where():
    text = "Night of violence in Rouen\n\nYouths set fire to cars and threw stones at the police."

    assert claims(read(text, language="en")) == {("Rouen", "unrest", "2022-01-10")}


def test_a_new_paragraph_does_not_inherit_the_place_of_the_last():
    text = "Ruhig war es in Astana.\n\nDie Randale ging weiter."

    assert claims(read(text, language="de")) == {("Astana", "calm", "2022-01-10")}


def test_given_spans_are_resolved_and_nothing_else_is_recognised():
    reading = read("From Almaty to Qwertz and Berlin.", spans=((15, 21), (5, 11)))

    assert [(t.text, t.place.name if t.place else None) for t in reading.toponyms] == [
        ("Qwertz", None),
        ("Almaty", "Almaty"),
    ]


def test_a_text_over_the_limit_is_refused_whole():
    with pytest.raises(ReportTooLargeError, match="1,000,000"):
        read_report(Report(text="x" * (LONGEST_TEXT + 1)))


def test_the_reader_version_is_the_same_each_time():
    assert reader_version() == reader_version()
    assert reader_version().startswith("0.1.0+")


PIECES = st.sampled_from(
    ["Riots ", "in Almaty ", "not ", "calm ", "airport ", "closed ", "on Monday ", ", ", ". ", "(",
     "«", "\n", "Алматы ", "беспорядки ", "\ud800", "\0", "暴动", "até ", "9.1.2022 ", "’s "]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.characters(), max_size=60).map("".join))
def test_any_text_is_read_without_an_error_and_quoted_literally(text):
    for language in ("", "en", "de", "ru"):
        reading = read(text or "x", language=language)

        for claim in reading.claims:
            assert reading.report.text[claim.quote_start : claim.quote_end] == claim.quote
        for toponym in reading.toponyms:
            assert reading.report.text[toponym.start : toponym.end] == toponym.text


def test_a_given_span_that_the_index_lacks_is_asked_online_only_if_wanted(nominatim, tmp_path):
    text = "Unrest broke out at Tempelhofer Freiheitsfeld on Sunday."
    report = Report(text=text, language="en", spans=((20, 45),), title="Berlin")
    geocoder = configured_geocoder(
        Settings(geocoder=nominatim.url), folder=tmp_path, interval_seconds=0.01
    )

    [offline] = read_report(report).toponyms
    assert (offline.place, nominatim.requests) == (None, [])

    [online] = read_report(report, online=OnlineNames(geocoder)).toponyms
    assert (online.place.place_id, online.place.kind) == ("osm:way/26711500", "site")
    assert nominatim.queries() == [text[20:45]]

    nominatim.always = Misbehaviour(503)
    other = OnlineNames(
        configured_geocoder(Settings(geocoder=nominatim.url), folder=tmp_path / "b")
    )
    [unresolved] = read_report(report, online=other).toponyms
    assert (unresolved, other.failed) == (offline, 1)


def test_an_adjective_is_a_toponym_but_no_place_of_a_claim():
    text = "Russian forces clashed with protesters in Grozny on Friday. Shots were heard."

    reading = read_report(Report(text=text, language="en"))

    assert [t.place.name for t in reading.toponyms if t.adjective] == ["Russia"]
    assert {claim.place.name for claim in reading.claims} == {"Grozny"}


def test_an_airport_that_is_named_like_a_town_is_the_toponym_too():
    reading = read_report(Report(text="Flights from Heathrow resumed."))

    assert [t.place.iata for t in reading.toponyms] == ["LHR"]


def test_a_given_span_may_be_an_airport():
    text = "Flights from Domodedovo airport and Moscow are late."

    reading = read_report(Report(text=text, spans=((13, 31), (36, 42))))

    assert [t.place.kind for t in reading.toponyms] == ["airport", "capital"]
