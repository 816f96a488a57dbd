"""Every kind of thing that can be flagged goes the whole way in a browser: flagged, hidden, objected to, restored, let be."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from commerce.reviews.queries import review_with_id
from commerce.reviews.replying import reply
from front.due import due_from_staff
from governance.moderation import kind as kinds
from governance.moderation.flag import Flag, FlagAnswer
from governance.moderation.flagging import flag
from governance.moderation.ground import Ground
from governance.moderation.pictures import PICTURE_KIND
from governance.moderation.profiles import PROFILE_KINDS
from kernel.database import db, transaction
from kernel.given_up import undelivered
from kernel.uploads import keep_picture
from members.accounts.forgetting import forget_unconfirmed
from members.accounts.member import Member
from members.profiles.editing import choose_picture, edit_profile
from tests.cast import a_member
from tests.commerce.making.cast import delivered
from tests.commerce.reviews.cast import a_review
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.kernel.test_uploads import picture


def _concept(maya, ines, travel):
    return a_concept(maya)


def _comment(maya, ines, travel):
    return a_comment(maya, a_concept(ines))


def _words(maya, ines, travel):
    with transaction():
        edit_profile(db.session.get(Member, maya.id), maya.name, "Ochre words.")
    return maya


def _name(maya, ines, travel):
    return maya


def _review(maya, ines, travel):
    product, _ = delivered(ines, travel, maya)
    return a_review(maya, product)


def _reply(maya, ines, travel):
    review = _review(maya, ines, travel)
    with transaction():
        return reply(ines, review_with_id(review.id, ines), "Thank you.")


MADE = {
    "concepts": _concept,
    "comments": _comment,
    "members": _words,
    "names": _name,
    "reviews": _review,
    "review-replies": _reply,
}


def test_this_list_knows_every_kind(lite_app):
    assert {one.noun for one in kinds._KINDS.values()} == {*MADE, "pictures"}


@pytest.mark.parametrize("noun", MADE)
def test_it_is_flagged_hidden_objected_to_restored_and_let_be(plain_browser, maya, ines, ada, omar, theo, travel, noun):
    thing = f"/{noun}/{MADE[noun](maya, ines, travel).id}"
    browser = plain_browser
    author = ines if noun == "review-replies" else maya
    browser.sign_in(omar).open(f"{thing}/flags").submit("Flag it", ground="spam")
    browser.sign_in(ada).open("/moderation").submit("Hide it", ground="spam")
    page = browser.sign_in(author).open(f"{thing}/hidden")
    page.submit("Object", reason="It was no advertisement.")
    page = browser.sign_in(ada).open("/moderation")
    assert "It was no advertisement." in page
    browser.open(f"{thing}/moderation").submit("Restore it", reason="You are right.")
    assert "Nothing is waiting" in browser.open("/moderation")
    browser.sign_in(theo).open(f"{thing}/flags").submit("Flag it", ground="abuse")
    page = browser.sign_in(ada).open("/moderation").submit("Let it stand")
    assert "Nothing is waiting" in page


def test_a_concept_is_hidden_and_restored_from_its_own_page(browser, maya, ines):
    concept = a_concept(maya)
    page = browser.sign_in(ines).open(f"/concepts/{concept.id}/moderation").submit("Hide it", ground="spam")
    assert page.path == concept.path
    page = browser.open(f"/concepts/{concept.id}/moderation").submit("Restore it", reason="It is none.")
    assert page.path == concept.path


def test_a_keeper_reads_that_somebody_else_decides_about_their_own(plain_browser, maya, ines, ada, omar, travel):
    answer = _reply(maya, ines, travel)
    plain_browser.sign_in(omar).open(f"/review-replies/{answer.id}/flags").submit("Flag it", ground="spam")
    page = plain_browser.sign_in(ines).open("/moderation")
    assert "This is your own, or about your own: somebody else who keeps order here has to decide." in page
    assert {"Hide", "Hide it", "Let it stand"} & {*page.names("button", "a")} == set()
    assert "Let it stand" in plain_browser.sign_in(ada).open("/moderation").names("button")


def test_a_flag_on_a_picture_that_its_owner_took_away_waits_for_nobody(app, maya, omar, ines):
    face = keep_picture(picture(64, 64))
    with transaction():
        choose_picture(db.session.get(Member, maya.id), face)
        flag(omar, PICTURE_KIND.held(face.id), Ground.COPIED)
    gone = face.id
    with transaction():
        choose_picture(db.session.get(Member, maya.id), None)
    with app.test_request_context():
        assert due_from_staff(undelivered()).lines == []
    assert db.session.scalars(select(Flag.answer)).one() is FlagAnswer.GONE
    another = keep_picture(picture(64, 64))
    with transaction():
        choose_picture(db.session.get(Member, maya.id), another)
    assert another.id > gone


def test_a_flag_on_an_account_that_was_forgotten_waits_for_nobody(app, lena, omar, travel):
    gone = lena.id
    with transaction():
        flag(omar, PROFILE_KINDS[1].held(gone), Ground.PRETENCE)
    travel(timedelta(days=30))
    with transaction():
        forget_unconfirmed()
    assert db.session.get(Member, gone) is None
    assert db.session.scalars(select(Flag.answer)).one() is FlagAnswer.GONE
    assert a_member("Vera Quist").id > gone
