"""The database goes away: every answer is a whole page that asks it for nothing, and the site goes on when it is back."""

import logging
import re

import psycopg
import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event
from sqlalchemy.exc import InterfaceError, OperationalError

from kernel import outage
from kernel.brand.brand import shown
from kernel.database import db, transaction
from kernel.sqlite import driver, never_make
from kernel.web import HEADERS
from members.sessions.opening import open_session
from tests.html import tokens_in
from tests.outages import no_database
from tests.page_checks import check_fragment, check_page

PAGES = ("/", "/health", "/rounds", "/products", "/search?q=lamp", "/feeds/concepts.atom")
FIELDS = {"name": "Lena Moreau", "email": "lena@people.example", "password": "a lamp of oak and linen"}
OWN = {"Sec-Fetch-Site": "same-origin"}
HTMX = {"HX-Request": "true"}


class Client(FlaskClient):
    """A browser whose requests have contexts of their own, as in a server."""

    def open(self, *args, **kwargs):
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture
def guest(app):
    return Client(app, app.response_class)


@pytest.fixture
def member(app, guest, maya):
    with transaction():
        token, _ = open_session(maya, "A test browser")
    guest.set_cookie("sid", token)
    return guest


def whole(answer):
    """What every answer of an outage has."""
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert not set(HEADERS) - set(answer.headers.keys())
    return answer.get_data(as_text=True)


def told(caplog):
    return [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.fixture
def logged(caplog):
    """What reaches the log, as the site's own handler lets it."""
    caplog.handler.addFilter(thin := outage._OneASecond())
    yield caplog
    caplog.handler.removeFilter(thin)


@pytest.mark.parametrize("someone", ["guest", "member"])
def test_every_page_is_a_whole_503_with_a_way_out_and_all_is_back_at_once(app, request, someone):
    client = request.getfixturevalue(someone)
    with no_database():
        for path in PAGES:
            page = check_page(whole(client.get(path)))
            assert page.findall(".//a[@href='/']"), path
            check_fragment(whole(client.get(path, headers=HTMX)), "div")
    assert [client.get(path).status_code for path in ("/", "/health")] == [200, 200]


def test_an_outage_that_comes_while_the_page_is_drawn_is_a_503_too(app, member):
    member.get("/")
    begun, allowed = [], []

    def fail(conn, cursor, statement, *_):
        begun.append(statement)
        if len(begun) > allowed[0]:
            raise OperationalError(statement, {}, Exception("the server is gone"))

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        for passing in range(8):
            begun[:], allowed[:] = [], [passing]
            whole(member.get("/"))
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)


def test_what_was_typed_is_kept_but_never_a_password_or_a_token(app, guest):
    tokens = tokens_in(guest.get("/sign-up").get_data(as_text=True))
    with no_database():
        page = whole(guest.post("/sign-up", data={**FIELDS, "next": "/rounds", **tokens}, headers=OWN))
        assert "Lena Moreau" in page
        assert FIELDS["password"] not in page
        assert tokens["csrf_token"] not in page
        assert "except your password: type it again" in page
        assert re.search(r'<input id="[^"]+" type="password" name="password">', page)
        assert '<input type="hidden" name="next" value="/rounds">' in page
        assert ">E-mail address</label>" in page
        assert ">Next</label>" not in page
    fresh = tokens_in(page)
    assert fresh["once"] == tokens["once"], "so that it counts once, though the first may have been stored"
    assert guest.post("/sign-up", data={**FIELDS, "next": "/rounds", **fresh}, headers=OWN).status_code == 303


def test_a_form_of_somebody_who_cannot_be_looked_up_comes_back_to_be_looked_over(app, member):
    tokens = tokens_in(member.get("/settings").get_data(as_text=True))
    with no_database():
        page = whole(member.post("/settings", data={"bio": "I carve spoons", **tokens}, headers=OWN))
    assert "I carve spoons" in page
    assert "csrf_token" not in page
    stale = member.post("/settings", data={"bio": "I carve spoons"}, headers=OWN)
    assert stale.status_code == 400
    assert "I carve spoons" in stale.get_data(as_text=True)


def test_an_open_connection_does_not_go_on_with_a_file_that_was_moved(tmp_path):
    """What it stored there would be lost, though it was answered as stored."""
    file = tmp_path / "site.sqlite"
    engine = create_engine(f"sqlite:///{file}", module=driver)
    with engine.begin() as connection:
        connection.exec_driver_sql("create table kept (words text)")
    never_make(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("select * from kept")
    moved = file.rename(tmp_path / "elsewhere")
    with pytest.raises(OperationalError) as gone, engine.connect():
        pass
    assert outage.is_outage(gone.value)
    assert not file.exists()
    moved.rename(file)
    with engine.connect() as connection:
        connection.exec_driver_sql("select * from kept")
    engine.dispose()


def test_the_brand_shown_last_is_kept_while_it_cannot_be_looked_up(app):
    with app.test_request_context("/"):
        brand = shown(fresh=True)
        with no_database():
            assert shown(fresh=True) == brand
        assert shown(fresh=True) is not brand


def test_an_outage_is_told_in_one_line_a_second_without_a_traceback(app, guest, logged):
    with no_database():
        for _ in range(30):
            guest.get("/")
    lines = told(logged)
    assert 1 <= len(lines) <= 3
    assert all(line.getMessage().startswith("outage") and not line.exc_info for line in lines)


def test_a_fault_of_ours_is_no_outage_and_is_told_in_full(app, logged):
    with pytest.raises(Exception, match="nowhere") as fault:
        db.session.execute(db.text("select 1 from nowhere"))
    db.session.rollback()
    assert not outage.is_outage(fault.value)
    app.logger.error("failed", exc_info=fault.value)
    app.logger.error("failed", exc_info=fault.value)
    assert [bool(line.exc_info) for line in told(logged)] == [True, True]


@pytest.mark.parametrize(
    "fault", [psycopg.errors.DeadlockDetected("a ring"), psycopg.errors.QueryCanceled("too long")], ids=["ring", "slow"]
)
def test_what_may_be_a_slow_statement_of_ours_is_a_503_that_is_told_in_full(app, logged, fault):
    error = OperationalError("select", {}, fault)
    assert outage.is_outage(error)
    for _ in range(2):
        app.logger.error("failed", exc_info=error)
    assert [bool(line.exc_info) for line in told(logged)] == [True, True]


def test_what_a_statement_was_wrongly_given_is_a_fault_of_ours():
    assert not outage.is_outage(InterfaceError("select", {}, driver.InterfaceError("type 'set' is not supported")))


def test_the_line_about_an_outage_says_which_page_met_it_and_no_secret_of_its_address(app, guest, logged):
    with no_database():
        guest.get("/search?q=lamp")
    (line,) = told(logged)
    assert "GET /search:" in line.getMessage()


def test_a_page_that_breaks_is_a_whole_500_though_the_database_is_away(app, guest, monkeypatch):
    monkeypatch.setitem(app.view_functions, "front.home", lambda: 1 / 0)
    with no_database():
        answer = guest.get("/")
    assert answer.status_code == 500
    check_page(answer.get_data(as_text=True))
    assert not set(HEADERS) - set(answer.headers.keys())


def test_the_last_resort_answers_what_even_the_error_page_cannot(app, monkeypatch):
    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setattr(app, "request_context", lambda environ: 1 / 0)
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    check_page(answer.get_data(as_text=True))
    assert not set(HEADERS) - set(answer.headers.keys())
