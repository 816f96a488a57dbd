"""Each page that carries the site, in a real browser: axe finds nothing serious in light and in dark, the keyboard
reaches everything, a phone needs no sideways scrolling, and the W3C's checker finds the HTML valid.
"""

import pytest

from kernel.database import db
from tests.auditing import axe_faults, html_faults
from tests.chromium import DESK, PHONE, served, watch
from tests.pages.tour import PAGES, cookies_of, world_of

REACHABLE = "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary"
UNREACHED = f"""() => [...document.querySelectorAll('{REACHABLE}')].filter(e => e.checkVisibility()
  && !e.closest('[aria-hidden=true]') && !e.closest('dialog:not([open])') && e.tabIndex < 0
  && e.getAttribute('role') !== 'tab').map(e => e.outerHTML.slice(0, 120))"""
UNSEEN_FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
  const shown = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
  return e === document.body ? 'body' : shown ? '' : e.outerHTML.slice(0, 120) }"""
UNFOLDED = "() => document.querySelectorAll('details').forEach((one) => { one.open = true })"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def tour(sites):
    """The world of the tour, served; its people stay signed in for the whole module."""
    site = sites.get("sqlite", mail_from="The tour <tour@people.example>")
    with site.app.app_context():
        world = world_of(site)
        with served(site.app) as address:
            yield world, address
        db.session.remove()
    site.empty()


def _visits(chromium, tour, **options):
    world, address = tour
    by_kind = {}
    for name, kind, path in PAGES:
        by_kind.setdefault(kind, []).append((name, path.format_map(world.values)))
    for kind, pages in by_kind.items():
        context = chromium.new_context(base_url=address, locale="en-GB", **options)
        context.add_cookies(cookies_of(world, kind, address))
        page = context.new_page()
        page.complaints = []
        watch(page, address)
        for name, path in pages:
            assert page.goto(path).status == (404 if name == "nothing there" else 200), name
            yield name, page
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium, tour, scheme):
    faults = []
    for name, page in _visits(chromium, tour, color_scheme=scheme, viewport=DESK, reduced_motion="reduce"):
        faults += [f"{name}: {fault}" for fault in axe_faults(page)]
        faults += [f"{name}: {words}" for words in page.complaints if "404" not in words]
        page.complaints.clear()
    assert not faults, "\n".join(faults)


def test_a_phone_shows_each_page_whole(chromium, tour):
    faults = []
    for name, page in _visits(chromium, tour, viewport=PHONE, is_mobile=True, has_touch=True):
        if over := page.evaluate(SIDEWAYS):
            faults.append(f"{name} is {over} pixels too wide")
        faults += [f"{name}: {fault}" for fault in axe_faults(page)]
        page.evaluate(UNFOLDED)
        if over := page.evaluate(SIDEWAYS):
            faults.append(f"{name}, with all that is folded open, is {over} pixels too wide")
    assert not faults, "\n".join(faults)


def test_the_keyboard_reaches_everything_and_shows_where_it_is(chromium, tour):
    faults = []
    for name, page in _visits(chromium, tour, viewport=DESK):
        faults += [f"{name}: not reachable: {words}" for words in page.evaluate(UNREACHED)]
        for _ in range(12):
            page.keyboard.press("Tab")
            if (unseen := page.evaluate(UNSEEN_FOCUS)) and unseen != "body":
                faults.append(f"{name}: focus cannot be seen on {unseen}")
    assert not faults, "\n".join(faults)


def test_the_w3c_checker_finds_the_html_valid(tour, tmp_path):
    world, _ = tour
    for name, kind, path in PAGES:
        answer = world.callers[kind or "guest"].call("GET", path.format_map(world.values))
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(answer.text)
    faults = html_faults(tmp_path)
    assert not faults, "\n".join(faults[:40])
