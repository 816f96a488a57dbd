"""Notices in the site and by letter, and how letters stop."""

import pytest
from sqlalchemy import select

from kernel import outbox
from kernel.brand.brand import Brand, forget
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.member import Member
from members.accounts.signing_up import admit
from members.notices.notice import LABELS, LetterStop, Notice, NoticeKind
from members.notices.noticing import notify, read_notice
from members.notices.stopping import choose_letters, stop_in, stop_part
from tests.browser import Browser
from tests.cast import a_member
from tests.chromium import PHONE
from tests.journeys.people import Windowed
from tests.members.letters import last_letter, letters

WORDS = "“Better bags” takes proposals now."


def tell(member, key="round:1:proposing", kind="rounds", words=WORDS, url="/settings/place"):
    with transaction():
        notify(member.id, kind, key, words, url)


def delivered(app):
    outbox.deliver_waiting()
    return letters(app)


def test_a_member_is_told_once_in_the_site_and_by_letter(app, browser, maya, omar):
    tell(maya)
    tell(maya)
    assert [letter.to for letter in delivered(app)] == ["maya@people.example"]
    page = browser.sign_in(maya).open("/notices")
    assert page.text.count(WORDS) == 1
    assert page.click(WORDS).path == "/settings/place"
    assert WORDS not in Browser(app).sign_in(omar).open("/notices")


def test_the_address_of_a_notice_does_not_tell_how_many_lie_between_and_the_newest_is_first(plain_browser, maya, omar):
    for number in range(8):
        tell(maya, f"mine:{number}", words=f"Round {number} is open.")
        tell(omar, f"theirs:{number}")
    ids = list(db.session.scalars(select(Notice.id).order_by(Notice.created_at)))
    assert max(ids) > 10**6
    assert ids != sorted(ids)
    page = plain_browser.sign_in(maya).open("/notices").text
    places = [page.index(f"Round {number} is open.") for number in range(8)]
    assert places == sorted(places, reverse=True)


def test_the_letter_leads_to_the_page_and_stops_with_one_click(app, maya, mailbox):
    tell(maya)
    outbox.deliver_waiting()
    letter = mailbox.to("maya@people.example")[0]
    words = letter.get_body(("plain",)).get_content()
    assert "http://localhost/settings/place" in words
    stop = letter["List-Unsubscribe"].strip(" <>")
    assert stop in words
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with app.app_context():
        answer = app.test_client().post(stop, data={"List-Unsubscribe": "One-Click"})  # no cookie, no token, no origin
    assert answer.status_code == 200
    tell(maya, "round:1:balloting")
    tell(maya, "pledge:1", kind="pledge")
    outbox.deliver_waiting()
    assert len(mailbox.to("maya@people.example")) == 2, "only the stopped kind has stopped"


def test_letters_come_from_the_brand_unless_the_sender_has_a_name(app, maya, mailbox, monkeypatch):
    with transaction() as session:
        session.add(Brand(id=1, name="Osier, Ash & Söhne"))
    forget()
    tell(maya)
    outbox.deliver_waiting()
    monkeypatch.setitem(app.config, "MAIL_FROM", "The makers <makers@osier.example>")
    tell(maya, "round:1:balloting")
    outbox.deliver_waiting()
    said = [letter["From"].addresses[0] for letter in mailbox.to("maya@people.example")]
    assert [(one.display_name, one.addr_spec) for one in said] == [
        ("Osier, Ash & Söhne", "hello@commonmade.example"),
        ("The makers", "makers@osier.example"),
    ]


def test_opening_the_stop_link_shows_a_button_and_stops_nothing(app, plain_browser, maya):
    tell(maya)
    outbox.deliver_waiting()
    page = plain_browser.open(last_letter(app).link("/letters/stop/"))
    assert db.session.scalar(select(LetterStop)) is None
    page = page.submit("Stop these letters")
    assert "have stopped" in page.h1
    db.session.rollback()
    assert db.session.scalar(select(LetterStop)).kind is NoticeKind.ROUNDS


def test_nobody_can_make_up_a_stop_link(app, maya, omar):
    right = stop_part(maya.id, NoticeKind.ROUNDS)
    assert stop_in(right) == (maya.id, NoticeKind.ROUNDS)
    wrong = [
        right[:-1],
        right.replace("rounds", "pledge"),
        right.replace(f"{maya.id}-", f"{omar.id}-", 1),
        "",
        "1",
        "1-x-y",
    ]
    assert [stop_in(part) for part in wrong] == [None] * len(wrong)


def test_letters_are_chosen_kind_by_kind(app, browser, maya):
    page = browser.sign_in(maya).open("/settings/letters")
    page = page.submit("Store my choice", kinds=["pledge", "making"])
    db.session.rollback()
    stopped = set(db.session.scalars(select(LetterStop.kind)))
    assert stopped == set(LABELS) - {NoticeKind.PLEDGE, NoticeKind.MAKING}
    with transaction():
        choose_letters(maya, list(LABELS))
    assert db.session.scalar(select(LetterStop)) is None


def test_word_about_the_account_itself_cannot_be_stopped(app, maya):
    with transaction():
        choose_letters(maya, [])
    tell(maya, kind="account")
    (letter,) = delivered(app)
    assert letter.message["List-Unsubscribe"] is None


def test_reading_is_marked_one_by_one_and_all_at_once(browser, maya):
    for number in range(3):
        tell(maya, f"round:{number}", words=f"Round {number} is open.")
    page = browser.sign_in(maya).open("/notices")
    assert "Notices 3 unread" in page
    page.submit("Mark as read")
    assert "Notices 2 unread" in browser.open("/notices")
    page = browser.open("/notices").submit("Mark all as read")
    assert "unread" not in page


def test_what_was_read_in_the_site_is_not_written_any_more(app, maya):
    tell(maya)
    with transaction():
        db.session.scalar(select(Notice)).read_at = now()
    assert delivered(app) == []


@pytest.mark.parametrize("gone", ["left", "stopped meanwhile", "imported"])
def test_no_letter_goes_to_who_wants_or_has_none(app, maya, gone):
    with transaction():
        member = admit("m00001", "wishlist") if gone == "imported" else db.session.get(Member, maya.id)
        notify(member.id, "rounds", "opened", WORDS, "/rounds/bags")
    with transaction():
        if gone == "left":
            member.left_at = now()
        if gone == "stopped meanwhile":
            choose_letters(member, [])
    assert delivered(app) == []
    assert db.session.scalar(select(Notice)).member_id == member.id


def test_a_notice_leads_to_our_own_pages_and_is_of_a_known_kind(maya):
    with pytest.raises(ValueError, match="page of this site"):
        tell(maya, url="https://evil.example/")
    with pytest.raises(ValueError, match="gossip"):
        tell(maya, kind="gossip")


def test_words_of_others_are_shown_as_text(app, plain_browser, maya):
    tell(maya, words="<script>alert(1)</script> & “Sack”\nBcc: x@evil.example")
    assert "<script>alert" not in plain_browser.sign_in(maya).open("/notices").response.text.replace("<script src", "")
    (letter,) = delivered(app)
    assert "\n" not in letter.subject
    assert letter.message["Bcc"] is None
    assert "<script>alert" not in letter.message.get_body(("html",)).get_content()


def test_an_empty_list_says_what_belongs_there(plain_browser, maya):
    assert "Nothing yet" in plain_browser.sign_in(maya).open("/notices")


def test_a_link_of_before_the_sites_key_was_changed_still_works_while_the_old_key_is_named(app, maya):
    part = stop_part(maya.id, NoticeKind.ROUNDS)
    old, app.config["SECRET_KEY"] = app.config["SECRET_KEY"], "another key, as long and as random: 8fj2x7"
    try:
        assert stop_in(part) is None
        app.config["SECRET_KEY_FALLBACKS"] = [old]
        assert stop_in(part) == (maya.id, NoticeKind.ROUNDS)
        assert stop_in(stop_part(maya.id, NoticeKind.ROUNDS)) == (maya.id, NoticeKind.ROUNDS)
    finally:
        app.config.update(SECRET_KEY=old, SECRET_KEY_FALLBACKS=[])


def test_notices_that_say_the_same_are_one_line_and_reading_it_reads_them_all(app, plain_browser, maya):
    for number in range(3):
        words = f"The dates of “Better bags” have moved. The reason: number {number}."
        tell(maya, f"rescheduling:{number}", words=words, url="/rounds/better-bags")
    tell(maya, "round:2:proposing", words="“Other bags” takes proposals now.")
    page = plain_browser.sign_in(maya).open("/notices")
    assert "number 2" in page.text
    assert "and 2 before it" in page.text
    assert "number 1" not in page.text
    with transaction():
        read_notice(maya, db.session.scalar(select(Notice.id).where(Notice.key == "rescheduling:2")))
    page = plain_browser.open("/notices")
    assert "Notices 1 unread" in page


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("“A lamp” was declined. The assessment says why.", "“A lamp” was declined"),
        (f"The ballot of “{'Rain ' * 30}” is open. Choose.", f"The ballot of “{'Rain ' * 9}Rain…"),
        ("x" * 90, "x" * 67 + "…"),
        ("Is it you? Answer.", "Is it you?"),
    ],
)
def test_a_letters_subject_is_its_first_sentence_as_far_as_a_list_shows_it(words, subject):
    assert Notice(words=words).subject == subject
    assert len(subject) <= 68


def test_opening_a_notice_marks_it_as_read(window):
    maya = a_member("Maya Okafor")
    person = Windowed(window(viewport=PHONE), maya)
    person.signs_in()
    tell(maya)
    person.opens("/notices")
    with person.page.expect_request("**/reading"):
        person.clicks(WORDS)
    person.opens("/notices")
    assert person.page.get_by_role("button", name="Mark as read").count() == 0
