"""Pledging on a phone, in a real browser: the price is in view, one sees that one has pledged, nothing goes at one tap."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.database import db
from members.accounts.member import Role
from tests.cast import a_member
from tests.chromium import PHONE
from tests.commerce.cast import a_campaign
from tests.journeys.people import Windowed

LAMP = "/products/lamp-of-oak"
SENT_BACK = re.compile("status of (404|422)")


def state():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalar(select(Pledge.state))


@pytest.fixture
def phone(window):
    """Opens a phone, with scripts or without, signed in as Omar or as a guest, on an open campaign's page."""

    opened = []

    def opens(scripts=True, guest=False):
        a_campaign(a_member("Ines Carvalho", role=Role.STAFF))
        page = window(viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=scripts)
        opened.append(page)
        person = Windowed(page, a_member("Omar Haddad"))
        if not guest:
            person.signs_in()
        person.opens(LAMP)
        return person

    yield opens
    for page in opened:  # the lamp's picture is a row without a file; a form sent back is a 422
        page.complaints[:] = [words for words in page.complaints if not SENT_BACK.search(words)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_pledges_sees_it_at_once_and_nothing_goes_at_one_tap(phone, scripts):
    omar = phone(scripts)
    page = omar.page
    omar.submits("Pledge", option="1")
    page.wait_for_url("**/pledges/*")
    expect(page.get_by_role("heading", name="You have pledged")).to_be_in_viewport()
    page.get_by_role("link", name="Withdraw my pledge").click()
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("link", name="Keep my pledge").click()
    expect(dialog).to_be_hidden()
    assert state() is PledgeState.PLACED
    page.get_by_role("link", name="Withdraw my pledge").click()
    dialog.get_by_role("button", name="Withdraw my pledge").click()
    expect(page.get_by_text("Your pledge is withdrawn.")).to_be_visible()
    assert state() is PledgeState.WITHDRAWN


def test_a_price_not_seen_yet_is_asked_about_where_the_button_is(phone):
    omar = phone(scripts=False)
    omar.submits("Pledge", option="1", quantity="3")
    expect(omar.page.get_by_text("€151.90 all-in. Pledge this?")).to_be_in_viewport()
    omar.submits("Pledge")
    assert state() is PledgeState.PLACED


def test_the_bar_shows_the_price_of_the_choice_from_the_first_moment(phone):
    page = phone(guest=True).page
    bar = page.locator(".pledge-bar")
    expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_contain_text("€53.90 all-in")
    bar.get_by_role("link", name="Pledge").click()
    expect(page.get_by_role("radio", name="Small")).to_be_in_viewport()
    page.get_by_label("Sent to").select_option("European Union")
    expect(bar).to_contain_text("€58.90 all-in")
    page.get_by_label("How many").fill("300")
    expect(page.get_by_text("One pledge is for 1 to 20.")).to_be_visible()
