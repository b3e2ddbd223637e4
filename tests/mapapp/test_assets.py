from __future__ import annotations

from importlib.metadata import version

import pytest

from mapapp import assets


def test_leaflet_comes_from_the_installed_package():
    script = (assets.leaflet_folder() / "leaflet.js").read_text(encoding="utf-8")

    assert "Leaflet 1.9.3" in script
    assert version(assets.LEAFLET_PACKAGE).startswith("1.9.3")


def test_copy_leaflet_brings_script_style_and_images(tmp_path):
    target = tmp_path / "vendor" / "leaflet"

    assets.copy_leaflet(target)

    copied = {str(file.relative_to(target)) for file in target.rglob("*") if file.is_file()}
    assert {"leaflet.js", "leaflet.css", "images/layers.png"} <= copied
    source = assets.leaflet_folder()
    assert all((target / name).read_bytes() == (source / name).read_bytes() for name in copied)


def test_copy_leaflet_mends_a_half_copied_file(tmp_path):
    (tmp_path / "leaflet.js").write_text("half")

    assets.copy_leaflet(tmp_path)

    assert (tmp_path / "leaflet.js").stat().st_size > 100_000


def test_with_routes_leaflet_has_an_address_of_its_own(monkeypatch):
    monkeypatch.setenv(assets.ROUTED_VARIABLE, "1")

    assert assets.leaflet_base() == "../../vendor/leaflet"


def test_without_routes_leaflet_is_copied_where_streamlit_serves_it(monkeypatch, tmp_path):
    monkeypatch.delenv(assets.ROUTED_VARIABLE, raising=False)
    monkeypatch.setattr(assets, "STATIC", tmp_path)

    assert assets.leaflet_base() == "../../app/static/vendor/leaflet"
    assert (tmp_path / "vendor/leaflet/leaflet.js").is_file()


def test_a_missing_package_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(assets, "LEAFLET_PACKAGE", "no-such-package")
    assets.leaflet_folder.cache_clear()

    with pytest.raises(FileNotFoundError, match=r"pip install -r requirements\.txt"):
        assets.leaflet_folder()


def test_a_static_file_s_address_changes_with_its_content(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    (tmp_path / "a.js").write_text("1")
    before = assets.static_url("a.js")

    (tmp_path / "a.js").write_text("2")

    assert before.startswith("../../app/static/a.js?v=")
    assert assets.static_url("a.js") != before
