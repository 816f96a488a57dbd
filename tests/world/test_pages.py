"""The demo world is told once, and its pages are light, ask the database little, and have forms a keyboard can fill."""

import re

import pytest

from tests.chromium import DESK
from tests.world.conftest import PASSWORD

CORE = (
    "/",
    "/rounds/the-bag-for-two-days",
    "/concepts/1",
    "/products",
    "/products/the-counterweight-lamp",
    "/search?q=lamp",
)
MOST_BYTES = 60 * 1024
TABS = 160
REACHED = """() => {
  const wanted = [...document.querySelectorAll('main form :is(input, select, textarea, button):not([type=hidden])')]
    .filter(e => e.checkVisibility() && !e.disabled && !(e.type === 'radio' && !e.checked
      && document.querySelector(`[name="${e.name}"]:checked`)));
  wanted.forEach((e, i) => { e.dataset.wanted = i; e.addEventListener('focus', () => e.dataset.reached = 'yes'); });
  return wanted.length;
}"""
MISSED = """() => [...document.querySelectorAll('[data-wanted]:not([data-reached])')]
  .filter(e => e.type !== 'radio' || !document.querySelector(`[name="${e.name}"][data-reached]`))  // arrows go on
  .map(e => e.outerHTML.slice(0, 120))"""


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
        (None, "/products/the-counterweight-lamp"),
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
