"""A real server, a real Chromium, and a record of all that goes wrong between them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.mapapp.world import crisis, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Frame, Page

ROOT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = "browser tests skipped: no Chromium found; install it with `apt-get install chromium`"
START_SECONDS, SHOW_SECONDS = 60, 40

# A run of the page takes a second, but on a machine that is busy with other work it takes many.
expect.set_options(timeout=SHOW_SECONDS * 1000)


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_BROWSER)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whatever goes by one of its names."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(NO_BROWSER)
    if found is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


@contextmanager
def served(store_url: str, log: Path, *options: str, script: str = "app.py") -> Iterator[str]:
    """Run the map as its users do, on a free port; its address, without a slash at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", f"mapapp/{script}"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.fileWatcherType", "none", *options]
    environment = {**os.environ, "SITUATION_MAP_STORE": store_url}
    base = "/maps" if "--server.baseUrlPath=/maps" in options else ""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}{base}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}{base}"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The server did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def crisis_url(tmp_path_factory) -> Iterator[str]:
    """Address of a map that shows `crisis`."""
    folder = tmp_path_factory.mktemp("crisis")
    with served(fill(folder / "crisis.db", crisis()), folder / "server.log") as url:
        yield url


@pytest.fixture(scope="session")
def samples_url(tmp_path_factory) -> Iterator[str]:
    """Address of a map whose user has no store yet."""
    folder = tmp_path_factory.mktemp("samples")
    with served(f"sqlite:///{folder / 'none.db'}", folder / "server.log") as url:
        yield url


@dataclass
class Visit:
    """One visitor's browser window, and what went wrong in it."""

    page: Page
    host: str
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    """Every document that the map's frame loaded."""

    def open(self, url: str) -> Frame:
        """Open the page and wait until the map shows something; the map's frame."""
        self.page.goto(url)
        return self.map()

    def map(self) -> Frame:
        """The map's frame, once its marks are drawn."""
        self.page.locator("iframe").wait_for(timeout=SHOW_SECONDS * 1000)
        frame = self.page.locator("iframe").element_handle().content_frame()
        frame.wait_for_selector(
            "canvas.situation-canvas[data-rows]", state="attached", timeout=SHOW_SECONDS * 1000
        )
        return frame

    def look_at(self, lat: float, lon: float, zoom: int) -> None:
        """Move the map's view there at once."""
        # The braces return nothing: Playwright would take seconds to copy the whole map.
        self.map().evaluate(
            "([lat, lon, zoom]) => { window.map.setView([lat, lon], zoom, { animate: false }); }",
            [lat, lon, zoom],
        )

    def click_map(self, lat: float, lon: float) -> None:
        """Click where the map shows the coordinates."""
        x, y = self.map().evaluate(
            "([lat, lon]) => { const at = window.map.latLngToContainerPoint([lat, lon]);"
            " return [at.x, at.y]; }",
            [lat, lon],
        )
        self.page.locator("iframe").click(position={"x": x, "y": y})

    def problems(self) -> list[str]:
        """Requests to others, failed requests and errors in the console: all must be none."""
        return [*self.outside, *self.failed, *self.errors]


@pytest.fixture
def visit(browser, request) -> Iterator[Visit]:
    """A visitor with an empty cache, 1440 by 900 pixels unless parametrized otherwise."""
    options = {"viewport": {"width": 1440, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    seen = Visit(context.new_page(), host="127.0.0.1")
    _watch(context, seen)
    yield seen
    context.close()


def _watch(context: BrowserContext, seen: Visit) -> None:
    def decide(route):
        if re.match(r"https?://127\.0\.0\.1[:/]", route.request.url):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    def answered(response):
        if response.status >= 400:
            seen.failed.append(f"{response.status} {response.url}")

    def said(message):
        if message.type == "error":
            seen.errors.append(f"{message.text} ({message.location.get('url')})")

    context.route("**/*", decide)
    context.on("response", answered)
    context.on("requestfailed", lambda asked: seen.failed.append(f"{asked.failure} {asked.url}"))
    context.on("console", said)
    context.on("weberror", lambda error: seen.errors.append(str(error.error)))
    context.on(
        "request",
        lambda asked: (
            seen.loads.append(asked.url)
            if asked.resource_type == "document" and "streamlit_folium" in asked.url
            else None
        ),
    )
