from __future__ import annotations

from datetime import date

import geopandas as gpd
import pytest

from geodata.errors import SchemaError
from geodata.schema import (
    CLAIM_COLUMNS,
    INTERVAL_COLUMNS,
    SITUATION_COLUMNS,
    claims_frame,
    points_frame,
    validate,
)
from tests.geodata.examples import ALMATY, ASTANA, claims_of, january, reading, said


@pytest.fixture
def claims() -> gpd.GeoDataFrame:
    return claims_of(
        reading("Unrest in Almaty.", said(ALMATY, "unrest", january(5))),
        reading("Astana was calm.", said(ASTANA, "calm", None)),
    )


def test_claims_stand_at_their_places_with_longitude_as_x(claims):
    assert [(point.x, point.y) for point in claims.geometry] == [
        (ALMATY.lon, ALMATY.lat),
        (ASTANA.lon, ASTANA.lat),
    ]


def test_claims_keep_their_contract_with_and_without_dates(claims):
    assert validate(claims, CLAIM_COLUMNS) is claims
    assert claims["date"].isna().tolist() == [False, True]


@pytest.mark.parametrize("columns", [CLAIM_COLUMNS, INTERVAL_COLUMNS, SITUATION_COLUMNS])
def test_an_empty_frame_keeps_its_contract(columns):
    frame = points_frame([], columns)

    assert len(validate(frame, columns)) == 0


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1683, 9, 12), date(9999, 12, 31)])
def test_days_far_from_today_are_kept(day):
    claims = claims_of(reading("Siege.", said(ALMATY, "unrest", day)))

    assert claims["date"].dt.date.tolist() == [day]


def test_lone_surrogates_become_replacement_characters_of_the_same_length():
    claims = claims_of(reading("\ud800", said(ALMATY, "unrest", january(5))))
    row = claims.drop(columns="geometry").iloc[0].to_dict()

    frame = claims_frame([{**row, "lat": 43.25, "lon": 76.91, "quote": "a\ud800b\x00{{7*7}}"}])

    assert frame["quote"].tolist() == ["a\ufffdb\x00{{7*7}}"]


def test_a_missing_column_is_named(claims):
    with pytest.raises(SchemaError, match="'quote' is missing"):
        validate(claims.drop(columns="quote"), CLAIM_COLUMNS)


def test_a_column_of_another_type_is_named_with_both_types(claims):
    with pytest.raises(SchemaError, match="'quote_start' must be int64, got float64"):
        validate(claims.astype({"quote_start": "float64"}), CLAIM_COLUMNS)


def test_another_crs_is_refused(claims):
    with pytest.raises(SchemaError, match="EPSG:4326, got EPSG:3857"):
        validate(claims.to_crs(3857), CLAIM_COLUMNS)


def test_areas_are_refused(claims):
    areas = claims.set_geometry(claims.to_crs(3857).buffer(1000).to_crs(4326))

    with pytest.raises(SchemaError, match="must be a Point"):
        validate(areas, CLAIM_COLUMNS)


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 0.0), (0.0, 180.5), (float("nan"), 0.0)])
def test_points_off_the_globe_are_refused(claims, lat, lon):
    moved = claims.set_geometry(gpd.points_from_xy([lon, 0.0], [lat, 0.0], crs=4326))

    with pytest.raises(SchemaError, match="within 180 degrees"):
        validate(moved, CLAIM_COLUMNS)


@pytest.mark.parametrize("lon", [-180.0, 180.0])
def test_points_on_the_antimeridian_are_accepted(claims, lon):
    moved = claims.set_geometry(gpd.points_from_xy([lon, 0.0], [0.0, 0.0], crs=4326))

    assert validate(moved, CLAIM_COLUMNS) is moved
