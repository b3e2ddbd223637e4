from __future__ import annotations

import datetime as dt
import time

import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from geodata.errors import StoreError
from geodata.settings import Settings
from geodata.store import open_store
from mapapp.loading import load
from tests.mapapp.world import ALMATY, ASTANA, LAST_DAY, SIMFEROPOL, crisis, fill, reading


def test_the_user_s_own_store_is_shown_if_it_has_reports(store_url):
    data = load(Settings(store=store_url))

    assert not data.samples
    assert data.summary.reports == len(crisis())
    assert data.days == (dt.date(2021, 12, 20), dt.date(2022, 1, 9))


def test_the_samples_are_shown_while_there_is_no_store(tmp_path):
    url = f"sqlite:///{tmp_path / 'none.db'}"

    data = load(Settings(store=url))

    assert data.samples
    assert data.summary.reports > 0
    assert not (tmp_path / "none.db").exists()


def test_the_samples_are_shown_while_the_store_is_empty(tmp_path):
    assert load(Settings(store=fill(tmp_path / "empty.db", []))).samples


def test_a_store_whose_reports_claim_nothing_is_still_the_user_s_own(tmp_path):
    silent = reading(ALMATY, "unrest", None, "Nothing happened.")
    url = fill(tmp_path / "silent.db", [silent])

    data = load(Settings(store=url))

    assert not data.samples
    assert data.days is None


@pytest.mark.parametrize("there", [True, False])
def test_the_samples_can_be_switched_off(tmp_path, there):
    path = tmp_path / "own.db"
    url = fill(path, []) if there else f"sqlite:///{path}"

    data = load(Settings(store=url, show_samples=False))

    assert not data.samples
    assert (data.summary.reports, data.days, len(data.intervals)) == (0, None, 0)


def test_a_place_in_a_disputed_territory_is_named_with_both_sides(tmp_path):
    said = reading(SIMFEROPOL, "unrest", LAST_DAY, "Shots were heard in Simferopol.")

    data = load(Settings(store=fill(tmp_path / "own.db", [said])))

    assert data.places[SIMFEROPOL.place_id] == "Simferopol, UA / RU"
    assert "68/262" in data.disputes[SIMFEROPOL.place_id].note


def test_a_place_that_nobody_disputes_has_no_dispute(store_url):
    assert ALMATY.place_id not in load(Settings(store=store_url)).disputes


def test_the_same_revision_is_read_once(store_url):
    settings = Settings(store=store_url)

    assert load(settings) is load(settings)


def test_new_reports_are_seen_at_once(store_url):
    settings = Settings(store=store_url)
    before = load(settings)

    with open_store(store_url) as store:
        store.add(
            [reading(ASTANA, "unrest", dt.date(2022, 1, 12), "Astana burns.")],
            reader_version="test",
            recorded_at=dt.datetime(2022, 2, 2, tzinfo=dt.UTC),
        )

    after = load(settings)
    assert after.summary.reports == before.summary.reports + 1
    assert after.days == (dt.date(2021, 12, 20), dt.date(2022, 1, 12))


def test_undated_claims_are_kept_apart(data):
    assert data.summary.undated == len(data.undated) == 1
    assert data.claims_until(LAST_DAY)["date"].notna().all()


def test_a_broken_store_is_an_error_not_the_samples(tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 1000)

    with pytest.raises(StoreError):
        load(Settings(store=f"sqlite:///{broken}"))


def test_places_are_named_with_their_country(data):
    assert data.places["geonames:1528675"] == "Bishkek, KG"


def test_claims_of_a_status_that_is_off_are_told_in_the_log_and_not_shown(tmp_path, caplog):
    day = LAST_DAY
    readings = [
        reading(ALMATY, "calm", day, "Almaty is calm."),
        reading(ASTANA, "curfew", day, "A curfew was imposed in Astana."),
        reading(ASTANA, "curfew", None, "There is a curfew in Astana."),
    ]

    data = load(Settings(store=fill(tmp_path / "own.db", readings)))

    assert data.intervals["status"].tolist() == data.counts["status"].tolist() == ["calm"]
    assert data.undated.empty
    assert "1 dated claims of ['curfew'] are not shown" in caplog.text


@pytest.fixture
def learned_later(tmp_path):
    """Address of a store that learned on 2 February that Astana had been in unrest in January."""
    url = fill(tmp_path / "own.db", crisis())
    with open_store(url) as store:
        store.add(
            [reading(ASTANA, "unrest", LAST_DAY, "Shots in Astana, too.", source="Late News")],
            reader_version="test",
            recorded_at=dt.datetime(2022, 2, 2, 9, tzinfo=dt.UTC),
        )
    return url


def claims_on_astana(data):
    return set(data.claims_until(LAST_DAY, place_id=ASTANA.place_id)["status"])


def test_as_known_on_a_day_nothing_is_there_that_was_learned_later(learned_later):
    before = load(Settings(store=learned_later), known_on=dt.date(2022, 2, 1))
    after = load(Settings(store=learned_later), known_on=dt.date(2022, 2, 2))
    now = load(Settings(store=learned_later))

    assert claims_on_astana(before) == {"calm"}
    assert claims_on_astana(after) == claims_on_astana(now) == {"calm", "unrest"}
    assert not before.intervals["disputed"][before.intervals["place"] == "Astana"].any()
    assert now.intervals["disputed"][now.intervals["place"] == "Astana"].any()


def test_before_anything_was_known_there_are_no_days(learned_later):
    data = load(Settings(store=learned_later), known_on=dt.date(2022, 1, 31))

    assert data.days is None
    assert len(data.columns.place_ids) == 0
    assert not data.samples


def test_as_known_today_the_map_is_the_map_of_now(store_url):
    then = load(Settings(store=store_url), known_on=dt.date(2030, 1, 1))
    now = load(Settings(store=store_url))

    assert_geodataframe_equal(then.intervals, now.intervals)
    assert_frame_equal(then.counts, now.counts)
    assert then.places == now.places


def test_data_that_take_long_are_renewed_beside_the_visitors(store_url, monkeypatch):
    monkeypatch.setattr("mapapp.loading.PATIENCE_SECONDS", -1.0)
    settings = Settings(store=store_url)
    before = load(settings)
    with open_store(store_url) as store:
        store.add(
            [reading(ASTANA, "unrest", dt.date(2022, 1, 12), "Astana burns.")],
            reader_version="test",
            recorded_at=dt.datetime(2022, 2, 2, tzinfo=dt.UTC),
        )

    meanwhile = load(settings)
    deadline = time.monotonic() + 60
    while load(settings) is before and time.monotonic() < deadline:
        time.sleep(0.05)

    assert meanwhile is before
    assert load(settings).days == (dt.date(2021, 12, 20), dt.date(2022, 1, 12))


def test_who_is_patient_sees_the_newest_even_if_it_takes_long(store_url, monkeypatch):
    monkeypatch.setattr("mapapp.loading.PATIENCE_SECONDS", -1.0)
    settings = Settings(store=store_url)
    before = load(settings).summary.reports
    with open_store(store_url) as store:
        store.add(
            [reading(ASTANA, "unrest", LAST_DAY, "New.")],
            reader_version="1",
            recorded_at=dt.datetime(2022, 2, 2, tzinfo=dt.UTC),
        )

    assert load(settings, patient=True).summary.reports == before + 1
