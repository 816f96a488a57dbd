"""Guessing is slow: the limits of sign-in, sign-up and letters, through the pages."""

import pytest

from kernel.rules import Throttled
from members.limits import guard
from tests.browser import Browser
from tests.cast import PASSWORD, a_member

pytestmark = pytest.mark.settings(rate_limits=True)


def sign_in(app, email, password, address, status, browser=None):
    browser = browser or Browser(app)
    page = browser.open("/sign-in?next=/settings/letters")
    browser.client.environ_base["REMOTE_ADDR"] = address
    return page.submit("Sign in", status=status, email=email, password=password)


def join(app, number, address, status=None):
    browser = Browser(app)
    page = browser.open("/sign-up")
    browser.client.environ_base["REMOTE_ADDR"] = address
    fields = {"name": f"Newcomer {number}", "email": f"new{number}@people.example", "password": PASSWORD}
    page.submit("Join", status=status, **fields)
    return browser


def test_an_account_stands_ten_guesses_from_anywhere(app, maya, omar):
    for number in range(10):
        sign_in(app, "maya@people.example", "a wrong guess", f"198.51.{number}.1", 422)
    sign_in(app, "maya@people.example", PASSWORD, "203.0.113.9", 429)
    sign_in(app, "omar@people.example", PASSWORD, "203.0.113.9", 200)


def test_strangers_do_not_lock_the_owner_out_of_a_browser_she_used_before(app, maya, omar):
    own = Browser(app)
    sign_in(app, "maya@people.example", PASSWORD, "203.0.113.9", 200, own)
    own.open("/settings/sessions").submit("Sign out")
    for number in range(10):
        sign_in(app, "maya@people.example", "a wrong guess", f"198.51.{number}.1", 422)
    sign_in(app, "maya@people.example", PASSWORD, "192.0.2.1", 429)
    sign_in(app, "maya@people.example", PASSWORD, "203.0.113.9", 200, own)


def test_a_known_browser_has_ten_guesses_too_and_none_more_at_other_accounts(app, maya, omar):
    own = Browser(app)
    sign_in(app, "maya@people.example", PASSWORD, "203.0.113.9", 200, own)
    own.open("/settings/sessions").submit("Sign out")
    for email in ("omar@people.example", "maya@people.example"):
        for number in range(10):
            sign_in(app, email, "a wrong guess", f"198.51.{number}.1", 422, own)
        sign_in(app, email, "a wrong guess", "198.51.77.1", 429, own)
    sign_in(app, "omar@people.example", PASSWORD, "198.51.78.1", 429)


def test_one_neighbourhood_tries_twenty_times_over_all_accounts(app):
    for number in range(20):
        sign_in(app, f"member{number}@people.example", "a wrong guess", f"198.51.100.{number}", 422)
    sign_in(app, "member99@people.example", "a wrong guess", "198.51.100.200", 429)
    sign_in(app, "member99@people.example", "a wrong guess", "203.0.113.9", 422)


def test_the_answer_says_when_to_come_back_and_how_to_need_no_password(app, maya):
    browser = Browser(app)
    for number in range(11):
        page = browser.open("/sign-in")
        fields = {"email": "maya@people.example", "password": "a wrong guess"}
        status = 429 if number == 10 else 422
        page = page.submit("Sign in", status=status, **fields)
    assert int(page.response.headers["Retry-After"]) > 0
    assert "<h1>Too many tries</h1>" in page.response.text
    assert 'href="/sign-in">Back to the form</a>' in page.response.text
    assert 'href="/password-reset">Set a new password</a>' in page.response.text
    assert "Send it again" not in page.response.text, "the password is gone, so it could only fail"
    assert "a wrong guess" not in page.response.text


def test_who_is_signed_in_may_send_the_same_again_with_the_passwords_typed_anew(app, maya):
    browser = Browser(app).sign_in(maya)
    fields = {"current_password": "a wrong guess", "password": "a lamp of oak and linen"}
    for number in range(11):
        page = browser.open("/settings/secrets")
        page = page.submit("Set the new password", status=429 if number == 10 else 422, **fields)
    assert "<h1>Too many tries</h1>" in page.response.text
    assert "except your password: type it again" in page.response.text
    assert page.response.text.count('type="password"') == 2
    assert "a wrong guess" not in page.response.text


def test_thirty_may_join_from_one_neighbourhood_in_an_hour_without_confirming(app):
    for _ in range(30):
        guard("sign-up", "198.51.100.7")
    with pytest.raises(Throttled):
        guard("sign-up", "198.51.100.200")
    join(app, 1, "198.51.101.7")


def test_three_letters_an_hour_go_to_one_address(app):
    a_member("Maya Okafor")
    for number in range(4):
        page = Browser(app).open("/password-reset")
        page.submit("Send the link", status=429 if number == 3 else None, email="Maya@people.example")
