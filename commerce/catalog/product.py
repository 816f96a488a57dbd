"""A product is a concept that became a business: prepared as a draft, or dropped, on sale once listed, readable when retired.

It keeps the names of the members whose concept it was for ever.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from commerce.campaigns.campaign import Campaign
    from ideas.concepts.concept import Concept
    from ideas.forums.forum import Forum
    from kernel.pictures import Picture
    from members.accounts.member import Member


class ProductState(StrEnum):
    """Where a product stands in the catalog."""

    DRAFT = "draft"
    DROPPED = "dropped"
    LISTED = "listed"
    RETIRED = "retired"


class Product(Model):
    """One thing the brand makes or means to make."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("(state IN ('draft', 'dropped')) = (listed_at IS NULL)", name="listed_has_a_date"),
        Index(None, "state", "listed_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(short(80), unique=True)
    concept_id: Mapped[int | None] = mapped_column(ForeignKey("concept.id"), unique=True)
    forum_id: Mapped[int | None] = mapped_column(ForeignKey("forum.id"), index=True)
    name: Mapped[str] = mapped_column(short(120))
    summary: Mapped[str] = mapped_column(short(300), default="")
    words_source: Mapped[str] = mapped_column(default="")
    words_html: Mapped[str] = mapped_column(default="")
    risks_source: Mapped[str] = mapped_column(default="")
    risks_html: Mapped[str] = mapped_column(default="")
    state: Mapped[ProductState] = mapped_column(enum_column(ProductState), default=ProductState.DRAFT)
    created_at: Mapped[datetime] = mapped_column(default=now)
    listed_at: Mapped[datetime | None]

    concept: Mapped[Concept | None] = relationship(lazy="raise_on_sql")
    forum: Mapped[Forum | None] = relationship(lazy="raise_on_sql")
    options: Mapped[list[Option]] = relationship(
        lazy="raise_on_sql", order_by="Option.position", cascade="all, delete-orphan", back_populates="product"
    )
    pictures: Mapped[list[ProductPicture]] = relationship(
        lazy="raise_on_sql", order_by="ProductPicture.position", cascade="all, delete-orphan"
    )
    credits: Mapped[list[Credit]] = relationship(lazy="raise_on_sql", order_by="Credit.position")
    campaign: Mapped[Campaign | None] = relationship(lazy="raise_on_sql", back_populates="product", uselist=False)

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"/products/{self.slug}"

    @property
    def is_draft(self) -> bool:
        """Whether staff are preparing it."""
        return self.state is ProductState.DRAFT

    @property
    def is_dropped(self) -> bool:
        """Whether staff gave up preparing it, for a reason that its page shows."""
        return self.state is ProductState.DROPPED

    @property
    def was_listed(self) -> bool:
        """Whether it is or was on the list: neither a draft nor dropped."""
        return self.listed_at is not None

    @property
    def is_retired(self) -> bool:
        """Whether it is no longer offered; its page stays."""
        return self.state is ProductState.RETIRED


class Option(Model):
    """One choice of a product, such as a size or a colour."""

    __tablename__ = "product_option"
    __table_args__ = (UniqueConstraint("product_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    label: Mapped[str] = mapped_column(short(60))
    position: Mapped[int]

    product: Mapped[Product] = relationship(lazy="raise_on_sql", back_populates="options")


class ProductPicture(Model):
    """A picture of a product; the first one leads."""

    __tablename__ = "product_picture"
    __table_args__ = (UniqueConstraint("product_id", "picture_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]

    picture: Mapped[Picture] = relationship(lazy="raise_on_sql")


class Credit(Model):
    """A member named on the product because the concept was theirs. Credits are added, never taken away."""

    __tablename__ = "credit"
    __table_args__ = (UniqueConstraint("product_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    position: Mapped[int]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")


class ProductStep(Model):
    """Who moved a product between states, when and why."""

    __tablename__ = "product_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    from_state: Mapped[ProductState] = mapped_column(enum_column(ProductState))
    to_state: Mapped[ProductState] = mapped_column(enum_column(ProductState))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(default="")
