"""Hostile HTML in every field that shows words, on every page, feed and letter: nothing runs in Chromium, whatever the policy.

The same pages with harmless words say which elements and attributes belong there; hostile words may add none.
"""

from email import message_from_bytes, policy
from types import SimpleNamespace
from urllib.parse import quote

import pytest

from kernel.database import db
from kernel.markup import TAGS
from kernel.outbox import deliver_waiting
from tests.access.kinds import OK
from tests.access.table import ROWS
from tests.access.world import World
from tests.attacks import corpora
from tests.attacks.hostile_world import Filling, furnish, prose, wordy
from tests.attacks.watching import Witness
from tests.chromium import served

BATCH = 150
LETTER = (
    "html", "html[lang]", "head", "meta", "meta[charset]", "meta[name]", "meta[content]", "title", "style", "body", "div",
    "div[class]", "p[class]", "a[href]", "scheme http:", "scheme https:",
)  # fmt: skip
ADDED = (  # by htmx and by Chromium's own page for a feed; and how two versions show several lines
    "form[data-htmx-powered]", "button[data-htmx-powered]", "pre[style]", "p[dir]",
)  # fmt: skip
FOR_GUESTS = ("/sign-in", "/sign-up")
HARMLESS = (
    "A lamp & its <shade>",
    "**Bold**, [a link](https://a.example 't'), `code`\n\n> said\n\n1. one\n\n# Head",
    "---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n\n```\npre\n```",
)
PROBES = (
    '"><img src=x onerror=probe()><svg onload=probe()>',
    "'><img src=x onerror=probe()>",
    "</textarea></title></script></style></template><script>probe()</script>",
    "<form hx-post=/probe hx-trigger=load></form><input autofocus onfocus=probe()>",
    '" autofocus onfocus="probe()" hx-get="/probe" hx-trigger="load" x="',
    "' autofocus onfocus='probe()' hx-get='/probe' hx-trigger='load' x='",
    '<div data-hx-post="/probe" data-hx-trigger="load"></div><div ws-connect="/probe" hx-ext="ws">x</div>',
    "<div hx-live='probe()' hx-init='probe()' hx-on::load='probe()' hx-vals='js:{a: probe()}'>x</div>",
    '<iframe srcdoc="<script>parent.probe()</script>"></iframe><meta http-equiv=refresh content="0;url=/probe">',
    "{{ 7 * 7 }} ${probe()} {% raw %} <%= probe() %>",
)
FEEDS = ("/feeds/rounds.atom", "/feeds/concepts.atom", "/feeds/products.atom", "/feeds/results.atom")
KEPT_AS_FILES = (".json", ".jsonl", ".csv", ".pb", ".txt", ".py")  # a browser stores these and opens none
PICTURED = (".css", ".xml", ".txt", ".atom", "/health", ".svg", ".webp", ".png", ".jpg", ".ico")
LEADS_ON = ("/products/<slug>/joining",)  # shows nothing itself


def _batches(shift=0):
    all_of_it = [*corpora.html(), *corpora.markdown_xss()]
    cut = [all_of_it[start : start + BATCH] for start in range(0, len(all_of_it), BATCH)]
    return [[*PROBES, *(_storable(one) for one in batch)] for batch in cut[shift:] + cut[:shift]]


def _storable(payload):
    return payload.encode("utf-8", "replace").decode()


def _pages(world, more):
    """(who, path) of every page of the access table, seen by whoever sees most of it, and of what was added."""
    order = ("admin", "steward", "author", "member", "unconfirmed", "guest")
    for row in ROWS:
        seen_by = ("guest",) if row.rule in FOR_GUESTS else order
        who = next((kind for kind in seen_by if row.expected[kind] == OK), None)
        path = world.url(row, who) if who and row.method == "GET" else ""
        if (
            path
            and not path.partition("?")[0].endswith((*PICTURED, *KEPT_AS_FILES))
            and "<" not in path
            and "sitemap" not in path
            and row.rule not in LEADS_ON
        ):
            yield who, path
    concept, over = more["concept"], more["over"]
    yield from (("author", f"/members/{person.id}") for kind, person in world.people.items() if kind != "unconfirmed")
    yield from (
        ("admin", f"/concepts/{concept}{part}") for part in ("", "/versions", "/versions/1/to/2", "/discussion")
    )
    yield from (("admin", f"/rounds/{slug}{part}") for slug in (over, more["announced"]) for part in ("", "/result"))
    yield from (("admin", f"/forums/{more['words forum']}{part}") for part in ("", "/moderation", "/signals", "/edit"))
    yield "guest", f"/concepts/{more['refused concept']}"
    yield "guest", f"/concepts/{more['winner']}/assessments"
    yield "admin", f"/assessments/{more['assessment']}"
    yield "admin", f"/pledges/{more['with refund']}/money"
    yield from (("guest", feed) for feed in FEEDS)


@pytest.fixture(scope="module")
def place(sites, chromium):
    """The furnished world served, its pages, and their outlines with harmless words."""
    site = sites.get("sqlite", mail_from="Hostile words <words@people.example>")
    site.app.testing = False  # an error is a page, as on the real site
    with site.app.app_context():
        world = World(site)
        more = furnish(world)
        Filling([HARMLESS]).fill()
        with served(site.app) as address:
            found = SimpleNamespace(world=world, address=address, site=site, pages=sorted(set(_pages(world, more))))
            found.usual = _usual(chromium, found)
            yield found
        db.session.remove()
    site.app.testing = True
    site.empty()


def _usual(chromium, place):
    witness, usual = Witness(chromium, place.address, bypass_csp=True), set(TAGS) | set(ADDED)
    for person in {who for who, _ in place.pages}:
        witness.be(place.world.callers[person].cookies.get("sid"))
        usual |= set(witness.outline_of(path for who, path in place.pages if who == person))
    witness.context.close()
    assert [pair for pair in usual if pair.startswith("answered")] == []
    return usual


def _seen(chromium, place, **options):
    witness, person = Witness(chromium, place.address, **options), None
    for who, path in place.pages:
        if who != person:
            witness.be(place.world.callers[who].cookies.get("sid"))
            person = who
        witness.visit(path)
    witness.context.close()
    return witness


def test_every_column_of_words_has_a_row_to_be_shown(place):
    assert [table.name for table, _ in wordy() if db.session.execute(table.select()).first() is None] == []


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with the policy", "without it"])
def test_nothing_runs_on_any_page(chromium, place, bypass_csp):
    Filling(_batches(), start=3 * bypass_csp).fill()
    witness = _seen(chromium, place, bypass_csp=bypass_csp)
    assert witness.faults == []
    assert witness.beyond(place.usual) == []


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with the policy", "without it"])
def test_nothing_runs_in_a_text_of_all_payloads(chromium, place, bypass_csp):
    """All of the renderer's work on one page, by way of a concept's body."""
    whole = prose([one for batch in _batches() for one in batch])
    concept = place.world.values["said concept"]
    table = db.metadata.tables["concept_version"]
    db.session.execute(table.update().where(table.c.concept_id == concept).values(body_html=whole))
    db.session.commit()
    witness = Witness(chromium, place.address, bypass_csp=bypass_csp)
    witness.visit(f"/concepts/{concept}")
    for batch in [PROBES, *_batches()[::3]]:
        witness.visit("/search?q=" + quote(" ".join(batch)[:200]))
    for probe in (*PROBES, *corpora.OWN_HTMX, *corpora.html()[::150]):
        witness.visit("/search?q=" + quote(_storable(probe)[:200]))
    witness.context.close()
    assert witness.faults == []
    assert witness.beyond(place.usual) == []


def test_the_witness_sees_what_runs_asks_and_appears(chromium, place):
    witness = Witness(chromium, place.address)
    witness.path = "/"
    for html in (
        "<script>probe()</script>",
        "<img src=x onerror='alert(1)'>",
        "<iframe src='javascript:parent.a()'></iframe>",
    ):
        witness.show(html)
    witness.page.goto("/health")
    witness.page.evaluate("fetch('/probe', { method: 'POST' }).then(() => 1)")
    witness.context.close()
    assert {"probe", "alert"} <= {words.split(": ")[1].split(" ")[0] for words in witness.faults}
    assert any("asked POST" in words for words in witness.faults)
    assert {"/: img[onerror]", "/: scheme javascript:"} <= {
        line.split(" in ")[0] for line in witness.beyond(place.usual)
    }


def test_nothing_runs_in_a_letter(chromium, place):
    Filling(_batches()[:1]).fill()
    folder = place.site.settings.data_dir / "mail"
    assert deliver_waiting(most=40) > 0
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.glob("*.eml")]
    witness = Witness(chromium, place.address)
    witness.path = "/letter"
    for letter in letters[:40]:
        html = letter.get_body(("html",)).get_content()
        witness.show(html)
        assert "onerror=probe()" in html
        assert "<img" not in html
    witness.context.close()
    assert witness.faults == []
    assert witness.beyond({*LETTER, *TAGS}) == []
