"""A review is one receiver's word on one product: four scores, text and a wish.

Reviews brought in from elsewhere have no pledge and no scores.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commerce.reviews import index
from kernel.database import Model, short

if TYPE_CHECKING:
    from commerce.catalog.product import Product
    from kernel.pictures import Picture
    from members.accounts.member import Member

MOST_PICTURES = 4
_scored = " AND ".join(f"{name} BETWEEN 0 AND 10" for name in index.DIMENSIONS)
_unscored = " AND ".join(f"{name} IS NULL" for name in index.DIMENSIONS)


class Review(Model):
    """The latest wording of one member's review of one product; earlier wordings stand in ReviewVersion."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("product_id", "member_id"),
        UniqueConstraint("product_id", "imported_key"),
        CheckConstraint(
            f"(imported_from IS NULL AND pledge_id IS NOT NULL AND {_scored})"
            f" OR (imported_from IS NOT NULL AND pledge_id IS NULL AND {_unscored})",
            name="received_or_brought_in",
        ),
        CheckConstraint("(imported_from IS NULL) = (imported_key IS NULL)", name="brought_in_has_a_key"),
        CheckConstraint("imported_rating IS NULL OR imported_rating BETWEEN 1 AND 5", name="stars"),
        CheckConstraint("helpful_count >= 0 AND unhelpful_count >= 0", name="counts"),
        CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name="hidden_has_reason"),
        Index("ix_review_newest", "product_id", "created_at", "id"),
        Index("ix_review_most_helpful", "product_id", "helpful_count", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    pledge_id: Mapped[int | None] = mapped_column(ForeignKey("pledge.id"), unique=True)
    performance: Mapped[int | None]
    looks: Mapped[int | None]
    price: Mapped[int | None]
    packaging: Mapped[int | None]
    title: Mapped[str] = mapped_column(short(200), default="")
    text_source: Mapped[str]
    text_html: Mapped[str]
    wish: Mapped[str] = mapped_column(default="")
    version_number: Mapped[int] = mapped_column(default=1)
    helpful_count: Mapped[int] = mapped_column(default=0)
    unhelpful_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    revised_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None]
    by_inventor: Mapped[bool] = mapped_column(default=False)  # as it was when the review was written
    by_staff: Mapped[bool] = mapped_column(default=False)
    imported_from: Mapped[str | None] = mapped_column(short(120))
    imported_key: Mapped[str | None] = mapped_column(short(200))
    imported_rating: Mapped[int | None]

    product: Mapped[Product] = relationship("Product", lazy="raise_on_sql")
    author: Mapped[Member] = relationship("Member", lazy="raise_on_sql")
    pictures: Mapped[list[ReviewPicture]] = relationship(
        order_by="ReviewPicture.position", lazy="raise_on_sql", cascade="all, delete-orphan"
    )
    replies: Mapped[list[ReviewReply]] = relationship(
        order_by="ReviewReply.id", lazy="raise_on_sql", back_populates="review"
    )

    @property
    def is_imported(self) -> bool:
        """Whether it was brought in from elsewhere: nobody here checked that its author received the product."""
        return self.imported_from is not None

    @property
    def scores(self) -> index.Scores | None:
        """The four scores, or None for a review brought in from elsewhere."""
        if self.performance is None or self.looks is None or self.price is None or self.packaging is None:
            return None
        return index.Scores(self.performance, self.looks, self.price, self.packaging)

    @property
    def index(self) -> Fraction | None:
        """The mean of the four scores, exact; None for a review brought in from elsewhere."""
        return self.scores.mean if self.scores else None


class ReviewPicture(Model):
    """A picture by the reviewer."""

    __tablename__ = "review_picture"
    __table_args__ = (UniqueConstraint("review_id", "picture_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]

    picture: Mapped[Picture] = relationship("Picture", lazy="raise_on_sql")


class ReviewVersion(Model):
    """One frozen wording of a review, so that a revision never hides what was said before."""

    __tablename__ = "review_version"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    number: Mapped[int]
    performance: Mapped[int]
    looks: Mapped[int]
    price: Mapped[int]
    packaging: Mapped[int]
    title: Mapped[str] = mapped_column(short(200), default="")
    text_source: Mapped[str]
    text_html: Mapped[str]
    wish: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class Helpful(Model):
    """One member's answer to whether a review was helpful; one per member, changeable, revocable."""

    __tablename__ = "helpful"
    __table_args__ = (UniqueConstraint("review_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    helpful: Mapped[bool]
    created_at: Mapped[datetime]


class ReviewReply(Model):
    """What the brand answered, publicly, under a review."""

    __tablename__ = "review_reply"
    __table_args__ = (CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name="hidden_has_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    source: Mapped[str]
    html: Mapped[str]
    created_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None]

    author: Mapped[Member] = relationship("Member", lazy="raise_on_sql")
    review: Mapped[Review] = relationship("Review", lazy="raise_on_sql", back_populates="replies")
