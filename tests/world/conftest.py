"""The demo world, told once a run and shared by all workers; every page of it is judged as a visitor finds it."""

import fcntl
from types import SimpleNamespace

import pytest

from app import create_app
from config import Settings
from kernel.database import db
from tests.chromium import served
from tests.sites import SECRET

PASSWORD = "osier and ash by the river"


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo world's application, and what telling it printed. Nobody writes to it."""
    home = tmp_path_factory.getbasetemp().parent / "demo-world"
    home.mkdir(exist_ok=True)
    settings = Settings(
        secret_key=SECRET,
        data_dir=home,
        database_url=f"sqlite:///{home}/demo.sqlite",
        jobs_url="memory:",
        page_cache_seconds=0,
        rate_limits=False,
        showings_seconds=0,
    )
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        app = create_app(settings)
        told = home / "told"
        if not told.exists():
            with app.app_context():
                db.create_all()
            result = app.test_cli_runner().invoke(args=["seed"])
            assert result.exit_code == 0, result.output
            told.write_text(result.output)
    yield SimpleNamespace(app=app, told=told.read_text())
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def place(demo):
    """Where the demo world is served."""
    with served(demo.app) as address:
        yield address


@pytest.fixture
def visit(chromium, place):
    """Open a window on the demo world: visit(who="maya", viewport=PHONE, color_scheme="dark") → a Playwright page."""
    contexts = []

    def opens(who=None, **options):
        context = chromium.new_context(base_url=place, locale="en-GB", **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        if who:
            page.goto("/sign-in")
            page.get_by_label("E-mail").fill(f"{who}@osier-ash.example")
            page.get_by_label("Password").fill(PASSWORD)
            page.locator("main").get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: not url.endswith("/sign-in"))
        return page

    yield opens
    for context in contexts:
        context.close()
