"""A theme is an aspect that several reviews speak about, held together by verbatim sentences from those reviews."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commerce.reviews.polarity import Polarity
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from commerce.reviews.review import Review
    from members.accounts.member import Member

LONGEST_QUOTE = 500


class Theme(Model):
    """A named aspect of one product, gathered by a steward or staff."""

    __tablename__ = "theme"
    __table_args__ = (UniqueConstraint("product_id", "name"), CheckConstraint("name <> ''", name="is_named"))

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    name: Mapped[str] = mapped_column(short(80))
    created_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime]

    gatherer: Mapped[Member] = relationship("Member", lazy="raise_on_sql")
    quotes: Mapped[list[ThemeQuote]] = relationship(order_by="ThemeQuote.id", lazy="raise_on_sql")

    @property
    def reviews_count(self) -> int:
        """How many reviews speak about it. The quotes must be loaded."""
        return len({quote.review_id for quote in self.quotes})

    def count(self, spoken: Polarity) -> int:
        """How many sentences speak like this. The quotes must be loaded."""
        return sum(quote.polarity is spoken for quote in self.quotes)


class ThemeQuote(Model):
    """One sentence of one review, word for word as it stood when it was gathered."""

    __tablename__ = "theme_quote"
    __table_args__ = (UniqueConstraint("theme_id", "review_id", "sentence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    sentence: Mapped[str] = mapped_column(short(LONGEST_QUOTE))
    polarity: Mapped[Polarity] = mapped_column(enum_column(Polarity))
    added_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    added_at: Mapped[datetime]

    review: Mapped[Review] = relationship("Review", lazy="raise_on_sql")
