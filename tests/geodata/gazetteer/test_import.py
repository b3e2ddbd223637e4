from __future__ import annotations

import pytest

from geodata.gazetteer.columns import read_table
from geodata.gazetteer.geonames.assembling import ATTRIBUTION
from geodata.gazetteer.geonames.importing import import_dump
from geodata.gazetteer.geonames.tables import feature_groups
from geodata.gazetteer.index import DATA_FOLDER, Gazetteer
from geodata.gazetteer.names import Form
from tests.geodata.gazetteer.dumps import alternate, alternates, archive, many, row, shipped


@pytest.fixture
def imports(tmp_path):
    """Import lines into an index; gives it and what was done."""
    base = shipped(tmp_path / "shipped")

    def imported(lines, names=None, **options):
        dump = archive(tmp_path / "allCountries.zip", lines)
        other = None
        if names is not None:
            other = alternates(tmp_path / "alternateNamesV2.zip", names)
        done = import_dump(dump, other, folder=tmp_path / "index", base=base, **options)
        return Gazetteer(tmp_path / "index"), done

    return imported


def found(index, name):
    return [place.geonameid or place.place_id for place in index.lookup(name)]


def test_a_place_of_the_dump_is_found_with_all_that_the_dump_says(imports):
    line = row(1519922, "Qaskeleng", lat=43.2, lon=76.62, population=42_000, others="Каскелен")

    index, done = imports([line])

    (place,) = index.lookup("каскелен")
    assert (place.place_id, place.kind) == ("geonames:1519922", "settlement")
    assert (place.name, place.admin1, place.country) == ("Qaskeleng", "Almaty Region", "KZ")
    assert (place.lat, place.lon, place.population) == (43.2, 76.62, 42_000)
    assert done.added == {"settlement": 1}


def test_shipped_places_keep_their_rows_and_all_they_had(imports, tmp_path):
    shipped_index = Gazetteer(shipped(tmp_path / "again"))
    names = [alternate(1526384, "Верный", "ru", historic=True, first="1855", last="1921-02-05")]

    index, _ = imports([row(1526384, "Almaty", population=5), *many(50)], names)

    for number in range(len(shipped_index)):
        assert index.place(number) == shipped_index.place(number)
    old = read_table(tmp_path / "again" / "places.arrow").to_pylist()
    assert read_table(tmp_path / "index" / "places.arrow").to_pylist()[: len(old)] == old
    assert index.city_of(3) == 2
    assert index.entries("alma ata", "de")[0].row == 2
    assert index.dispute(index.place(4)).claims == ("UA", "RU")
    assert [(one.name, one.first_year) for one in index.former_names(index.place(2))] == [
        ("Alma-Ata", 1921),
        ("Верный", 1855),
    ]


def test_the_dump_gives_names_to_the_places_that_the_index_has(imports):
    index, done = imports([row(1526384, "Almaty", others="Verniy,a la mu tu,ALA")])

    assert found(index, "Verniy") == [1526384]
    assert "a la mu tu" not in index
    assert (done.added, done.known) == ({}, 1)


def test_alternate_names_have_languages_and_replace_the_dumps_own(imports):
    index, done = imports(
        [row(7, "Qaskeleng", others="Kaskelengrad")],
        [
            alternate(7, "Kaskelen", "de", preferred=True),
            alternate(7, "Каскелен", "ru-Cyrl"),
            alternate(7, "https://en.wikipedia.org/wiki/Kaskelen", "link"),
            alternate(7, "040900", "post"),
            alternate(7, "kaskelen qalasy", "kk"),
            alternate(8, "Nowhere", "en"),
        ],
    )

    (german,) = index.entries("kaskelen", "de")
    (russian,) = index.entries("каскелен", "ru")
    assert (german.form, german.foreign) == (Form.CANONICAL, False)
    assert (russian.form, russian.foreign) == (Form.ALTERNATE, False)
    assert index.entries("kaskelen", "fr")[0].foreign
    assert "kaskelengrad" not in index
    assert done.names == 2
    assert done.left == {"no name": 2, "place": 1, "unwritten": 1}


def test_a_former_name_keeps_its_years_and_is_found(imports):
    index, _ = imports(
        [row(7, "Taraz")],
        [
            alternate(7, "Dzhambul", "en", historic=True, first="1938", last="1993-01-08"),
            alternate(7, "Aulie-Ata", "", historic=True, last="early 20th century"),
        ],
    )

    (place,) = index.lookup("Dzhambul")
    listed = [(one.name, one.first_year, one.last_year) for one in index.former_names(place)]
    assert listed == [("Dzhambul", 1938, 1993), ("Aulie-Ata", None, None)]


def test_airport_codes_are_looked_up_but_never_read_in_a_text(imports):
    index, done = imports(
        [
            row(1526381, "Almaty International Airport", "S.AIRP"),
            row(21, "Talghar Airport", "S.AIRP"),
            row(22, "Somebody's airstrip", "S.AIRP"),
        ],
        [
            alternate(1526381, "UAAA", "icao"),
            alternate(21, "TGX", "iata"),
        ],
    )

    assert found(index, "Almaty International Airport") == ["icao:UAAA"]
    (place,) = index.lookup("Talghar Airport")
    assert (place.kind, place.iata) == ("airport", "TGX")
    assert index.entries("tgx") == []
    assert index.entries("tgx", forms={Form.CODE})
    assert done.left == {"codeless airport": 1}


def test_a_shipped_place_without_an_id_is_known_by_name_and_nearness(imports):
    index, done = imports(
        [
            row(2363254, "Pacific Ocean", "H.OCN", lat=-5, lon=-150, country="", others="Пацифик"),
            row(5103241, "Readington", lat=40.58, lon=-74.73, country="US", admin1="NJ"),
            row(30, "Readington", lat=33.0, lon=-84.0, country="US", admin1="GA"),
        ]
    )

    assert found(index, "Пацифик") == ["region:pacific-ocean"]
    assert sorted(map(str, found(index, "Readington"))) == ["30", "census:3401962250"]
    assert (done.known, done.added) == (2, {"settlement": 1})


def test_a_village_stands_behind_a_city_and_a_brook_behind_a_village(imports):
    index, _ = imports([row(31, "Almaty", "H.STM"), row(32, "Qaraoy", "H.STM"),
                        row(33, "Qaraoy", population=300)])  # fmt: skip

    assert found(index, "Almaty") == [1526384, 31]
    assert found(index, "Qaraoy") == [33, 32]


def test_countries_limit_what_is_added_and_border_rivers_count_for_both(imports):
    index, done = imports(
        [
            row(41, "Qapshaghay"),
            row(42, "Luhansk", country="UA"),
            row(43, "Ural", "H.STM", country="RU", also="RU,KZ"),
            row(44, "Perm", country="RU"),
        ],
        countries=["KZ"],
    )

    assert [len(index.lookup(name)) for name in ("Qapshaghay", "Luhansk", "Ural", "Perm")] == [
        *(1, 0, 1, 0)
    ]
    assert done.left == {"country": 2}


def test_every_line_is_counted(imports):
    lines = [
        *many(200),
        row(1526384, "Almaty"),
        row(50, "Lenin School", "S.SCH"),
        row(51, "Old Town", "P.PPLH"),
        row(20_000_000, "Qyaaaaa"),
        row(52, "Nowhere", lat="nan"),
    ]

    _, done = imports(lines)

    assert done.left == {"bad": 1, "feature P": 1, "feature S": 1, "repeated": 1}
    assert sum(done.added.values()) + done.known + sum(done.left.values()) == len(lines)
    assert done.bad[0].startswith("line 205: latitude b'nan', expected -90 to 90 degrees")


def test_a_division_that_the_index_lacks_names_the_places_in_it(imports):
    index, _ = imports(
        [row(60, "Taldyqorghan", admin1="99"), row(61, "Jetisu", "A.ADM1", admin1="99")]
    )

    assert index.lookup("Taldyqorghan")[0].admin1 == "Jetisu"
    assert index.lookup("Jetisu")[0].kind == "admin-1"


def test_many_names_are_spread_over_many_tables(imports, tmp_path, monkeypatch):
    monkeypatch.setattr("geodata.gazetteer.geonames.assembling.ROWS_A_TABLE", 100)

    index, done = imports(many(500))

    assert len(list((tmp_path / "index").glob("names-*.marisa"))) == 16
    for number in (0, 250, 499):
        name = list(many(500))[number].split("\t")[1]
        assert found(index, name) == [20_000_000 + number]
    assert found(index, "Almaty") == [1526384]
    assert done.spellings == index.spellings


def test_the_size_of_chunks_does_not_change_the_index(imports, tmp_path):
    names = [alternate(20_000_000 + number, f"Жeт{number}x", "ru") for number in range(300)]
    imports(many(300), names)
    whole = contents(tmp_path / "index")
    (tmp_path / "index").rename(tmp_path / "whole")

    imports(many(300), names, chunk_bytes=1000)

    assert without_origin(contents(tmp_path / "index")) == without_origin(whole)


def test_the_licence_stands_beside_the_data(imports, tmp_path):
    imports(many(1))

    assert ATTRIBUTION in (tmp_path / "index" / "NOTICE").read_text()
    assert "CC BY" in ATTRIBUTION or "Creative Commons Attribution 4.0" in ATTRIBUTION


def test_each_feature_code_is_listed_once_and_of_a_known_kind():
    groups = feature_groups()

    assert len(groups) > 200
    assert "P.PPLH" not in groups
    assert {group.kind for group in groups.values()} == {
        *("country", "region", "admin-1", "admin-2", "capital", "settlement", "water"),
        *("airport", "site"),
    }


@pytest.mark.slow
def test_the_whole_shipped_index_is_in_an_imported_one(tmp_path):
    dump = archive(tmp_path / "allCountries.zip", many(1000))

    import_dump(dump, folder=tmp_path / "index")

    index, before = Gazetteer(tmp_path / "index"), Gazetteer(DATA_FOLDER)
    assert len(index) == len(before) + 1000
    for number in range(0, len(before), 997):
        assert index.place(number) == before.place(number)
        assert index.rows_of(before.place(number)) == before.rows_of(before.place(number))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def without_origin(files):
    return {name: content for name, content in files.items() if name != "origin.json"}
