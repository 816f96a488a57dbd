"""The access table is complete, and every cell of it holds: each route, each method, each kind of person."""

import pytest
from sqlalchemy import event

from kernel.access import Access
from kernel.database import db
from tests.access.callers import outcome
from tests.access.headers import header_faults
from tests.access.kinds import KINDS
from tests.access.table import ROWS
from tests.access.world import World

SEEN = "UPDATE member_session"  # when somebody was last here, at most each five minutes


@pytest.fixture(scope="module")
def world(sites):
    site = sites.get("sqlite", mail_from="The access table <table@people.example>")
    with site.app.app_context():
        yield World(site)
        db.session.remove()
    site.empty()


def _declared(app):
    for rule in app.url_map.iter_rules():
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield method, rule.rule, app.view_functions[rule.endpoint]


def test_every_route_stands_in_the_table_once(world):
    routes = {(method, rule) for method, rule, _ in _declared(world.app)}
    rows = [(row.method, row.rule) for row in ROWS]
    assert routes - set(rows) == set(), "routes that the access table does not know"
    assert set(rows) - routes == set(), "rows without a route"
    assert len(rows) == len(set(rows))


def test_every_route_carries_one_access_mark(world):
    assert [rule for _, rule, view in _declared(world.app) if not isinstance(view.access, Access)] == []


def test_addresses_are_in_kebab_case_and_their_numbers_typed(world):
    for _, rule, _ in _declared(world.app):
        fixed = [part for part in rule.split("/") if part and not part.startswith("<")]
        assert all(part == part.lower() for part in fixed), rule
        assert all("_" not in part.split("<")[0] for part in fixed), rule
        values = [part.split(">")[0] for part in rule.split("<")[1:]]
        assert all(value.startswith("int:") for value in values if value.endswith(("_id", "seq", "number"))), rule


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.rule}")
def test_each_kind_of_person_is_let_in_or_refused_as_the_table_says(world, row):
    found, faults, writes = {}, [], []
    event.listen(db.engine, "before_cursor_execute", note := lambda *args: writes.append(args[2]))
    for kind in KINDS:
        writes.clear()
        answer = world.callers[kind].call(row.method, world.url(row, kind), row.form)
        found[kind] = outcome(answer)
        faults += [f"{kind}: {fault}" for fault in header_faults(answer, signed_in=kind not in ("guest", "suspended"))]
        if row.method == "GET":
            faults += [f"{kind}: a GET writes: {words}" for words in writes if _writes(words)]
        else:
            event.remove(db.engine, "before_cursor_execute", note)
            world.again()
            event.listen(db.engine, "before_cursor_execute", note)
    event.remove(db.engine, "before_cursor_execute", note)
    wrong = [f"{kind}: {found[kind]}, not {row.expected[kind]}" for kind in KINDS if found[kind] != row.expected[kind]]
    assert not wrong, f"{row.method} {row.rule}: " + "; ".join(wrong)
    assert not faults, faults[:4]


def _writes(statement):
    return statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") and not statement.startswith(SEEN)
