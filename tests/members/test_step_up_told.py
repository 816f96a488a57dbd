"""The page that asks for the password again, on a phone; and who hears of a role that changed hands."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kernel.clock import travel
from kernel.database import db
from members.accounts.member import Member, Role
from members.accounts.standing import RoleGrant
from tests.cast import PASSWORD, a_member
from tests.chromium import PHONE

ASKED = "Enter your password to continue"
LONG = timedelta(minutes=16)


def test_roles_change_hands_only_with_the_password_and_the_member_and_every_admin_hear_of_it(
    plain_browser, mailbox, ada, maya
):
    vera = a_member("Vera Lund", role=Role.ADMIN)
    plain_browser.sign_in(ada)
    with travel(LONG):
        page = plain_browser.open(f"/members/{maya.id}/standing").submit("Change the role", role="staff", status=401)
        assert db.session.scalar(select(func.count(RoleGrant.id))) == 0
        page.prove(PASSWORD)
        db.session.expire_all()
        assert db.session.get(Member, maya.id).role is Role.STAFF
        assert "You are now on the staff." in " ".join(mailbox.words_to(maya))
        assert "Ada Lindqvist" not in " ".join(mailbox.words_to(maya))
        for who in (vera, ada):
            assert " ".join(mailbox.words_to(who)).count("Ada Lindqvist made Maya Okafor staff") == 1


@pytest.fixture
def staff_page(window, live):
    """The page of a member's standing at 360 px, opened by staff through the sign-in page."""
    a_member("Ines Carvalho", role=Role.STAFF)
    maya = a_member("Maya Okafor")
    page = window(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("ines@people.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    page.goto(f"/members/{maya.id}/standing")
    return page


def test_on_a_phone_the_page_fits_and_the_cursor_waits_in_the_field(staff_page):
    page = staff_page
    page.get_by_label("Reason").first.fill("Sold places.")
    with travel(LONG):
        page.get_by_role("button", name="Suspend").click()
        page.get_by_role("heading", name=ASKED).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("document.activeElement.name") == "current_password"
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_text("is suspended").first.wait_for()
    assert [words for words in page.complaints if "401" not in words] == []
    page.complaints.clear()  # the browser notes each 401, which is what being asked is
