"""The layer from the network, in a real browser: nothing is asked for before it is chosen."""

from __future__ import annotations

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from tests.browser.conftest import served
from tests.mapapp.world import crisis, fill


@pytest.fixture
def tiles():
    """A server of red tiles, and the paths that it was asked for."""
    picture = io.BytesIO()
    Image.new("RGB", (256, 256), (200, 20, 20)).save(picture, "PNG")
    asked = []

    class Tile(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(picture.getvalue())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_tiles_are_asked_for_only_once_the_reader_chooses_them(visit, tiles, tmp_path, monkeypatch):
    address, asked = tiles
    monkeypatch.setenv(
        "SITUATION_MAP_ONLINE_LAYER", f"{address}/{{z}}/{{x}}/{{y}}.png City of Tyre"
    )
    with served(fill(tmp_path / "crisis.db", crisis()), tmp_path / "log") as url:
        frame = visit.open(url)
        frame.wait_for_function("window.__basemapDrawn")
        before = list(asked)

        frame.get_by_label("127.0.0.1").check()
        frame.wait_for_selector("img.leaflet-tile-loaded")

        assert before == []
        assert asked
        credit = frame.locator(".leaflet-control-attribution")
        assert "City of Tyre" in credit.inner_text()
        assert frame.evaluate("map.getPane('labels').style.display") == "none"
        frame.get_by_label("127.0.0.1").uncheck()
        assert "City of Tyre" not in credit.inner_text()
        assert visit.problems() == []
