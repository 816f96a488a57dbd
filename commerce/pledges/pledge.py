"""A pledge keeps the terms it was made under. A member has one standing pledge in a campaign and changes that one.

Its price is the all-in price: total = unit price x quantity + shipping, and the tax is the part of that total.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from commerce.pledges.states import ENDED, PledgeState
from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from commerce.campaigns.campaign import Campaign
    from commerce.catalog.product import Option
    from members.accounts.member import Member

STANDING = text("state <> 'withdrawn'")


class Pledge(Model):
    """One member's pre-order; amounts are minor units of the campaign's currency."""

    __tablename__ = "pledge"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_is_positive"),
        CheckConstraint("total_minor = unit_minor * quantity + shipping_minor", name="total_is_all_in"),
        CheckConstraint("tax_minor BETWEEN 0 AND total_minor", name="tax_is_within_total"),
        CheckConstraint("received_minor >= 0", name="received_is_not_negative"),
        CheckConstraint("refunded_minor BETWEEN 0 AND received_minor", name="refunds_within_received"),
        CheckConstraint(
            "state NOT IN ('placed', 'withdrawn', 'released') OR received_minor = 0", name="paid_only_when_due"
        ),
        CheckConstraint(
            "state NOT IN ('shipped', 'delivered') OR deliver_to <> ''", name="nothing_leaves_without_an_address"
        ),
        Index(
            "uq_pledge_standing",
            "campaign_id",
            "member_id",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
        Index(None, "campaign_id", "state"),
        Index(None, "member_id", "placed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(short(16), unique=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    option_id: Mapped[int] = mapped_column(ForeignKey("product_option.id"))
    quantity: Mapped[int]
    region: Mapped[str] = mapped_column(short(60))
    unit_minor: Mapped[int]
    shipping_minor: Mapped[int]
    tax_basis_points: Mapped[int]
    tax_minor: Mapped[int]
    total_minor: Mapped[int]
    promised_on: Mapped[date]
    state: Mapped[PledgeState] = mapped_column(enum_column(PledgeState), default=PledgeState.PLACED)
    received_minor: Mapped[int] = mapped_column(default=0)
    refunded_minor: Mapped[int] = mapped_column(default=0)
    placed_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime | None]
    pay_by: Mapped[datetime | None]
    deliver_to: Mapped[str] = mapped_column(default="")

    campaign: Mapped[Campaign] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")
    option: Mapped[Option] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[PledgeStep]] = relationship(lazy="raise_on_sql", order_by="PledgeStep.id")

    @property
    def path(self) -> str:
        """Where its page is, for its member and staff."""
        return f"/pledges/{self.id}"

    @property
    def is_standing(self) -> bool:
        """Whether the campaign's sums count it: until it is withdrawn, released, lapsed or wholly refunded."""
        return self.state not in ENDED

    @property
    def held_minor(self) -> int:
        """What arrived and has not gone back."""
        return self.received_minor - self.refunded_minor

    @property
    def open_minor(self) -> int:
        """What is still to arrive; never negative."""
        return max(0, self.total_minor - self.held_minor) if self.state is PledgeState.DUE else 0

    @property
    def short_minor(self) -> int:
        """What is missing of the price although the pledge counts as paid: more went back than had come too much."""
        return max(0, self.total_minor - self.held_minor) if self.state is PledgeState.PAID else 0

    @property
    def surplus_minor(self) -> int:
        """What arrived above the price and should go back."""
        return max(0, self.held_minor - self.total_minor)


class PledgeStep(Model):
    """One step of a pledge: from where to where, by whom (nobody means the site itself), when and why.

    One that stays where it stands tells of a correction: a changed choice, an address that staff typed.
    """

    __tablename__ = "pledge_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"), index=True)
    from_state: Mapped[PledgeState | None] = mapped_column(enum_column(PledgeState))
    to_state: Mapped[PledgeState] = mapped_column(enum_column(PledgeState))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(default="")
