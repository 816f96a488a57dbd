"""Only who received a product reviews it, once; each wording is kept, and the index follows."""

from fractions import Fraction

import pytest
from sqlalchemy.exc import IntegrityError

from commerce.catalog.product import Product
from commerce.reviews.judging import judge, take_back
from commerce.reviews.queries import (
    parcel_and_review,
    review_with_id,
    reviews_at_a_glance,
    reviews_of,
    said_by,
    tally_of,
    versions_of,
)  # fmt: skip
from commerce.reviews.replying import reply
from commerce.reviews.review import Helpful, Review
from commerce.reviews.reviewing import revise, write
from commerce.reviews.tally import ReviewTally
from kernel import search
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.notice import Notice
from tests.cast import add
from tests.commerce.making.cast import delivered, paid, shipped
from tests.commerce.reviews.cast import a_review, sentences_of, wording
from tests.statements import statements
from tests.together import together


@pytest.fixture
def lamp(ines, omar, maya, travel):
    """A product that omar and maya received."""
    return delivered(ines, travel, omar, maya)[0]


def test_who_has_not_received_it_cannot_review(ines, omar, theo, travel):
    product, (pledge,) = paid(ines, travel, omar)
    with pytest.raises(Refused, match="whose pledge was delivered"):
        a_review(theo, product)
    with pytest.raises(Refused, match="whose pledge was delivered"):
        a_review(omar, product)
    shipped(ines, product, pledge)
    with pytest.raises(Refused, match="once your parcel has arrived"):
        a_review(omar, product)


def test_a_suspended_member_cannot_review(lamp, omar):
    with transaction():
        omar.suspended_at = now()
    with pytest.raises(Refused, match="suspended"):
        a_review(omar, lamp)


def test_a_receiver_reviews_once_per_product(lamp, omar):
    review = a_review(omar, lamp)
    assert review.index == 5
    assert review.text_html == "<p>The light is <em>great</em>. The cord is too short.</p>"
    with pytest.raises(Refused, match="You can revise"):
        a_review(omar, lamp)


def test_two_reviews_sent_at_once_become_one(app, lamp, omar):
    ids = lamp.id, omar.id

    def send():
        product, member = db.session.get(Product, ids[0]), db.session.get(Member, ids[1])
        parcel, own = parcel_and_review(product.id, member)
        with transaction():
            write(member, product, parcel, own, wording())

    outcomes = together(app, send, send)
    assert sorted(type(one).__name__ for one in outcomes) in (["NoneType", "Refused"], ["NoneType", "RuleBroken"])
    assert tally_of(lamp.id).counted == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"performance": 11}, "performance"),
        ({"packaging": -1}, "packaging"),
        ({"text": "  "}, "text"),
        ({"text": "a" * 6001}, "text"),
        ({"title": "a" * 121}, "title"),
        ({"wish": "a" * 501}, "wish"),
        ({"text": "[" * 200}, "text"),
    ],
)
def test_a_wording_that_cannot_stand_is_refused_at_its_field(lamp, omar, changes, field):
    with pytest.raises(RuleBroken) as broken:
        a_review(omar, lamp, **changes)
    assert broken.value.field == field


def test_the_database_too_refuses_a_review_without_a_pledge(lamp, theo):
    plain = {"text_source": "x", "text_html": "x", "created_at": now(), "looks": 5, "price": 5, "packaging": 5}
    with pytest.raises(IntegrityError):
        add(Review(product_id=lamp.id, member_id=theo.id, performance=5, **plain))


def test_a_revision_keeps_the_earlier_wording_and_moves_the_index(lamp, omar, maya):
    review = a_review(omar, lamp)
    a_review(maya, lamp, performance=10, looks=10, price=10, packaging=10)
    assert tally_of(lamp.id).index.mean == Fraction(15, 2)
    with transaction():
        revise(omar, lamp, review, wording(performance=0, text="The lamp died."))
    db.session.expire_all()
    assert tally_of(lamp.id).index.mean == Fraction(13, 2)
    assert [(one.number, one.performance) for one in versions_of(review.id)] == [(2, 0), (1, 8)]
    assert [one.text for one in sentences_of(review)] == ["The lamp died.", "A longer cord."]


def test_a_revision_that_changes_nothing_leaves_no_trace(lamp, omar):
    review = a_review(omar, lamp)
    with transaction():
        revise(omar, lamp, review, wording())
    assert (review.version_number, len(versions_of(review.id))) == (1, 1)


def test_only_the_author_revises(lamp, omar, ines):
    review = a_review(omar, lamp)
    with pytest.raises(Refused, match="Only its author"), transaction():
        revise(ines, lamp, review, wording())


def test_a_review_can_be_found_by_its_words(lamp, omar):
    review = a_review(omar, lamp, text="The gimbal wobbles.")
    assert [hit.url for hit in search.find("gimbal").rows] == [f"/reviews/{review.id}"]


def test_helpful_is_said_once_can_change_and_be_taken_back(lamp, omar, maya):
    review = a_review(omar, lamp)
    for helpful, counts in ((True, (1, 0)), (True, (1, 0)), (False, (0, 1))):
        with transaction():
            judge(maya, review, helpful)
        assert (review.helpful_count, review.unhelpful_count) == counts
    assert said_by(maya, [review.id]) == {review.id: False}
    for _ in range(2):
        with transaction():
            take_back(maya, review)
    assert (review.helpful_count, review.unhelpful_count) == (0, 0)


def test_nobody_judges_their_own_review(lamp, omar):
    review = a_review(omar, lamp)
    with pytest.raises(Refused, match="your own"), transaction():
        judge(omar, review, True)


def test_many_clicks_at_once_count_once(app, lamp, omar, maya, theo):
    review = a_review(omar, lamp)
    review_id = review.id

    def says(member):
        member_id = member.id

        def click():
            with transaction():
                judge(db.session.get(Member, member_id), review_with_id(review_id, None), True)

        return click

    assert together(app, says(maya), says(maya), says(theo), says(theo)) == [None] * 4
    db.session.expire_all()
    assert review_with_id(review.id, None).helpful_count == 2


def test_the_database_keeps_one_answer_per_member(lamp, omar, maya):
    review = a_review(omar, lamp)
    with pytest.raises(IntegrityError):
        add(*(Helpful(review_id=review.id, member_id=maya.id, helpful=True, created_at=now()) for _ in range(2)))


def test_staff_answer_and_the_reviewer_is_told(lamp, omar, maya, ines):
    review = a_review(omar, lamp)
    with pytest.raises(Refused, match="staff"), transaction():
        reply(maya, review, "Thanks")
    with pytest.raises(RuleBroken, match="at most"), transaction():
        reply(ines, review, " ")
    with transaction():
        reply(ines, review, "The next one has *two metres*.")
    answer = review_with_id(review.id, None).replies[0]
    assert answer.html == "<p>The next one has <em>two metres</em>.</p>"
    told = db.session.query(Notice).filter_by(member_id=omar.id, kind="reviews").one()
    assert told.url == f"/reviews/{review.id}"


@pytest.mark.parametrize(
    ("only", "found"), [("", 2), ("passed", 1), ("failed", 1), ("wishes", 1), ("pictures", 0), ("brought-in", 0)]
)
def test_the_list_is_filtered(lamp, omar, maya, only, found):
    a_review(omar, lamp)
    a_review(maya, lamp, price=3, wish="")
    assert len(reviews_of(lamp.id, only).rows) == found


def test_a_product_page_needs_one_statement_for_reviews_and_a_member_two(lamp, omar, maya, ines):
    review = a_review(omar, lamp)
    a_review(maya, lamp)
    with transaction():
        reply(ines, review, "Thanks")
    db.session.refresh(maya)
    db.session.expunge(db.session.get(ReviewTally, lamp.id))
    with statements() as sent:
        glance = reviews_at_a_glance(lamp.id, None)
    assert (len(sent), len(glance.rows), glance.own) == (1, 2, None)
    assert [one.author.name for one in glance.rows] == ["Maya Okafor", "Omar Haddad"]
    with statements() as sent:
        assert reviews_at_a_glance(lamp.id, maya).own.member_id == maya.id
    assert len(sent) <= 2
