"""Every hostile text we have, and the rule by which an answer that shows one is judged."""

import json
import re
from functools import cache

from tests.data import shared
from tests.html import elements

PROSE = "p br hr em strong del code pre blockquote ul ol li a h3 h4 h5 table thead tbody tr th td"
ALLOWED = set(PROSE.split())
URLS = ("href", "src", "action", "poster", "background", "cite", "data", "{http://www.w3.org/1999/xlink}href")
NEVER = ("style", "srcdoc", "formaction", "id", "name", "class")
BLANKS = re.compile(r"[\x00-\x20]+")
OWN_HTMX = (
    '<div hx-post="/probe" hx-trigger="load">x</div>',
    '<div data-hx-get="/probe" data-hx-trigger="load">x</div>',
    '<form action="/probe" method="post" hx-post="/probe" hx-trigger="load"><input name=csrf_token></form>',
    '<a href="/sign-out" hx-boost="true">x</a>',
    '<div hx-ext="sse" sse-connect="/probe">x</div>',
    '<div hx-on:load="probe()">x</div>',
    '<template hx type="partial" hx-target="#notice"><p>x</p></template><hx-partial hx-target="body">x</hx-partial>',
    '<p hx-swap-oob="true" id="notice">x</p>',
    "[x](/sign-out) [y](//evil.example) [z](javascript:probe()) ![p](https://evil.example/x.png)",
    '[x]: javascript:probe() "t"\n\n[a link][x]',
    "<javascript:probe()> <data:text/html,probe>",
    '[x](https://a.example "onmouseover=probe() x=\\"y")',
)


@cache
def html():
    """Payloads made to become active HTML."""
    found = [case if isinstance(case, str) else case["payload"] for name in _html_files() for case in _read(name)]
    return [*OWN_HTMX, *found]


def _html_files():
    return [f"attack_html/{name}.json" for name in HTML_FILES]


HTML_FILES = ("xss_payloads", "filter_evasion_cheat_sheet", "sanitizer_vectors", "escape_cases")


@cache
def markdown():
    """Markdown made to be odd or hostile."""
    return [
        case["markdown"] for name in ("commonmark_examples", "markdown_xss") for case in _read(f"markdown/{name}.json")
    ]


def markdown_xss():
    """Markdown made to smuggle addresses that run."""
    return [case["markdown"] for case in _read("markdown/markdown_xss.json")]


@cache
def text():
    """Strings made to break forms, searches and exports."""
    return [one for name in ("naughty_strings", "sql_injection", "csv_formula_injection") for one in _attack_text(name)]


def csv():
    """Cells that a spreadsheet would take for formulas."""
    return _attack_text("csv_formula_injection")


def redirects():
    """Addresses made to lead off the site."""
    return _attack_text("open_redirects")


def _attack_text(name):
    return _read(f"attack_text/{name}.json")


def _read(name):
    return json.loads(shared(name).read_text(encoding="utf-8"))


def active(tree):
    """What in this tree could act: unknown elements, event handlers, styles, addresses with a scheme that runs."""
    for element in elements(tree):
        if element is tree:
            continue
        if element.tag not in ALLOWED:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            yield from _active_attribute(str(name).lower(), value)


def _active_attribute(name, value):
    if name.startswith(("on", "hx-", "data-", "sse-", "ws-")) or name in NEVER:
        yield f"{name}={value!r}"
    bare = BLANKS.sub("", value).lower()
    if name in URLS and not bare.startswith(("http://", "https://", "mailto:")):
        yield f"{name}={value!r}"
