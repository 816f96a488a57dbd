"""Limits that stop guessing and keep nobody else out: not the owner, not thirty people behind one address, not newcomers."""

from contextlib import suppress
from datetime import timedelta

import pytest

from kernel import outbox
from kernel.database import db
from kernel.rules import Throttled
from members.accounts.member import Member
from members.limits import guard
from tests.browser import Browser
from tests.cast import PASSWORD, a_member
from tests.members.joining import at, join_and_confirm, passes
from tests.members.letters import letters

pytestmark = pytest.mark.settings(rate_limits=True)
NEXT = "osier and ash and elm"


def sign_in(browser, email, password, status=None):
    return browser.open("/sign-in").submit("Sign in", status=status, email=email, password=password)


def spent(travel, tries=61, networks=7):
    """Sixty-one wrong tries at maya's address from seven networks, spread so that the day's limit is used up as well."""
    for number in range(tries):
        if number % 10 == 0:
            travel(timedelta(minutes=11))
        with suppress(Throttled):
            guard("sign-in", f"198.51.{number % networks}.1", "maya@people.example")


def test_an_owner_whose_password_strangers_try_is_in_within_minutes_on_a_new_device(app, maya, travel):
    spent(travel)
    owner = at(app, "203.0.113.9")
    page = sign_in(owner, "maya@people.example", PASSWORD, 429)
    page = page.click("Set a new password").submit("Send the link", email="maya@people.example")
    outbox.deliver_waiting()
    page = owner.open(letters(app)[-1].link("/password-reset/")).submit("Set this password", password=NEXT)
    with pytest.raises(Throttled):
        for _ in range(11):  # they go on meanwhile, also from the owner's own network
            guard("sign-in", "203.0.113.8", "maya@people.example")
    assert "Welcome back" in page.submit("Sign in", email="maya@people.example", password=NEXT)


def test_strangers_cannot_use_up_the_letters_that_open_the_account_again(app, maya):
    for number in range(3):
        at(app, f"198.51.{number}.1").open("/password-reset").submit("Send the link", email="maya@people.example")
    at(app, "198.51.9.1").open("/password-reset").submit("Send the link", status=429, email="maya@people.example")
    outbox.deliver_waiting()
    page = Browser(app).open(letters(app)[-1].link("/password-reset/"))
    assert page.h1 == "Choose a new password", "the strangers' own letter is in the owner's hands"


def test_a_lock_ends_with_its_window_however_often_it_was_tried_meanwhile(lite_app, travel):
    a_member("Maya Okafor")
    for _ in range(100):
        passes(["198.51.100.1"], "sign-in")
    travel(timedelta(minutes=11))
    sign_in(at(lite_app, "198.51.100.1"), "maya@people.example", PASSWORD)


def test_the_right_password_is_not_counted_against_a_network(lite_app):
    a_member("Maya Okafor")
    assert passes(["198.51.100.8"] * 18, "sign-in") == 18
    for _ in range(4):
        sign_in(at(lite_app, "198.51.100.7"), "maya@people.example", PASSWORD)


def test_the_last_of_thirty_behind_one_address_join_as_the_first_did_and_make_room_for_more(lite_app):
    assert passes(["198.51.100.7"] * 26) == 26
    assert passes(["198.51.100.7"] * 20, "link") == 20
    join_and_confirm(lite_app, "198.51.100.7", range(4))
    assert db.session.query(Member).filter(Member.confirmed_at.is_not(None)).count() == 4
    assert passes(["198.51.100.7"] * 5) == 4, "confirming gave the tries back"
    assert passes(["198.51.100.7"] * 11, "link") == 10


def test_one_who_owns_a_large_network_does_not_use_up_the_sign_ups_of_the_site(lite_app):
    bought = [f"2001:db8:1:{number * 256:x}::1" for number in range(42)]
    assert passes(bought * 5) == 60
    assert passes(["203.0.113.9"]) == 1


def test_at_the_sites_limit_only_networks_that_tried_much_wait(lite_app):
    bought = [f"2001:db8:{number + 1:x}::1" for number in range(10)]
    assert passes(bought * 30) >= 200
    assert passes(bought) == 0
    assert passes(["203.0.113.9", "203.0.113.9", "203.0.113.9", "203.0.113.9"]) == 3
    assert passes(["2001:db8:ffff::1"]) == 1


def test_a_browser_that_was_here_before_signs_in_whatever_its_network_or_the_site_tried(lite_app):
    a_member("Maya Okafor")
    owner = at(lite_app, "198.51.100.7")
    sign_in(owner, "maya@people.example", PASSWORD)
    owner.open("/settings/sessions").submit("Sign out")
    passes(["198.51.100.8"] * 25, "sign-in")
    assert passes(["198.51.100.7"], "sign-in") == 0
    sign_in(owner, "maya@people.example", PASSWORD)
