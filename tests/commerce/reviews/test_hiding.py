"""A hidden review: its words out of sight everywhere, its scores in sight and counted, its author told, numbers public."""

import pytest

from commerce.catalog.product import Credit
from commerce.making.queries import product_named
from commerce.reviews import kinds
from commerce.reviews.hidden import hidden_by_score
from commerce.reviews.queries import review_with_id, tally_of
from commerce.reviews.replying import reply
from commerce.reviews.reviewing import revise
from commerce.reviews.signalling import evidence
from commerce.reviews.theme_queries import mentions_of_words, product_to_gather, suggestions_for, theme_with_id
from governance.moderation import flagging, moderating
from governance.moderation.ground import Ground
from governance.moderation.queries import waiting_in
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.search import find
from kernel.uploads import keep_picture
from members.accounts.member import Member, Role
from tests.commerce.making.cast import delivered
from tests.commerce.reviews.cast import a_review, a_theme, wording
from tests.ideas.test_concept_notices import told
from tests.kernel.test_uploads import picture, served
from tests.together import together

REVIEW, REPLY = kinds.KINDS


@pytest.fixture
def lamp(ines, omar, maya, travel):
    """A product which omar and maya received."""
    return delivered(ines, travel, omar, maya)[0]


def hide(actor, review, ground=Ground.SPAM):
    with transaction():
        moderating.hide(actor, REVIEW.held(review.id), ground)


def test_a_hidden_review_loses_its_words_and_keeps_its_scores(plain_browser, lamp, ines, omar, maya):
    low = a_review(omar, lamp, text="Buy magenta pills.", performance=0, looks=0, price=0, packaging=0)
    a_review(maya, lamp, performance=8, looks=8, price=8, packaging=8)
    hide(ines, low)
    assert tally_of(lamp.id).index.mean == 4
    for path in (
        f"/reviews/{low.id}",
        f"/reviews/{low.id}/history",
        "/products/lamp-of-oak/reviews",
        "/products/lamp-of-oak",
    ):
        page = plain_browser.open(path)
        assert "magenta" not in page, path
        assert "Advertising or spam" in page, path
    page = plain_browser.open("/products/lamp-of-oak/reviews")
    assert "The words of 1 of these reviews are hidden: 1 of the 1 that scored 0 to 2." in page
    assert find("magenta", ["review"]).rows == []
    with transaction():
        moderating.restore(ines, REVIEW.held(low.id), "It was no advertisement.")
    assert "magenta" in plain_browser.open(f"/reviews/{low.id}")
    assert len(find("magenta", ["review"]).rows) == 1


def test_revising_a_hidden_review_does_not_bring_its_words_back(lamp, ines, omar):
    review = a_review(omar, lamp)
    hide(ines, review)
    with transaction():
        held = review_with_id(review.id, None)
        revise(omar, lamp, held, wording(text="Cyan words."))
    assert find("cyan", ["review"]).rows == []
    assert review_with_id(review.id, None).hidden_at is not None


def test_a_review_hidden_while_its_author_rewrites_it_is_not_found(app, lamp, ines, omar):
    read_before = a_review(omar, lamp)
    assert together(app, lambda: hide(db.session.get(Member, ines.id), read_before)) == [None]
    with transaction():
        revise(omar, lamp, read_before, wording(text="Cyan words."))
    assert find("cyan", ["review"]).rows == []


def test_the_words_of_a_hidden_review_are_quoted_nowhere_and_still_count(plain_browser, lamp, ines, omar, maya):
    hidden, shown = a_review(omar, lamp, text="The cord is vermilion."), a_review(maya, lamp, text="The cord is short.")
    theme = a_theme(ines, lamp, hidden, shown)
    hide(ines, hidden)
    page = plain_browser.open(f"/themes/{theme.id}")
    assert "vermilion" not in page
    assert "Hidden with its review; it still counts." in page
    assert theme_with_id(theme.id).reviews_count == 2
    assert mentions_of_words(lamp.id, "vermilion") == []
    assert "vermilion" not in str(suggestions_for(product_to_gather(lamp.id)))
    assert "vermilion" not in evidence(theme_with_id(theme.id), product_named("lamp-of-oak", None))


def test_the_pictures_of_a_hidden_review_are_served_to_staff_and_their_author_only(app, lamp, ines, omar, maya):
    kept = keep_picture(picture(64, 64), by_member_id=omar.id)
    review = a_review(omar, lamp, pictures=[kept])
    assert served(app, kept, None).status_code == 200
    hide(ines, review)
    assert [served(app, kept, one).status_code for one in (None, maya, omar, ines)] == [404, 404, 200, 200]


def test_public_numbers_say_how_many_are_hidden_for_each_score(lamp, ines, omar, maya):
    low = a_review(omar, lamp, performance=1, looks=1, price=1, packaging=2)
    a_review(maya, lamp, performance=10, looks=10, price=10, packaging=9)
    hide(ines, low)
    counted = [(band.low, band.reviews, band.hidden) for band in hidden_by_score()]
    assert counted == [(0, 1, 1), (3, 0, 0), (5, 0, 0), (7, 0, 0), (9, 1, 0)]


def test_no_ground_is_about_praise_or_blame():
    assert {ground.value for ground in Ground} == {
        "spam",
        "private",
        "abuse",
        "unlawful",
        "copied",
        "pretence",
        "elsewhere",
    }


def test_members_flag_a_review_and_its_author_does_not(plain_browser, lamp, omar, maya, ines):
    review = a_review(omar, lamp)
    page = plain_browser.sign_in(maya).open(f"/reviews/{review.id}").click("Flag the review by Omar Haddad")
    page.submit("Flag it", ground="private")
    with pytest.raises(Refused), transaction():
        flagging.flag(omar, REVIEW.held(review.id), Ground.SPAM)
    assert [(one.kind.name, one.row.id) for one in waiting_in().rows] == [("review", review.id)]
    page = plain_browser.sign_in(ines).open("/moderation").submit("Hide it", ground="private")
    assert "Nothing is waiting" in page
    assert "Somebody’s personal data." in page


def test_an_author_is_told_reads_their_words_and_objects(plain_browser, lamp, omar, ines):
    review = a_review(omar, lamp, text="Indigo words.")
    hide(ines, review)
    assert any(words.startswith("Your review of “Lamp of oak” was hidden.") for words in told(omar))
    page = plain_browser.sign_in(omar).open(f"/reviews/{review.id}").click("Your words, and how to object")
    assert "Indigo words." in page
    page = page.submit("Object", reason="They are mine.")
    assert "You objected." in page
    page = plain_browser.sign_in(ines).open("/moderation")
    assert "They are mine." in page
    page = page.click("Restore").submit("Restore it", reason="They are.")
    assert "Nothing is waiting" in page
    db.session.expire_all()
    assert review_with_id(review.id, None).hidden_at is None


def test_staff_hide_an_answer_of_a_colleague_and_not_their_own(plain_browser, lamp, omar, ines, ada):
    review = a_review(omar, lamp)
    with transaction():
        answer = reply(ines, review, "Scarlet answer.")
    with pytest.raises(Refused), transaction():
        moderating.hide(ines, REPLY.held(answer.id), Ground.ABUSE)
    with transaction():
        moderating.hide(ada, REPLY.held(answer.id), Ground.ABUSE)
    page = plain_browser.open(f"/reviews/{review.id}")
    assert "Scarlet" not in page
    assert "Insult, threat or hatred." in page


def test_who_invented_it_or_works_for_the_brand_says_so(lamp, ines, omar, maya):
    with transaction():
        db.session.add(Credit(product_id=lamp.id, member_id=omar.id, position=0))
        db.session.get(Member, maya.id).role = Role.STAFF
    db.session.expire_all()
    inventors, staffs = a_review(omar, lamp), a_review(maya, lamp)
    assert (inventors.by_inventor, inventors.by_staff) == (True, False)
    assert (staffs.by_inventor, staffs.by_staff) == (False, True)


def test_a_review_names_the_themes_that_quote_it(plain_browser, lamp, ines, omar):
    review = a_review(omar, lamp)
    theme = a_theme(ines, lamp, review)
    page = plain_browser.open(f"/reviews/{review.id}").click("cord length")
    assert page.url.endswith(f"/themes/{theme.id}")


def test_scores_are_chosen_by_a_tap(plain_browser, lamp, omar):
    page = plain_browser.sign_in(omar).open("/products/lamp-of-oak/reviews/mine")
    dots = [one for one in page.tree.iter("input") if one.get("name") == "performance"]
    assert [(dot.get("type"), dot.get("value")) for dot in dots] == [("radio", str(score)) for score in range(11)]
    page = page.submit("Publish the review", text="Good.", performance="8", status=422)
    assert "Score from 0 to 10." in page
    assert "Not a valid" not in page
