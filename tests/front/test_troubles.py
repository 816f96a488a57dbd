"""Trouble with the worker and with letters is seen by staff in words and by the member it is about, and by nobody else."""

import html
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from kernel import outbox, paused
from kernel.clock import now
from kernel.database import db, transaction
from kernel.heartbeat import beat
from kernel.outbox import OutboxMessage, post
from members.accounts.member import Role
from members.notices.noticing import notify
from tests.browser import Browser
from tests.cast import a_member


def lite_browser(app, who=None):
    browser = Browser(app)
    if who:
        browser.sign_in(who)
    return browser


def health(app, who=None):
    answer = lite_browser(app, who).client.get("/health")
    return answer.status_code, answer.json


def test_health_says_the_same_to_guests_and_members_whatever_waits(lite_app):
    maya = a_member("Maya Okafor")
    before = [health(lite_app), health(lite_app, maya)]
    with transaction():
        notify(maya.id, "account", "k", "Something happened.", "/me")
        for name in ("letter.reset", "letter.notice"):
            post(name, key=name, token_id=1)
    beat("clock", "a: ValueError: broken")
    assert [health(lite_app), health(lite_app, maya)] == before == [(200, {"status": "ok"})] * 2


def test_health_tells_staff_what_waits_and_what_failed(lite_app, travel):
    ines = a_member("Ines Carvalho", role=Role.STAFF)
    with transaction():
        post("letter.reset", key="r", token_id=1)
    for name in ("clock", "errands", "letters"):
        beat(name)
    _, fresh = health(lite_app, ines)
    assert (fresh["outbox_due"], fresh["outbox_given_up"], fresh["late"]) == (1, 0, [])
    assert fresh["worker"]["clock"] < 60
    beat("clock", "ideas.x.close_due: ValueError: half a round")
    travel(timedelta(minutes=4))
    beat("letters")
    _, late = health(lite_app, ines)
    assert late["failed_ticks"] == ["ideas.x.close_due: ValueError: half a round"]
    assert [words.partition(" has")[0] for words in late["late"]] == ["The clock", "Background work"]


@contextmanager
def failing(error):
    def fail(*_):
        raise error

    event.listen(db.engine, "before_cursor_execute", fail)
    yield
    event.remove(db.engine, "before_cursor_execute", fail)


def test_a_database_that_does_not_answer_is_a_503_that_says_nothing_about_it(lite_app):
    with failing(OperationalError("select", {}, Exception("the server is away"))):
        answers = [lite_browser(lite_app).client.get("/health") for _ in range(2)]
    assert {answer.status_code for answer in answers} == {503}
    assert all("server is away" not in answer.text for answer in answers)


def test_a_statement_of_ours_that_is_wrong_is_a_500_of_health_too(lite_app, monkeypatch):
    monkeypatch.setitem(lite_app.config, "PROPAGATE_EXCEPTIONS", False)
    with failing(ProgrammingError("select", {}, Exception("no such column"))):
        assert lite_browser(lite_app).client.get("/health").status_code == 500


def test_health_is_not_served_from_the_page_cache(sites):
    site = sites.get("sqlite", page_cache_seconds=60.0)
    with site.app.app_context():
        lite_browser(site.app).client.get("/health")
        assert lite_browser(site.app).client.get("/health").headers["X-Queries"] != "0"
        db.session.remove()
    site.empty()


def test_the_desk_says_when_the_clock_stands_still_and_when_letters_reach_nobody(lite_app, travel):
    ines = a_member("Ines Carvalho", role=Role.STAFF)
    for name in ("clock", "errands", "letters"):
        beat(name, "ideas.x.close_due: ValueError: half a round" if name == "clock" else "")
    desk = lite_browser(lite_app, ines).open("/desk").text
    assert "nobody receives them" in desk
    assert "A part of the last tick failed: ideas.x.close_due." in desk
    assert "half a round" not in desk
    assert "has not run" not in desk
    travel(timedelta(minutes=7))
    assert "The clock has not run for 7 minutes" in lite_browser(lite_app, ines).open("/desk").text


def a_refused_letter(office, member):
    office.refuses[member.email] = "550 5.1.1 no such mailbox"
    with transaction():
        notify(member.id, "account", "refused", "Something happened.", "/me")
    assert outbox.letters() == 0
    return db.session.scalars(select(OutboxMessage)).one()


def test_a_refused_letter_is_named_on_the_desk_and_can_be_dismissed_and_tried_again(lite_app, office):
    maya, ines = a_member("Maya Okafor"), a_member("Ines Carvalho", role=Role.STAFF)
    a_refused_letter(office, maya)
    browser = lite_browser(lite_app, ines)
    assert "One delivery failed" in browser.open("/desk").text
    page = browser.open("/desk/letters")
    assert "A notice to Maya Okafor" in page.text
    assert "550 5.1.1 no such mailbox" in page.text
    assert "people.example" not in page.text
    page.submit("Dismiss")
    assert "Nothing here" in browser.open("/desk/letters").text
    office.refuses.clear()
    browser.open("/desk/letters?aside=1").submit("Try again")
    assert outbox.letters() == 1
    assert office.taken == [maya.email]


def test_staff_try_all_again_or_dismiss_all(lite_app, office):
    maya, ines = a_member("Maya Okafor"), a_member("Ines Carvalho", role=Role.STAFF)
    message = a_refused_letter(office, maya)
    browser = lite_browser(lite_app, ines)
    browser.open("/desk/letters").submit("Try all again")
    assert not paused.is_paused(maya.email)
    assert outbox.letters() == 0
    browser.open("/desk/letters").submit("Dismiss all")
    db.session.refresh(message)
    assert message.dismissed_at is not None


def test_a_member_whose_letters_come_back_sees_it_and_starts_them_again(lite_app, office):
    maya = a_member("Maya Okafor")
    a_refused_letter(office, maya)
    browser = lite_browser(lite_app, maya)
    assert "Our e-mails to you are being returned." in browser.open("/settings/letters").text
    assert (
        "Our e-mails to you are being returned." not in lite_browser(lite_app, a_member("Omar Haddad")).open("/me").text
    )
    browser.open("/me").submit("Try again")
    office.refuses.clear()
    with transaction():
        notify(maya.id, "account", "next", "Something else happened.", "/me")
    assert outbox.letters() == 1
    assert "being returned" not in browser.open("/me").text


def test_what_the_error_of_other_work_quotes_is_not_shown(lite_app):
    ines = a_member("Ines Carvalho", role=Role.STAFF)
    with transaction():
        post("round.count", key="c", round_id=1)
    message = db.session.scalars(select(OutboxMessage)).one()
    with transaction():
        message.given_up_at, message.last_error = now(), "IntegrityError: maya@people.example stands twice"
    page = lite_browser(lite_app, ines).open("/desk/letters")
    assert "Counting a closed round" in page.text
    assert "It failed: IntegrityError" in page.text
    assert "people.example" not in page.text


@pytest.mark.parametrize("opening", ["", "The address was refused: ", "SMTPDataError: "])
def test_the_mail_servers_reason_is_shown_whole_but_for_the_address(lite_app, opening):
    ines = a_member("Ines Carvalho", role=Role.STAFF)
    with transaction():
        post("round.count", key="c", round_id=1)
    message = db.session.scalars(select(OutboxMessage)).one()
    said = f"{opening}550 5.1.1 <maya@people.example>: Recipient address rejected: User unknown"
    with transaction():
        message.given_up_at, message.last_error = now(), said
    page = lite_browser(lite_app, ines).open("/desk/letters")
    assert "550 5.1.1 <the address>: Recipient address rejected: User unknown" in html.unescape(page.response.text)
    assert "people.example" not in page.response.text
