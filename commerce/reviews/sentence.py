"""The sentences of a review as they stand now, so that suggestions can be made and quotes taken word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commerce.reviews.theme import LONGEST_QUOTE
from kernel.database import Model, short

if TYPE_CHECKING:
    from commerce.reviews.review import Review


class ReviewSentence(Model):
    """One sentence of the latest wording of a review; a revision replaces them all. A wish asks for what is missing."""

    __tablename__ = "review_sentence"
    __table_args__ = (UniqueConstraint("review_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(short(LONGEST_QUOTE))
    is_wish: Mapped[bool] = mapped_column(default=False)

    review: Mapped[Review] = relationship("Review", lazy="raise_on_sql")
