"""What no browser sends breaks nothing: each POST route answers junk in every field as bad input, on each engine."""

import io

import pytest

from kernel.database import db
from kernel.forms import Form
from tests.access.kinds import OK
from tests.access.table import ROWS
from tests.access.world import World

PARTS = ("", "own-", "end-", "steward-")
PLAIN = ("once", "then", "to", "mark", "kind", "page", "next", "parent", "quote", "other")
LAST = ("/sign-out", "/settings/sessions", "/settings/password", "/settings/email")  # they end the caller's session
ORDER = ("admin", "staff", "steward", "author", "member", "guest", "unconfirmed")


def _forms(of=Form):
    for form in of.__subclasses__():
        yield form
        yield from _forms(form)


def names(parts):
    """Every name that any form of the site gives to a field, and those that are read without a form."""
    found = {name for form in _forms() for name in vars(form) if not name.startswith("_")}
    return [*PLAIN, *(part + name for part in parts for name in sorted(found) if name != "form_wide")]


def as_file():
    return io.BytesIO(b"no picture"), "text.txt"


JUNK = {
    "a NUL": lambda: "a\0b",
    "400 digits": lambda: "9" * 400,
    "a number just too large": lambda: str(2**63),
    "a file for each text": as_file,
}
BY_ENGINE = [
    ("sqlite", "400 digits"),
    ("sqlite", "a file for each text"),
    ("postgresql", "a NUL"),
    ("postgresql", "a number just too large"),
]  # what the other engine cannot answer otherwise


class Beyond:
    """A site that is not put back: junk leaves next to nothing behind."""

    def __init__(self, site):
        self.app, self.copy = site.app, lambda: None


@pytest.fixture(scope="module")
def world(request, sites):
    site = sites.get(request.param, mail_from="Junk <junk@people.example>")
    with site.app.app_context():
        yield World(Beyond(site))
        db.session.remove()
    site.empty()


@pytest.mark.parametrize(("world", "junk"), BY_ENGINE, indirect=["world"])
def test_junk_in_every_field_of_every_form_is_answered_as_bad_input(world, junk):
    rows = sorted((row for row in ROWS if row.method == "POST"), key=lambda row: row.rule.startswith(LAST))
    fields, broken = names(PARTS if junk == "a NUL" else PARTS[:1]), []
    for row in rows:
        kind = next((kind for kind in ORDER if row.expected[kind] == OK), "guest")
        caller = world.callers[kind]
        form = {"csrf_token": caller.csrf, **{name: JUNK[junk]() for name in fields}}
        answer = caller.call("POST", world.url(row, kind), data=form)
        if answer.status_code >= 500:
            broken.append(f"{row.rule}: {answer.status_code}")
    assert not broken


@pytest.mark.parametrize("world", ["postgresql"], indirect=True)
def test_junk_in_a_cookie_is_no_cookie(world):
    for cookie in ("sid", "guest", "known", "flash"):
        with world.app.app_context():
            client = world.app.test_client()
            client.set_cookie(cookie, "a\0b" * 10)
            assert client.get("/").status_code < 500, cookie
            assert client.post("/sign-in", data={"once": "\0"}).status_code < 500, cookie


FITTING = [
    ("/settings", {"name": "Ada Lindqvist", "about": "", "picture": "no file"}),
    ("/brand", {"name": "Osier", "tagline": "Ours.", "accent": "#ae3b22", "accent_dark": "#f0936a", "logo": "no file"}),
]


@pytest.mark.parametrize("world", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("url", "form"), FITTING)
def test_text_in_the_place_of_a_file_is_no_file(world, url, form):
    assert world.callers["admin"].call("POST", url, form).status_code == 303
    without = {name: value for name, value in form.items() if value != "no file"} | {"name": as_file()}
    with_file = {"csrf_token": world.callers["admin"].csrf, **without}
    assert world.callers["admin"].call("POST", url, data=with_file).status_code == 422
