"""The demo world's pages: readable by everybody, valid, light, and within a phone's width."""

import re

import pytest

from tests.auditing import axe_faults, html_faults
from tests.chromium import DESK, PHONE
from tests.world.conftest import PASSWORD
from tests.world.pages import ALL, CORE

BY_PERSON = {who: [path for person, path in ALL if person == who] for who in (None, "maya", "ines")}
MOST_BYTES = 60 * 1024
TABS = 160
REACHED = """() => {
  const wanted = [...document.querySelectorAll('main form :is(input, select, textarea, button):not([type=hidden])')]
    .filter(e => e.checkVisibility() && !e.disabled && !(e.type === 'radio' && !e.checked
      && document.querySelector(`[name="${e.name}"]:checked`)));
  wanted.forEach((e, i) => { e.dataset.wanted = i; e.addEventListener('focus', () => e.dataset.reached = 'yes'); });
  return wanted.length;
}"""
MISSED = "() => [...document.querySelectorAll('[data-wanted]:not([data-reached])')].map(e => e.outerHTML.slice(0, 120))"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", BY_PERSON)
def test_axe_finds_nothing_serious_on_any_page(visit, who, scheme):
    page = visit(who, viewport=DESK, color_scheme=scheme, reduced_motion="reduce")
    faults = []
    for path in BY_PERSON[who]:
        page.goto(path)
        faults += axe_faults(page)
    assert faults == []


@pytest.mark.parametrize("who", BY_PERSON)
def test_no_page_is_wider_than_a_phone(visit, who):
    page = visit(who, viewport=PHONE)
    wide = {}
    for path in BY_PERSON[who]:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[path] = width
    assert wide == {}


def test_every_page_is_valid_html(demo, tmp_path):
    for who, paths in BY_PERSON.items():
        client = signed_in(demo.app, who)
        for path in paths:
            name = re.sub(r"\W+", "-", f"{who}{path}").strip("-")
            (tmp_path / f"{name}.html").write_bytes(client.get(path).data)
    assert html_faults(tmp_path) == []


@pytest.mark.parametrize("path", CORE)
def test_the_first_load_of_a_core_page_is_light(demo, path):
    """Page, styles and scripts as they travel, compressed; pictures aside."""
    client, packed = demo.app.test_client(), {"Accept-Encoding": "br, gzip"}
    page = client.get(path).get_data(as_text=True)
    parts = re.findall(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"', page)
    fonts = re.findall(r'<link rel="preload" href="([^"]+)"', page)
    sizes = {one: len(client.get(one, headers=packed).data) for one in (path, *parts, *fonts)}
    assert len(parts) >= 3
    assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize(("who", "most"), [(None, 6), ("maya", 10)])
def test_core_pages_ask_the_database_little(demo, who, most):
    client = signed_in(demo.app, who)
    client.get("/")
    demo.app.testing = True
    asked = {path: int(client.get(path).headers["X-Queries"]) for path in CORE}
    assert {path: count for path, count in asked.items() if count > most} == {}


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (None, "/sign-in"),
        (None, "/sign-up"),
        ("maya", "/rounds/less-to-wash-up/ballot"),
        ("maya", "/rounds/the-bag-for-two-days/concepts/new"),
        ("maya", "/products/the-counterweight-lamp"),
        ("maya", "/settings"),
        ("ines", "/forums/kitchen/rounds/new"),
        ("ines", "/products/the-bicycle-briefcase/edit"),
        ("ines", "/brand"),
    ],
)
def test_every_form_is_reachable_by_keyboard(visit, who, path):
    page = visit(who, viewport=DESK)
    page.goto(path)
    assert page.evaluate(REACHED) > 0
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if not page.evaluate(MISSED):
            break
    assert page.evaluate(MISSED) == []


def test_telling_the_world_says_who_can_sign_in_and_is_done_once(demo):
    assert "maya@osier-ash.example" in demo.told
    assert PASSWORD in demo.told
    runner = demo.app.test_cli_runner()
    assert runner.invoke(args=["seed"]).exit_code != 0
    assert runner.invoke(args=["seed", "--if-empty"]).exit_code == 0


def signed_in(app, who):
    """A client of the demo world, as this person."""
    client = app.test_client()
    if who:
        page = client.get("/sign-in").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="(\w+)"', page).group(1)
        form = {"email": f"{who}@osier-ash.example", "password": PASSWORD, "csrf_token": token, "once": f"{who}-once"}
        answer = client.post("/sign-in", data=form, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 303
    return client
