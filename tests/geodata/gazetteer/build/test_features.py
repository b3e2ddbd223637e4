from __future__ import annotations

from geodata.gazetteer.build.features import Feature, code_of
from geodata.gazetteer.pack import PlaceRow
from tests.geodata.gazetteer.build.feature_fixtures import features_of, named, pack_of

JORDAN = PlaceRow("Jordan", "country", 31.0, 36.0, country="JO", geonameid=248816)
BAIKAL = PlaceRow("Lake Baikal", "water", 53.5, 108.0, country="RU", code="region:lake-baikal")


def lake(name: str, lat: float, lon: float, *names: tuple[str, str]) -> Feature:
    return Feature(
        name=name, kind="water", lat=lat, lon=lon, code="lake:x", names=names or [("", name)]
    )


def test_a_feature_near_a_place_of_its_name_only_gives_that_place_more_names():
    pack = pack_of()
    features = features_of(pack)

    first = features.add(lake("Lake Erie", 42.2, -81.2, ("en", "Lake Erie")))
    second = features.add(lake("Erie", 42.1, -81.0, ("en", "Lake Erie"), ("de", "Eriesee")))

    assert first == second
    assert len(pack.places) == 1
    assert named(pack, "Eriesee", "water") is pack.places[first]


def test_a_feature_far_from_a_place_of_its_name_is_another_place_with_an_id_of_its_own():
    pack = pack_of()
    features = features_of(pack)

    features.add(lake("Long Lake", 47.0, -94.0))
    features.add(lake("Long Lake", 44.0, -74.0))

    assert [place.code for place in pack.places] == ["lake:x", "lake:x-2"]


def test_a_reviewed_region_is_not_added_twice():
    pack = pack_of(BAIKAL)
    features = features_of(pack)

    row = features.add(lake("Baikal", 53.0, 107.5, ("de", "Baikalsee"), ("ja", "バイカル湖")))

    assert pack.places[row].code == "region:lake-baikal"
    assert len(pack.places) == 1


def test_a_site_that_another_source_gave_is_not_added_twice_and_keeps_the_higher_rank():
    pack = pack_of(PlaceRow("Azovstal", "site", 47.1, 37.6, country="UA", code="quarter:azovstal"))
    features = features_of(pack)

    names = [("en", "Azovstal"), ("ru", "Азовсталь")]
    features.add(
        Feature("Azovstal", "site", 47.096, 37.606, "site:azovstal", names, "UA", 8, radius_km=60)
    )

    assert [(place.code, place.rank) for place in pack.places] == [("quarter:azovstal", 8)]
    assert named(pack, "Азовсталь", "site", "UA") is not None


def test_a_place_of_another_kind_stays_another_place():
    pack = pack_of(PlaceRow("Wembley", "settlement", 51.55, -0.3, country="GB"))
    features = features_of(pack)

    features.add(Feature("Wembley", "site", 51.556, -0.28, "site:wembley", [("", "Wembley")], "GB"))

    assert [place.kind for place in pack.places] == ["settlement", "site"]


def test_a_name_that_a_country_or_town_bears_may_not_stand_alone():
    features = features_of(pack_of(JORDAN, PlaceRow("Lena", "settlement", 42.4, -89.8)))

    assert not features.stands_alone("Jordan")
    assert not features.stands_alone("LENA")
    assert features.stands_alone("Orinoco")


def test_a_code_keeps_letters_and_digits_only():
    assert code_of("site", "AT&T Stadium, Arlington") == "site:at-t-stadium-arlington"
