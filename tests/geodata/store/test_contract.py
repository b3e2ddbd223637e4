from __future__ import annotations

import pytest

from geodata.store import open_store
from tests.geodata.store.contract import StoreContract


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        with open_store(f"sqlite:///{tmp_path}/map.db") as opened:
            self.url = f"sqlite:///{tmp_path}/map.db"
            yield opened

    def open_again(self, store):
        store.close()
        return open_store(self.url)
