from __future__ import annotations

import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from pandas.testing import assert_frame_equal

from geodata.errors import ExchangeError, NotClaimsError
from geodata.exchange import erase, read, to_bytes, write
from geodata.exchange.values import ordered
from geodata.situations import intervals, situations
from geodata.taxonomy import load_taxonomy
from tests.geodata.examples import january
from tests.geodata.exchange.hostile_claims import frames, plain_claims

NAMES = ["claims.parquet", "claims.gpkg", "claims.geojson", "claims.csv", "months"]
FILES = NAMES[:-1]
FORMATS = ["geoparquet", "gpkg", "geojson", "csv"]


def january_6() -> gpd.GeoDataFrame:
    return situations(intervals(plain_claims(), taxonomy=load_taxonomy()), on=january(6))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(frame=frames)
def test_what_is_written_comes_back_as_it_was(name, frame):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(frame, path)

        assert_frame_equal(read(path), ordered(frame))


@pytest.mark.parametrize("name", NAMES)
def test_more_rows_than_a_chunk_come_back(name, tmp_path, monkeypatch):
    for module in ("values", "arrow", "geoparquet", "geojson", "delimited", "geopackage_reading"):
        monkeypatch.setattr(f"geodata.exchange.{module}.CHUNK", 3)

    write(plain_claims(), tmp_path / name)

    assert_frame_equal(read(tmp_path / name), ordered(plain_claims()))


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_in_which_rows_come_changes_no_byte(form):
    frame = plain_claims()

    assert to_bytes(frame, form) == to_bytes(frame.iloc[::-1], form)


@pytest.mark.parametrize("name", FILES)
def test_a_download_is_the_file(name, tmp_path):
    write(plain_claims(), tmp_path / name)

    form = FORMATS[FILES.index(name)]
    assert to_bytes(plain_claims(), form) == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("name", FILES[:3])
def test_geopandas_reads_the_points_of_a_file(name, tmp_path):
    write(plain_claims(), tmp_path / name)

    reader = gpd.read_parquet if name.endswith("parquet") else gpd.read_file
    found = reader(tmp_path / name).sort_values("claim_id")

    expected = ordered(plain_claims())
    assert found.crs.to_epsg() == 4326
    assert found["quote"].tolist() == expected["quote"].tolist()
    assert found.geometry.tolist() == expected.geometry.tolist()


def test_pandas_reads_the_table_of_a_csv_file(tmp_path):
    write(plain_claims(), tmp_path / "claims.csv")

    found = pd.read_csv(tmp_path / "claims.csv")

    expected = ordered(plain_claims())
    assert found["claim_id"].tolist() == expected["claim_id"].tolist()
    assert found["lat"].tolist() == expected.geometry.y.tolist()
    assert found["hedged"].dtype == bool


def test_every_format_says_whose_data_it_holds(tmp_path):
    for name in FILES:
        write(plain_claims(), tmp_path / name)

    said = {
        "parquet": pq.read_schema(tmp_path / "claims.parquet").metadata[b"attribution"].decode(),
        "geojson": json.loads((tmp_path / "claims.geojson").read_text("utf-8"))["attribution"],
        "csv": pd.read_csv(tmp_path / "claims.csv")["attribution"].unique().item(),
        "gpkg": (tmp_path / "claims.gpkg").read_bytes().decode("latin-1"),
    }

    for name, text in said.items():
        assert "GeoNames (geonames.org), CC BY 4.0" in text, name
        assert "OpenStreetMap" not in text, name


def test_places_of_openstreetmap_bring_their_own_licence():
    frame = plain_claims()
    frame["place_id"] = frame["place_id"].where(frame["place_id"] != "icao:UAAA", "osm:way/1")

    head = json.loads(to_bytes(frame, "geojson"))

    assert "© OpenStreetMap contributors" in head["attribution"]
    assert head["licence"] == "https://opendatacommons.org/licenses/odbl/1-0/"


def test_geojson_is_as_rfc_7946_wants_it():
    collection = json.loads(to_bytes(plain_claims(), "geojson"))

    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    places = {
        f["properties"]["place"]: f["geometry"]["coordinates"] for f in collection["features"]
    }
    assert places["Almaty"] == [76.9115, 43.2525]


@pytest.mark.parametrize("name", FILES)
def test_situations_are_written_but_not_imported(name, tmp_path):
    write(january_6(), tmp_path / name)

    with pytest.raises(NotClaimsError, match="import the claims instead"):
        read(tmp_path / name)


def test_situations_list_the_claims_that_explain_them():
    found = json.loads(to_bytes(january_6(), "geojson"))["features"]

    expected = {row.place: list(row.claim_ids) for row in january_6().itertuples()}
    assert {f["properties"]["place"]: f["properties"]["claim_ids"] for f in found} == expected
    assert set(expected) == {"Almaty", "Almaty International Airport", "Astana"}


def test_situations_are_not_kept_by_month(tmp_path):
    with pytest.raises(ExchangeError, match="Only claims are kept by month"):
        write(january_6(), tmp_path / "months")


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_erased_from_what_was_written(name, tmp_path):
    frame = plain_claims()
    report_id = frame.loc[frame["source"] == "=Herald", "report_id"].iloc[0]
    write(frame, tmp_path / name)

    erased = erase(tmp_path / name, report_id)

    assert erased == 2
    left = frame[frame["report_id"] != report_id]
    assert_frame_equal(read(tmp_path / name), ordered(gpd.GeoDataFrame(left)))
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"Unrest in Almaty" not in path.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_erasing_an_unknown_report_leaves_the_file_alone(name, tmp_path):
    write(plain_claims(), tmp_path / name)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}

    assert erase(tmp_path / name, "0" * 32) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == before


@pytest.mark.parametrize("name", FILES)
def test_the_last_report_can_be_erased(name, tmp_path):
    frame = plain_claims()
    write(frame, tmp_path / name)

    for report_id in frame["report_id"].unique():
        assert erase(tmp_path / name, report_id) == 2

    assert read(tmp_path / name).empty


@pytest.mark.parametrize("name", FILES)
def test_situations_hold_no_words_to_be_erased(name, tmp_path):
    write(january_6(), tmp_path / name)
    before = (tmp_path / name).read_bytes()

    assert erase(tmp_path / name, plain_claims()["report_id"].iloc[0]) == 0
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("name", NAMES)
def test_erasing_says_if_the_file_is_gone(name, tmp_path):
    with pytest.raises(ExchangeError, match="no file"):
        erase(tmp_path / name, "0" * 32)


@pytest.mark.parametrize("name", ["claims.shp", "claims.vrt", "claims.zip", "claims.gpkg.zip"])
def test_a_name_of_no_format_is_refused(name, tmp_path):
    with pytest.raises(ExchangeError, match="expected a name that ends in"):
        write(plain_claims(), tmp_path / name)
    with pytest.raises(ExchangeError, match="expected a name that ends in"):
        read(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
