"""Joining, from the form to the confirmed member; and what the page does not tell."""

from datetime import timedelta

from sqlalchemy import func, select

from kernel import outbox
from kernel.database import db, transaction
from members.accounts.forgetting import forget_unconfirmed
from members.accounts.member import Kind, Member
from tests.browser import Browser
from tests.members.letters import last_letter, letters

PASSWORD = "linen oak and lamp"


def join(browser, name="Maja Lind", email="maja@example.org", password=PASSWORD, status=None):
    return browser.open("/sign-up").submit("Join", status=status, name=name, email=email, password=password)


def the_one(name="Maja Lind"):
    db.session.expire_all()
    return db.session.scalar(select(Member).where(Member.name == name))


def confirmation(app):
    outbox.deliver_waiting()
    return last_letter(app).link("/confirmation/")


def test_a_newcomer_confirms_by_the_button_behind_the_letters_link(browser, app):
    page = join(browser)
    assert "maja@example.org" in page
    assert the_one().kind is Kind.UNCONFIRMED
    page = browser.open(confirmation(app))
    assert not the_one().is_confirmed
    page = page.submit("Confirm")
    assert "Welcome, Maja Lind" in page
    assert the_one().kind is Kind.MEMBER
    assert the_one().email_folded == "maja@example.org"


def test_opened_in_another_browser_the_link_asks_for_the_password(app, plain_browser):
    join(plain_browser)
    other = Browser(app)
    page = other.open(confirmation(app))
    page = page.submit("Confirm", status=422, password="not the one at all")
    assert "not the password" in page
    page.submit("Confirm", password=PASSWORD)
    assert the_one().is_confirmed


def test_a_link_works_once_and_only_the_newest_one(app, plain_browser):
    join(plain_browser)
    first = confirmation(app)
    plain_browser.open("/sign-up/letter").submit("Send another e-mail")
    second = confirmation(app)
    assert "no longer works" in plain_browser.open(first, status=404)
    plain_browser.open(second).submit("Confirm")
    assert plain_browser.open(second).h1 == "You are confirmed already"


def test_a_link_works_for_three_days(app, plain_browser, travel):
    join(plain_browser)
    url = confirmation(app)
    travel(timedelta(days=3, seconds=1))
    plain_browser.open(url, status=404)


def test_a_forged_or_broken_link_is_refused(app, plain_browser):
    join(plain_browser)
    url = confirmation(app)
    for wrong in (
        url[:-1] + ("0" if url[-1] != "0" else "1"),
        url + "0",
        "/confirmation/9-",
        "/confirmation/x",
        "/confirmation/١-a",
    ):
        plain_browser.open(wrong, status=404)


def test_a_known_address_gets_the_same_answer_and_its_owner_a_letter(app, maya):
    new, known = Browser(app), Browser(app)
    fresh = join(new, "Same Firstname", "fresh@example.org")
    taken = join(known, "Same Fullname", "Maya@People.example")
    assert (fresh.h1, fresh.path, fresh.status) == (taken.h1, taken.path, taken.status)
    assert fresh.text.replace("fresh@example.org", "") == taken.text.replace("Maya@people.example", "")
    outbox.deliver_waiting()
    written = {letter.to: letter for letter in letters(app)}
    assert "already" in written["maya@people.example"].subject
    assert "/confirmation/" not in written["maya@people.example"].words
    assert db.session.scalar(select(func.count(Member.id)).where(Member.email_folded == "maya@people.example")) == 1


def test_two_may_claim_one_address_and_the_first_to_confirm_holds_it(app):
    first, second = Browser(app), Browser(app)
    join(first, "First Name", "one@example.org")
    first_link = confirmation(app)
    join(second, "Second Name", "one@example.org")
    second_link = confirmation(app)
    first.open(first_link).submit("Confirm")
    page = second.open(second_link).submit("Confirm", status=422)
    assert "belongs to another account" in page
    assert the_one("First Name").is_confirmed
    assert not the_one("Second Name").is_confirmed


def test_a_name_is_taken_however_it_is_spelled(plain_browser, maya):
    for spelling in ("maya okafor", "MAYA  OKAFOR", "Máya Okafor", "Мaya Okafor", "\u202eMaya Okafor"):
        page = join(plain_browser, spelling, "other@example.org", status=422)
        assert "called that already" in page


def test_what_was_typed_stays_but_for_the_password(plain_browser):
    page = join(plain_browser, "Maja <b>Lind</b>", "not an address", "q7#vz", status=422)
    assert "not an address" in page.response.text
    assert "Maja &lt;b&gt;Lind&lt;/b&gt;" in page.response.text
    assert "q7#vz" not in page.response.text


def test_until_then_every_page_says_what_to_do(plain_browser, lena):
    page = plain_browser.sign_in(lena).open("/record")
    assert "open the e-mail we sent to lena@people.example" in page
    assert "Send another e-mail" in page.click("No e-mail?").response.text


def test_all_that_must_be_mended_is_said_at_once(plain_browser):
    page = join(plain_browser, "admin", "nowhere", "short", status=422)
    for words in ("site's own voice", "does not look like an e-mail address", "10 characters or more"):
        assert words in page


def test_accounts_nobody_confirmed_go_after_a_week_and_free_their_name(app, plain_browser, travel, maya):
    join(plain_browser)
    travel(timedelta(days=8))
    with transaction():
        forget_unconfirmed()
    assert the_one() is None
    assert the_one("Maya Okafor").is_confirmed
    join(Browser(app))


def test_bad_text_is_told_at_its_field_and_never_breaks_the_page(plain_browser):
    for name in ("", "   ", "x" * 61, "\u200b", "!!!", "admin", "Ａｄｍｉｎ", "a\x00b", "\ud7ff" * 300):
        page = join(plain_browser, name, "some@example.org", status=422)
        assert page.h1 == "Join"
    for email in ("", "@", "a@b", "a b@example.org", "x" * 390 + "@example.org", "a@example.org\x00"):
        join(plain_browser, "Fit Name", email, status=422)
