"""Sessions: opened anew at each sign-in, kept as hashes, ended at once, limited in time."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from config import Settings
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.changing import change_password
from members.accounts.granting import grant
from members.accounts.member import Member, Role
from members.accounts.password import hashed
from members.accounts.proving import prove
from members.accounts.suspending import suspend
from members.sessions.cookie import give_cookie
from members.sessions.device import device_from
from members.sessions.opening import forget_ended, token_hash
from members.sessions.session import MemberSession
from tests.browser import Browser
from tests.cast import PASSWORD, a_member

WRONG = "That address and password do not belong together"


def sign_in(browser, email, password=PASSWORD, status=None, at="/sign-in"):
    return browser.open(at).submit("Sign in", status=status, email=email, password=password)


def token_of(browser):
    cookie = browser.client.get_cookie("sid")
    return cookie.value if cookie else None


def is_in(browser):
    with browser.app.app_context():
        return browser.client.get("/settings/sessions").status_code == 200


def test_signing_in_leads_back_to_where_one_was_going(browser, maya):
    page = sign_in(browser, "Maya@People.example", at="/settings/letters")
    assert page.path == "/settings/letters"
    assert "Welcome back, Maya Okafor" in page


def test_signing_in_never_leads_to_another_site(plain_browser, maya):
    page = sign_in(plain_browser, "maya@people.example", at="/sign-in?next=//evil.example/")
    assert page.path == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("maya@people.example", "not her password"),
        ("nobody@people.example", PASSWORD),
        ("lena@people.example", PASSWORD),
        ("'; drop table member; --", "x"),
        ("maya@people.example\x00", "not her password"),
    ],
)
def test_a_wrong_address_and_a_wrong_password_get_the_same_words(plain_browser, maya, lena, email, password):
    page = sign_in(plain_browser, email, password, status=422)
    assert WRONG in page or "cannot be shown" in page
    assert token_of(plain_browser) is None


def test_people_brought_in_by_an_import_cannot_sign_in(plain_browser, app):
    from members.accounts.signing_up import admit

    with transaction():
        admit("m00001", "wishlist")
    sign_in(plain_browser, "m00001", "", status=422)


def test_the_suspended_are_told_so_only_after_the_right_password(plain_browser, rolf):
    assert WRONG in sign_in(plain_browser, "rolf@people.example", "not his password", status=422)
    assert "suspended" in sign_in(plain_browser, "rolf@people.example", status=422)


def test_the_database_holds_no_token_and_the_cookie_is_guarded(plain_browser, maya):
    sign_in(plain_browser, "maya@people.example", at="/settings/letters")
    cookie = plain_browser.client.get_cookie("sid")
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.path == "/"
    row = db.session.scalar(select(MemberSession))
    assert row.token_hash == token_hash(cookie.value)
    assert cookie.value not in repr(row.__dict__)


@pytest.mark.settings(site_url="https://made.example")
def test_on_https_the_cookie_belongs_to_this_host_alone(app):
    with app.test_request_context():
        header = give_cookie(app.make_response(""), "token").headers["Set-Cookie"]
    assert header.startswith("__Host-sid=token;")
    assert "Secure" in header
    assert "Domain" not in header


def test_each_sign_in_has_a_new_token_and_the_old_one_dies(app, plain_browser, maya):
    sign_in(plain_browser, "maya@people.example", at="/settings/letters")
    before = token_of(plain_browser)
    assert is_in(plain_browser)
    plain_browser.open("/settings/sessions").submit("Sign out")
    sign_in(plain_browser, "maya@people.example", at="/settings/letters")
    assert token_of(plain_browser) != before
    thief = Browser(app)
    thief.client.set_cookie("sid", before)
    assert not is_in(thief)


def test_a_token_planted_before_the_sign_in_is_worth_nothing(app, plain_browser, maya):
    plain_browser.client.set_cookie("sid", "planted-by-somebody-else-before")
    sign_in(plain_browser, "maya@people.example", at="/settings/letters")
    assert token_of(plain_browser) != "planted-by-somebody-else-before"


def test_signing_out_ends_the_session_for_a_copied_cookie_too(app, browser, maya):
    browser.sign_in(maya)
    copied = Browser(app)
    copied.client.set_cookie("sid", token_of(browser))
    assert is_in(copied)
    browser.open("/settings/sessions").submit("Sign out")
    assert not is_in(copied)
    assert not is_in(browser)


def test_signing_out_by_a_link_does_nothing(plain_browser, maya):
    plain_browser.sign_in(maya)
    plain_browser.open("/sign-out", status=405)
    assert is_in(plain_browser)


def test_one_sees_and_ends_ones_own_sessions(app, browser, maya, omar):
    phone, others = Browser(app).sign_in(maya), Browser(app).sign_in(omar)
    browser.sign_in(maya).open("/settings/sessions").submit("End this session")
    assert is_in(browser)
    assert not is_in(phone)
    theirs = db.session.scalar(select(MemberSession.id).where(MemberSession.member_id == omar.id))
    tokens = browser.open("/settings/sessions").response.text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": tokens}
    browser.client.post(f"/settings/sessions/{theirs}/removal", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert is_in(others)


def test_all_the_others_end_with_one_button(app, plain_browser, maya):
    others = [Browser(app).sign_in(maya) for _ in range(3)]
    plain_browser.sign_in(maya).open("/settings/sessions").submit("End all the others")
    assert is_in(plain_browser)
    assert not any(is_in(other) for other in others)


@pytest.mark.parametrize(
    ("who", "idle", "whole"),
    [("maya", timedelta(days=14), timedelta(days=60)), ("ines", timedelta(minutes=30), timedelta(hours=12))],
)
def test_a_session_ends_when_unused_and_in_any_case_at_last(request, app, who, idle, whole, travel):
    member = request.getfixturevalue(who)
    browser = Browser(app).sign_in(member)
    travel(idle - timedelta(seconds=1))
    assert is_in(browser)
    travel(idle - timedelta(seconds=1))
    assert is_in(browser), "using it began the idle time anew"
    travel(idle + timedelta(seconds=1))
    assert not is_in(browser)
    lively = Browser(app).sign_in(member)
    left = whole
    while left > timedelta(0):
        assert is_in(lively)
        travel(min(idle / 2, left))
        left -= idle / 2
    assert not is_in(lively)
    with transaction():
        forget_ended()
    assert db.session.scalar(select(func.count(MemberSession.id)).where(MemberSession.expires_at <= now())) == 0


def test_last_seen_is_written_at_most_every_five_minutes(app, plain_browser, maya, travel):
    plain_browser.sign_in(maya)

    def seen():
        db.session.rollback()
        return db.session.scalar(select(MemberSession.last_seen_at))

    first = seen()
    travel(timedelta(minutes=4))
    is_in(plain_browser)
    assert seen() == first
    travel(timedelta(minutes=2))
    is_in(plain_browser)
    assert seen() > first


ENDINGS = {
    "suspension": lambda member, staff, admin: suspend(staff, member, "Sold places."),
    "a new role": lambda member, staff, admin: grant(admin, member, Role.STAFF),
    "a new password": lambda member, staff, admin: change_password(
        prove(member, PASSWORD), hashed("osier and ash and elm")
    ),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
def test_a_change_of_standing_ends_every_session_at_the_next_request(app, maya, ines, ada, ending):
    browsers = [Browser(app).sign_in(maya) for _ in range(2)]
    assert all(is_in(browser) for browser in browsers)
    with transaction():
        ending(db.session.get(Member, maya.id), ines, ada)
    assert not any(is_in(browser) for browser in browsers)


@pytest.mark.parametrize("token", ["", "x", "x" * 19, "x" * 81, "é" * 30, "a" * 43])
def test_a_cookie_that_is_none_of_ours_is_a_guests(app, token):
    browser = Browser(app)
    browser.client.set_cookie("sid", token)
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari on iPhone"),
        ("", "A browser"),
    ],
)
def test_a_device_has_a_coarse_name(agent, device):
    assert device_from(agent) == device


def test_settings_know_whether_the_address_is_https():
    assert Settings("s", None, "", site_url="https://a.example").https


def queries_of(browser, path):
    with browser.app.app_context():
        return int(browser.client.get(path).headers["X-Queries"])


def test_a_cookie_that_is_worth_nothing_any_more_costs_one_statement(lite_app):
    browser = Browser(lite_app)
    guests = queries_of(browser, "/sign-in")
    browser.sign_in(a_member("Maya Okafor"))
    with transaction():
        db.session.execute(delete(MemberSession))
    assert queries_of(browser, "/sign-in") == guests + 1
