"""What all tests share: no network but loopback, the shipped index, the labelled corpora."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from geodata.gazetteer.index import DATA_FOLDER

# Whoever runs the tests may have imported an index of their own.
os.environ["SITUATION_MAP_GAZETTEER"] = str(DATA_FOLDER)

LOOPBACK = ("127.0.0.1", "::1", "localhost", "")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch):
    """Fail a test that tries to leave the machine, even if the code swallows the error."""
    attempts: list[object] = []
    connect = socket.socket.connect

    def guarded(self: socket.socket, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            attempts.append(address)
            raise OSError(f"Tests must not leave the machine, tried {address!r}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
    assert not attempts, f"Tests must not leave the machine, tried {attempts}."


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Folder of the labelled corpora; skips the test where there is none."""
    folder = os.environ.get("SITUATION_MAP_CORPORA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("SITUATION_MAP_CORPORA names no folder of labelled corpora.")
    return Path(folder)
