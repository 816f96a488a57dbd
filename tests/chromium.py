"""A real Chromium on the real site, served to this machine only; whatever the page complains of fails the test.

The server runs in the test's own process, so that a test can move the clock for it.
"""

import logging
import os
import threading
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from kernel.database import db
from tests.data import needed

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(app):
    """Serve the app on a free port of this machine; yields its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the whole run."""
    needed(Path(CHROMIUM).exists(), "Chromium is missing: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def live(sites):
    """The site with a context for building things, and its address; on SQLite, where writers must queue."""
    site = sites.get("sqlite")
    with site.app.app_context():
        with served(site.app) as address:
            yield address
        db.session.remove()
    site.empty()


@pytest.fixture
def window(chromium, live):
    """Open a browser window: window(viewport=PHONE, java_script_enabled=False, color_scheme="dark") → a Playwright page.

    Each window is another person's: cookies of its own. What its console complains of, and any request that leaves
    this site, fails the test at its end; `page.complaints` may be read or emptied before.
    """
    with ExitStack() as windows:
        opened = []

        def opens(**options):
            context = chromium.new_context(base_url=live, locale="en-GB", **{"viewport": DESK, **options})
            windows.callback(context.close)
            context.set_default_timeout(20_000)
            page = context.new_page()
            page.complaints = []
            watch(page, live)
            opened.append(page)
            return page

        yield opens
        complaints = [words for page in opened for words in page.complaints]
    assert not complaints


def watch(page, address):
    """Note every console error, script error, failed answer and request to another site."""
    note = page.complaints.append
    page.on("console", lambda m: note(f"console: {m.text} at {page.url}") if m.type == "error" else None)
    page.on("pageerror", lambda error: note(f"script: {error} at {page.url}"))
    page.on("response", lambda r: note(f"{r.status} {r.url}") if r.status >= 500 else None)
    page.on("request", lambda r: note(f"left the site: {r.url}") if not r.url.startswith((address, "data:")) else None)
    page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
