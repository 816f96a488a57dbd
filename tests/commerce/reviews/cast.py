"""Builders for reviews: a wording, a review by somebody whose pledge was delivered, chosen sentences."""

from sqlalchemy import select

from commerce.reviews.gathering import gather
from commerce.reviews.queries import parcel_and_review, review_with_id
from commerce.reviews.reviewing import Wording, write
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.theme_queries import product_to_gather, theme_with_id
from kernel.database import db, transaction


def wording(**changes):
    """Scores of 8, 6, 4 and 2, a text of two sentences and a wish."""
    plain = {"performance": 8, "looks": 6, "price": 4, "packaging": 2, "title": "Good light"}
    plain |= {"text": "The light is *great*. The cord is too short.", "wish": "A longer cord."}
    return Wording(**(plain | changes))


def a_review(member, product, pictures=(), **changes):
    """This member's review of a product that they received."""
    parcel, own = parcel_and_review(product.id, member)
    with transaction():
        review = write(member, product, parcel, own, wording(**changes), pictures)
    return review_with_id(review.id, None)


def sentences_of(review):
    """The stored sentences of a review, in order."""
    own = select(ReviewSentence).where(ReviewSentence.review_id == review.id).order_by(ReviewSentence.position)
    return db.session.scalars(own).all()


def a_theme(actor, product, *reviews, name="cord length"):
    """A theme of every sentence of these reviews that mentions the cord."""
    product = product_to_gather(product.id)
    chosen = [one for review in reviews for one in sentences_of(review) if "cord" in one.text]
    with transaction():
        theme = gather(actor, product, name, chosen)
    return theme_with_id(theme.id)
