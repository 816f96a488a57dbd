"""Whoever joins or signs in comes back to what they came for, in whichever browser the e-mail is opened."""

import pytest

from kernel import outbox
from kernel.clock import now
from kernel.database import db
from members.accounts.member import Member
from members.sessions.queries import sessions_of
from tests.browser import Browser
from tests.members.letters import last_letter, letters

PASSWORD = "linen oak and lamp"
NEXT = "drowsy heron on stilts"
WANTED = "/record?day=2026-11-30"


def join(browser, wanted=WANTED, **fields):
    """From a button for guests: to sign in, and on to joining."""
    page = browser.open(f"/sign-in?next={wanted}").click("Join")
    return page.submit("Join", **{"name": "Maja Lind", "email": "maja@example.org", "password": PASSWORD, **fields})


def link(app):
    outbox.deliver_waiting()
    return last_letter(app).link("/confirmation/")


def the_one():
    db.session.expire_all()
    return db.session.query(Member).filter_by(name="Maja Lind").one()


def came_back(page, wanted=WANTED):
    return page.url.removeprefix("http://localhost") == wanted


def test_the_page_they_came_for_comes_after_confirming(browser, app):
    join(browser)
    assert came_back(browser.open(link(app)).submit("Confirm"))


def test_also_when_the_e_mail_is_opened_in_another_browser(lite_app):
    join(Browser(lite_app))
    assert came_back(Browser(lite_app).open(link(lite_app)).submit("Confirm", password=PASSWORD))


def test_and_with_the_link_of_another_e_mail(lite_app):
    browser = Browser(lite_app)
    join(browser).submit("Send another e-mail")
    assert came_back(browser.open(link(lite_app)).submit("Confirm"))


def test_and_when_the_address_was_mistyped(lite_app):
    browser = Browser(lite_app)
    join(browser, email="maya@example.org")
    form = {"email": "maja@example.org", "current_password": PASSWORD}
    browser.open("/settings/secrets").submit("Send a link to the new address", **form)
    assert came_back(browser.open(link(lite_app)).submit("Confirm"))


def test_meanwhile_they_can_go_on_with_what_they_came_for(lite_app):
    assert came_back(join(Browser(lite_app)).click("Back to what you came for"))


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "/x" * 1001])
def test_no_link_leads_to_another_site(lite_app, wanted):
    browser = Browser(lite_app)
    browser.open("/sign-up").submit("Join", name="Maja Lind", email="maja@example.org", password=PASSWORD, next=wanted)
    assert browser.open(link(lite_app)).submit("Confirm").path == "/"


def test_who_has_an_account_already_is_led_there_by_the_letter(app, maya):
    join(Browser(app), email=maya.email)
    outbox.deliver_waiting()
    (letter,) = letters(app)
    assert came_back(
        Browser(app)
        .open(letter.link("/sign-in"))
        .submit("Sign in", email=maya.email, password="a lamp of oak and linen")
    )


def test_a_new_password_leads_back_too(app, maya):
    Browser(app).open(f"/sign-in?next={WANTED}").click("Set a new one").submit("Send the link", email=maya.email)
    outbox.deliver_waiting()
    page = Browser(app).open(last_letter(app).link("/password-reset/")).submit("Set this password", password=NEXT)
    assert came_back(page.submit("Sign in", email=maya.email, password=NEXT))


def test_the_heads_links_lead_back_to_the_page_they_stand_on(app, maya):
    page = Browser(app).open(WANTED).click("Sign in")
    assert came_back(page.submit("Sign in", email=maya.email, password="a lamp of oak and linen"))


def test_another_browser_needs_the_password_and_says_so(lite_app):
    join(Browser(lite_app))
    page = Browser(lite_app).open(link(lite_app))
    assert "optional" not in page
    assert "The password you chose when you joined?" in page.submit("Confirm", status=422)
    assert not the_one().is_confirmed


def test_who_forgot_it_chooses_another_and_shuts_out_whoever_chose_the_first(app):
    """A stranger may have joined with this address: what they know opens nothing once its owner has confirmed it."""
    stranger = Browser(app)
    join(stranger)
    page = Browser(app).open(link(app)).click("Choose a new password")
    assert page.submit("Set this password", password="short", status=422).h1 == "Choose a password"
    assert came_back(page.submit("Set this password", password=NEXT))
    assert the_one().is_confirmed
    assert len(sessions_of(the_one(), now())) == 1
    assert stranger.open("/settings/sessions").h1 == "Sign in"
    Browser(app).open("/sign-in").submit("Sign in", email="maja@example.org", password=PASSWORD, status=422)
    Browser(app).open("/sign-in").submit("Sign in", email="maja@example.org", password=NEXT)


def test_a_used_link_says_that_there_is_nothing_left_to_do(lite_app):
    browser = Browser(lite_app)
    join(browser)
    used = link(lite_app)
    browser.open(used).submit("Confirm")
    for page in (browser.open(used), browser.open(f"{used}/password")):
        assert page.h1 == "You are confirmed already"
        assert came_back(page.click("Continue"))
    page = Browser(lite_app).open(used).click("Sign in to continue")
    assert came_back(page.submit("Sign in", email="maja@example.org", password=PASSWORD))


def test_a_link_that_nobody_wrote_says_no_such_thing(lite_app):
    browser = Browser(lite_app)
    join(browser)
    used = link(lite_app)
    browser.open(used).submit("Confirm")
    assert browser.open(used[:-1] + ("0" if used[-1] != "0" else "1"), status=404).h1 == "This link no longer works"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("America/New_York", "America/New_York"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("", "UTC"),
        ("Mars/Base", "UTC"),
    ],
)
def test_the_zone_comes_from_the_browser_else_from_the_site(lite_app, sent, kept):
    Browser(lite_app).open("/sign-up").submit(
        "Join", name="Maja Lind", email="maja@example.org", password=PASSWORD, zone=sent
    )
    assert the_one().zone == kept


def test_what_waits_is_said_before_and_by_the_welcome(lite_app):
    browser = Browser(lite_app)
    page = join(browser)
    assert "You can support and vote already: it counts once you confirm and your account is old enough" in page
    page = browser.open(link(lite_app)).submit("Confirm")
    assert "Welcome, Maja Lind. You can propose, support and vote now. Your supports and votes count from" in page
