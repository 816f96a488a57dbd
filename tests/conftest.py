"""What every test may ask for. The network is off; each test finds an empty database, on each engine."""

import sys
from contextlib import ExitStack

import pytest

from kernel import clock
from kernel.database import db
from tests.browser import Browser
from tests.sites import Sites

pytest_plugins = ("tests.cast", "tests.chromium", "tests.mailbox", "tests.post_offices")

ENGINES = ("sqlite", "postgresql")
HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", None)


def _only_this_machine(event, args):
    """Refuse every connection and every look-up of a name that would leave this machine."""
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        leaves = isinstance(address, tuple) and address[0] not in HERE
    elif event == "socket.getaddrinfo":
        address = args[0]
        leaves = (address.decode() if isinstance(address, bytes) else address) not in HERE
    else:
        return
    if leaves:
        raise RuntimeError(f"the network is off in tests: {event} {address}")


sys.addaudithook(_only_this_machine)


def pytest_configure(config):
    """The one marker: a test may change the site's settings."""
    config.addinivalue_line("markers", "settings(**changes): a site whose Settings differ from the usual test site's")


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """Every site of this run, by engine and settings."""
    made = Sites(tmp_path_factory.mktemp("sites"))
    yield made
    made.close()


def _settings_of(request):
    marker = request.node.get_closest_marker("settings")
    return marker.kwargs if marker else {}


@pytest.fixture(params=ENGINES)
def site(request, sites):
    """An empty site on each engine in turn; @pytest.mark.settings(...) changes its Settings."""
    found = sites.get(request.param, **_settings_of(request))
    yield found
    found.empty()


@pytest.fixture
def app(site):
    """The application with a context pushed, so that acts and queries can be called straight away."""
    with site.app.app_context():
        yield site.app
        db.session.remove()


@pytest.fixture
def lite_app(request, sites):
    """The application on SQLite alone, for what no engine can change; not to be mixed with `app`."""
    found = sites.get("sqlite", **_settings_of(request))
    with found.app.app_context():
        yield found.app
        db.session.remove()
    found.empty()


@pytest.fixture(params=["plain", "htmx"])
def browser(request, app):
    """A person's browser without JavaScript, and again one that sends what htmx sends."""
    return Browser(app, htmx=request.param == "htmx")


@pytest.fixture
def plain_browser(app):
    """A browser without JavaScript, for tests to which htmx makes no difference."""
    return Browser(app)


@pytest.fixture
def travel():
    """Move the clock: travel(timedelta(days=3)) or travel(a_moment). Undone when the test ends."""
    with ExitStack() as journey:
        yield lambda to: journey.enter_context(clock.travel(to))
