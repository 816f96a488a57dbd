"""What is visited and sent: the pages by their endpoints, the forms as they stand on those pages."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from sqlalchemy import insert
from werkzeug.routing import BuildError

from bench import load
from kernel.clock import now
from kernel.database import db
from members.sessions.opening import token_hash
from members.sessions.session import MemberSession
from tests.html import elements, fields_of, option_value, parse_page, typed

ACTORS = 300
OPEN_CONCEPTS = 50
TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')
PAGES = {
    "home": ("front.home", {}),
    "round": ("rounds.show", {"slug": "round-{rounds}"}),
    "concept": ("concepts.show", {"concept_id": 1}),
    "catalog": ("products.index", {}),
    "product": ("products.show", {"slug": "product-1"}),
    "search": ("front.search", {"q": "linen lamp"}),
}
FORMS = {
    "support": ("concept", re.compile(r"/concepts/(\d+)/support$"), {}),
    "comment": (
        "concept",
        re.compile(r"/concepts/(\d+)/comments$"),
        {"source": "A **good** idea, and mine broke too."},
    ),
    "pledge": ("product", re.compile(r"/pledges?$"), {}),
}


def addresses(app, size):
    """Each page's address in this world; a page the site does not have is left out."""
    found = {}
    with app.test_request_context():
        for name, (endpoint, values) in PAGES.items():
            rounds = -(-size.concepts // OPEN_CONCEPTS)
            filled = {k: v.format(rounds=rounds) if isinstance(v, str) else v for k, v in values.items()}
            try:
                found[name] = app.url_for(endpoint, **filled)
            except BuildError:
                continue
    return found


def sign_in_everybody(members=range(1, ACTORS + 1)):
    """Give these members a session each; returns their cookies."""
    tokens = [secrets.token_urlsafe(32) for _ in members]
    rows = [
        {
            "token_hash": token_hash(token),
            "csrf_secret": secrets.token_urlsafe(32),
            "member_id": number,
            "last_seen_at": now(),
            "proven_at": now(),
            "expires_at": now() + timedelta(days=30),
            "idle_seconds": 1_000_000,
        }
        for number, token in zip(members, tokens, strict=True)
    ]
    with db.engine.begin() as connection:
        connection.execute(insert(MemberSession), rows)
    return tokens


def csrf_tokens(client, cookies):
    """Each member's CSRF token, from the sign-out form of a page."""
    found = []
    for cookie in cookies:
        client.set_cookie("sid", cookie)
        found.append(TOKEN.search(client.get("/record").text).group(1))
    return found


def acts(client, kind, page, cookies, tokens):
    """Raw requests that do this act, each by another member or on another concept; empty when the form is not there."""
    client.set_cookie("sid", cookies[0])
    tree, _ = parse_page(client.get(page).text)
    _, action, words = FORMS[kind]
    form = next((f for f in elements(tree, "form") if action.search(f.get("action", "").partition("#")[0])), None)
    if form is None:
        return []
    pairs = _filled(form, tree, words)
    requests = []
    for concept in range(1, OPEN_CONCEPTS + 1 if kind == "support" else 2):
        where = re.sub(r"/concepts/\d+/", f"/concepts/{concept}/", form.get("action"))
        for cookie, token in zip(cookies, tokens, strict=True):
            body = urlencode({**pairs, "csrf_token": token, "once": secrets.token_hex(16)})
            requests.append(load.post(where, body, cookie, htmx="hx-post" in form.attrib))
    return requests


def _filled(form, tree, words):
    pairs = {}
    for field in fields_of(form, tree):
        name = field.get("name")
        if not name:
            continue
        values = typed(field)
        if field.tag == "select" and not any(values):
            values = [option_value(o) for o in elements(field, "option") if option_value(o)][:1]
        if field.get("type") in ("radio", "checkbox") and "required" in field.attrib and name not in pairs:
            values = [field.get("value", "on")]
        if field.tag == "textarea" and not any(values):
            values = ["Somewhere 1, 10115 Berlin"]
        pairs |= {name: values[0]} if values else {}
    return {**pairs, **{name: value for name, value in words.items() if name in pairs}}
