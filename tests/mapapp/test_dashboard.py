from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from mapapp.palette import MARKS
from tests.mapapp.world import fill, hostile_crisis, hostile_texts

DASHBOARD = Path(__file__).parents[2] / "mapapp" / "dashboard.py"


@pytest.fixture
def page(monkeypatch, store_url):
    """The page over `crisis`, not run yet."""
    monkeypatch.setenv("SITUATION_MAP_STORE", store_url)
    monkeypatch.setenv("SITUATION_MAP_ROUTED", "1")
    return AppTest.from_file(str(DASHBOARD), default_timeout=20)


def run(page, **query):
    for name, value in query.items():
        page.query_params[name.rstrip("_")] = value
    page.run()
    assert not page.exception
    return page


def texts(page):
    return [element.value for element in page.text]


def test_the_page_opens_on_the_newest_day_with_everything_shown(page):
    run(page)

    assert page.title[0].value == "Situation Map"
    assert page.date_input(key="since").value == page.date_input(key="until").value
    assert page.date_input(key="until").value == dt.date(2022, 1, 9)
    assert page.button_group(key="statuses").value == list(MARKS)
    assert page.markdown[0].value == (
        "**9 Jan 2022** · ▲ 2 unrest · ■ 1 airport closed · ● 4 calm · ◇ 1 airport reopened"
    )
    assert page.caption[0].value == "Latest claim 9 Jan 2022 · 13 claims from 13 reports"


def test_the_user_s_own_reports_carry_no_sample_banner(page):
    run(page)

    assert not page.info


def test_the_samples_carry_a_banner(page, monkeypatch, tmp_path):
    monkeypatch.setenv("SITUATION_MAP_STORE", f"sqlite:///{tmp_path / 'none.db'}")

    run(page)

    assert page.info[0].value.startswith("Sample data:")
    assert "python -m geodata ingest" in page.info[0].value


def test_the_dates_are_bounded_by_the_data(page):
    run(page)

    since = page.date_input(key="since")
    assert (since.min, since.max) == (dt.date(2021, 12, 20), dt.date(2022, 1, 9))


def test_another_day_changes_the_counts_and_the_link(page):
    run(page)

    page.date_input(key="since").set_value(dt.date(2022, 1, 6)).run()
    page.date_input(key="until").set_value(dt.date(2022, 1, 7)).run()

    assert page.markdown[0].value.startswith("**6 Jan 2022 – 7 Jan 2022** · ▲ 3 unrest")
    assert page.query_params["from"] == "2022-01-06"
    assert page.query_params["to"] == "2022-01-07"


def test_a_status_switched_off_leaves_the_counts_the_table_and_the_link(page):
    run(page)

    page.button_group(key="statuses").set_value(["unrest", "airport_open"]).run()

    assert page.markdown[0].value == "**9 Jan 2022** · ▲ 2 unrest · ◇ 1 airport reopened"
    assert page.query_params["status"] == "unrest,airport_open"
    assert set(page.dataframe[0].value["Status"]) == {"▲ Unrest", "◇ Airport reopened"}


def test_a_link_opens_what_it_says(page):
    run(page, from_="2022-01-05", to="2022-01-06", status="unrest", place="geonames:1526384")

    assert page.date_input(key="since").value == dt.date(2022, 1, 5)
    assert page.date_input(key="until").value == dt.date(2022, 1, 6)
    assert page.button_group(key="statuses").value == ["unrest"]
    assert page.selectbox(key="place").value == "geonames:1526384"
    assert "Shots were heard in Almaty." in texts(page)
    assert "В Алматы снова слышны выстрелы." not in texts(page)
    assert not page.warning


def test_garbage_in_a_link_gives_the_default_and_a_note(page):
    run(page, from_="<b>", status="{{7*7}}", place="nowhere")

    assert page.date_input(key="since").value == dt.date(2022, 1, 9)
    assert page.button_group(key="statuses").value == list(MARKS)
    assert "not a day" in page.warning[0].value
    assert "<b>" not in page.warning[0].value
    assert "place" in page.warning[0].value


def test_the_note_goes_with_the_next_run(page):
    run(page, from_="xx")

    page.run()

    assert not page.warning


def test_parameters_of_others_stay_in_the_link(page):
    run(page, utm="a")

    page.button_group(key="statuses").set_value(["calm"]).run()

    assert page.query_params["utm"] == "a"


def test_choosing_a_place_shows_its_evidence_and_stands_in_the_link(page):
    run(page)

    page.selectbox(key="place").set_value("geonames:1526384").run()

    assert texts(page)[0] == "Almaty, KZ"
    assert "В Алматы снова слышны выстрелы." in texts(page)
    assert "Vlast — Алматы, 9 января" in texts(page)
    assert any("Disputed" in caption.value for caption in page.caption)
    assert page.query_params["place"] == "geonames:1526384"


def test_only_places_that_are_shown_can_be_chosen(page):
    run(page, status="airport_closed")

    assert page.selectbox(key="place").options == ["Almaty Airport, KZ"]


def test_a_chosen_place_stays_when_a_filter_hides_it(page):
    run(page, place="geonames:1526384")

    page.button_group(key="statuses").set_value(["calm"]).run()

    assert page.selectbox(key="place").value == "geonames:1526384"
    assert any("No situation of this place" in caption.value for caption in page.caption)


def test_the_undated_and_the_unknown_are_counted_and_listed(page):
    run(page)

    labels = [expander.label for expander in page.expander]
    assert "Not on the map: 1 undated claims, 0 unknown names" in labels
    assert page.dataframe[1].value["Words"].tolist() == ["There were riots in Shymkent."]


def test_the_table_lists_what_the_map_shows(page):
    run(page)

    assert len(page.dataframe[0].value) == 8


def test_a_private_map_shows_nothing_to_the_anonymous(page, monkeypatch):
    monkeypatch.setenv("SITUATION_MAP_PUBLIC", "false")

    run(page, place="geonames:1526384")

    assert "private" in page.info[0].value
    shown = [*page.text, *page.caption, *page.markdown, *page.dataframe, *page.selectbox]
    assert not shown


def test_a_store_that_cannot_be_read_is_told_without_its_path(page, monkeypatch, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 1000)
    monkeypatch.setenv("SITUATION_MAP_STORE", f"sqlite:///{broken}")

    run(page)

    assert "cannot be read" in page.error[0].value
    assert "broken" not in page.error[0].value


def test_an_empty_store_without_samples_says_how_to_fill_it(page, monkeypatch, tmp_path):
    monkeypatch.setenv("SITUATION_MAP_STORE", f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setenv("SITUATION_MAP_SHOW_SAMPLES", "false")

    run(page)

    assert "no dated claims yet" in page.info[0].value
    assert page.code[0].value.startswith("python -m geodata ingest ")


def test_words_of_a_report_reach_no_markdown(page, monkeypatch, tmp_path):
    canary = tmp_path / "canary"
    url = fill(tmp_path / "hostile.db", hostile_crisis(canary))
    monkeypatch.setenv("SITUATION_MAP_STORE", url)

    run(page)
    for index in range(len(hostile_texts(canary))):
        page.selectbox(key="place").select_index(index).run()
        assert not page.exception
        parsed = [*page.markdown, *page.caption, *page.info, *page.warning, *page.title]
        said = "\n".join(element.value for element in parsed)
        assert [text for text in hostile_texts(canary) if text in said] == []
        name = hostile_texts(canary)[int(page.selectbox(key="place").value[len("made-up:")])]
        # st.text takes the white space off both ends.
        assert texts(page)[0] == f"{name}, KZ".strip()
        assert f"{name} — {name}".strip() in texts(page)
    assert not canary.exists()
