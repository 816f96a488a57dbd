"""A template asks only for pages that there are, so that no link of the site quietly goes missing."""

import re

import pytest

from tests.source import files, name

TEMPLATES = files(".html", ".txt", ".xml", under="templates/")
ENDPOINT = re.compile(r"[a-z_]+\.[a-z_]+")


def _texts(app, file):
    """The quoted texts in a template's code."""
    tokens = app.jinja_env.lex(file.read_text())
    return [value.strip("\"'") for _, kind, value in tokens if kind == "string"]


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_every_page_that_a_template_asks_for_is_there(lite_app, file):
    asked = {text for text in _texts(lite_app, file) if ENDPOINT.fullmatch(text)}
    of_the_site = {one for one in asked if one.split(".")[0] in lite_app.blueprints}
    assert of_the_site <= lite_app.view_functions.keys()


def test_the_foot_leads_to_the_feeds(lite_app):
    page = lite_app.test_client().get("/how-it-works").text
    assert 'href="/feeds"' in page
    feeds = lite_app.test_client().get("/feeds").text
    for address in re.findall(r'href="(/[^"]+\.atom)"', feeds):
        assert lite_app.test_client().get(address).mimetype == "application/atom+xml"
    assert feeds.count(".atom") >= 4
