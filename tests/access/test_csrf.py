"""No other site can act in a person's name: every unsafe route refuses every kind of foreign or unproven request (A7)."""

import pytest
from sqlalchemy import event
from werkzeug.routing.converters import AnyConverter, NumberConverter

from kernel.access import Access
from kernel.database import db, transaction
from members.sessions.opening import open_session
from tests.access.callers import SAME, Caller
from tests.access.headers import header_faults
from tests.cast import a_member

MACHINES = {
    "/letters/stop/<string:token>",
    "/record/witnesses/<string:token>/removal",
}  # called by mail programs; the token in the address is the proof
FOREIGN = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "a sister domain": {"Sec-Fetch-Site": "same-site"},
    "typed by nobody": {"Sec-Fetch-Site": "none"},
    "an old browser elsewhere": {"Origin": "https://evil.example"},
    "a hidden origin": {"Origin": "null"},
    "no word of where from": {},
    "a look-alike": {"Origin": "http://localhost.evil.example"},
    "only a foreign referrer": {"Referer": "https://evil.example/localhost"},
}


@pytest.fixture
def app(lite_app):
    return lite_app


@pytest.fixture
def callers(app):
    """Maya, Omar, and a list of what was written while they called."""
    people = a_member("Maya Okafor"), a_member("Omar Haddad")
    with transaction():
        tokens = [open_session(member, "A browser")[0] for member in people]
    writes = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *args: _note(writes, args[2]))
    yield Caller(app, tokens[0]), Caller(app, tokens[1]), writes
    event.remove(db.engine, "before_cursor_execute", note)


def _note(writes, statement):
    if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
        writes.append(statement)


def _value(kind):
    if isinstance(kind, AnyConverter):
        return min(kind.items)
    return 1 if isinstance(kind, NumberConverter) else "x"


def _unsafe(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"} and view.access is not Access.MACHINE:
            values = {name: _value(kind) for name, kind in rule._converters.items()}
            yield rule.rule, app.url_map.bind("localhost").build(rule.endpoint, values, "POST")


def test_only_machines_named_here_are_exempt(app):
    exempt = {r.rule for r in app.url_map.iter_rules() if app.view_functions[r.endpoint].access is Access.MACHINE}
    assert exempt == MACHINES


def test_what_another_site_filled_in_is_not_put_into_a_form_of_ours(app, callers):
    maya, _, _ = callers
    answer = maya.call("POST", "/settings/email", {"email": "thief@evil.example"}, headers=FOREIGN["cross-site"])
    assert answer.status_code == 403
    assert "thief@evil.example" not in answer.text


def test_no_method_but_get_and_post_is_used(app):
    used = {method for rule in app.url_map.iter_rules() for method in rule.methods}
    assert used <= {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_request_from_elsewhere_does_nothing(app, callers, origin):
    maya, _, writes = callers
    writes.clear()
    for rule, url in _unsafe(app):
        answer = maya.call("POST", url, headers=FOREIGN[origin])
        assert answer.status_code == 403, (rule, answer.status_code)
        assert header_faults(answer, signed_in=True) == [], rule
    assert writes == []


@pytest.mark.parametrize("token", ["", "nonsense", "00" * 32, "theirs"])
def test_a_request_without_the_own_token_does_nothing(app, callers, token):
    maya, omar, writes = callers
    writes.clear()
    for rule, url in _unsafe(app):
        answer = maya.call("POST", url, {"csrf_token": omar.csrf if token == "theirs" else token})
        assert answer.status_code == 400, (rule, answer.status_code)
        assert header_faults(answer, signed_in=True) == [], rule
    assert writes == []


def test_a_stale_form_shows_what_was_typed(app, callers):
    maya, _, _ = callers
    answer = maya.call("POST", "/sign-up", {"csrf_token": "", "name": "Typed <b>", "password": "never shown again"})
    assert "Typed &lt;b&gt;" in answer.text
    assert "never shown again" not in answer.text


@pytest.mark.parametrize(("headers", "status"), [(SAME, 303), ({"Origin": "http://localhost"}, 400)])
def test_a_form_shown_to_a_guest_is_sent_once_after_signing_in_elsewhere(app, callers, headers, status):
    maya, _, writes = callers
    guest = Caller(app)
    both = Caller(app, maya.cookies["sid"])
    both.cookies |= guest.cookies
    form = {"csrf_token": guest.csrf, "zone": "Asia/Kolkata", "language": "en"}
    assert guest.call("POST", "/settings/place", form).status_code == 401
    writes.clear()
    assert both.call("POST", "/settings/place", form, headers=headers).status_code == status
    assert bool(writes) is (status == 303)


def test_plain_text_and_a_method_in_the_address_do_nothing(app, callers):
    maya, _, writes = callers
    writes.clear()
    body = f"csrf_token={maya.csrf}"
    for rule, url in _unsafe(app):
        answer = maya.call("POST", url, data=body, headers={**SAME, "Content-Type": "text/plain"})
        assert answer.status_code == 400, rule
        asked = maya.call("GET", f"{url}?_method=POST&csrf_token={maya.csrf}")
        assert asked.status_code in (200, 303, 400, 403, 404, 405), rule
    assert writes == []
