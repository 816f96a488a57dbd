"""Who had the address before a change of it can take the account back for a week, whatever a thief did in the meantime."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kernel import outbox
from kernel.database import db, transaction
from kernel.rules import RuleBroken
from members.accounts.confirming import hold
from members.accounts.member import Member, Role
from members.accounts.taking_back import let_stand
from members.notices.notice import Notice
from tests.browser import Browser
from tests.cast import PASSWORD, a_member
from tests.members.letters import letters
from tests.members.test_taking_back import NEXT, STRANGER, address_of, ask_for_address, delivered

OLD = "maya@people.example"
OTHER = "thief2@evil.example"


def moves(app, member, email):
    """Somebody who knows the password moves the account there, and uses the letter at once."""
    browser = Browser(app).sign_in(member)
    ask_for_address(browser, email)
    browser.open(delivered(app, email).link("/settings/email/")).submit("Use this address")


def moves_on(app, old, email, password=PASSWORD):
    """The same from the sign-in page, with the address the account has by now."""
    browser = Browser(app)
    browser.open("/sign-in").submit("Sign in", email=old, password=password)
    page = browser.open("/settings/secrets")
    page.submit("Send a link to the new address", email=email, current_password=password)
    browser.open(delivered(app, email).link("/settings/email/")).submit("Use this address")


def links_to(app, address):
    """The link of each letter about a change that went to this address, oldest first."""
    outbox.deliver_waiting()
    mine = [letter for letter in letters(app) if letter.to == address]
    return [letter.link("/stop") for letter in mine if "/stop" in letter.words]


def take_back(browser, link):
    return browser.open(link).submit("Take the account back")


@pytest.mark.parametrize("which", ["asked for", "done"])
def test_the_owner_takes_the_account_back_after_the_address_has_moved(app, plain_browser, maya, which):
    moves(app, maya, STRANGER)
    thief = Browser(app)
    thief.open("/sign-in").submit("Sign in", email=STRANGER, password=PASSWORD)
    asked, done = links_to(app, OLD)
    page = plain_browser.open(asked if which == "asked for" else done)
    assert address_of(maya) == STRANGER, "opening the page changes nothing"
    page = page.submit("Take the account back")
    assert page.h1 == "Choose a new password"
    assert address_of(maya) == OLD
    assert thief.open("/settings/sessions").path == "/sign-in"
    again = Browser(app).open("/sign-in").submit("Sign in", status=422, email=OLD, password=PASSWORD)
    assert again.path == "/sign-in", "the password that the thief knows opens nothing any more"
    page.submit("Set this password", password=NEXT)
    assert plain_browser.open("/sign-in").submit("Sign in", email=OLD, password=NEXT).path == "/"
    for link in (asked, done):
        plain_browser.open(link, status=404)


def test_a_password_and_a_second_change_between_do_not_keep_the_owner_out(app, plain_browser, maya):
    moves(app, maya, STRANGER)
    thief = Browser(app)
    thief.open("/sign-in").submit("Sign in", email=STRANGER, password=PASSWORD)
    thief.open("/settings/secrets").submit("Set the new password", current_password=PASSWORD, password=NEXT)
    moves_on(app, STRANGER, OTHER, NEXT)
    assert address_of(maya) == OTHER
    take_back(plain_browser, links_to(app, OLD)[-1])
    assert address_of(maya) == OLD
    for link in links_to(app, STRANGER):
        plain_browser.open(link, status=404)


def test_an_earlier_owner_overrules_a_later_one(app, plain_browser, maya):
    moves(app, maya, STRANGER)
    moves_on(app, STRANGER, OTHER)
    take_back(Browser(app), links_to(app, STRANGER)[-1])
    assert address_of(maya) == STRANGER
    take_back(plain_browser, links_to(app, OLD)[-1])
    assert address_of(maya) == OLD


def test_a_link_to_a_pending_change_is_void_once_the_account_is_taken_back(app, plain_browser, maya):
    moves(app, maya, STRANGER)
    thief = Browser(app)
    thief.open("/sign-in").submit("Sign in", email=STRANGER, password=PASSWORD)
    ask_for_address(thief, OTHER)
    pending = delivered(app, OTHER).link("/settings/email/")
    take_back(plain_browser, links_to(app, OLD)[-1])
    plain_browser.open(pending, status=404)


def test_nobody_else_takes_the_old_address_for_a_week(app, plain_browser, maya, travel):
    moves(app, maya, STRANGER)
    plain_browser.open("/sign-up").submit("Join", name="Somebody Else", email="Maya@people.example", password=PASSWORD)
    link = delivered(app, "Maya@people.example").link("/confirmation/")
    page = plain_browser.open(link).submit("Confirm", status=422)
    assert "try in a week" in page
    travel(timedelta(days=7, minutes=1))
    with transaction():
        stranger = db.session.scalar(select(Member).where(Member.name == "Somebody Else"))
        hold(stranger, OLD)
    plain_browser.open(links_to(app, OLD)[-1], status=404)


def test_who_moved_may_move_back_meanwhile(app, maya):
    moves(app, maya, STRANGER)
    moves_on(app, STRANGER, OLD)
    assert address_of(maya) == OLD


def test_the_letters_say_what_their_link_does(app, maya):
    moves(app, maya, STRANGER)
    outbox.deliver_waiting()
    asked, done = (letter.words.replace("\n", " ") for letter in letters(app) if letter.to == OLD)
    assert "takes the account back if it has moved already" in asked
    assert "takes the account back to this address" in done
    assert all("seven days" in words for words in (asked, done))


def test_an_administrator_lets_the_new_address_stand(app, plain_browser, ada, maya):
    moves(app, maya, "new@people.example")
    page = plain_browser.sign_in(ada).open(f"/members/{maya.id}/standing")
    page = page.submit("Let the new address stand", status=422)
    page = page.submit("Let the new address stand", {"Why it stands": "Her old mailbox was stolen."})
    assert "Her old mailbox was stolen." in page
    assert "Let the new address stand" not in page.text
    for link in links_to(app, OLD):
        Browser(app).open(link, status=404)
    told = set(db.session.execute(select(Notice.member_id, Notice.words)))
    assert {who for who, words in told if "Her old mailbox was stolen." in words} == {maya.id, ada.id}


def test_no_administrator_lets_their_own_new_address_stand(app, plain_browser, ada):
    moves(app, ada, "new@people.example")
    browser = Browser(app)
    browser.open("/sign-in").submit("Sign in", email="new@people.example", password=PASSWORD)
    page = browser.open(f"/members/{ada.id}/standing")
    assert "Another administrator must look at your own change of address." in page


def test_there_must_be_something_to_let_stand(lite_app):
    ada, maya = a_member("Ada Lindqvist", role=Role.ADMIN), a_member("Maya Okafor")
    with pytest.raises(RuleBroken, match="No earlier address"), transaction():
        let_stand(ada, maya, "No reason.")


def test_a_change_of_address_of_staff_is_told_to_every_administrator(app, ada, ines, maya):
    moves(app, maya, "new@people.example")
    told = select(Notice.words).where(Notice.member_id == ada.id)
    assert db.session.scalars(told).all() == []
    moves(app, ines, STRANGER)
    asked, done = sorted(db.session.scalars(told))
    assert "Ines Carvalho (staff) is to move to another address" in asked
    assert "Ines Carvalho (staff) moved to another address" in done
