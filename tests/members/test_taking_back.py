"""An account that was in other hands is its owner's again after one change, and nobody else's."""

import pytest
from sqlalchemy import func, select

from kernel import outbox
from kernel.database import db, transaction
from members.accounts import granting, signing_out, suspending
from members.accounts.member import Member, Role
from members.accounts.token import AccountToken
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.members.letters import letters

NEXT, STRANGER = "osier and ash and elm", "thief@evil.example"


def delivered(app, to, subject=""):
    """The newest letter to this address whose subject holds these words."""
    outbox.deliver_waiting()
    return [letter for letter in letters(app) if letter.to == to and subject in letter.subject][-1]


def ask_for_address(browser, email):
    page = browser.open("/settings/secrets")
    page.submit("Send a link to the new address", email=email, current_password=PASSWORD)


def reset_link(app, email="maya@people.example"):
    Browser(app).open("/password-reset").submit("Send the link", email=email)
    return delivered(app, email, "new password").link("/password-reset/")


def address_of(member):
    db.session.expire_all()
    return db.session.scalar(select(Member.email).where(Member.id == member.id))


def open_links(member):
    db.session.rollback()
    mine = select(func.count(AccountToken.id)).where(AccountToken.member_id == member.id)
    return db.session.scalar(mine.where(AccountToken.used_at.is_(None)))


def test_a_thiefs_link_to_another_address_is_dead_once_the_owner_has_a_new_password(app, maya):
    ask_for_address(Browser(app).sign_in(maya), STRANGER)
    stolen = delivered(app, STRANGER).link("/settings/email/")
    Browser(app).open(reset_link(app)).submit("Set this password", password=NEXT)
    Browser(app).open(stolen, status=404)
    assert address_of(maya) == "maya@people.example"


def test_a_reset_link_in_an_old_mailbox_is_dead_after_a_new_password(app, maya):
    left_there = reset_link(app)
    page = Browser(app).sign_in(maya).open("/settings/secrets")
    page.submit("Set the new password", current_password=PASSWORD, password=NEXT)
    Browser(app).open(left_there, status=404)


def test_a_reset_link_in_an_old_mailbox_is_dead_after_a_new_address(app, maya):
    owner = Browser(app).sign_in(maya)
    ask_for_address(owner, "new@people.example")
    left_there = reset_link(app)
    owner.open(delivered(app, "new@people.example").link("/settings/email/")).submit("Use this address")
    assert address_of(maya) == "new@people.example"
    Browser(app).open(left_there, status=404)


def test_the_old_address_is_told_at_once_and_one_press_stops_the_change(app, plain_browser, maya):
    thief = Browser(app).sign_in(maya)
    ask_for_address(thief, STRANGER)
    stolen, told = delivered(app, STRANGER), delivered(app, "maya@people.example", "move your account")
    assert STRANGER in told.words
    page = plain_browser.open(told.link("/stop"))
    assert open_links(maya) == 2, "opening the page changes nothing"
    page = page.submit("Stop the change")
    assert page.h1 == "Choose a new password"
    Browser(app).open(stolen.link("/settings/email/"), status=404)
    assert thief.open("/settings/sessions").path == "/sign-in"
    page.submit("Set this password", password=NEXT)
    assert plain_browser.open("/sign-in").submit("Sign in", email="maya@people.example", password=NEXT).path == "/"
    plain_browser.open(told.link("/stop"), status=404)


def test_the_new_addresss_link_asks_for_the_session_or_the_password(app, plain_browser, maya):
    owner = Browser(app).sign_in(maya)
    ask_for_address(owner, "new@people.example")
    link = delivered(app, "new@people.example").link("/settings/email/")
    page = plain_browser.open(link)
    for guess in ("", "a wrong guess"):
        page = page.submit("Use this address", status=422, password=guess)
        assert "not your current password" in page
    assert address_of(maya) == "maya@people.example"
    owner.open(link).submit("Use this address")
    assert address_of(maya) == "new@people.example"


CHANGES = {
    "suspension": lambda member, admin: suspending.suspend(admin, member, "Sold places."),
    "role": lambda member, admin: granting.grant(admin, member, Role.STAFF),
    "role by the operator": lambda member, admin: granting.grant(None, member, Role.ADMIN),
    "signing out": lambda member, admin: signing_out.sign_out_everywhere(admin, member, "A lost phone."),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_of_standing_spends_every_link_and_the_member_is_told(app, maya, ada, change):
    ask_for_address(Browser(app).sign_in(maya), "new@people.example")
    reset_link(app)
    assert open_links(maya) == 3
    written = len(letters(app))
    with transaction():
        change(db.session.get(Member, maya.id), ada)
    assert open_links(maya) == 1, "only the one that takes the account back to the address it left"
    outbox.deliver_waiting()
    told = [letter.to for letter in letters(app)[written:]]
    assert told.count("maya@people.example") == 1
    assert set(told) <= {"maya@people.example", "ada@people.example"}, "the member, and of some changes every admin"


def test_a_new_password_gives_the_browser_a_new_token(app, plain_browser, maya):
    copied = Browser(app)
    copied.client.set_cookie("sid", plain_browser.sign_in(maya).client.get_cookie("sid").value)
    page = plain_browser.open("/settings/secrets")
    page.submit("Set the new password", current_password=PASSWORD, password=NEXT)
    assert plain_browser.open("/settings/sessions").path == "/settings/sessions"
    assert copied.open("/settings/sessions").path == "/sign-in"


def test_an_admin_signs_somebody_out_with_a_reason(app, plain_browser, ada, maya):
    hers = Browser(app).sign_in(maya)
    page = plain_browser.sign_in(ada).open(f"/members/{maya.id}/standing")
    page = page.submit("Sign them out everywhere", status=422)
    assert "Give the reason" in page
    page = page.submit("Sign them out everywhere", {"Why": "A lost phone."})
    assert "A lost phone." in page
    assert hers.open("/settings/sessions").path == "/sign-in"
    page = hers.open("/sign-in").submit("Sign in", email="maya@people.example", password=PASSWORD)
    assert "Welcome back" in page, "signing in again undoes it"
    assert "A lost phone." in delivered(app, "maya@people.example").words.replace("\n", " ")


def test_staff_see_that_signing_out_is_for_administrators(plain_browser, ines, maya):
    page = plain_browser.sign_in(ines).open(f"/members/{maya.id}/standing")
    assert "Only an administrator can sign somebody out." in page


def test_no_letter_to_an_unproven_address_says_what_a_stranger_typed(app, maya):
    name = "Visit Evil Shop today"
    with transaction():
        db.session.get(Member, maya.id).name = name
    ask_for_address(Browser(app).sign_in(maya), "somebody@people.example")
    fields = {"name": "Win at Evil Shop", "email": "else@people.example", "password": PASSWORD}
    Browser(app).open("/sign-up").submit("Join", **fields)
    for to in ("somebody@people.example", "else@people.example"):
        assert "Evil Shop" not in delivered(app, to).words
