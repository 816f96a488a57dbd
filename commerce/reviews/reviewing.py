"""Writing and revising a review. Each wording is kept, and the tally of the product changes with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from commerce.catalog.product import Credit, Product
from commerce.making.shipment import Shipment
from commerce.reviews import tally
from commerce.reviews.index import DIMENSIONS, HIGHEST, LOWEST, Scores
from commerce.reviews.policy import may_review, may_revise
from commerce.reviews.review import MOST_PICTURES, Review, ReviewPicture, ReviewVersion
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.splitting import clip, split
from ideas import lineage
from kernel import search
from kernel.ahead import worked_out_ahead
from kernel.clock import now
from kernel.database import db
from kernel.markup import excerpt, to_html
from kernel.pictures import Picture
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

TITLE_MAX, TEXT_MAX, WISH_MAX, FOUND_BY = 120, 6000, 500, 4000
MOST_SENTENCES = 300
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|pre|blockquote)>|<br\s*/?>")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a reviewer writes: four scores, a title that may be empty, Markdown text, and what should change."""

    performance: int
    looks: int
    price: int
    packaging: int
    title: str
    text: str
    wish: str = ""


def write(
    actor: Member,
    product: Product,
    parcel: Shipment | None,
    own: Review | None,
    words: Wording,
    pictures: Sequence[Picture] = (),
) -> Review:
    """The actor's review of a product whose parcel they received. Raises Refused; RuleBroken on the field."""
    require(may_review(actor, parcel, own, now()))
    if parcel is None:
        raise RuleBroken("Only people whose pledge was delivered can review.")
    columns, scores = _checked(words), _scores(words)
    review = Review(product_id=product.id, member_id=actor.id, pledge_id=parcel.pledge_id, created_at=now(), **columns)
    review.author = actor
    review.by_inventor, review.by_staff = _invented(actor, product), actor.is_staff
    review.pictures = _in_order(pictures)
    review.replies = []
    try:
        with db.session.begin_nested():
            db.session.add(review)
    except IntegrityError:
        raise RuleBroken("You have reviewed this product. You can revise your review.") from None
    tally.count(product.id, None, scores)
    _keep(review, product)
    if product.concept_id is not None:
        words_of_it = f"People who received “{product.name}” have reviewed it."
        lineage.note(product.concept_id, "reviews", words_of_it, f"{product.path}/reviews")
    return review


def revise(
    actor: Member, product: Product, review: Review, words: Wording, pictures: Sequence[Picture] | None = None
) -> None:
    """Word the review anew; the earlier wording stays readable. `pictures` None leaves them as they are."""
    db.session.refresh(review, ["version_number", "hidden_at", *DIMENSIONS], with_for_update=True)
    require(may_revise(actor, review, now()))
    columns, before = _checked(words), review.scores
    if pictures is not None:
        review.pictures = _in_order(pictures)
    if all(getattr(review, name) == value for name, value in columns.items()):
        return
    for name, value in columns.items():
        setattr(review, name, value)
    review.version_number += 1
    review.revised_at = now()
    tally.count(product.id, before, _scores(words))
    _keep(review, product)


def _invented(actor: Member, product: Product) -> bool:
    named = select(Credit.id).where(Credit.product_id == product.id, Credit.member_id == actor.id)
    return db.session.scalar(named) is not None


def _checked(words: Wording) -> dict[str, object]:
    title, text, wish = " ".join(words.title.split()), words.text.strip(), words.wish.strip()
    for name in DIMENSIONS:
        if not LOWEST <= getattr(words, name) <= HIGHEST:
            raise RuleBroken(f"Score from {LOWEST} to {HIGHEST}.", name)
    if not text:
        raise RuleBroken("Say in words what you found: scores alone help nobody to change anything.", "text")
    for field, value, most in (("title", title, TITLE_MAX), ("text", text, TEXT_MAX), ("wish", wish, WISH_MAX)):
        if len(value) > most:
            raise RuleBroken(f"Use at most {most:,} characters; there are {len(value):,}.", field)
    columns: dict[str, object] = {name: getattr(words, name) for name in DIMENSIONS}
    return columns | {"title": title, "text_source": text, "text_html": to_html(text, "text"), "wish": wish}


def _scores(words: Wording) -> Scores:
    return Scores(words.performance, words.looks, words.price, words.packaging)


def _in_order(pictures: Sequence[Picture]) -> list[ReviewPicture]:
    if len(pictures) > MOST_PICTURES:
        raise RuleBroken(f"Show at most {MOST_PICTURES} pictures.", "pictures")
    return [ReviewPicture(picture=picture, position=at) for at, picture in enumerate(pictures)]


def _keep(review: Review, product: Product) -> None:
    """Freeze the wording, take its sentences, and let search find it."""
    names = (*DIMENSIONS, "title", "text_source", "text_html", "wish")
    version = ReviewVersion(review_id=review.id, number=review.version_number, created_at=now())
    for name in names:
        setattr(version, name, getattr(review, name))
    db.session.add(version)
    db.session.execute(delete(ReviewSentence).where(ReviewSentence.review_id == review.id))
    keep_sentences(review, sentences_of(review.text_source), split(review.wish))
    if review.hidden_at is None:
        let_find(review, product, plain(review.text_html))


@worked_out_ahead
def sentences_of(source: str) -> tuple[str, ...]:
    """The first sentences of a review's Markdown, far more than a person writes."""
    return tuple(split(plain(to_html(source)))[:MOST_SENTENCES])


def plain(html: str) -> str:
    """The words of rendered text, a line for each block."""
    return "\n".join(excerpt(part, len(html) + 1) for part in _BLOCK_END.split(html))


def keep_sentences(review: Review, sentences: Sequence[str], wishes: Sequence[str] = ()) -> None:
    """Store the sentences of a review that has none stored."""
    for position, sentence in enumerate([*sentences, *wishes]):
        kept = ReviewSentence(review_id=review.id, product_id=review.product_id, position=position, text=clip(sentence))
        kept.is_wish = position >= len(sentences)
        db.session.add(kept)
    db.session.flush()


def let_find(review: Review, product: Product, text: str) -> None:
    """Put the review into the search under its product's name."""
    title, words = review.title or f"Review of {product.name}", f"{text[:FOUND_BY]} {review.wish}"
    search.index("review", review.id, title, words, f"/reviews/{review.id}", about=not review.title)
