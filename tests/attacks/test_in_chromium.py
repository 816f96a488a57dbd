"""Hostile words of every corpus, shown on the real pages in a real browser: nothing runs and nothing is fetched,
with the content policy on, and again with it off, so that the pages are safe without leaning on it.
"""

from urllib.parse import urlsplit

import pytest

from commerce.reviews import queries as reviews
from ideas.discussion import queries as discussion
from ideas.discussion.routes import talking
from ideas.rounds import table
from tests.attacks.poisoned import BATCH, poison
from tests.html import elements, parse_page

OWN = ("/static/", "/brand.", "/pictures/", "/favicon")


@pytest.fixture
def poisoned(live, monkeypatch):
    """The poisoned world, with pages long enough for a batch each."""
    for module in (discussion, talking):
        monkeypatch.setattr(module, "REPLIES_PER_PAGE", BATCH)
    monkeypatch.setattr(table, "PER_PAGE", BATCH)
    monkeypatch.setattr(reviews, "PER_PAGE", BATCH)
    return poison()


def _stray(request, page):
    if request.resource_type in ("xhr", "fetch", "websocket", "eventsource", "ping"):
        return True
    path = urlsplit(request.url).path
    return request.resource_type != "document" and not request.url.startswith("data:") and not path.startswith(OWN)


@pytest.mark.parametrize("policy", ["policy on", "policy off"])
def test_nothing_runs_and_nothing_is_fetched(window, poisoned, policy):
    page = window(bypass_csp=policy == "policy off")
    page.on(
        "request", lambda request: page.complaints.append(f"fetched {request.url}") if _stray(request, page) else None
    )
    page.on("popup", lambda popup: page.complaints.append(f"opened {popup.url}"))
    for path in poisoned.paths:
        page.goto(path)
        page.evaluate("document.querySelectorAll('a, summary, details').forEach(e => { e.open = true; e.focus() })")
        assert urlsplit(page.url).path == path.split("?")[0]
        assert page.complaints == [], path


def test_every_payload_is_there_to_be_judged(live, window, poisoned):
    page = window(java_script_enabled=False)
    words = ""
    for path in poisoned.paths:
        page.goto(path)
        words += page.content()
    assert words.count("<article") >= len(poisoned.payloads)


def test_the_pages_stay_valid_and_hold_nothing_active(live, window, poisoned):
    page = window(java_script_enabled=False)
    for path in poisoned.paths:
        source = page.request.get(path).text()
        tree, errors = parse_page(source)
        assert errors == [], path
        for element in elements(tree):
            strange = [name for name in element.attrib if str(name).startswith(("on", "srcdoc", "formaction"))]
            assert not strange, (path, element.tag, strange)
