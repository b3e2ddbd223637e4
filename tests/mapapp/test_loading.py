from __future__ import annotations

import datetime as dt

import pytest

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
    assert data.claims["date"].notna().all()


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

    assert data.claims["status"].tolist() == data.intervals["status"].tolist() == ["calm"]
    assert data.undated.empty
    assert "2 claims of ['curfew'] are not shown" in caplog.text
