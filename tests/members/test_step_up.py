"""What moves money, roles or trust asks for the password again after a quarter of an hour, and then does just that, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kernel.access import freshly_proven, staff_only
from kernel.clock import now, travel
from kernel.database import db
from members.accounts.standing import Suspension
from members.sessions.opening import token_hash
from members.sessions.session import AFTER_RENEWAL, STEP_UP, MemberSession
from tests.browser import Browser
from tests.cast import PASSWORD

ASKED = "Enter your password to continue"
REASON = "Sold places\nin the ballot & “more”."
LONG = timedelta(minutes=16)


def token_of(browser):
    return browser.client.get_cookie("sid").value


def thief_with(browser):
    """Somebody else's browser with a copy of this one's cookie."""
    thief = Browser(browser.app)
    thief.client.set_cookie("sid", token_of(browser))
    return thief


def suspends(browser, member, status=None):
    return browser.open(f"/members/{member.id}/standing").submit("Suspend", status=status, reason=REASON)


def suspensions():
    return list(db.session.scalars(select(Suspension.reason)))


def test_who_signed_in_just_now_is_not_asked(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(STEP_UP - timedelta(seconds=5)):
        assert "is suspended" in suspends(plain_browser, maya)


def test_later_the_password_is_asked_and_the_act_goes_on_with_what_was_typed(browser, ines, maya):
    browser.sign_in(ines)
    with travel(LONG):
        page = suspends(browser, maya, status=401)
        assert "You are about to suspend somebody" in page
        assert "What you typed is kept" in page
        assert suspensions() == []
        page = page.prove("not her password", status=422)
        assert "That is not your current password." in page
        assert suspensions() == []
        page = page.prove(PASSWORD)
        assert "is suspended" in page
        assert suspensions() == [REASON]


def test_the_quarter_of_an_hour_counts_from_the_proof_and_use_does_not_lengthen_it(plain_browser, ines, maya, omar):
    plain_browser.sign_in(ines)
    with travel(LONG):
        suspends(plain_browser, maya, status=401).prove(PASSWORD)
        with travel(STEP_UP - timedelta(minutes=1)):
            assert "is suspended" in suspends(plain_browser, omar)
            with travel(timedelta(minutes=2)):
                page = plain_browser.open(f"/members/{omar.id}/standing").submit("Lift", reason="Sorry.", status=401)
                assert page.h1 == ASKED


def test_the_password_is_on_no_page_and_in_no_kept_field(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        page = suspends(plain_browser, maya, status=401).prove("not her password", status=422)
        assert "not her password" not in page.response.text
        assert page.response.text.count('name="current_password"') == 1
        assert page.response.text.count('name="csrf_token"') >= 1
        assert page.response.headers["Cache-Control"] == "no-store"


def test_proving_gives_a_new_token_and_the_one_before_proves_nothing(plain_browser, ines, maya, omar):
    plain_browser.sign_in(ines)
    with travel(LONG):
        before, thief = token_of(plain_browser), thief_with(plain_browser)
        suspends(plain_browser, maya, status=401).prove(PASSWORD)
        assert token_of(plain_browser) != before
        row = db.session.scalar(select(MemberSession))
        assert row.token_hash == token_hash(token_of(plain_browser))
        assert row.proven_at == pytest.approx(now(), abs=timedelta(seconds=60))
        assert suspends(thief, omar, status=401).h1 == ASKED
        with travel(AFTER_RENEWAL + timedelta(seconds=1)):
            thief.open(f"/members/{omar.id}/standing")
            assert thief.page.h1 == "Sign in"
            assert "is suspended" in suspends(plain_browser, omar)
        assert len(suspensions()) == 2


def test_a_wrong_password_gives_no_new_token(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        before = token_of(plain_browser)
        suspends(plain_browser, maya, status=401).prove("not her password", status=422)
        assert token_of(plain_browser) == before


def test_two_presses_of_go_on_do_it_once(app, plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        page = suspends(plain_browser, maya, status=401)
        impatient = thief_with(plain_browser)  # the second press left before the first one's answer brought its cookie
        first = page.prove(PASSWORD)
        page.browser = impatient
        second = page.prove(PASSWORD)
        assert first.path == second.path
        assert suspensions() == [REASON]
        assert token_of(impatient) != token_of(plain_browser)
        impatient.open("/settings/sessions")


def test_a_form_refused_after_the_proof_shows_its_words_and_is_not_used_up(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        page = plain_browser.open(f"/members/{maya.id}/standing")
        page = page.submit("Suspend", reason="   ", status=401).prove(PASSWORD, status=422)
        assert "Give the reason" in page
        assert "is suspended" in page.submit("Suspend", reason=REASON)


def test_a_form_sent_by_htmx_is_answered_in_place_by_the_page_that_asks(app, ines, maya):
    browser = Browser(app, htmx=True).sign_in(ines)
    with travel(LONG):
        page = browser.open(f"/members/{maya.id}/standing")
        for form in page.tree.iter("form"):
            form.set("hx-post", form.get("action"))
        page = page.submit("Suspend", reason=REASON, status=401)
        assert page.h1 == ASKED
        assert suspensions() == []
        assert "is suspended" in page.prove(PASSWORD)
        assert suspensions() == [REASON]


def test_the_page_sends_what_was_typed_nowhere_but_where_it_was_meant_for(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        csrf = (
            plain_browser.open("/settings/sessions").response.text.split('name="csrf_token" value="')[1].split('"')[0]
        )
        sent = {
            "csrf_token": csrf,
            "reason": "x",
            "next": "//evil.example/",
            "action": "https://evil.example/",
            "url": "/me",
        }
        answer = plain_browser.client.post(
            f"/members/{maya.id}/suspension?next=//evil.example", data=sent, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 401
        assert f'action="/members/{maya.id}/suspension?next=//evil.example"' in answer.text
        assert answer.text.count('method="post"') == answer.text.count("/suspension") + 1  # and signing out


@pytest.mark.parametrize("comes", ["cross-site", "same-site", "none"])
def test_another_site_cannot_have_the_page_ask_in_its_name(plain_browser, ines, maya, comes):
    plain_browser.sign_in(ines)
    with travel(LONG):
        csrf = (
            plain_browser.open("/settings/sessions").response.text.split('name="csrf_token" value="')[1].split('"')[0]
        )
        for form in ({"reason": "x"}, {"reason": "x", "csrf_token": csrf, "current_password": PASSWORD}):
            answer = plain_browser.client.post(
                f"/members/{maya.id}/suspension", data=form, headers={"Sec-Fetch-Site": comes}
            )
            assert answer.status_code == 403
        assert suspensions() == []


def test_the_right_password_without_the_forms_token_does_nothing(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        form = {"reason": "x", "current_password": PASSWORD}
        answer = plain_browser.client.post(
            f"/members/{maya.id}/suspension", data=form, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 400
        assert suspensions() == []


@pytest.mark.settings(rate_limits=True)
def test_guesses_are_counted_per_account(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        page = suspends(plain_browser, maya, status=401)
        for _ in range(10):
            page = page.prove("not her password", status=422)
        answer = page.prove(PASSWORD, status=429)
        assert "tried too often" in answer
        assert PASSWORD not in answer.response.text
        assert suspensions() == []


def test_who_may_not_do_it_at_all_is_not_asked(plain_browser, ines, maya):
    plain_browser.sign_in(ines)
    with travel(LONG):
        csrf = (
            plain_browser.open("/settings/sessions").response.text.split('name="csrf_token" value="')[1].split('"')[0]
        )
        sent = {"csrf_token": csrf, "role": "admin"}
        answer = plain_browser.client.post(
            f"/members/{maya.id}/role", data=sent, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 403
    with pytest.raises(TypeError, match="above"):
        freshly_proven("do it")(staff_only(lambda: None))


def test_ending_other_sessions_asks(plain_browser, omar):
    other = Browser(plain_browser.app).sign_in(omar)
    plain_browser.sign_in(omar)
    with travel(LONG):
        page = plain_browser.open("/settings/sessions").submit("End all the others", status=401)
        assert other.open("/settings/sessions").h1 != "Sign in"
        page.prove(PASSWORD)
        assert other.open("/settings/sessions").h1 == "Sign in"
        assert plain_browser.open("/settings/sessions").text.count("this one") == 1
