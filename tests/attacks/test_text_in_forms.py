"""Strings that break forms, in every text field of every form: never a 500, and what is refused comes back as it was typed.

The forms are found on the pages themselves, so a new one is tried without a line here.
"""

import gc
import random
import re
import unicodedata
from time import thread_time
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

import pytest
from markupsafe import escape
from sqlalchemy import select

from kernel.database import db
from kernel.forms import cleaned
from tests.access.callers import SAME
from tests.access.kinds import OK
from tests.access.table import ROWS
from tests.access.world import World
from tests.attacks import corpora
from tests.attacks.costs import MOST
from tests.html import elements, fields_of, parse_fragment, parse_page, typed

OWN = (
    "",
    " ",
    "\u202eright to left\u202c and back",
    "\u0634\u0643\u0631\u0627 \u05e9\u05dc\u05d5\u05dd",
    "x" * 20_001,
    "\n" * 600 + "x",
    "a\x00b",
    b"\xff\xfe broken",
    b"\xed\xa0\x80 half a pair",
    b"%zz \xc0\xaf",
    "e\u0301 \ufdfd \U0001f469\u200d\U0001f52c",
)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
FIXED = {"csrf_token", "once", "next"}
KINDS = ("admin", "author", "member", "guest")


def _texts(form, tree):
    """The fields of a form into which a person types words."""
    for field in fields_of(form, tree):
        name, kind = field.get("name"), field.get("type", "text")
        if (
            name
            and name not in FIXED
            and field.get("hidden") is None
            and (field.tag == "textarea" or field.tag == "input" and kind in WRITTEN)
        ):
            yield name


WRITTEN = ("text", "email", "search", "password", "url", "tel", "number", "date", "datetime-local")


def _forms(caller, path):
    """(address, fields as they stand, names to type into) of each POST form on this page."""
    page = caller.call("GET", path).get_data(as_text=True)
    for source in FORM.findall(page.partition("<main")[2]):
        tree = parse_fragment(source)[0]
        form = elements(tree, "form")[0]
        names = list(dict.fromkeys(_texts(form, tree)))
        if form.get("method", "get").lower() == "post" and names:
            own = [f for f in fields_of(form, tree) if f.get("name") and f.get("name") not in ("csrf_token", "once")]
            filled = {field.get("name"): value for field in own for value in typed(field)}
            yield urljoin(path, form.get("action")), filled, names


def _all_forms(world):
    """Each form once, with somebody who may send it."""
    seen = {}
    for row in ROWS:
        allowed = [kind for kind in KINDS if row.expected[kind] == OK and row.method == "GET" and "." not in row.rule]
        for who in dict.fromkeys((*allowed[:1], *allowed[-1:])):
            for address, filled, names in _forms(world.callers[who], world.url(row, who)):
                seen.setdefault((urlsplit(address).path, tuple(names)), (who, address, filled, names))
    return list(seen.values())


def _a_world(sites, engine):
    site = sites.get(engine, mail_from="Odd text <text@people.example>")
    keeps = site if engine == "sqlite" else SimpleNamespace(app=site.app, copy=dict, restore=lambda kept: None)
    with site.app.app_context():
        world = World(keeps)
        yield SimpleNamespace(world=world, forms=_all_forms(world))
        db.session.remove()
    site.empty()


@pytest.fixture(scope="module")
def lite(sites):
    """The access table's world on SQLite, and every form of its pages."""
    yield from _a_world(sites, "sqlite")


@pytest.fixture(scope="module")
def full(sites):
    """The same on PostgreSQL, where what was sent stays."""
    yield from _a_world(sites, "postgresql")


def _send(place, form, text):
    """What is wrong with the answer to this form with the text in all its fields."""
    who, address, filled, names = form
    sent = {**filled, **dict.fromkeys(names, text)}
    answer = place.world.callers[who].call("POST", address, sent, headers=SAME)
    if answer.status_code < 400:
        place.world.again()
    if answer.status_code >= 500:
        return [f"{answer.status_code} {address} {text!r:.60}"]
    if answer.status_code != 422 or not answer.mimetype.startswith("text/html"):
        return []
    return [f"{address} lost {name} {text!r:.60}" for name in _lost(answer.get_data(as_text=True), names, text)]


def _lost(html, names, text):
    """Fields of the answered form that no longer hold what was typed, as cleaning leaves it; secrets never come back."""
    if isinstance(text, str) and html.count(str(escape(cleaned(text)))) >= len(names):
        return
    tree = parse_page(html)[0]
    held = {}
    for field in elements(tree, "input", "textarea"):
        held.setdefault(field.get("name"), []).extend(typed(field) if field.get("type") != "password" else [None])
    whole = cleaned(text) if isinstance(text, str) else None
    for name in names:
        kept = held.get(name)
        if kept is None and not held.get("csrf_token"):
            yield f"{name} (no form)"
        elif whole is not None and kept is not None and None not in kept and not _same(kept, whole):
            yield name


def _same(kept, whole):
    """Byte for byte, but for marks where a character cannot stand in a page."""
    return any(_comparable(one) == _comparable(whole) for one in kept)


def _comparable(text):
    text = unicodedata.normalize("NFC", text)
    return "".join(c if c.isprintable() and c != "\ufffd" and ord(c) < 0x2400 else "" for c in text).replace(" ", "")


def _faults(place, texts, forms):
    found = []
    for text in texts:
        for form in forms:
            found += _send(place, form, text)
    return found


def test_the_forms_are_found(lite):
    assert len(lite.forms) >= 30
    paths = {urlsplit(address).path for _, address, _, _ in lite.forms}
    assert {"/sign-in", "/sign-up", "/settings", "/forums", "/brand"} <= paths


def test_no_form_breaks_or_loses_what_was_typed(lite):
    drawn = random.Random(7).sample(corpora.text(), 3)
    found = _faults(lite, [*OWN, *drawn], lite.forms)
    assert "\n".join(found) == ""


def test_no_form_takes_long_or_leaves_its_work_to_the_transaction(lite):
    """Each text is new, so an act that had to work it out itself would warn, and a warning is an error here. What the
    tests before this one left in memory is not gone through meanwhile.
    """
    gc.freeze()
    for number, (who, address, filled, names) in enumerate(lite.forms):
        for text in (f"Number *{number}* says so.", f"{number} " + "[a](b " * 100 + "." * 4000 + "!"):
            began = thread_time()
            answer = lite.world.callers[who].call("POST", address, filled | dict.fromkeys(names, text), headers=SAME)
            assert thread_time() - began < MOST, (address, text[:20])
            if answer.status_code < 400:
                lite.world.again()
    gc.unfreeze()


def test_no_form_breaks_on_postgresql_either(full):
    drawn = random.Random(11)
    texts = [*OWN, *drawn.sample(corpora.text(), 20), *corpora.csv()]
    assert _faults(full, texts, drawn.sample(full.forms, 4)) == []


def test_a_profile_keeps_every_string_byte_for_byte_or_refuses_it_at_its_field(lite):
    caller, table, kept = lite.world.callers["member"], db.metadata.tables["member"], 0
    with lite.world.app.app_context():
        member_id, name = db.session.execute(select(table.c.id, table.c.name).where(table.c.name.like("Omar%"))).one()
    for text in corpora.text()[::4]:
        form = {"name": name, "about": text.encode("utf-8", "surrogatepass")}
        answer = caller.call("POST", "/settings", form)
        assert answer.status_code in (303, 422), text
        if answer.status_code == 303:
            with lite.world.app.app_context():
                stored = db.session.scalar(select(table.c.about_source).where(table.c.id == member_id))
            assert stored == cleaned(text)
            kept += 1
    lite.world.again()
    assert kept > 200


def test_signing_in_never_leads_off_the_site(lite):
    for wanted in [
        *corpora.redirects(),
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https:/evil.example",
    ]:
        answer = lite.world.callers["member"].call("GET", "/sign-in", query_string={"next": wanted})
        to = urljoin("http://localhost/sign-in", re.sub(r"[\t\r\n]", "", answer.headers["Location"]).replace("\\", "/"))
        assert answer.status_code == 303, wanted
        assert urlsplit(to)[:2] == ("http", "localhost"), wanted
