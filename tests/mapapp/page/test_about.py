from mapapp.map.disputes import disputed_table
from mapapp.page.about import sources_table, versions
from tests.mapapp.world import crisis, fill


def test_every_source_is_told_with_its_newest_report(tmp_path):
    data = _load(fill(tmp_path / "crisis.db", crisis()))

    table = sources_table(data)

    assert table["Reports"].sum() == data.summary.reports
    assert table["Source"].is_unique
    assert table["Newest report"].max() <= data.days[1]


def test_no_store_has_no_sources():
    from mapapp.map_data import nothing

    assert sources_table(nothing()).empty


def test_crimea_is_among_the_disputes_and_what_has_no_line_says_so():
    table = disputed_table()

    crimea = table[table["Dispute"].str.contains("Crimea")]
    assert crimea["On the map"].tolist() == ["dashed"]
    assert (table["Source"] != "").all()
    assert "no line" in set(table["On the map"])


def test_the_versions_name_the_program():
    assert versions().startswith("Situation Map ")


def _load(address):
    from geodata.settings import Settings
    from mapapp.loading import load

    return load(Settings(store=address, show_samples=False))
