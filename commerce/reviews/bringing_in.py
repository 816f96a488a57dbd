"""Reviews from elsewhere are shown as brought in: nobody here checked who received the product, so they count nowhere.

The same row of the same file is brought in once, however often the file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select

from commerce.campaigns.campaign import Campaign
from commerce.catalog.product import Product, ProductState
from commerce.reviews import tally
from commerce.reviews.foreign import BadLine, ForeignReview
from commerce.reviews.review import Review
from commerce.reviews.reviewing import keep_sentences, let_find
from kernel import search
from kernel.clock import now
from kernel.database import db
from kernel.markup import plain_to_html
from members.accounts.admitting import admit
from members.accounts.member import Member

EACH = 50


@dataclass(slots=True)
class BroughtIn:
    """What one import came to."""

    members: int = 0
    reviews: int = 0
    sentences: int = 0
    bad_lines: int = 0
    unchanged: int = 0

    def as_dict(self) -> dict[str, int]:
        """The numbers by name."""
        return asdict(self)


def product_for(slug: str) -> Product:
    """The product of that address, listed now as brought in when there is none."""
    known: Product | None = db.session.scalar(select(Product).where(Product.slug == slug))
    if known is not None:
        return known
    name = slug.replace("-", " ").capitalize()
    summary = "Brought in from elsewhere together with its reviews."
    product = Product(slug=slug, name=name, summary=summary, state=ProductState.LISTED, listed_at=now())
    product.words_source, product.words_html = summary, plain_to_html(summary)
    product.campaign = Campaign()
    db.session.add(product)
    db.session.flush()
    search.index("product", product.id, name, summary, product.path)
    return product


def refused_lines(product: Product, reviews: Sequence[ForeignReview], source: str) -> list[BadLine]:
    """The lines whose review is here already in other words, or stands in the file twice."""
    known = _known_keys(product)
    named = select(Member.imported_name).join(Review, Review.member_id == Member.id)
    taken = set(db.session.scalars(named.where(Review.product_id == product.id)))
    refused: list[BadLine] = []
    for foreign in reviews:
        name = _name(foreign, source)
        if _key(foreign, source) not in known and name in taken:
            refused.append(BadLine(foreign.line, f"review {foreign.number} is here already, in other words"))
        taken.add(name)
    return refused


def bring_in(
    product: Product,
    reviews: Sequence[ForeignReview],
    source: str,
    progress: Callable[[int], None] = lambda _done: None,
) -> BroughtIn:
    """Store the reviews of the file called `source`; those that are here already stay as they are."""
    told = BroughtIn()
    known = _known_keys(product)
    for done, foreign in enumerate(reviews, start=1):
        key = _key(foreign, source)
        if key in known:
            told.unchanged += 1
        else:
            _store(product, foreign, source)
            known.add(key)
            told.members += 1
            told.reviews += 1
            told.sentences += len(foreign.sentences)
        if done % EACH == 0 or done == len(reviews):
            progress(done)
    if told.reviews:
        tally.count_brought_in(product.id, told.reviews)
    return told


def _known_keys(product: Product) -> set[str | None]:
    return set(db.session.scalars(select(Review.imported_key).where(Review.product_id == product.id)))


def _key(foreign: ForeignReview, source: str) -> str:
    return f"{source}:{foreign.digest}"


def _name(foreign: ForeignReview, source: str) -> str:
    return f"Reviewer {foreign.number} of {source}"


def _store(product: Product, foreign: ForeignReview, source: str) -> None:
    author = admit(_name(foreign, source), f"reviews:{product.slug}"[:60])
    review = Review(
        product_id=product.id,
        member_id=author.id,
        title=foreign.title,
        text_source=foreign.text,
        text_html=plain_to_html(foreign.text),
        created_at=now(),
        imported_from=source,
        imported_key=_key(foreign, source),
        imported_rating=foreign.rating,
    )
    db.session.add(review)
    db.session.flush()
    keep_sentences(review, foreign.sentences)
    let_find(review, product, foreign.text)
