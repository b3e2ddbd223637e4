from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from geodata.errors import StoreError
from geodata.store import open_store, restore
from tests.geodata.examples import ALMATY, LEARNT, january, reading, said

UNREST = reading("Unrest in Almaty on 5 January.", said(ALMATY, "unrest", january(5)))
CALM = reading("Calm in Almaty on 6 January.", said(ALMATY, "calm", january(6)))


def add(store, *readings):
    return store.add(readings, reader_version="1", recorded_at=LEARNT)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/store/map.db"


@pytest.fixture
def backup(url, tmp_path):
    """Holds one report; the store has got another one since, and is closed."""
    path = tmp_path / "backup.db"
    with open_store(url) as store:
        add(store, UNREST)
        store.backup(path)
        add(store, CALM)
    return path


def reports_of(url: str) -> int:
    with open_store(url, read_only=True) as store:
        return store.summary().reports


def test_a_backup_is_one_file_with_what_the_store_held(backup, tmp_path):
    assert reports_of(f"sqlite:///{backup}") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "store"]


def test_a_backup_takes_the_place_of_an_older_one(url, backup):
    with open_store(url) as store:
        store.backup(backup)

    assert reports_of(f"sqlite:///{backup}") == 2


def test_a_restored_store_is_that_of_the_backup_and_can_be_written(url, backup):
    restore(backup, url)

    with open_store(url) as store:
        assert store.summary().reports == 1
        assert store.intervals()["status"].tolist() == ["unrest"]
        assert add(store, CALM).reports == 1
    assert reports_of(f"sqlite:///{backup}") == 1


def test_the_replaced_store_is_kept_aside(url, backup):
    aside = restore(backup, url)

    assert reports_of(f"sqlite:///{aside}") == 2


def test_a_store_is_restored_where_there_is_none(backup, tmp_path):
    url = f"sqlite:///{tmp_path}/elsewhere/map.db"

    assert restore(backup, url) is None
    assert reports_of(url) == 1


def test_a_broken_store_can_be_replaced(url, backup, tmp_path):
    path = tmp_path / "store" / "map.db"
    path.write_bytes(b"broken" * 1000)

    aside = restore(backup, url)

    assert reports_of(url) == 1
    assert aside.read_bytes() == b"broken" * 1000


def test_a_store_in_use_is_not_replaced(url, backup):
    with open_store(url) as store:
        with pytest.raises(StoreError, match="in use"):
            restore(backup, url)

        assert add(store, reading("More.")).reports == 1
    assert reports_of(url) == 3


def damaged(backup):
    content = bytearray(backup.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    return bytes(content)


@pytest.mark.parametrize("content", [lambda _: b"no store" * 1000, damaged, lambda _: b""])
def test_what_is_no_store_is_not_restored_and_leaves_the_old_one(url, backup, tmp_path, content):
    backup.write_bytes(content(backup))

    with pytest.raises(StoreError):
        restore(backup, url)

    assert [path.name for path in (tmp_path / "store").iterdir()] == ["map.db"]
    assert reports_of(url) == 2


def test_the_database_of_another_program_is_not_restored(url, backup, tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE claims (id INTEGER)")

    with pytest.raises(StoreError, match="not a store of this program"):
        restore(tmp_path / "other.db", url)

    assert reports_of(url) == 2


def test_a_backup_that_cannot_be_written_is_an_error_and_leaves_nothing(url, tmp_path):
    with open_store(url) as store, pytest.raises(StoreError, match="No file can be made"):
        store.backup(tmp_path / "missing" / "backup.db")

    assert [path.name for path in tmp_path.iterdir()] == ["store"]
