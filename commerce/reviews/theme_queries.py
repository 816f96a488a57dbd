"""What stewards and readers need of themes: the suggestions, the list with its counts, and one theme whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from commerce.catalog.policy import may_see
from commerce.catalog.product import Product
from commerce.reviews.aspects import Line, Mention, Suggestion, suggest
from commerce.reviews.polarity import Polarity, of_sentence
from commerce.reviews.review import Review
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.theme import Theme, ThemeQuote
from ideas.forums.forum import Forum
from ideas.rounds.signal import Signal
from kernel.database import db
from members.accounts.member import Member

MOST_SENTENCES = 5000
_LINE = (ReviewSentence.id, ReviewSentence.review_id, ReviewSentence.text, ReviewSentence.is_wish)


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme in a list: how many sentences and reviews, for and against, and its signal when it has one."""

    theme: Theme
    quotes: int
    reviews: int
    positive: int
    negative: int
    signal: Signal | None


def suggestions_for(product: Product) -> list[Suggestion]:
    """The aspects that the newest 5,000 sentences of the product's reviews judge; to be read only. One statement."""
    newest = select(*_LINE)
    newest = newest.where(ReviewSentence.product_id == product.id, *_in_sight()).order_by(ReviewSentence.id.desc())
    lines = tuple(Line(*row) for row in db.session.execute(newest.limit(MOST_SENTENCES)))
    return _suggested(lines, (*product.name.split(), "product"))


def _in_sight() -> tuple[ColumnElement[bool], ...]:
    """Sentences of reviews whose words are not hidden."""
    return (exists().where(Review.id == ReviewSentence.review_id, Review.hidden_at.is_(None)),)


@lru_cache(maxsize=4)
def _suggested(lines: tuple[Line, ...], skip: tuple[str, ...]) -> list[Suggestion]:
    """Kept for the same sentences: a steward who gathers comes back again and again, and five thousand take a while."""
    return suggest(lines, skip)


def sentences_with_ids(product_id: int, ids: Iterable[int]) -> Sequence[ReviewSentence]:
    """These sentences, as far as they stand in reviews of this product."""
    theirs = ReviewSentence.product_id == product_id, ReviewSentence.id.in_(set(ids))
    chosen = select(ReviewSentence).where(*theirs, *_in_sight())
    return db.session.scalars(chosen.order_by(ReviewSentence.id)).all()


def themes_of(product_id: int) -> list[ThemeLine]:
    """The product's themes, most reviews first, with their counts and signals. One statement."""
    counted = (
        select(
            ThemeQuote.theme_id,
            func.count(ThemeQuote.id).label("quotes"),
            func.count(ThemeQuote.review_id.distinct()).label("reviews"),
            func.sum(case((ThemeQuote.polarity == Polarity.POSITIVE, 1), else_=0)).label("positive"),
            func.sum(case((ThemeQuote.polarity == Polarity.NEGATIVE, 1), else_=0)).label("negative"),
        )
        .join(Theme, Theme.id == ThemeQuote.theme_id)
        .where(Theme.product_id == product_id)
        .group_by(ThemeQuote.theme_id)
        .subquery()
    )
    numbers = [func.coalesce(counted.c[name], 0) for name in ("quotes", "reviews", "positive", "negative")]
    lines = (
        select(Theme, *numbers, Signal)
        .outerjoin(counted, counted.c.theme_id == Theme.id)
        .outerjoin(Signal, Signal.theme_id == Theme.id)
        .where(Theme.product_id == product_id)
        .order_by(numbers[1].desc(), Theme.name)
        .limit(200)
    )
    return [ThemeLine(*row) for row in db.session.execute(lines)]


def theme_with_id(theme_id: int) -> Theme | None:
    """One theme with its gatherer, its quotes, and their reviews and authors, or None."""
    quotes = selectinload(Theme.quotes).joinedload(ThemeQuote.review).joinedload(Review.author)
    return db.session.scalar(select(Theme).where(Theme.id == theme_id).options(joinedload(Theme.gatherer), quotes))


def themes_naming(review_id: int) -> Sequence[Theme]:
    """The themes that quote this review."""
    quoting = select(ThemeQuote.theme_id).where(ThemeQuote.review_id == review_id)
    return db.session.scalars(select(Theme).where(Theme.id.in_(quoting)).order_by(Theme.name).limit(20)).all()


def product_to_gather(product_id: int, viewer: Member | None = None) -> Product | None:
    """A product with its forum and the forum's stewards, what the policies of themes ask for; None when hidden."""
    keepers = joinedload(Product.forum).selectinload(Forum.stewards)
    product = db.session.scalar(select(Product).where(Product.id == product_id).options(keepers))
    return product if product is not None and may_see(viewer, product) else None


def mentions_of_words(product_id: int, words: str) -> list[Mention]:
    """The newest hundred sentences of a product that hold these words as they stand; none for no words."""
    if not words:
        return []
    holding = select(*_LINE)
    holding = holding.where(
        ReviewSentence.product_id == product_id,
        ReviewSentence.text.icontains(words, autoescape=True),
        *_in_sight(),
    )
    rows = db.session.execute(holding.order_by(ReviewSentence.id.desc()).limit(100))
    return [Mention(Line(*row), Polarity.NEGATIVE if row.is_wish else of_sentence(row.text)) for row in rows]
