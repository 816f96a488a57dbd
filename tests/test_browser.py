"""The test browser itself: it finds what people see, sends what browsers send, and refuses a bad page."""

import pytest
from flask import Flask, redirect, request

from kernel.database import db
from tests.browser import Browser
from tests.page_checks import check_page

PAGE = """<!doctype html><html lang="en"><head><title>{h1} · Site</title></head>
<body><main><h1>{h1}</h1>{body}</main></body></html>"""
FORM = """<p id="count">{n}</p>
<form id="f" action="/save" method="post" hx-post="/save" hx-target="#count" hx-swap="outerHTML">
<input type="hidden" name="csrf_token" value="t"><input type="hidden" name="once" value="o">
<label for="w">Words</label><input id="w" name="words" value="old">
<label><input type="checkbox" name="loud"> Loud</label>
<label for="s">Size</label>
<select id="s" name="size"><option value="s">Small</option><option value="l">Large</option></select>
<button>Save it</button></form><a href="/other">Another page</a>"""


@pytest.fixture
def little_app():
    app = Flask("little")
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)
    seen = []
    app.view_functions["seen"] = seen

    @app.get("/")
    def home():
        return PAGE.format(h1="Home", body=FORM.format(n=len(seen)))

    @app.get("/other")
    def other():
        return PAGE.format(h1="Other", body='<p style="color:red">no</p>')

    @app.post("/save")
    def save():
        seen.append(request.form.to_dict())
        if request.headers.get("HX-Request"):
            return f'<p id="count">{len(seen)} saved</p>'
        return redirect("/", 303)

    with app.app_context():
        yield app


@pytest.mark.parametrize("htmx", [False, True])
def test_a_form_is_sent_as_a_browser_sends_it(little_app, htmx):
    page = Browser(little_app, htmx=htmx).open("/")
    after = page.submit("Save", {"Words": "new"}, loud=True, size="Large")
    sent = little_app.view_functions["seen"][0]
    assert sent == {"csrf_token": "t", "once": "o", "words": "new", "loud": "on", "size": "l"}
    assert ("1 saved" if htmx else "1") in after
    assert after.h1 == "Home"


def test_a_page_with_inline_style_is_refused(little_app):
    with pytest.raises(AssertionError, match="inline style"):
        Browser(little_app).open("/").click("Another page")


def test_what_is_not_on_the_page_cannot_be_pressed(little_app):
    with pytest.raises(AssertionError, match="no button 'Delete'"):
        Browser(little_app).open("/").submit("Delete")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p><div></div></p>", "unexpected-end-tag"),
        ('<p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<input name="x">', "has no label"),
        ('<form method="post"></form>', "without action"),
        ('<form action="/x" method="post"></form>', "lacks form_tokens"),
        ("<script>1</script>", "inline script"),
        ('<p onclick="x()">', "is refused"),
        ('<a href="javascript:x()">x</a>', "holds a script"),
        ('<div hx-get="/x"></div>', "htmx belongs on"),
        ('<img src="/x.webp">', "lacks alt"),
        ("<h1>again</h1>", "one h1"),
        ('<p aria-describedby="gone"></p>', "points at nothing"),
        ("<button></button>", "without a name"),
    ],
)
def test_a_faulty_page_is_named(body, fault):
    with pytest.raises(AssertionError, match=fault):
        check_page(PAGE.format(h1="Home", body=body))
