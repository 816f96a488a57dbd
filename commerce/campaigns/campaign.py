"""A campaign asks enough people to pledge by a day. Its terms are fixed from launch, and nobody pays below the minimum.

The sums on the row are kept by the same update that places a pledge, so the cap is exact and the page needs no count.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commerce.campaigns.progress import HonestNumbers, Progress, honest_numbers
from commerce.campaigns.standing import Standing, standing
from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from commerce.catalog.product import Product

COMPLETE = (
    "launched_at IS NULL OR (price_minor IS NOT NULL AND tax_basis_points IS NOT NULL "
    "AND minimum_units IS NOT NULL AND opens_at IS NOT NULL "
    "AND closes_at IS NOT NULL AND promised_on IS NOT NULL AND launched_by_id IS NOT NULL)"
)


class Campaign(Model):
    """The offer of one product: price and tax in minor units and basis points, window, minimum and cap in units."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("price_minor > 0", name="price_is_positive"),
        CheckConstraint("tax_basis_points BETWEEN 0 AND 9999", name="tax_is_a_rate"),
        CheckConstraint("minimum_units > 0", name="minimum_is_positive"),
        CheckConstraint("cap_units >= minimum_units", name="cap_reaches_minimum"),
        CheckConstraint("units_pledged >= 0", name="units_are_counted"),
        CheckConstraint("units_pledged <= cap_units", name="cap_holds"),
        CheckConstraint("closes_at > opens_at", name="window_is_a_span"),
        CheckConstraint("refunded_minor BETWEEN 0 AND collected_minor", name="refunds_within_collected"),
        CheckConstraint(COMPLETE, name="complete_when_launched"),
        CheckConstraint("launched_at IS NOT NULL OR pledges_count = 0", name="draft_has_no_pledge"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), unique=True)
    currency: Mapped[str] = mapped_column(short(3), default="EUR")
    price_minor: Mapped[int | None]
    tax_basis_points: Mapped[int | None]
    minimum_units: Mapped[int | None]
    cap_units: Mapped[int | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    promised_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    launched_at: Mapped[datetime | None]
    launched_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    taken_back_at: Mapped[datetime | None]
    taken_back_because: Mapped[str] = mapped_column(default="")
    units_pledged: Mapped[int] = mapped_column(default=0)
    pledges_count: Mapped[int] = mapped_column(default=0)
    pledged_minor: Mapped[int] = mapped_column(default=0)
    collected_minor: Mapped[int] = mapped_column(default=0)
    refunded_minor: Mapped[int] = mapped_column(default=0)

    product: Mapped[Product] = relationship(lazy="raise_on_sql", back_populates="campaign")
    shipping_rates: Mapped[list[ShippingRate]] = relationship(
        lazy="raise_on_sql", order_by="ShippingRate.position", cascade="all, delete-orphan"
    )
    settlement: Mapped[Settlement | None] = relationship(lazy="raise_on_sql", uselist=False)

    @property
    def is_launched(self) -> bool:
        """Whether its terms are fixed."""
        return self.launched_at is not None

    @property
    def launch_key(self) -> str:
        """Tells this launch from one before it that was taken back, so that news of each is told once."""
        return f"{self.id}" if self.taken_back_at is None else f"{self.id}:{self.taken_back_at.timestamp():.0f}"

    def standing(self, at: datetime) -> Standing:
        """Where it stands at a moment (UTC). Its settlement must be loaded."""
        return standing(self, self.settlement.outcome if self.settlement else None, at)

    @property
    def units_at_close(self) -> int:
        """What was pledged when it closed, or is now while it is open. Its settlement must be loaded."""
        return self.settlement.units if self.settlement else self.units_pledged

    def progress(self) -> Progress:
        """How far it is. Only for launched campaigns."""
        return Progress(self.units_pledged, self.minimum_units or 1, self.cap_units)

    def numbers(self) -> HonestNumbers:
        """The five honest numbers. Only for launched campaigns."""
        return honest_numbers(
            pledged=self.pledged_minor,
            collected=self.collected_minor,
            refunded=self.refunded_minor,
            price_minor=self.price_minor or 0,
            minimum_units=self.minimum_units or 0,
        )

    def rate_for(self, region: str) -> ShippingRate | None:
        """What sending to this region costs; None where it does not ship. The rates must be loaded."""
        return next((rate for rate in self.shipping_rates if rate.region == region), None)


class ShippingRate(Model):
    """What sending one pledge to a region costs, tax included, whatever its quantity."""

    __tablename__ = "shipping_rate"
    __table_args__ = (
        UniqueConstraint("campaign_id", "region"),
        CheckConstraint("amount_minor >= 0", name="amount_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    region: Mapped[str] = mapped_column(short(60))
    amount_minor: Mapped[int]
    position: Mapped[int]


class Outcome(StrEnum):
    """What the close of a campaign found."""

    MET = "met"
    MISSED = "missed"


class Settlement(Model):
    """The one decision at the end of a campaign. It is written once and never changed."""

    __tablename__ = "settlement"

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), unique=True)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome))
    units: Mapped[int]
    pledges: Mapped[int]
    pledged_minor: Mapped[int]
    settled_at: Mapped[datetime] = mapped_column(default=now)
