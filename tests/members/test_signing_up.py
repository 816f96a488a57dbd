"""Joining, from the form to the confirmed member."""

from kernel import outbox
from kernel.database import db
from members.accounts.member import Member
from tests.members.letters import last_letter

PASSWORD = "linen oak and lamp"


def join(browser, name="Maya Lind", email="maya@example.org", password=PASSWORD, status=None):
    page = browser.open("/sign-up")
    return page.submit("Join", status=status, name=name, email=email, password=password)


def test_a_newcomer_confirms_by_the_button_behind_the_letters_link(browser, app):
    page = join(browser)
    assert "maya@example.org" in page
    outbox.deliver_waiting()
    page = browser.open(last_letter(app).link("/confirmation/"))
    assert db.session.query(Member).one().confirmed_at is None
    page = page.submit("Confirm")
    assert "Welcome, Maya Lind" in page
    db.session.expire_all()
    member = db.session.query(Member).one()
    assert member.is_confirmed
    assert member.email_folded == "maya@example.org"


def test_a_signed_in_browser_is_the_member(browser, maya):
    assert "Where you are signed in" in browser.sign_in(maya).open("/settings/sessions")
