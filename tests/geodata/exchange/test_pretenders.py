"""Files that are not what their name says, and files damaged at any place."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from geodata.errors import ExchangeError
from geodata.exchange import read, values, write
from tests.geodata.exchange.hostile_claims import plain_claims
from tests.geodata.exchange.test_hostile_geojson import VRT


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with the plain claims as GeoPackage and as GeoParquet."""
    folder = tmp_path_factory.mktemp("written")
    write(plain_claims(), folder / "claims.gpkg")
    write(plain_claims(), folder / "claims.parquet")
    return folder


@pytest.mark.parametrize("name", ["claims.gpkg", "claims.parquet", "claims.geojson", "claims.csv"])
@pytest.mark.parametrize(
    "content", [b"", b"\0", VRT.encode(), b"PAR1PAR1", b"PK\x05\x06" + bytes(18)]
)
def test_what_only_bears_the_name_is_refused(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ExchangeError, match=name):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["claims.gpkg", "claims.parquet", "claims.geojson", "claims.csv"])
def test_an_archive_is_not_looked_into(name, written, tmp_path):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.write(written / "claims.gpkg", "../../claims.gpkg")

    with pytest.raises(ExchangeError, match=name):
        read(tmp_path / name)


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet", ".geojson", ".csv"])
@pytest.mark.parametrize(
    "address",
    ["/vsicurl/http://127.0.0.1:9/x", "/vsizip/{}/a.zip/x", "http://127.0.0.1:9/x", "file://{}/x"],
)
def test_an_address_is_no_path(address, suffix, tmp_path):
    with pytest.raises(ExchangeError, match="There is no file"):
        read(Path(address.format(tmp_path) + suffix))


def test_bytes_changed_in_a_file_never_end_in_another_error(written, tmp_path):
    for name in ("claims.parquet", "claims.gpkg"):
        content = (written / name).read_bytes()
        path = tmp_path / name
        for at in range(0, len(content), max(1, len(content) // 150)):
            path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
            try:
                read(path)
            except ExchangeError:
                continue


def test_more_claims_than_the_limit_are_refused(written, monkeypatch):
    monkeypatch.setattr(values, "MOST_CLAIMS", 3)

    for name in ("claims.parquet", "claims.gpkg"):
        with pytest.raises(ExchangeError, match="has more than 3 claims"):
            read(written / name)
