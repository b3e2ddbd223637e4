from __future__ import annotations

import json
from urllib.request import urlopen

from tests.browser.conftest import served
from tests.browser.test_map import rows
from tests.mapapp.world import crisis, fill


def test_below_a_base_path_map_and_routes_work(visit, tmp_path):
    store = fill(tmp_path / "crisis.db", crisis())

    with served(store, tmp_path / "server.log", "--server.baseUrlPath=/maps") as url:
        frame = visit.open(url)
        with urlopen(f"{url}/api/v1/situations") as answer:
            total = json.load(answer)["total"]

        assert frame.evaluate("window.L.version") == "1.9.3"
        assert rows(frame) == total == 8
        assert visit.problems() == []


def test_the_page_alone_works_without_our_routes(visit, tmp_path):
    store = fill(tmp_path / "crisis.db", crisis())

    with served(store, tmp_path / "server.log", script="dashboard.py") as url:
        frame = visit.open(url)

        assert frame.evaluate("window.L.version") == "1.9.3"
        assert rows(frame) == 8
        assert visit.problems() == []


def test_a_private_map_shows_the_anonymous_a_note_only(visit, tmp_path, monkeypatch):
    monkeypatch.setenv("SITUATION_MAP_PUBLIC", "false")
    store = fill(tmp_path / "crisis.db", crisis())

    with served(store, tmp_path / "server.log") as url:
        visit.page.goto(url)
        visit.page.get_by_text("This map is private").wait_for()

        assert visit.page.locator("iframe").count() == 0
        assert "Almaty" not in visit.page.content()
