"""What a core page costs: at most 6 queries for a guest and 10 for a member, and 60 KB for a first visit, pictures aside.
The pages on which the site is governed keep to the same number of queries.
"""

import re

import pytest
from flask import g, request_finished

from kernel.database import db
from tests.pages.tour import world_of

CORE = {
    "home": "/",
    "round": "/rounds/{open round}",
    "concept": "/concepts/{said concept}",
    "catalog": "/products",
    "product": "/products/{reviewed product}",
    "open campaign": "/products/{open product}",
    "search": "/search?q=bag",
}
GOVERNED = {
    "ballot": "/rounds/{balloting round}/ballot",
    "result": "/rounds/{heard round}/result",
    "showings": "/rounds/{heard round}/showings",
    "recount": "/rounds/{published round}/recount",
    "charter": "/charter",
    "value of the charter": "/charter/{value}",
    "decisions": "/decisions",
    "decision in discussion": "/decisions/{discussed decision}",
    "decision being voted on": "/decisions/{voting decision}",
    "decision passed": "/decisions/{passed decision}",
    "elections": "/elections",
    "election taking nominations": "/elections/{nominating election}",
    "election being voted on": "/elections/{voting election}",
    "election counted": "/elections/{counted election}",
    "juries": "/juries",
    "jury": "/juries/{jury}",
    "record": "/record",
    "line of the record": "/record/{record}",
    "checkpoints": "/record/checkpoints",
}
LINKED = re.compile(r'<(?:link|script)[^>]*?(?:href|src)="(/[^"]+?\.(?:css|js|woff2)[^"]*)"')
FIRST_VISIT = 60 * 1024


@pytest.fixture(scope="module")
def world(sites):
    site = sites.get("sqlite", mail_from="The costs <costs@people.example>")
    with site.app.app_context():
        yield world_of(site)
        db.session.remove()
    site.empty()


def _queries(world, kind, path):
    counted = []

    def count(*_args, **_kwargs):
        counted.append(g.get("queries", 0))

    with request_finished.connected_to(count, world.app):
        assert world.callers[kind].call("GET", path).status_code == 200
    return counted[0]


@pytest.mark.parametrize("name", {**CORE, **GOVERNED})
def test_a_core_page_asks_the_database_few_questions(world, name):
    path = {**CORE, **GOVERNED}[name].format_map(world.values)
    assert _queries(world, "guest", path) <= 6
    assert _queries(world, "member", path) <= 10


@pytest.mark.parametrize("name", CORE)
def test_a_first_visit_is_light(world, name):
    guest, path = world.callers["guest"], CORE[name].format_map(world.values)
    packed = {"Accept-Encoding": "gzip"}
    linked = set(LINKED.findall(guest.call("GET", path).text))
    parts = [guest.call("GET", url, headers=packed) for url in (path, *linked)]
    assert all(part.status_code == 200 for part in parts)
    assert linked
    assert sum(len(part.data) for part in parts) <= FIRST_VISIT
