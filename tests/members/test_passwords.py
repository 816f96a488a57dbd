"""Forgotten and changed passwords, and changed addresses."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kernel import outbox
from kernel.database import db
from members.accounts.member import Member
from members.accounts.password import matches
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.members.letters import last_letter, letters

NEXT = "osier and ash and elm"


def ask(browser, email):
    return browser.open("/password-reset").submit("Send the link", email=email)


def stored(member):
    db.session.expire_all()
    return db.session.scalar(select(Member.password_hash).where(Member.id == member.id))


def test_a_forgotten_password_is_replaced_by_the_letters_link(app, browser, maya):
    elsewhere = Browser(app).sign_in(maya)
    ask(browser, "MAYA@people.example")
    outbox.deliver_waiting()
    url = last_letter(app).link("/password-reset/")
    before = stored(maya)
    page = browser.open(url)
    assert stored(maya) == before, "opening the link changes nothing"
    page.submit("Set this password", password=NEXT)
    assert matches(stored(maya), NEXT)
    assert elsewhere.open("/settings/sessions").path == "/sign-in"
    browser.open(url, status=404)
    outbox.deliver_waiting()
    assert "was changed" in last_letter(app).subject


def test_asking_tells_nobody_whose_address_is_known(app, maya, lena):
    pages = [
        ask(Browser(app), email) for email in ("maya@people.example", "nobody@people.example", "lena@people.example")
    ]
    assert len({(page.status, page.path, page.text) for page in pages}) == 1
    outbox.deliver_waiting()
    assert [letter.to for letter in letters(app)] == ["maya@people.example"]


def test_a_reset_link_lives_two_hours(app, plain_browser, maya, travel):
    ask(plain_browser, "maya@people.example")
    outbox.deliver_waiting()
    url = last_letter(app).link("/password-reset/")
    travel(timedelta(hours=2, seconds=1))
    page = plain_browser.open(url, status=404)
    assert "Ask for a new link" in page.text


def test_a_weak_new_password_is_refused_and_the_link_still_works(app, plain_browser, maya):
    ask(plain_browser, "maya@people.example")
    outbox.deliver_waiting()
    page = plain_browser.open(last_letter(app).link("/password-reset/"))
    page = page.submit("Set this password", status=422, password="basketball1")
    assert "first that would be tried" in page
    page.submit("Set this password", password=NEXT)
    assert matches(stored(maya), NEXT)


def test_a_link_for_one_purpose_serves_no_other(app, plain_browser, maya):
    ask(plain_browser, "maya@people.example")
    outbox.deliver_waiting()
    token = last_letter(app).link("/password-reset/").rpartition("/")[2]
    plain_browser.open(f"/confirmation/{token}", status=404)
    plain_browser.open(f"/settings/email/{token}", status=404)


def test_changing_the_password_needs_the_one_of_now_and_ends_other_sessions(app, browser, maya):
    other = Browser(app).sign_in(maya)
    page = browser.sign_in(maya).open("/settings/secrets")
    page = page.submit("Set the new password", status=422, current_password="a wrong guess", password=NEXT)
    assert "not your current password" in page
    assert matches(stored(maya), PASSWORD)
    page.submit("Set the new password", current_password=PASSWORD, password=NEXT)
    assert matches(stored(maya), NEXT)
    assert other.open("/settings/sessions").path == "/sign-in"
    assert browser.open("/settings/sessions").path == "/settings/sessions"


def test_a_new_address_is_used_once_its_own_link_is(app, plain_browser, maya):
    page = plain_browser.sign_in(maya).open("/settings/secrets")
    page.submit("Send a link to the new address", email="new@people.example", current_password=PASSWORD)
    outbox.deliver_waiting()
    letter = last_letter(app)
    assert letter.to == "new@people.example"
    page = Browser(app).open(letter.link("/settings/email/"))
    db.session.expire_all()
    assert db.session.get(Member, maya.id).email == "maya@people.example"
    page.submit("Use this address", password=PASSWORD)
    db.session.expire_all()
    assert db.session.get(Member, maya.id).email_folded == "new@people.example"
    assert plain_browser.open("/settings/sessions").path == "/sign-in"
    outbox.deliver_waiting()
    assert letters(app)[-1].to == "maya@people.example"
    assert "address" in letters(app)[-1].subject


def test_an_address_that_another_holds_cannot_be_taken_and_asking_does_not_tell(app, maya, omar):
    answers = []
    for email in ("free@people.example", "omar@people.example"):
        browser = Browser(app).sign_in(maya)
        page = browser.open("/settings/secrets")
        answers.append(page.submit("Send a link to the new address", email=email, current_password=PASSWORD).text)
    assert answers[0] == answers[1]
    outbox.deliver_waiting()
    page = Browser(app).open(next(x for x in letters(app) if x.to.startswith("omar")).link("/settings/email/"))
    assert "belongs to another account" in page.submit("Use this address", status=422, password=PASSWORD)


def test_who_mistyped_their_address_at_sign_up_can_mend_it(app, plain_browser):
    page = plain_browser.open("/sign-up")
    page.submit("Join", name="Maja Lind", email="maja@exampel.org", password=PASSWORD)
    page = plain_browser.open("/settings/secrets")
    page.submit("Send a link to the new address", email="maja@example.org", current_password=PASSWORD)
    outbox.deliver_waiting()
    plain_browser.open(last_letter(app).link("/confirmation/")).submit("Confirm")
    db.session.expire_all()
    assert db.session.scalar(select(Member.email)) == "maja@example.org"


@pytest.mark.parametrize("password", ["x" * 201, "short"])
def test_lengths_are_told(plain_browser, maya, password):
    page = plain_browser.sign_in(maya).open("/settings/secrets")
    page = page.submit("Set the new password", status=422, current_password=PASSWORD, password=password)
    assert "characters or" in page
