import pytest

from mapapp.map.online import online_layer


def test_a_layer_of_the_list_has_its_address_and_credit():
    layer = online_layer("OpenStreetMap.Mapnik")

    assert layer is not None
    assert layer.url == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert "openstreetmap.org/copyright" in layer.attribution


def test_own_tiles_are_named_by_their_server_and_credited_without_markup():
    layer = online_layer("https://tiles.example.org/{z}/{x}/{y}.png <b>City</b> of Tyre")

    assert layer is not None
    assert layer.name == "tiles.example.org"
    assert layer.attribution == "&lt;b&gt;City&lt;/b&gt; of Tyre"


@pytest.mark.parametrize(
    "chosen",
    [
        "No.Such",
        "Thunderforest.OpenCycleMap",
        "https://tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/map.png Somebody",
        "ftp://tiles.example.org/{z}/{x}/{y}.png Somebody",
    ],
)
def test_what_cannot_be_offered_is_logged_and_left_out(chosen, caplog):
    online_layer.cache_clear()

    assert online_layer(chosen) is None
    assert "SITUATION_MAP_ONLINE_LAYER must be" in caplog.text


def test_no_setting_means_no_layer():
    assert online_layer("") is None
