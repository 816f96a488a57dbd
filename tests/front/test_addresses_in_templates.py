"""A template asks only for pages and templates that there are, so that no link of the site quietly goes missing."""

import itertools
import re

import pytest
from jinja2 import nodes

from tests.source import files, name

TEMPLATES = files(".html", ".txt", ".xml", under="templates/")
ENDPOINT = re.compile(r"[a-z_]+\.[a-z_]+")
REFERENCES = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


def _texts(app, source):
    """The quoted texts in a template's code."""
    return [value.strip("\"'") for _, kind, value in app.jinja_env.lex(source) if kind == "string"]


def _spellings(node, rows):
    """Every text that this expression can be: the loop's own where it is a loop's variable."""
    match node:
        case nodes.Const():
            return {node.value}
        case nodes.CondExpr():
            return _spellings(node.expr1, rows) | _spellings(node.expr2, rows)
        case nodes.Concat():
            parts = [_spellings(one, rows) for one in node.nodes]
            return {"".join(one) for one in itertools.product(*parts)}
        case nodes.Name() if node.name in rows:
            return rows[node.name]
    raise AssertionError(f"line {node.lineno}: write out which pages url_for is asked for")


def _rows(tree):
    """What each variable of a loop over written-out rows can be."""
    found = {}
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Tuple) and isinstance(loop.iter, nodes.List):
            for place, variable in enumerate(loop.target.items):
                found[variable.name] = {row.items[place].as_const() for row in loop.iter.items}
    return found


def _asked(app, source):
    """The endpoints that a template asks url_for for, and all its other texts that begin with a package's name."""
    tree = app.jinja_env.parse(source)
    calls = [one for one in tree.find_all(nodes.Call) if getattr(one.node, "name", "") == "url_for"]
    asked = set().union(*[_spellings(one.args[0], _rows(tree)) for one in calls])
    texts = {text for text in _texts(app, source) if ENDPOINT.fullmatch(text)}
    return asked | {text for text in texts if text.split(".")[0] in app.blueprints}


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_every_page_that_a_template_asks_for_is_there(lite_app, file):
    assert _asked(lite_app, file.read_text()) <= lite_app.view_functions.keys()


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_every_template_that_a_template_asks_for_is_there(lite_app, file):
    tree = lite_app.jinja_env.parse(file.read_text())
    named = [one.template for one in tree.find_all(REFERENCES) if not isinstance(one.template, nodes.Getattr)]
    assert {text for one in named for text in _spellings(one, {})} <= set(lite_app.jinja_env.list_templates())
    assert not any(one.ignore_missing for one in tree.find_all(nodes.Include))


@pytest.mark.parametrize(
    "slip",
    [
        "{{ url_for('front.fed') }}",
        "{{ url_for('frnt.feed') }}",
        "{{ url_for('front.feed' if late else 'front.fed') }}",
        "{{ url_for('front.' ~ ('feed' if late else 'fed')) }}",
        "{% for label, endpoint in [('Feed', 'frnt.feed')] %}{{ url_for(endpoint) }}{% endfor %}",
        "{{ link_button('Feed', address_of('front.fed')) }}",
    ],
)
def test_a_slip_in_a_pages_name_is_seen_wherever_it_stands(lite_app, slip):
    assert _asked(lite_app, slip) - lite_app.view_functions.keys()


def test_a_page_whose_name_nobody_can_read_from_the_template_is_refused(lite_app):
    with pytest.raises(AssertionError, match="write out"):
        _asked(lite_app, "{{ url_for(wherever) }}")


def test_the_foot_leads_to_the_feeds(lite_app):
    page = lite_app.test_client().get("/how-it-works").text
    assert 'href="/feeds"' in page
    feeds = lite_app.test_client().get("/feeds").text
    for address in re.findall(r'href="(/[^"]+\.atom)"', feeds):
        assert lite_app.test_client().get(address).mimetype == "application/atom+xml"
    assert feeds.count(".atom") >= 4
